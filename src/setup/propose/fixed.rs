//! Tables with printed labels: a figure for each row and column.

use super::builder::{
    ADDED, Builder, NOT_ADDED, TablePlace, ask_periods, ask_rule, in_short, marked,
};
use super::codes::slug;
use super::column_meaning::{ColumnMeaning, meanings};
use super::figures::{Figures, parent};
use super::{phrases, totals};
use crate::settings::Basis;
use crate::setup::blank::{BlankRow, RowRole, row_keys};
use crate::setup::proposal::{Kind, MarkedCell, ProposedFigure, Question};
use viet_text::text::{folded, lowercase_first};
use workbook_io::Address;

pub(super) fn propose(
    at: &TablePlace<'_>,
    rows: &[BlankRow],
    builder: &mut Builder,
) -> Vec<MarkedCell> {
    let mut columns = meanings(at.table);
    builder.families[at.family].align(&mut columns);
    let keys = row_keys(rows);
    let labels: Vec<Vec<String>> = (0..rows.len()).map(|place| row_slugs(rows, place)).collect();
    let mut figures = Figures { rows, columns, codes: vec![Vec::new(); rows.len()] };
    let mut cells = Vec::new();
    let data = rows.iter().enumerate().filter(|(_, row)| row.role != RowRole::Heading);
    for (place, row) in data {
        let stem = match builder.families[at.family].stems.get(&keys[place]) {
            Some(stem) => stem.clone(),
            None => builder.row_code(&at.prefix, &labels[place]),
        };
        builder.families[at.family].stems.insert(keys[place].clone(), stem.clone());
        for column in &figures.columns {
            if row.closed.contains(&column.col) {
                figures.codes[place].push(String::new());
                continue;
            }
            // Columns of one subject, on different bases, are one figure; in another version, too.
            let own = (keys[place].clone(), column.key.clone());
            let code = match builder.families[at.family].figures.get(&own) {
                Some(code) => code.clone(),
                None => {
                    let code = match column.slug.as_str() {
                        "" => stem.clone(),
                        slug => builder.codes.free(&[format!("{stem}_{slug}")]),
                    };
                    builder.add(figure(at, rows, place, column, code.clone()));
                    builder.families[at.family].figures.insert(own, code.clone());
                    code
                }
            };
            let full = format!("{code}{}", column.basis.suffix());
            cells.push(marked(at.table, row.row, column.col, full));
            figures.codes[place].push(code);
        }
    }
    printed_relations(&figures, builder);
    totals::propose(at, &figures, builder);
    ask(at, &figures, builder);
    cells
}

/// The words of a row's code: its own, then with those of the rows that it stands below.
fn row_slugs(rows: &[BlankRow], place: usize) -> Vec<String> {
    let own = slug(&rows[place].label);
    let own = if own.is_empty() { format!("dong_{}", rows[place].row + 1) } else { own };
    let above = parent(rows, place).map(|parent| slug(&rows[parent].label));
    let mut wanted = vec![own.clone()];
    wanted.extend(above.filter(|above| !above.is_empty()).map(|above| format!("{above}_{own}")));
    wanted
}

fn figure(
    at: &TablePlace<'_>,
    rows: &[BlankRow],
    place: usize,
    column: &ColumnMeaning,
    code: String,
) -> ProposedFigure {
    let row = &rows[place];
    let unit = unit(at, row, column);
    let words = format!("{} {}", row.label, column.subject);
    let kind = kind(at, row, column, &unit);
    let is_sum = kind == Kind::YesNo || kind != Kind::Share && !phrases::is_mean(&words, &unit);
    ProposedFigure {
        code,
        group: at.group(),
        name: name(rows, place, column),
        unit: if kind == Kind::YesNo { "đơn vị".to_owned() } else { unit },
        kind,
        over_units: if is_sum { ADDED } else { NOT_ADDED }.to_owned(),
        over_periods: periods(at, row, column),
        ..ProposedFigure::default()
    }
}

