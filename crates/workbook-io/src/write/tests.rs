use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::read_back::{part, read_back};
use super::*;
use crate::grid::{Address, Value};
use crate::sheet::{
    Area, Borders, Chart, ChartKind, Color, Content, DefinedName, DropDownList, DropDownValues,
    Emphasis, FormulaResult, Highlight, Locale, Page, Row, Series, SeriesLook, Style, Table,
    Target,
};

fn at(text: &str) -> Address {
    text.parse().unwrap()
}

fn area(from: &str, to: &str) -> Area {
    Area::new(at(from), at(to))
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn row(index: u32, contents: impl IntoIterator<Item = Content>) -> Row {
    let cells = (0..).zip(contents).map(|(col, content)| (col, content, Style::default()));
    Row { index, height: None, cells: cells.collect() }
}

fn book(sheets: Vec<Sheet<'_>>) -> Book<'_> {
    Book { sheets, ..Book::default() }
}

fn one(content: Content) -> Result<Vec<u8>, WriteError> {
    to_bytes(book(vec![Sheet::new("Phụ lục", [row(0, [content])])]))
}

fn value(bytes: &[u8], address: &str) -> Value {
    read_back(bytes).sheets[0].get(at(address)).unwrap().value.clone()
}

fn text_result(text: &str) -> Content {
    Content::formula("A9", FormulaResult::Text(text.to_owned()))
}

/// A small workbook with everything that a sheet may have.
fn annex() -> Book<'static> {
    let head = Style { bold: true, wrap: true, borders: Borders::ALL, ..Style::default() };
    let words = Style {
        number: r##""vượt "#,##0;"thiếu "#,##0;"bằng mức""##.into(),
        borders: Borders::ALL,
        ..Style::default()
    };
    let header = ["Nội dung", "Thực hiện", "So với Nghị quyết"];
    let header = (0..).zip(header).map(|(col, text)| (col, text.into(), head.clone()));
    let title = vec![(0, "KẾT QUẢ THỰC HIỆN".into(), head.clone())];
    let mut rows = vec![
        Row { index: 0, height: Some(31.5), cells: title },
        Row { index: 2, height: None, cells: header.collect() },
    ];
    for (index, actual) in [(3, "2570"), (4, "3205.5"), (5, "0.049")] {
        let difference = number(actual) - number("2600");
        let formula =
            Content::formula(format!("B{}-2600", index + 1), FormulaResult::Number(difference));
        let cells = vec![
            (2, formula, words.clone()),
            (0, "- thành viên".into(), Style::default()),
            (1, number(actual).into(), Style::default()),
        ];
        rows.push(Row { index, height: None, cells });
    }
    let sheet = Sheet {
        widths: vec![(0, 30.0), (1, 9.5)],
        merges: vec![area("A8", "C9"), area("A1", "C2")],
        freeze: Some(at("B4")),
        page: Page {
            landscape: true,
            fit_width: true,
            repeat_rows: Some((2, 2)),
            area: Some(area("A1", "C9")),
            header: "&C&P".to_owned(),
            ..Page::default()
        },
        highlights: vec![Highlight {
            areas: vec![area("C4", "C6"), area("A4", "A6")],
            formula: "$B4<2600".to_owned(),
            emphasis: Emphasis { bold: true, fill: Some(Color(0xFF_C7CE)), ..Emphasis::default() },
        }],
        tables: vec![Table { name: "KetQua".to_owned(), area: area("A3", "C6") }],
        choices: vec![DropDownList {
            areas: vec![area("E4", "E6")],
            options: DropDownValues::Words(vec!["Đạt".to_owned(), "Chưa đạt".to_owned()]),
            strict: true,
            error_title: "Chưa đúng".to_owned(),
            error_text: "Chọn Đạt hoặc Chưa đạt.".to_owned(),
        }],
        notes: vec![(at("B4"), "Cộng từ 13 xã".to_owned())],
        tab: Some(Color(0xC0_0000)),
        zoom: Some(90),
        ..Sheet::new("Phụ lục", rows)
    };
    let other = Sheet { hidden: true, ..Sheet::new("Danh mục", [row(0, ["x".into()])]) };
    let refers_to = area("B4", "B6").on("Phụ lục");
    let names = vec![DefinedName { name: "ThucHien".to_owned(), refers_to }];
    Book { sheets: vec![other, sheet], names, locale: Some(Locale(0x42A)), ..Book::default() }
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let first = to_bytes(annex()).unwrap();
    assert!((0..3).all(|_| to_bytes(annex()).unwrap() == first));
}

#[test]
fn the_stored_digest_is_that_of_the_file_as_read_back() {
    let workbook = read_back(&to_bytes(annex()).unwrap());
    assert_eq!(workbook.properties[digest::PROPERTY], digest::workbook_digest(&workbook));
    let awkward = [
        " đầu và cuối \n".into(),
        "42\u{a0}người\u{a0}".into(),
        "a\r\nb\u{1}_x0041_".into(),
        "".into(),
        number("-1234567890123.1234567").into(),
        number("1e-9").into(),
        number("123456789012345678").into(),
        NaiveDate::from_ymd_opt(2023, 10, 31).unwrap().into(),
        Content::formula("IF(A1=\"\",\"trống <&>\",1)", FormulaResult::Number(1.into())),
        Content::formula("INDEX(A3:A4,1)", FormulaResult::Text("Đạt".to_owned())),
        Content::Blank,
        "=1+1".into(),
    ];
    let workbook = read_back(
        &to_bytes(book(vec![Sheet::new("Một", [row(4, awkward)]), Sheet::new("Trống", [])]))
            .unwrap(),
    );
    assert_eq!(workbook.properties[digest::PROPERTY], digest::workbook_digest(&workbook));
}

#[test]
fn typed_text_stays_text() {
    for typed in
        ["=1+1", "@SUM(A1)", "+84 277", "=cmd|' /C calc'!A0", "{=1}", "http://x.vn", "001", "- HTX"]
    {
        let bytes = one(typed.into()).unwrap();
        assert_eq!(value(&bytes, "A1"), Value::Text(typed.into()));
        let xml = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(!xml.contains("<f>") && !xml.contains("<hyperlink"), "{typed}");
    }
    let quoted = part(&one("=1+1".into()).unwrap(), "xl/styles.xml");
    assert!(quoted.contains("quotePrefix=\"1\""));
}

#[test]
fn formula_results_keep_their_type_and_fifteen_digits() {
    let third = Decimal::ONE / Decimal::from(3);
    let bytes = one(Content::formula("1/3", FormulaResult::Number(third))).unwrap();
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("<v>0.333333333333333</v>"));
    for text in ["", "thiếu 30", "bằng mức"] {
        let bytes = one(text_result(text)).unwrap();
        let xml = part(&bytes, "xl/worksheets/sheet1.xml");
        let cell = format!("t=\"str\"><f>A9</f><v>{text}</v>");
        assert!(xml.contains(&cell), "{xml}");
    }
}

