//! How much of a file is taken in: the one place for all limits of reading.

use serde::{Deserialize, Serialize};

use super::Unreadable;
use crate::cell::{Address, Cell, Cells, Grid, Value};
use viet_text::notation::vietnamese;

/// The most that one file may ask for. A commune's workbook is some 13 KB with 400 cells:
/// every default leaves it a thousandfold, and keeps a hostile file within some hundred MB.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file as sent.
    pub file_bytes: u64,
    /// Bytes of one part of a zipped workbook, inflated.
    pub part_bytes: u64,
    /// Bytes of all parts, inflated; also of all cells' texts and formulas together.
    pub total_bytes: u64,
    /// Parts of a zipped workbook.
    pub parts: usize,
    /// Cells over all sheets, blank ones that only carry a format included.
    pub cells: u64,
    /// Cells of the rectangles around a .xls file's cells: calamine fills them all.
    pub area: u64,
    /// Bytes of one cell's text or formula. Excel's own limit is 32,767 characters.
    pub text_bytes: usize,
    /// Bytes of all .zip files of a folder together, those within others included.
    pub archive_bytes: u64,
    /// Files in a .zip of workbooks.
    pub archive_files: usize,
    /// Bytes of all files in a .zip of workbooks, inflated.
    pub archive_total_bytes: u64,
    /// Fonts, fills, borders and formats. Excel's own limit is 65,490 formats.
    pub formats: usize,
    /// Seconds that reading one file of an older format may take.
    pub seconds: u64,
    /// Bytes of memory that reading one file of an older format may take.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 50 << 20,
            part_bytes: 64 << 20,
            total_bytes: 256 << 20,
            parts: 2_000,
            cells: 2_000_000,
            area: 4_000_000,
            text_bytes: 4 * 32_767,
            archive_bytes: 256 << 20,
            archive_files: 20_000,
            archive_total_bytes: 1 << 30,
            formats: 4 * 65_536,
            seconds: 20,
            memory_bytes: 1 << 30,
        }
    }
}

impl Limits {
    /// For the tool's own workbooks: a national annex has millions of cells.
    #[must_use]
    pub fn own() -> Self {
        Self {
            file_bytes: 1 << 30,
            part_bytes: 2 << 30,
            total_bytes: 4 << 30,
            cells: 40_000_000,
            ..Self::default()
        }
    }
}

/// Which limit a file exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// [`Limits::file_bytes`].
    File,
    /// [`Limits::part_bytes`].
    Part,
    /// [`Limits::total_bytes`].
    Total,
    /// [`Limits::parts`].
    Parts,
    /// [`Limits::cells`].
    Cells,
    /// [`Limits::area`].
    Area,
    /// [`Limits::text_bytes`].
    Text,
    /// [`Limits::formats`].
    Formats,
    /// [`Limits::seconds`].
    Time,
    /// [`Limits::memory_bytes`].
    Memory,
}

impl Limit {
    /// What there is too much of, in Vietnamese.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::File => "dung lượng tệp",
            Self::Part => "dung lượng một phần bên trong tệp",
            Self::Total => "tổng dung lượng nội dung bên trong tệp",
            Self::Parts => "số phần bên trong tệp",
            Self::Cells => "số ô",
            Self::Area => "khoảng cách giữa các ô có nội dung",
            Self::Text => "độ dài chữ trong một ô",
            Self::Formats => "số kiểu định dạng",
            Self::Time => "thời gian cần để đọc",
            Self::Memory => "bộ nhớ cần để đọc",
        }
    }
}

/// All limits as the page `docs/gioi-han.md`.
#[must_use]
pub fn page() -> String {
    let Limits { file_bytes, part_bytes, total_bytes, parts, cells, area, .. } = Limits::default();
    let Limits { text_bytes, formats, seconds, memory_bytes, .. } = Limits::default();
    let Limits { archive_bytes, archive_files, archive_total_bytes, .. } = Limits::default();
    let megabytes = |bytes: u64| format!("{} MB", bytes >> 20);
    let count = |number: u64| vietnamese(number.into());
    let rows = [
        (Limit::File, megabytes(file_bytes), "tệp như đã gửi"),
        (Limit::Parts, count(parts as u64), "tệp .xlsx, .xlsm, .xlsb, .ods"),
        (Limit::Part, megabytes(part_bytes), "sau khi giải nén"),
        (Limit::Total, megabytes(total_bytes), "sau khi giải nén; cũng là tổng chữ của mọi ô"),
        (Limit::Cells, count(cells), "mọi trang, kể cả ô trống có định dạng"),
        (Limit::Area, count(area), "số ô của vùng chữ nhật quanh các ô, tệp .xls"),
        (Limit::Text, count(text_bytes as u64), "byte; Excel cho 32.767 ký tự"),
        (Limit::Formats, count(formats as u64), "phông, màu nền, đường viền, định dạng số"),
        (Limit::Time, format!("{seconds} giây"), "một tệp .xls, .xlsb"),
        (Limit::Memory, megabytes(memory_bytes), "một tệp .xls, .xlsb"),
    ];
    let mut page = String::from(PAGE_TOP);
    for (limit, most, what) in rows {
        page.push_str(&format!("| {} | {most} | {what} |\n", limit.in_words()));
    }
    page.push_str(&format!(
        "| các tệp .zip trong thư mục | {} | cộng cả .zip nằm trong .zip (tối đa 3 lớp) |\n\
         | số tệp trong một .zip | {} | |\n\
         | nội dung một .zip | {} | sau khi giải nén |\n",
        megabytes(archive_bytes),
        count(archive_files as u64),
        megabytes(archive_total_bytes)
    ));
    page + PAGE_END
}

