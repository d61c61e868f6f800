//! What is proposed, written into the settings workbook of the empty pack.

use std::collections::BTreeMap;

use super::proposal::{
    Kind, Proposal, ProposedColumn, ProposedFigure, ProposedItemRow, ProposedRelation, ProposedSet,
    ProposedTargetRow, ProposedUnit, Question,
};
use crate::report::patch::{TableRows, with_cells, with_rows};
use crate::settings::SETTINGS_FILE;
use crate::settings::packs::{Pack, packs};
use viet_text::measure::Measure;
use viet_text::text::folded;
use workbook_io::read::{Limits, read};
use workbook_io::{Address, Grid, Workbook};

/// A row: text by header.
type NamedRow = Vec<(&'static str, String)>;

/// The settings workbook of what is proposed.
///
/// # Errors
/// A sentence, where the built-in workbook cannot be changed.
pub fn settings_book(proposal: &Proposal) -> Result<Vec<u8>, String> {
    let pack = empty_pack();
    let bytes = pack.file(SETTINGS_FILE).expect("a pack has settings");
    let book = read(bytes, &Limits::default()).expect("the built-in settings can be read");
    let questions = (1..).zip(&proposal.questions).map(|(number, own)| question_row(number, own));
    let mut asked = table(&book, "Cần xác nhận", questions.collect());
    add_choices(&book, &mut asked, &proposal.questions);
    let tables = [
        table(&book, "Đơn vị", proposal.units.iter().map(unit_row).collect()),
        table(&book, "Bộ chỉ tiêu", proposal.sets.iter().map(set_row).collect()),
        table(&book, "Chỉ tiêu", proposal.targets.iter().map(target_row).collect()),
        table(&book, "Nội dung", proposal.items.iter().map(item_row).collect()),
        table(&book, "Số liệu", proposal.figures.iter().map(figure_row).collect()),
        table(&book, "Danh sách", proposal.columns.iter().map(column_row).collect()),
        table(&book, "Quan hệ", proposal.relations.iter().map(relation_row).collect()),
        asked,
    ];
    let bytes = with_rows(bytes, &tables)?;
    with_cells(&bytes, &BTreeMap::from([office_words(&book, proposal)]))
}

/// What the office calls its units, where that is known, on the sheet about itself.
fn office_words(
    book: &Workbook,
    proposal: &Proposal,
) -> (usize, BTreeMap<Address, Option<String>>) {
    const OFFICE: &str = "Cơ quan";
    let place = book.sheets.iter().position(|grid| grid.name == OFFICE);
    let place = place.expect("the empty pack has a sheet about the office");
    let Some(one) = proposal.unit_kinds.first() else { return (place, BTreeMap::new()) };
    let words =
        [("Loại đơn vị", proposal.unit_kinds.join(", ")), ("Đơn vị gọi tắt", (*one).to_owned())];
    let grid = &book.sheets[place];
    let cells = words.into_iter().filter_map(|(label, words)| {
        let named = |(_, cell): &(&Address, &workbook_io::Cell)| cell.text() == Some(label);
        let (at, _) = grid.cells.iter().find(named)?;
        Some((Address::new(at.row, at.col + 1), Some(words)))
    });
    (place, cells.collect())
}

/// Money is an amount, too, and has a word of its own.
fn kind_word(kind: Kind, unit: &str) -> &'static str {
    match (kind, Measure::in_text(unit)) {
        (Kind::Amount, Measure::Money(_)) => "tiền",
        _ => kind.word(),
    }
}

/// The pack of no field.
fn empty_pack() -> Pack {
    let mut packs = packs();
    packs.retain(|pack| pack.documents.is_empty());
    packs.pop().expect("there is an empty pack")
}

fn marks(numbers: &[usize]) -> String {
    numbers.iter().map(|place| format!("C{}", place + 1)).collect::<Vec<_>>().join("; ")
}