#[test]
fn a_text_result_that_would_become_a_number_is_refused() {
    for text in ["01", "1e5", "nan", "TRUE", "#N/A"] {
        let error = one(text_result(text)).unwrap_err();
        assert_eq!(error.at, Some(at("A1")));
        assert_eq!(error.cause, Cause::Result(text.to_owned()));
    }
    assert_eq!(
        one(text_result("01")).unwrap_err().to_string(),
        "not written: Result(\"01\") on sheet \"Phụ lục\" at A1"
    );
}

#[test]
fn dates_are_dates_that_excel_knows() {
    let day = |year, month, day| Content::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap());
    let bytes = one(day(2023, 10, 31)).unwrap();
    assert_eq!(value(&bytes, "A1"), Value::Number(45_230.into()));
    assert!(part(&bytes, "xl/styles.xml").contains("dd/mm/yyyy"));
    let old = one(day(1899, 5, 19)).unwrap();
    assert_eq!(value(&old, "A1"), Value::Text("19/05/1899".into()));
}

#[test]
fn number_formats_with_words_and_conditional_formulas_are_written() {
    let bytes = to_bytes(annex()).unwrap();
    let styles = part(&bytes, "xl/styles.xml");
    let vietnam = "[$-42A]&quot;";
    let code = format!("{vietnam}vượt &quot;#,##0;{vietnam}thiếu &quot;#,##0;&quot;bằng mức&quot;");
    assert!(styles.contains(&format!("formatCode=\"{code}\"")), "{styles}");
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<conditionalFormatting sqref=\"C4:C6 A4:A6\">"));
    assert!(sheet.contains("<formula>$B4&lt;2600</formula>"));
}

