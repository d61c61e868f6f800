//! A table of targets: number, what, unit, level.

use viet_text::text::folded;

use super::blocks::Table;
use super::item::{About, ProposedItem, ProposedTarget, Question};
use super::reading::{Context, read_sentence};

const NAMES: [&str; 8] = [
    "chỉ tiêu",
    "tên chỉ tiêu",
    "nội dung",
    "nội dung chỉ tiêu",
    "mục tiêu",
    "chỉ tiêu chủ yếu",
    "các chỉ tiêu",
    "nhóm chỉ tiêu",
];
const UNITS: [&str; 5] = ["đvt", "đơn vị tính", "đơn vị", "đv tính", "dvt"];
const NUMBERS: [&str; 4] = ["stt", "tt", "số tt", "số thứ tự"];
/// A heading with one of these has the level.
const LEVELS: [&str; 9] = [
    "kế hoạch",
    "mục tiêu",
    "chỉ tiêu giao",
    "chỉ tiêu",
    "phấn đấu",
    "nghị quyết",
    "kh",
    "nq",
    "mức",
];
/// A heading with one of these has something else.
const OTHERS: [&str; 12] = [
    "thực hiện",
    "ước",
    "so sánh",
    "kết quả",
    "năm trước",
    "ghi chú",
    "tăng",
    "so với",
    "th ",
    "cơ quan",
    "đơn vị thực hiện",
    "hiện trạng",
];

/// A table's columns.
struct Columns {
    /// The first row below the heading.
    first: usize,
    name: usize,
    unit: Option<usize>,
    /// With their headings; at least one.
    levels: Vec<(usize, String)>,
}

/// The targets of a table; none where it is no table of targets.
pub(super) fn targets(table: &Table, context: &Context, place: &str) -> Vec<ProposedTarget> {
    let Some(columns) = columns(table) else { return Vec::new() };
    let place = if table.name.is_empty() { place } else { &table.name };
    let mut found: Vec<ProposedTarget> = Vec::new();
    let mut group = String::new();
    for row in &table.rows[columns.first..] {
        let cell = |column: usize| row.get(column).map_or("", |text| text.trim());
        let name = cell(columns.name);
        if name.is_empty() || is_numbering(name) {
            continue;
        }
        let (at, heading) = &columns.levels[columns.levels.len() - 1];
        let level = cell(*at);
        let unit = columns.unit.map_or("", cell);
        let is_heading = level.is_empty() && (unit.is_empty() || unit == name) || level == name;
        if is_heading {
            name.trim_end_matches([':', '.']).clone_into(&mut group);
            continue;
        }
        let mut item = row_item(name, level, unit, context);
        if columns.levels.len() > 1 {
            let headings = columns.levels.iter().rev().map(|(_, heading)| heading.clone());
            item.questions.push(Question {
                about: About::Level,
                text: format!("Bảng có nhiều cột mức. Đề xuất lấy cột \"{heading}\""),
                choices: headings.collect(),
            });
        }
        let headings = [place, &group].into_iter().filter(|own| !own.is_empty());
        let place = headings.collect::<Vec<_>>().join(" › ");
        let number = (found.len() + 1).to_string();
        let title = name.trim_start_matches(['-', '+', ' ']).to_owned();
        found.push(ProposedTarget { number, title, place, items: vec![item] });
    }
    found
}

/// A row: its level is read as it would be in a sentence about what the row names.
fn row_item(name: &str, level: &str, unit: &str, context: &Context) -> ProposedItem {
    let name = name.trim_start_matches(['-', '+', '–', ' ']).trim_end_matches([':', ' ']);
    let bare: String = name.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    let has_own_unit = level.contains('%')
        || level.contains(char::is_alphabetic)
            && level.contains(|letter: char| letter.is_ascii_digit());
    let unit_behind =
        if has_own_unit && !unit.is_empty() && level.contains('%') { "" } else { unit };
    let sentence = format!("{}: {level} {unit_behind}", bare.replace([',', ';', '.'], " "));
    let mut read = read_sentence(&sentence, context);
    let mut item = read.swap_remove(0);
    if level.is_empty() {
        item.questions.clear();
        item.ask(
            About::Level,
            "Bảng không ghi mức ở dòng này. Đề xuất: theo nhận định của cơ quan",
            &["nhận định", "không phải chỉ tiêu"],
        );
    }
    if let super::item::ProposedCriterion::ByFigure(comparison) = &mut item.criterion {
        let is_same = folded(unit) == folded(&comparison.unit);
        if !unit.is_empty() && (!has_own_unit || is_same) {
            unit.clone_into(&mut comparison.unit);
            item.questions.retain(|question| question.about != About::Unit);
        } else if !unit.is_empty() && comparison.unit != unit {
            let text =
                format!("Ô ghi \"{level}\", cột đơn vị tính ghi \"{unit}\": đơn vị tính nào đúng?");
            let choices = [comparison.unit.clone(), unit.to_owned()];
            item.ask(About::Unit, text, &choices.each_ref().map(String::as_str));
        }
    }
    name.clone_into(&mut item.subject);
    item.sentence = [name, level, unit]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" | ");
    item
}

/// "1", "(2)", "A": the row that numbers the columns.
fn is_numbering(name: &str) -> bool {
    let bare = name.trim_matches(['(', ')', '[', ']']);
    bare.chars().count() <= 2 && bare.chars().all(char::is_alphanumeric)
}

fn columns(table: &Table) -> Option<Columns> {
    let is_one =
        |list: &[&str], text: &str| list.contains(&folded(text).trim_matches([':', '.', '*']));
    let (top, name) = table.rows.iter().enumerate().find_map(|(at, row)| {
        let name = row.iter().position(|cell| is_one(&NAMES, cell))?;
        let has_others = row.iter().any(|cell| is_one(&UNITS, cell) || is_one(&NUMBERS, cell));
        (has_others && row.len() > 2).then_some((at, name))
    })?;
    let heading = folded(&table.rows[top][name]);
    let below = table.rows[top..]
        .iter()
        .take_while(|row| row.get(name).is_some_and(|cell| folded(cell) == heading));
    let rows = below.count();
    let width = table.rows[top..top + rows].iter().map(Vec::len).max()?;
    let path = |column: usize| {
        let mut words: Vec<&str> = Vec::new();
        for row in &table.rows[top..top + rows] {
            let cell = row.get(column).map_or("", |text| text.trim());
            if !cell.is_empty() && words.last() != Some(&cell) {
                words.push(cell);
            }
        }
        words.join(" - ")
    };
    let find = |list: &[&str]| (0..width).find(|column| is_one(list, &path(*column)));
    let (number, unit) = (find(&NUMBERS), find(&UNITS));
    let levels = (0..width).filter(|column| ![Some(name), number, unit].contains(&Some(*column)));
    let levels: Vec<(usize, String)> = levels
        .map(|column| (column, path(column)))
        .filter(|(_, heading)| has_level(heading))
        .collect();
    (!levels.is_empty()).then_some(Columns { first: top + rows, name, unit, levels })
}

fn has_level(heading: &str) -> bool {
    let heading = format!("{} ", folded(heading));
    let holds = |list: &[&str]| list.iter().any(|word| heading.contains(word));
    let words = super::tokens::tokens(&heading);
    let has_year = !super::times::times(&words).is_empty()
        || words
            .iter()
            .any(|word| word.key.len() == 4 && word.key.starts_with("20") && word.is_number());
    !holds(&OTHERS) && (has_year || holds(&LEVELS))
}
