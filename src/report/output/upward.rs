//! Writes the filled forms of the level above: never over a file that a person has changed.

use std::fs;
use std::path::Path;

use super::record::DigestRecord;
use super::sentences::{cannot_write, kept_texts};
use super::shared_folder::{PlacedFile, RefusedFile, SharedFolder};
use super::slip_owner::is_link;
use crate::report::upward::{FilledForm, filled};
use crate::results::Results;
use crate::workspace::annex_book::names::number;
use crate::workspace::{TEMPLATE_FOLDER, UPWARD_FOLDER, sheets};

/// A cell's list of examples is no longer.
const EXAMPLES: usize = 3;

/// Writes the filled forms into the output folder, and removes those of an earlier run whose form is
/// gone. Returns sentences on what was written, left blank and refused.
pub(super) fn write_upward(
    results: &Results<'_>,
    folder: &Path,
    record: &mut DigestRecord,
) -> Vec<String> {
    let forms = filled(results);
    let mut sentences = Vec::new();
    if is_link(folder) {
        return sentences;
    }
    let has_cells = forms.iter().any(|form| !form.cells.is_empty());
    if has_cells && let Err(error) = fs::create_dir_all(folder) {
        return vec![cannot_write(folder, &error)];
    }
    // Where the folder cannot be listed, the annex's own sentence says so.
    let Ok(mut shared) = SharedFolder::open(folder) else { return sentences };
    let mut placed: Vec<PlacedFile> = Vec::new();
    for form in &forms {
        let at = format!("{TEMPLATE_FOLDER}/{UPWARD_FOLDER}/{}", form.form.file);
        sentences.extend(form.form.problems.iter().map(|problem| format!("{at}: {problem}")));
        if form.cells.is_empty() {
            continue;
        }
        let made = match form.fill() {
            Ok(made) => made,
            Err(what) => {
                sentences.push(format!(
                    "{at}: {what}. Mở tệp bằng Excel, lưu lại thành .xlsx rồi chạy lại."
                ));
                continue;
            }
        };
        match shared.put(&form.name, &made.bytes, record, |_| false) {
            Ok(put) => {
                sentences.push(about(form, &put.name, made.has_formulas));
                placed.push(put);
            }
            Err(RefusedFile { path, error }) => sentences.push(cannot_write(&path, &error)),
        }
    }
    // Of the workbooks here, the record has these forms alone.
    let is_workbook = |name: &str| {
        let name = name.to_lowercase();
        let is_annex = number(&name, results.month.period).is_some();
        (name.ends_with(".xlsx") || name.ends_with(".xlsm")) && !is_annex
    };
    let swept = shared.sweep(record, is_workbook);
    let refused = swept.refused.iter();
    sentences.extend(refused.map(|RefusedFile { path, error }| cannot_write(path, error)));
    sentences.extend(kept_texts(&placed, std::iter::empty()));
    sentences
}

/// What was filled, what was left blank, what the officer should look at.
fn about(form: &FilledForm<'_>, name: &str, has_formulas: bool) -> String {
    let all = form.cells.len();
    let known = form.cells.iter().filter(|cell| cell.figure.is_some()).count();
    let mut said = format!("Biểu cấp trên {name}: đã điền {known}/{all} ô");
    let with = |is: fn(&crate::report::upward::FilledCell<'_>) -> bool| -> Vec<String> {
        let cells = form.cells.iter().filter(|cell| is(cell));
        cells.map(|own| format!("{} {}", own.cell.sheet, own.cell.at)).collect()
    };
    let kinds = [
        ("để trống vì chưa có số liệu", with(|cell| cell.figure.is_none())),
        ("tạm tính, còn thiếu đơn vị", with(|cell| cell.figure.is_some() && cell.missing > 0)),
        ("đang rà soát", with(|cell| cell.is_doubtful)),
    ];
    for (what, cells) in kinds.into_iter().filter(|(_, cells)| !cells.is_empty()) {
        let more = match cells.len().saturating_sub(EXAMPLES) {
            0 => String::new(),
            more => format!(" và {more} ô nữa"),
        };
        let some = cells.iter().take(EXAMPLES).cloned().collect::<Vec<_>>().join(", ");
        said += &format!("; {} ô {what} ({some}{more})", cells.len());
    }
    said += &format!(". Từng ô: trang {} của ra-soat.xlsx.", sheets::UPWARD);
    if has_formulas {
        said += " Tệp có công thức: trước khi gửi, mở bằng Excel và lưu lại để các ô công thức tính theo số mới.";
    }
    said
}