#[test]
fn table_headers_keep_their_style() {
    let bytes = to_bytes(annex()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    let style = |cell: &str| {
        let (_, rest) = sheet.split_once(&format!("r=\"{cell}\" s=\"")).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(style("A3"), style("A1"));
    assert_eq!(style("C3"), style("B2"), "the merge takes its first cell's look");
    let table = part(&bytes, "xl/tables/table1.xml");
    assert!(table.contains("name=\"So với Nghị quyết\""));
    assert_eq!(table.matches(" ref=\"A3:C6\"").count(), 2, "the table's and its arrows': {table}");
}

#[test]
fn a_table_without_its_headers_is_refused() {
    let table = |rows: Vec<Row>| {
        let tables = vec![Table { name: "KetQua".to_owned(), area: area("A1", "B2") }];
        to_bytes(book(vec![Sheet { tables, ..Sheet::new("HTX", rows) }])).unwrap_err().cause
    };
    let missing = Cause::Table("KetQua".to_owned());
    assert_eq!(table(vec![]), missing);
    assert_eq!(table(vec![row(0, ["Tên".into()])]), missing);
    assert_eq!(table(vec![row(0, ["Tên".into(), "hai\ndòng".into()])]), missing);
    assert!(matches!(table(vec![row(0, ["Tên".into(), "tên".into()])]), Cause::Library(_)));
}

#[test]
fn rows_and_cells_out_of_order_are_refused() {
    let fault = |rows: Vec<Row>| to_bytes(book(vec![Sheet::new("HTX", rows)])).unwrap_err();
    let twice = fault(vec![row(3, []), row(3, [])]);
    assert_eq!((twice.at, twice.cause), (Some(at("A4")), Cause::Order));
    assert_eq!(fault(vec![row(3, []), row(2, [])]).cause, Cause::Order);
    assert_eq!(fault(vec![row(1_048_576, [])]).cause, Cause::Order);
    let cell = || (16_384, Content::Blank, Style::default());
    assert_eq!(fault(vec![Row { cells: vec![cell()], ..Row::default() }]).cause, Cause::Order);
    let cell = || (1, Content::Blank, Style::default());
    let twice = fault(vec![Row { cells: vec![cell(), cell()], ..Row::default() }]);
    assert_eq!((twice.at, twice.cause), (Some(at("B1")), Cause::Order));
}

#[test]
fn damaged_formulas_and_options_are_refused() {
    let formula = Content::formula("SUM(A1;B1)", FormulaResult::Number(1.into()));
    assert_eq!(one(formula).unwrap_err().cause, Cause::Formula("SUM(A1;B1)".to_owned()));
    let choices = vec![DropDownList {
        areas: vec![area("A1", "A2")],
        options: DropDownValues::Words(vec!["Đạt, vượt".to_owned()]),
        strict: false,
        error_title: String::new(),
        error_text: String::new(),
    }];
    let error = to_bytes(book(vec![Sheet { choices, ..Sheet::new("HTX", []) }])).unwrap_err();
    assert_eq!(error.cause, Cause::DropDownValue("Đạt, vượt".to_owned()));
}

#[test]
fn links_lead_to_cells_and_files() {
    let link = |target| Content::link(target, "từ đâu?");
    let file = |path: &str, cell| Target::File { path: path.to_owned(), cell };
    let origin = Some(("Biểu 01".to_owned(), at("F27")));
    let bytes = to_bytes(book(vec![Sheet::new(
        "Nguồn",
        [row(
            0,
            [
                link(Target::Cell { sheet: "Tổng hợp".to_owned(), at: at("B4") }),
                link(file("../Xã Mỹ Quý.xlsx", origin)),
                link(file("../báo cáo#2.xlsx", None)),
                link(file("\\\\máy khác\\a.xlsx", None)),
                link(file("http://x.vn", None)),
            ],
        )],
    )]))
    .unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("location=\"'Tổng hợp'!B4\""));
    assert!(sheet.contains("location=\"'Biểu 01'!F27\""));
    assert_eq!(sheet.matches("<hyperlink ").count(), 2);
    let targets = part(&bytes, "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(targets.contains("Target=\"../Xã%20Mỹ%20Quý.xlsx\""), "{targets}");
    assert_eq!(value(&bytes, "C1"), Value::Text("từ đâu?".into()));
}