/// What a figure holds: by its words and unit; by what was filled in, where that says otherwise.
fn kind(at: &TablePlace<'_>, row: &BlankRow, column: &ColumnMeaning, unit: &str) -> Kind {
    let told = column_kind(column, unit).or_else(|| phrases::number_kind(&row.label, unit));
    let told = told.unwrap_or(Kind::Count);
    match (told, filled_kind(at, row, column)) {
        (Kind::Count, Some(Kind::Amount)) => Kind::Amount,
        (Kind::YesNo, Some(seen @ (Kind::Count | Kind::Amount))) => seen,
        _ => told,
    }
}

/// The kind of number that was filled in, where enough was.
fn filled_kind(at: &TablePlace<'_>, row: &BlankRow, column: &ColumnMeaning) -> Option<Kind> {
    at.table.seen.kind(column.alike.iter().map(|col| Address::new(row.row, *col)))
}

/// What the header says for all rows: a share, or whether something is met.
fn column_kind(column: &ColumnMeaning, unit: &str) -> Option<Kind> {
    let words = column.path.join(" ");
    match () {
        () if phrases::is_yes_no(&column.subject) => Some(Kind::YesNo),
        () if phrases::is_share(&words, unit) => Some(Kind::Share),
        () => None,
    }
}

/// The row's own unit, else the column's, else the table's. A per cent in a row of money is the
/// column's.
fn unit(at: &TablePlace<'_>, row: &BlankRow, column: &ColumnMeaning) -> String {
    let own = Some(row.unit.clone()).filter(|unit| !unit.is_empty());
    let is_share =
        phrases::is_share(&column.path.join(" "), column.unit.as_deref().unwrap_or_default());
    match column.unit.clone() {
        _ if is_share => "%".to_owned(),
        Some(unit) => unit,
        None => own.unwrap_or_else(|| at.table.unit.clone()),
    }
}

