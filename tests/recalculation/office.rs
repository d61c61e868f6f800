//! The sample's office, and what can be made of it.

use std::fs;
use std::path::Path;
use tonghop::cell_text::CellText as _;

use tempfile::TempDir;
use tonghop::report::annex;
use tonghop::results::Results;
use tonghop::settings::Settings;
use tonghop::workspace::{PeriodPlace, Workspace, open};
use viet_text::period::Period;
use viet_text::text::folded;
use workbook_io::sheet::{Book, Content, Row, Sheet, Style};
use workbook_io::write::to_bytes;

use crate::checker::checked;
use workbook_io::{Address, Cell, Grid, Value, Workbook};

/// A workspace with a month's reports.
pub(crate) struct Office {
    root: TempDir,
    settings: Workbook,
}

impl Office {
    /// The sample as committed, its September with it.
    pub(crate) fn sample() -> Self {
        let root = tempfile::tempdir().unwrap();
        copy(&super::sample(), root.path());
        let settings = open(&root.path().join("khai-bao.xlsx")).unwrap();
        Self { root, settings }
    }

    /// Some communes have sent nothing.
    pub(crate) fn without(self, units: &[&str]) -> Self {
        for unit in units {
            fs::remove_file(self.root.path().join(format!("2023-10/{unit}.xlsx"))).unwrap();
        }
        self
    }

    /// A commune's October workbook, and a changed one in its place.
    pub(crate) fn change(&self, unit: usize, change: impl FnOnce(&mut Workbook)) {
        let mut files: Vec<_> = fs::read_dir(self.root.path().join("2023-10")).unwrap().collect();
        files.sort_by_key(|file| file.as_ref().unwrap().file_name());
        let files: Vec<_> = files.into_iter().map(|file| file.unwrap().path()).collect();
        let reports: Vec<_> = files
            .into_iter()
            .filter(|path| path.file_stem().is_some_and(|name| name != "ra-soat"))
            .filter(|path| path.is_file())
            .collect();
        let path = &reports[unit % reports.len()];
        let mut book = open(path).unwrap();
        change(&mut book);
        fs::write(path, to_bytes(as_written(&book)).unwrap()).unwrap();
    }

    /// A commune has typed ten times its members, and a profit in thousands for millions: open findings
    /// decide verdicts.
    pub(crate) fn in_doubt(self) -> Self {
        let path = self.root.path().join("2023-10/Xã Phú Điền.xlsx");
        let mut book = open(&path).unwrap();
        for (sheet, at, number) in [("Biểu 02", "F9", 1_730), ("Biểu 03", "I9", 94_000)] {
            let grid = book.sheets.iter_mut().find(|grid| grid.name == sheet).unwrap();
            let number = Value::Number(number.into());
            grid.cells.insert(at.parse().unwrap(), Cell::plain(number));
        }
        fs::write(path, to_bytes(as_written(&book)).unwrap()).unwrap();
        self
    }

    /// No commune has sent anything.
    pub(crate) fn without_all(self) -> Self {
        fs::remove_dir_all(self.root.path().join("2023-10")).unwrap();
        fs::create_dir(self.root.path().join("2023-10")).unwrap();
        self
    }