#[test]
fn notes_have_no_author_and_the_first_visible_sheet_opens() {
    let bytes = to_bytes(annex()).unwrap();
    let notes = part(&bytes, "xl/comments1.xml");
    assert!(notes.contains("Cộng từ 13 xã") && !notes.contains("Author:"), "{notes}");
    assert!(part(&bytes, "xl/workbook.xml").contains("activeTab=\"1\""));
    let core = part(&bytes, "docProps/core.xml");
    assert_eq!(core.matches("2021-01-01T00:00:00Z").count(), 2, "{core}");
}

#[test]
fn custom_properties_are_kept_beside_the_digest() {
    let mut book = annex();
    book.properties.custom.insert("tonghop-ky".to_owned(), "2023-10".to_owned());
    book.properties.title = "Phụ lục <tháng 10>".to_owned();
    let bytes = to_bytes(book).unwrap();
    let read = read_back(&bytes).properties;
    assert_eq!(read["tonghop-ky"], "2023-10");
    assert_eq!(read.len(), 2);
    assert!(part(&bytes, "docProps/core.xml").contains("Phụ lục &lt;tháng 10&gt;"));
}

#[test]
fn hundreds_of_thousands_of_rows_pass_through() {
    let rows = (0..50_000).map(|index| row(index, ["Xã Mỹ Quý".into(), number("1.5").into()]));
    let sheet = Sheet::new("Nguồn số liệu", rows);
    let workbook = read_back(&to_bytes(book(vec![sheet])).unwrap());
    assert_eq!(workbook.sheets[0].cells.len(), 100_000);
    assert_eq!(workbook.properties[digest::PROPERTY], digest::workbook_digest(&workbook));
}

/// A sheet with a chart of a constant and two results of formulas.
fn charted() -> Sheet<'static> {
    let live = |number: i64| Content::formula("1*1", FormulaResult::Number(number.into()));
    let rows = [
        row(0, [Content::from("2.1"), Decimal::from(98).into()]),
        row(1, [Content::from("2.2"), live(101)]),
        row(2, [Content::from("3"), live(0)]),
    ];
    let area = |col| Area::new(Address::new(0, col), Address::new(2, col));
    let chart = Chart {
        kind: ChartKind::Columns,
        at: at("D1"),
        shift: (0, 0),
        size: (480, 288),
        title: "Tỷ lệ & mức".to_owned(),
        title_size: 12,
        alt_text: "Ba nội dung".to_owned(),
        categories: area(0),
        series: vec![Series {
            name: "Đạt".to_owned(),
            values: area(1),
            look: SeriesLook::Hatched(Color(0xC0_0000)),
            labels: Some("#,##0.0".into()),
        }],
        number: "#,##0".into(),
        legend: false,
    };
    let page = Page { header: "&C&P".to_owned(), plain_first: true, ..Page::default() };
    Sheet { charts: vec![chart], page, ..Sheet::new("Biểu đồ A's & B", rows) }
}

#[test]
fn charts_store_results_of_formulas() {
    let bytes = to_bytes(book(vec![charted()])).unwrap();
    let chart = part(&bytes, "xl/charts/chart1.xml");
    for (place, number) in [98, 101, 0].into_iter().enumerate() {
        let point = format!("<c:pt idx=\"{place}\"><c:v>{number}</c:v></c:pt>");
        assert!(chart.contains(&point), "{chart}");
    }
    assert!(chart.contains("<c:ptCount val=\"3\"/>"));
    assert!(part(&bytes, "xl/drawings/drawing1.xml").contains("descr=\"Ba nội dung\""));
    assert_eq!(bytes, to_bytes(book(vec![charted()])).unwrap());
}

#[test]
fn charts_show_texts_that_other_cells_share() {
    let name: std::sync::Arc<str> = "2.1".into();
    let text = || Content::from(name.clone());
    let rows = (0..3).map(|index| row(index, [text(), Decimal::from(index).into(), text()]));
    let parts = vec![crate::sheet::RowChunk::new(0, rows.collect::<Vec<_>>())];
    let bytes = to_bytes(book(vec![Sheet { chunks: parts, ..charted() }])).unwrap();
    let chart = part(&bytes, "xl/charts/chart1.xml");
    assert_eq!(chart.matches("<c:v>2.1</c:v>").count(), 3, "{chart}");
}

#[test]
fn the_first_page_bears_no_number() {
    let bytes = to_bytes(book(vec![charted()])).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<headerFooter differentFirst=\"1\"><oddHeader>"), "{sheet}");
}
