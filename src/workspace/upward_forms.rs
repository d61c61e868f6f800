//! Forms of the level above: marked copies in `bieu-mau/cap-tren`, filled from the office's own
//! figures. They are filled and never learned: no unit reports on them.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::own_names::own_path;
use super::own_workbook::{refusal, try_open_with_bytes};
use super::unicode::in_unicode;
use super::workbooks::workbooks;
use crate::form::typed_codes;
use crate::path_text::PathText as _;
use crate::settings::TEMPLATE_FOLDER;
use crate::settings::{Basis, Settings};
use crate::system_error::folder_not_opened;
use workbook_io::{Address, FormatKind, Grid};

/// Their folder, within that of the marked templates.
pub const UPWARD_FOLDER: &str = "cap-tren";

/// A form of the level above.
#[derive(Clone, Debug, Default)]
pub struct UpwardForm {
    /// Its file name.
    pub file: String,
    /// The file; empty where it cannot be filled.
    pub bytes: Vec<u8>,
    /// How many sheets it has.
    pub sheets: usize,
    /// The cells to fill, sheet by sheet.
    pub cells: Vec<UpwardCell>,
    /// Vietnamese sentences on what cannot be filled, each naming its cell.
    pub problems: Vec<String>,
}

/// A cell of a form of the level above that bears a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpwardCell {
    /// Its sheet's place in the workbook.
    pub place: usize,
    /// Its sheet's name.
    pub sheet: String,
    /// Where.
    pub at: Address,
    /// The code as typed, with its basis.
    pub code: String,
    /// The indicator, by its place in the settings; none for a list's column.
    pub indicator: Option<usize>,
    /// The basis.
    pub basis: Basis,
    /// The cell shows a number as per cent.
    pub per_cent: bool,
}

/// The forms of a workspace. What cannot be read is a problem of its form, not of the run.
pub(super) fn read(root: &Path, settings: &Settings) -> Vec<UpwardForm> {
    let folder = own_path(&own_path(root, TEMPLATE_FOLDER), UPWARD_FOLDER);
    match fs::read_dir(&folder) {
        Ok(listing) => workbooks(listing).iter().map(|path| form(path, settings)).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            let problems = vec![folder_not_opened(&folder, &error)];
            vec![UpwardForm { problems, ..UpwardForm::default() }]
        }
    }
}

fn form(path: &Path, settings: &Settings) -> UpwardForm {
    let file = path.file_name().map(|name| Path::new(name).on_one_line()).unwrap_or_default();
    let refused = |problem: String| UpwardForm {
        file: file.clone(),
        problems: vec![problem],
        ..UpwardForm::default()
    };
    let is_patchable = path.extension().is_some_and(|ending| {
        ["xlsx", "xlsm"].iter().any(|known| ending.eq_ignore_ascii_case(known))
    });
    if !is_patchable {
        return refused(
            "chưa điền được vào tệp loại này. Mở tệp bằng Excel, lưu thành .xlsx (Save As), bỏ tệp \
             cũ ra ngoài thư mục rồi chạy lại."
                .to_owned(),
        );
    }
    let (bytes, book) = match try_open_with_bytes(path) {
        Ok((bytes, book)) => (bytes, in_unicode(book)),
        Err(why) => return refused(refusal(path, &why)),
    };
    let mut form = UpwardForm { file, bytes, sheets: book.sheets.len(), ..UpwardForm::default() };
    for (place, grid) in book.sheets.iter().enumerate().filter(|(_, grid)| !grid.hidden) {
        form.add_sheet(place, grid, settings);
    }
    if form.cells.is_empty() && form.problems.is_empty() {
        form.problems.push(
            "chưa có ô nào ghi mã số liệu. Ghi mã (ví dụ mã ở cột Mã, trang Số liệu của \
             khai-bao.xlsx) vào các ô cần điền rồi chạy lại."
                .to_owned(),
        );
    }
    form
}

impl UpwardForm {
    /// Adds the marked cells of a sheet. What is hidden is the level above's own: codes by which it
    /// knows rows and columns, never to be changed.
    fn add_sheet(&mut self, place: usize, grid: &Grid, settings: &Settings) {
        let is_seen = |at: &Address| {
            let is_formula = grid.get(*at).is_some_and(|cell| cell.formula.is_some());
            !grid.hidden_cols.contains(&at.col)
                && !grid.hidden_rows.contains(&at.row)
                && !is_formula
        };
        let (codes, wrong) = typed_codes(grid, settings);
        for code in codes.into_iter().filter(|code| is_seen(&code.at)) {
            let figure = code.list.is_none().then(|| settings.indicators.get_index_of(&code.code));
            let look = grid.get(code.at).map(|cell| cell.look).unwrap_or_default();
            if code.list.is_some() {
                self.problems.push(format!(
                    "trang \"{}\", ô {}: mã {} là của danh sách; biểu cấp trên chỉ điền được số liệu. \
                     Ô để trống; ghi mã của số liệu tính từ danh sách đó, hoặc xóa mã.",
                    grid.name, code.at, code.full
                ));
            }
            self.cells.push(UpwardCell {
                place,
                sheet: grid.name.clone(),
                at: code.at,
                code: code.full,
                indicator: figure.flatten(),
                basis: code.basis,
                per_cent: look.format == FormatKind::Percent,
            });
        }
        let unknown = wrong.into_iter().filter(|(at, _)| is_seen(at)).map(|(at, what)| {
            let stop = if what.ends_with(['?', '.']) { "" } else { "." };
            format!("trang \"{}\", ô {at}: {what}{stop} Ô giữ nguyên chữ đang ghi.", grid.name)
        });
        self.problems.extend(unknown);
    }
}