fn periods(at: &TablePlace<'_>, row: &BlankRow, column: &ColumnMeaning) -> &'static str {
    let told = [&column.text, &row.label, &at.table.title];
    told.into_iter().find_map(|text| phrases::over_periods(text)).unwrap_or("thời điểm")
}

/// The figure's name, complete enough to be understood without the form beside it.
fn name(rows: &[BlankRow], place: usize, column: &ColumnMeaning) -> String {
    let row = &rows[place];
    let is_repeated =
        rows.iter().filter(|other| folded(&other.label) == folded(&row.label)).count() > 1
            || phrases::is_part_word(&row.label)
            || crate::setup::blank::is_total(&row.label);
    let above = parent(rows, place).filter(|_| is_repeated).map(|above| &rows[above].label);
    let own = match above {
        Some(above) => format!("{above}: {}", lowercase_first(&row.label)),
        None => row.label.clone(),
    };
    if column.subject.is_empty() { own } else { format!("{own} - {}", column.subject) }
}

/// The relations and shares that the form prints.
fn printed_relations(figures: &Figures<'_>, builder: &mut Builder) {
    for (column, own) in figures.columns.iter().enumerate() {
        let Some(formula) = &own.number.formula else { continue };
        let explanation = format!("cột {} = {}", own.number.number, formula.text);
        for row in (0..figures.rows.len()).filter(|row| !figures.codes[*row].is_empty()) {
            let word = |number: &str| figures.term(row, figures.column_numbered(number)?);
            let Some(left) = figures.term(row, column) else { continue };
            if let Some([part, whole]) = formula.as_share().map(|pair| pair.map(word)) {
                builder.share(&left, part, whole);
            }
            builder.relate(left, formula.with(word), &explanation);
        }
    }
    for (row, own) in figures.rows.iter().enumerate() {
        let Some(formula) = &own.formula else { continue };
        let explanation = format!("dòng {} = {}", own.number, formula.text);
        for column in 0..figures.columns.len() {
            let word = |number: &str| figures.term(row_numbered(figures, number)?, column);
            let Some(left) = figures.term(row, column) else { continue };
            if let Some([part, whole]) = formula.as_share().map(|pair| pair.map(word)) {
                builder.share(&left, part, whole);
            }
            builder.relate(left, formula.with(word), &explanation);
        }
    }
}

/// The only row with a number.
fn row_numbered(figures: &Figures<'_>, number: &str) -> Option<usize> {
    let is_it = |place: &usize| figures.rows[*place].number.trim_matches(['(', ')', '.']) == number;
    let mut rows = (0..figures.rows.len()).filter(is_it);
    let first = rows.next()?;
    rows.next().is_none().then_some(first)
}

/// Asks what the form leaves open, one question a kind.
fn ask(at: &TablePlace<'_>, figures: &Figures<'_>, builder: &mut Builder) {
    let codes: Vec<String> =
        figures.codes.iter().flatten().filter(|code| !code.is_empty()).cloned().collect();
    ask_rule(at, &codes, builder);
    let unknown = unknown_kinds(at, figures);
    let other = [Kind::Amount, Kind::Share, Kind::YesNo];
    builder.ask_about(&unknown, |builder, unknown| Question {
        text: "Biểu không ghi đơn vị tính của các dòng này. Điền vào đó số gì?".to_owned(),
        reason: "Không có đơn vị tính ở dòng, cột hay trên bảng".to_owned(),
        ..about_kind(at, builder, unknown, Kind::Count, &other)
    });
    let judged = judged_by_units(figures, builder);
    builder.ask_about(&judged, |builder, judged| Question {
        text: "Các ô này đơn vị ghi Đạt hay Chưa đạt (cộng thành số đơn vị đạt)?".to_owned(),
        reason: "Tiêu đề chỉ ghi Đánh giá, không ghi phải điền gì".to_owned(),
        ..about_kind(at, builder, judged, Kind::YesNo, &[Kind::Count, Kind::Amount])
    });
    ask_periods(at, &flows(at, figures), builder);
}

/// A question about what figures hold.
fn about_kind(
    at: &TablePlace<'_>,
    builder: &Builder,
    codes: &[String],
    understood: Kind,
    other: &[Kind],
) -> Question {
    Question {
        place: at.place.clone(),
        cells: in_short(builder, codes),
        field: "Loại",
        understood: understood.word().to_owned(),
        choices: other.iter().map(|kind| kind.word().to_owned()).collect(),
        ..Question::default()
    }
}

/// Figures taken for met or not met although no word of the form says so.
fn judged_by_units(figures: &Figures<'_>, builder: &Builder) -> Vec<String> {
    let mut judged: Vec<String> = Vec::new();
    for codes in &figures.codes {
        for (column, code) in figures.columns.iter().zip(codes) {
            let is_judged = builder.figure(code).is_some_and(|own| own.kind == Kind::YesNo);
            if is_judged && !phrases::names_yes_no(&column.text) && !judged.contains(code) {
                judged.push(code.clone());
            }
        }
    }
    judged
}

fn unknown_kinds(at: &TablePlace<'_>, figures: &Figures<'_>) -> Vec<String> {
    let mut unknown = Vec::new();
    for (row, codes) in figures.rows.iter().zip(&figures.codes) {
        for (column, code) in figures.columns.iter().zip(codes) {
            let unit = unit(at, row, column);
            let words = format!("{} {}", row.label, column.subject);
            let told = column_kind(column, &unit)
                .or_else(|| phrases::number_kind(&row.label, &unit))
                .or_else(|| phrases::number_kind(&column.subject, &unit))
                .or_else(|| phrases::number_kind(&words, &unit))
                .or_else(|| filled_kind(at, row, column));
            if told.is_none() && !code.is_empty() && !unknown.contains(code) {
                unknown.push(code.clone());
            }
        }
    }
    unknown
}

/// Figures that sound as if each month had its own, where no word tells.
fn flows(at: &TablePlace<'_>, figures: &Figures<'_>) -> Vec<String> {
    let mut flows = Vec::new();
    for (row, codes) in figures.rows.iter().zip(&figures.codes) {
        for (column, code) in figures.columns.iter().zip(codes) {
            let told = [&column.text, &row.label, &at.table.title];
            let is_told = told.into_iter().any(|text| phrases::over_periods(text).is_some());
            let sounds = phrases::sounds_like_flow(&format!("{} {}", row.label, column.subject));
            if !is_told
                && sounds
                && !code.is_empty()
                && column.basis == Basis::Actual
                && !flows.contains(code)
            {
                flows.push(code.clone());
            }
        }
    }
    flows
}