    /// A second resolution that judges in every way there is, near its thresholds.
    pub(crate) fn with_other_targets(mut self) -> Self {
        self.add(
            "Bộ chỉ tiêu",
            &[
                ("Mã bộ", "thu"),
                ("Tên văn bản", "Kế hoạch thử"),
                ("Tiêu đề phụ lục", "Mọi cách \"so sánh\""),
                ("Hạn hoàn thành", "30/9/2023"),
            ],
        );
        for (target, items) in (1..).zip(ITEMS.chunks(4)) {
            let target = target.to_string();
            self.add(
                "Chỉ tiêu",
                &[
                    ("Mã bộ", "thu"),
                    ("Chỉ tiêu", &target),
                    ("Tên chỉ tiêu", &format!("Chỉ tiêu {target}")),
                ],
            );
            for (item, row) in (1..).zip(items) {
                self.item(&format!("{target}.{item}"), row);
            }
        }
        for part in ["", "HTX", "THT"] {
            let way = if part.is_empty() { "một trong các phần" } else { "không quá" };
            let code = if part == "HTX" { "htx.so_luong" } else { "tht.so_luong" };
            self.add(
                "Nội dung",
                &[
                    ("Mã bộ", "thu"),
                    ("Nội dung số", "1.9"),
                    ("Phần", part),
                    ("Nội dung", "Một trong hai"),
                    ("Cách tính", if part.is_empty() { "" } else { code }),
                    ("So sánh", way),
                    ("Mức", if part.is_empty() { "" } else { "30" }),
                ],
            );
        }
        self
    }

    /// A page of the office's own making, with all that can be switched on, and baselines.
    pub(crate) fn with_own_page(mut self) -> Self {
        for (entry, value) in [
            ("Phát hành riêng", "có"),
            ("Cột thêm", "năm trước; kế hoạch; cùng kỳ năm trước"),
            ("Ghi Vượt", "có"),
            ("Câu tổng hợp", "theo báo cáo"),
            ("Chức danh ký", "TM. Ủy ban nhân dân; Chủ tịch"),
            ("Nơi nhận", "Như trên; Lưu: VT"),
        ] {
            self.add("Cơ quan", &[("Mục", entry), ("Giá trị", value)]);
        }
        let grid = self.settings.sheets.iter_mut().find(|grid| grid.name == "Nội dung").unwrap();
        let header = grid.cells.iter().find(|(_, cell)| cell.text() == Some("Mức")).unwrap().0;
        let (row, level) = (header.row, header.col);
        let free = grid.cells.keys().map(|at| at.col).max().unwrap() + 1;
        if !grid.cells.values().any(|cell| cell.text() == Some("Mức xuất phát")) {
            let text = Value::Text("Mức xuất phát".into());
            grid.cells.insert(Address::new(row, free), Cell::plain(text));
        }
        let col = column(grid, "Mức xuất phát");
        let numbers = |(at, cell): (&Address, &Cell)| {
            let is_level = at.col == level && at.row > row;
            (is_level && matches!(cell.value, Value::Number(_))).then_some(at.row)
        };
        let rows: Vec<u32> = grid.cells.iter().filter_map(numbers).collect();
        for row in rows {
            grid.cells.insert(Address::new(row, col), Cell::plain(Value::Number(1.into())));
        }
        self
    }

    fn item(&mut self, number: &str, (arithmetic, way, level, upper, unit, basis): &ItemRow) {
        self.add(
            "Nội dung",
            &[
                ("Mã bộ", "thu"),
                ("Nội dung số", number),
                ("Nội dung", &format!("{arithmetic} {way} {level}")),
                ("Cách tính", arithmetic),
                ("So sánh", way),
                ("Mức", level),
                ("Mức trên", upper),
                ("Đơn vị tính", unit),
                ("Căn cứ", basis),
                ("Số lẻ", if arithmetic.contains("1565") { "2" } else { "" }),
            ],
        );
    }

    /// Adds a row to a sheet of the settings, by its headers.
    fn add(&mut self, sheet: &str, values: &[(&str, &str)]) {
        let grid = self.settings.sheets.iter_mut().find(|grid| grid.name == sheet).unwrap();
        let row = grid.cells.keys().map(|at| at.row).max().unwrap() + 1;
        for (header, text) in values.iter().filter(|(_, text)| !text.is_empty()) {
            let col = column(grid, header);
            let value = Cell::plain(Value::Text((*text).into()));
            grid.cells.insert(Address::new(row, col), value);
        }
    }