/// The questions that a row hangs on, and the answer under which it counts.
fn row_marks(numbers: &[usize], only_when: Option<&(usize, &'static str)>) -> String {
    let only = only_when.map(|(place, answer)| format!("C{} = {answer}", place + 1));
    let all = numbers.iter().map(|place| format!("C{}", place + 1)).chain(only);
    all.collect::<Vec<_>>().join("; ")
}

fn figure_row(own: &ProposedFigure) -> NamedRow {
    let list = own.derivation.clone().unwrap_or_default();
    vec![
        ("Mã", own.code.clone()),
        ("Nhóm", own.group.clone()),
        ("Tên số liệu", own.name.clone()),
        ("Đơn vị tính", own.unit.clone()),
        ("Loại", kind_word(own.kind, &own.unit).to_owned()),
        ("Số lẻ", own.decimals.map(|own| own.to_string()).unwrap_or_default()),
        ("Qua các đơn vị", own.over_units.clone()),
        ("Qua các kỳ", own.over_periods.to_owned()),
        ("Danh sách", list.list),
        ("Phép tính", list.operation.to_owned()),
        ("Cột", list.column),
        ("Điều kiện 1", list.condition),
        ("Cần xác nhận", row_marks(&own.questions, own.only_when.as_ref())),
    ]
}

fn column_row(own: &ProposedColumn) -> NamedRow {
    vec![
        ("Danh sách", own.list.clone()),
        ("Tên danh sách", own.list_name.clone()),
        ("Mã cột", own.code.clone()),
        ("Tên cột", own.name.clone()),
        ("Loại", kind_word(own.kind, &own.unit).to_owned()),
        ("Đơn vị tính", own.unit.clone()),
        ("Giá trị", own.choices.join("; ")),
        ("Cần xác nhận", marks(&own.questions)),
    ]
}

fn relation_row(own: &ProposedRelation) -> NamedRow {
    vec![
        ("Số liệu", own.left.clone()),
        ("Phép so", own.sign.to_owned()),
        ("Các số liệu cộng", own.right.clone()),
        ("Giải thích", own.explanation.clone()),
        ("Cần xác nhận", marks(&own.questions)),
    ]
}

fn set_row(own: &ProposedSet) -> NamedRow {
    vec![
        ("Mã bộ", own.code.clone()),
        ("Tên văn bản", own.document.clone()),
        ("Tiêu đề phụ lục", own.title.clone()),
        ("Từ ngày", own.from.clone()),
        ("Đến ngày", own.to.clone()),
        ("Hạn hoàn thành", own.deadline.clone()),
    ]
}

fn target_row(own: &ProposedTargetRow) -> NamedRow {
    vec![
        ("Mã bộ", own.set.clone()),
        ("Chỉ tiêu", own.number.clone()),
        ("Tên chỉ tiêu", own.title.clone()),
    ]
}

fn item_row(own: &ProposedItemRow) -> NamedRow {
    vec![
        ("Mã bộ", own.set.clone()),
        ("Nội dung số", own.number.clone()),
        ("Phần", own.part.clone()),
        ("Tóm tắt", own.short.clone()),
        ("Nội dung", own.text.clone()),
        ("Cách tính", own.arithmetic.clone()),
        ("So sánh", own.comparison.to_owned()),
        ("Mức", own.threshold.clone()),
        ("Mức trên", own.upper.clone()),
        ("Mức xuất phát", own.baseline.clone()),
        ("Đơn vị tính", own.unit.clone()),
        ("Căn cứ", own.basis.to_owned()),
        ("Hạn", own.deadline.clone()),
        ("Cần xác nhận", own.question.map(|place| format!("C{}", place + 1)).unwrap_or_default()),
    ]
}

fn unit_row(own: &ProposedUnit) -> NamedRow {
    vec![
        ("Mã", own.code.clone()),
        ("Tên", own.name.clone()),
        ("Cách ghi khác", own.also.join("; ")),
    ]
}

fn question_row(number: usize, own: &Question) -> NamedRow {
    vec![
        ("Số", format!("C{number}")),
        ("Biểu, trang", own.place.clone()),
        ("Chỗ hỏi", own.cells.clone()),
        ("Câu hỏi", own.text.clone()),
        ("Đang hiểu là", own.understood.clone()),
        ("Vì sao hỏi", own.reason.clone()),
        ("Thay ở cột", own.field.to_owned()),
    ]
}

/// The row of a sheet that holds the headers, and each header's column.
fn headers(grid: &Grid, wanted: &str) -> (u32, BTreeMap<String, u32>) {
    let is_header = |row: &u32| {
        grid.row(*row)
            .any(|(_, cell)| cell.text().is_some_and(|text| folded(text) == folded(wanted)))
    };
    let row = grid.filled_rows().into_iter().find(is_header).unwrap_or(1);
    let named = grid.row(row).filter_map(|(at, cell)| Some((folded(cell.text()?), at.col)));
    (row, named.collect())
}

fn sheet<'b>(book: &'b Workbook, name: &str) -> &'b Grid {
    let named = book.sheets.iter().find(|grid| grid.name == name);
    named.unwrap_or_else(|| panic!("the empty pack has a sheet {name}"))
}

fn first_header(name: &str) -> &'static str {
    match name {
        "Bộ chỉ tiêu" => "Tên văn bản",
        "Chỉ tiêu" => "Tên chỉ tiêu",
        "Nội dung" => "Nội dung số",
        "Danh sách" => "Mã cột",
        "Quan hệ" => "Phép so",
        "Cần xác nhận" => "Câu hỏi",
        _ => "Mã",
    }
}

fn table(book: &Workbook, name: &str, rows: Vec<NamedRow>) -> TableRows {
    let (header, columns) = headers(sheet(book, name), first_header(name));
    let placed = |row: NamedRow| {
        row.into_iter()
            .filter_map(|(header, text)| Some((*columns.get(&folded(header))?, text)))
            .collect()
    };
    TableRows {
        sheet: name.to_owned(),
        first_row: header + 1,
        rows: rows.into_iter().map(placed).collect(),
        choices: Vec::new(),
    }
}

/// A drop-down beside every question: right, or one of its other answers.
fn add_choices(book: &Workbook, table: &mut TableRows, questions: &[Question]) {
    let (_, columns) = headers(sheet(book, &table.sheet), first_header(&table.sheet));
    let Some(col) = columns.get(&folded("Trả lời")) else { return };
    table.choices = (table.first_row..)
        .zip(questions)
        .map(|(row, own)| {
            let no = own.field.is_empty().then(|| "không".to_owned());
            let words =
                [own.first_answer()].into_iter().chain(own.choices.iter().cloned()).chain(no);
            (Address::new(row, *col), words.collect())
        })
        .collect();
}