const PAGE_TOP: &str = "# Giới hạn khi đọc tệp\n\n\
Trang này do chương trình tạo ra (`src/workbook/read/limits.rs`); không sửa tay. \
Tạo lại: `TONGHOP_WRITE_DOCS=1 cargo test documentation`.\n\n\
Một biểu báo cáo thường chỉ khoảng 13 KB với vài trăm ô. Tệp nào vượt một giới hạn dưới đây thì \
không được đọc; nội dung kiểm tra `tep-khong-doc-duoc` ghi rõ vượt giới hạn nào. Các tệp khác vẫn \
được đọc và tổng hợp.\n\n\
| Giới hạn | Nhiều nhất | Áp dụng cho |\n|---|---|---|\n";

const PAGE_END: &str = "\n## Tệp bị hỏng\n\n\
- .xlsx, .xlsm, .xlsb, .ods: mọi phần bên trong có mã kiểm tra (CRC-32) và đều được đọc hết để so \
mã; sai một bit là tệp bị từ chối, không bao giờ thành một con số khác.\n\
- .xls (Excel 97-2003) không có mã kiểm tra. Chương trình kiểm tra cấu trúc: chuỗi khối, loại và độ \
dài từng mục, thứ tự ô, dòng, chữ dùng chung, danh sách trang; sai là từ chối. Riêng một bit sai \
ngay trong các byte của một con số hay một chữ cái thì không cách nào biết được: trong phép thử, \
khoảng 4 trong 100 tệp .xls sai một bit bị đọc khác đi như vậy. Nên đề nghị đơn vị gửi tệp .xlsx.\n\
- Tệp .xls và .xlsb được đọc trong một tiến trình riêng có giới hạn bộ nhớ và thời gian; tệp làm \
tiến trình đó dừng chỉ ảnh hưởng chính nó. Thư mục chỉ có .xlsx thì không tạo tiến trình nào.\n";

/// Refuses what exceeds its limit.
pub(super) fn within<N: PartialOrd>(amount: N, most: N, limit: Limit) -> Result<(), Unreadable> {
    if amount > most { Err(Unreadable::TooLarge(limit)) } else { Ok(()) }
}

/// Counts what a workbook has asked for so far.
pub(super) struct Meter<'a> {
    limits: &'a Limits,
    cells: u64,
    text: u64,
}

impl<'a> Meter<'a> {
    pub(super) const fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0, text: 0 }
    }

    /// Counts cells met, blank or not.
    pub(super) fn count_cells(&mut self, number: u64) -> Result<(), Unreadable> {
        self.cells = self.cells.saturating_add(number);
        within(self.cells, self.limits.cells, Limit::Cells)
    }

    /// Puts a cell among a sheet's, once its place and its size are known to be sound.
    pub(super) fn put(
        &mut self,
        sheet: &str,
        cells: &mut Vec<(Address, Cell)>,
        at: Address,
        cell: Cell,
    ) -> Result<(), Unreadable> {
        if at.row >= Address::MAX_ROWS || at.col >= Address::MAX_COLS {
            return Err(Unreadable::damaged(format!(
                "trang «{sheet}» có ô nằm ngoài phạm vi của Excel"
            )));
        }
        let text = match &cell.value {
            Value::Text(text) => text.len(),
            Value::Error(text) | Value::Oversized(text) => text.len(),
            _ => 0,
        };
        let formula = cell.formula.as_ref().map_or(0, |formula| formula.len());
        within(text.max(formula), self.limits.text_bytes, Limit::Text)?;
        self.text = self.text.saturating_add((text + formula) as u64);
        within(self.text, self.limits.total_bytes, Limit::Total)?;
        cells.push((at, cell));
        Ok(())
    }
}

/// Puts a sheet's cells on it, in whatever order the file has them.
pub(super) fn settle(grid: &mut Grid, cells: Vec<(Address, Cell)>) -> Result<(), Unreadable> {
    grid.cells = Cells::each_once(cells).map_err(|at| Unreadable::twice(&grid.name, at))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_documentation_page_lists_the_limits_as_they_are() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/gioi-han.md");
        if std::env::var_os("TONGHOP_WRITE_DOCS").is_some() {
            std::fs::write(&path, page()).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed.replace("\r\n", "\n") == page(), "docs/gioi-han.md is out of date");
    }
}