    /// The October annex.
    pub(crate) fn annex(&self) -> Vec<u8> {
        let mut workspace = Workspace::open(self.root.path()).unwrap();
        workspace.settings = Settings::read(&self.settings).unwrap_or_else(|problems| {
            panic!("{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>())
        });
        let place = PeriodPlace {
            root: self.root.path().to_owned(),
            folder: self.root.path().join("2023-10"),
            period: Period::Month { year: 2023, month: 10 },
        };
        let results = Results::read(&workspace, &place).unwrap();
        checked("annex", to_bytes(annex::book(&results)).unwrap())
    }
}

/// Arithmetic, comparison, threshold, upper bound, unit of measure, basis.
type ItemRow = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const ITEMS: &[ItemRow] = &[
    ("htx.loai_yeu", "không quá", "0", "", "HTX", ""),
    ("htx.ngung_hoat_dong", "bằng", "0", "", "HTX", ""),
    ("htx.thanh_vien", "không quá", "2570", "", "người", ""),
    ("htx.thanh_vien", "dưới", "2570", "", "người", ""),
    ("htx.khau_dich_vu_bq", "khoảng", "5", "6", "khâu", ""),
    ("htx.so_luong", "khoảng", "10", "21", "HTX", "ước cả năm"),
    ("htx.so_luong", "khoảng", "22", "25", "HTX", ""),
    ("tht.so_luong", "trên", "năm trước", "", "THT", ""),
    ("tht.ty_le_chung_thuc", "từ … trở lên", "100", "", "%", ""),
    ("tht.ty_le_chung_thuc", "không quá", "90,77", "", "%", ""),
    ("htx.loai_yeu / htx.so_luong", "bằng", "0", "", "%", ""),
    ("htx.nong_nghiep_co_lai / htx.nong_nghiep", "bằng", "100", "", "%", "ước cả năm"),
    // Halves that binary fractions miss: 1,005 and 17,5.
    ("(htx.thanh_vien - 1565) / 1000", "từ … trở lên", "1,01", "", "", ""),
    ("htx.cbql / 8", "bằng", "18", "", "", ""),
    ("htx.cbql / (htx.ngung_hoat_dong - 0)", "trên", "1", "", "", ""),
    (
        "(htx.so_luong - htx.so_luong@namtruoc) / htx.so_luong@namtruoc",
        "không quá",
        "5",
        "",
        "%",
        "",
    ),
    ("tht.ttcn_moi * 2 + lhhtx.so_luong", "từ … trở lên", "1", "", "", "ước cả năm"),
    ("htx.so_luong", "từ … đến …", "5", "12", "HTX", ""),
    ("htx.so_luong", "từ … đến …", "10", "21", "HTX", ""),
    ("htx.so_luong", "từ … đến …", "22", "25", "HTX", ""),
    ("tht.ty_le_chung_thuc", "từ … đến …", "50", "60", "%", "ước cả năm"),
];

/// A workbook as read, to be written again.
fn as_written(book: &Workbook) -> Book<'static> {
    let sheets = book.sheets.iter().map(|grid| {
        let rows = grid.filled_rows().into_iter().map(|index| {
            let cells = grid.row(index).map(|(at, cell)| {
                let content = match &cell.value {
                    Value::Number(number) => Content::Number(*number),
                    Value::Date { day: Some(day), .. } => Content::Date(*day),
                    other => Content::from(other.as_written()),
                };
                (at.col, content, Style::default())
            });
            Row { index, height: None, cells: cells.collect() }
        });
        Sheet::new(&grid.name, rows.collect::<Vec<_>>())
    });
    Book { sheets: sheets.collect(), ..Book::default() }
}

fn column(grid: &Grid, header: &str) -> u32 {
    let named = |cell: &Cell| cell.text().is_some_and(|text| folded(text) == folded(header));
    grid.cells.iter().find(|(_, cell)| named(cell)).map(|(at, _)| at.col).unwrap()
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}
