//! Lists: a column for each header, and a figure for each column that adds up.

use super::builder::{
    ADDED, Builder, NOT_ADDED, TablePlace, ask_periods, ask_rule, first_few, marked,
};
use super::codes::slug;
use super::column_meaning::{ColumnMeaning, meanings};
use super::phrases;
use crate::settings::Basis;
use crate::setup::blank::{BlankList, ColumnRole, column_keys, is_total};
use crate::setup::places::asks_for_place;
use crate::setup::proposal::{
    Kind, MarkedCell, ProposedColumn, ProposedDerivation, ProposedFigure, Question,
};
use viet_text::text::clean;
use workbook_io::Address;

/// A column of figures with the code of its list column and the figures drawn from it, one for
/// each part of the rows.
struct Drawn {
    meaning: ColumnMeaning,
    code: String,
    kind: Kind,
    /// The question what it holds, where that is asked.
    question: Option<usize>,
    figures: Vec<String>,
}

/// A list while it is proposed: its columns so far, and the cells with their codes.
struct ListDraft<'b, 't> {
    at: &'b TablePlace<'t>,
    rows: &'b BlankList,
    list: String,
    cells: Vec<MarkedCell>,
}

impl ListDraft<'_, '_> {
    /// Adds a column; its code is the one wanted or, where that is taken, it with a number. `None` where
    /// another version of the list has the column: it is only marked.
    fn add(&mut self, col: u32, column: ProposedColumn, builder: &mut Builder) -> Option<String> {
        let key = column_keys(self.at.table).remove(&col).unwrap_or_default();
        let family = &mut builder.families[self.at.family];
        let known = family.columns.get(&key).cloned();
        let code = known.clone().unwrap_or_else(|| family.taken.free(&[column.code]));
        let full = format!("{}.{code}", self.list);
        self.cells.push(marked(self.at.table, self.rows.first_row, col, full));
        if known.is_some() {
            return None;
        }
        family.columns.insert(key, code.clone());
        builder.proposal.columns.push(ProposedColumn {
            list: self.list.clone(),
            list_name: self.at.group(),
            code: code.clone(),
            ..column
        });
        Some(code)
    }

    /// The columns that name a row and that part the rows of one name.
    fn add_names(&mut self, builder: &mut Builder) {
        let named = |own: &Self, col: u32| clean(&header(own.at, col).join(" - "));
        let base = ProposedColumn::default;
        let (col, name) = (self.rows.name_col, named(self, self.rows.name_col));
        let code = "ten".to_owned();
        self.add(col, ProposedColumn { code, name, kind: Kind::Name, ..base() }, builder);
        if let Some((col, words)) = &self.rows.breakdown {
            let (code, name) = ("phan_to".to_owned(), named(self, *col));
            let choices = words.clone();
            let column = ProposedColumn { code, name, kind: Kind::Breakdown, choices, ..base() };
            self.add(*col, column, builder);
        }
    }

    /// A column of figures, words, days or ticks; taken for ticks where nothing tells.
    fn add_data(
        &mut self,
        meaning: ColumnMeaning,
        told: Option<Kind>,
        builder: &mut Builder,
    ) -> Option<Drawn> {
        let kind = told.unwrap_or(Kind::Tick);
        let unit = match kind {
            Kind::Share => "%".to_owned(),
            Kind::Count | Kind::Amount => {
                meaning.unit.clone().unwrap_or_else(|| self.at.table.unit.clone())
            }
            _ => String::new(),
        };
        let (code, name) = (code_of(&meaning), meaning.text.clone());
        let column = ProposedColumn { code, name, kind, unit, ..ProposedColumn::default() };
        let code = self.add(meaning.col, column, builder)?;
        Some(Drawn { meaning, code, kind, question: None, figures: Vec::new() })
    }
}

pub(super) fn propose(
    at: &TablePlace<'_>,
    rows: &BlankList,
    builder: &mut Builder,
) -> Vec<MarkedCell> {
    let list = format!("ds_{}", at.prefix);
    let about_places = is_about_places(at, rows.name_col);
    let mut draft = ListDraft { at, rows, list: list.clone(), cells: Vec::new() };
    let is_first = builder.families[at.family].columns.is_empty();
    draft.add_names(builder);
    if is_first && !about_places {
        count_rows(at, &list, builder);
    }
    let columns = meanings(at.table);
    let in_numbers = headers_over_numbers(&columns);
    let (mut drawn, mut unknown) = (Vec::new(), Vec::new());
    for meaning in columns {
        let is_part = || in_numbers.contains(&meaning.path[0]).then_some(Kind::Count);
        let filled = at.table.seen.kind(std::iter::once(Address::new(rows.first_row, meaning.col)));
        let told = kind(&meaning, at, about_places).or_else(is_part);
        let told = match (told, filled) {
            (Some(Kind::Count), Some(Kind::Amount)) | (None, _) => filled,
            (Some(Kind::Day), Some(Kind::Count | Kind::Amount)) => filled,
            _ => told,
        };
        let Some(own) = draft.add_data(meaning, told, builder) else { continue };
        unknown.extend(told.is_none().then(|| own.code.clone()));
        drawn.push(own);
    }
    ask_kinds(at, &list, &unknown, &mut drawn, builder);
    let parts = rows.breakdown.as_ref().map(|(_, words)| words.clone()).unwrap_or_default();
    figures(at, &list, &parts, &mut drawn, builder);
    relations(&list, &drawn, builder);
    ask(at, &drawn, builder);
    draft.cells
}

/// Headers with a "Tổng số" beneath: what stands beside it are its parts.
fn headers_over_numbers(columns: &[ColumnMeaning]) -> Vec<String> {
    let is_total = |own: &&ColumnMeaning| {
        own.path.len() > 1 && own.path.last().is_some_and(|leaf| is_total(leaf))
    };
    columns.iter().filter(is_total).map(|own| own.path[0].clone()).collect()
}

fn header(at: &TablePlace<'_>, col: u32) -> Vec<String> {
    let column = at.table.columns.iter().find(|column| column.col == col);
    column.map(|column| column.path.clone()).unwrap_or_default()
}

/// Is each row a place whose figures add up, rather than a person or an organisation?
fn is_about_places(at: &TablePlace<'_>, name_col: u32) -> bool {
    header(at, name_col).last().is_some_and(|leaf| asks_for_place(leaf))
}

fn code_of(meaning: &ColumnMeaning) -> String {
    let basis = if meaning.basis == Basis::Actual { "" } else { meaning.basis.suffix() };
    let own = if meaning.slug.is_empty() { slug(&meaning.text) } else { meaning.slug.clone() };
    format!("{own}{}", basis.replace('@', "_"))
}

/// What a column holds; `None` where neither words nor units tell.
fn kind(meaning: &ColumnMeaning, at: &TablePlace<'_>, about_places: bool) -> Option<Kind> {
    let unit = meaning.unit.clone().unwrap_or_default();
    let leaf = meaning.path.last().map_or("", String::as_str);
    match () {
        () if meaning
            .number
            .formula
            .as_ref()
            .is_some_and(|formula| formula.as_share().is_some()) =>
        {
            Some(Kind::Share)
        }
        () if meaning.number.formula.is_some() => Some(Kind::Count),
        () if phrases::is_text(leaf) || phrases::is_text(&meaning.path[0]) => Some(Kind::Text),
        () if phrases::is_day(leaf) => Some(Kind::Day),
        () if !unit.is_empty()
            || phrases::is_number(leaf)
            || phrases::is_share(&meaning.text, &unit) =>
        {
            let told = phrases::number_kind(leaf, &unit);
            told.or_else(|| phrases::number_kind(&meaning.text, &unit))
                .filter(|kind| *kind != Kind::YesNo)
        }
        () if !at.table.unit.is_empty() => phrases::number_kind(&meaning.text, &at.table.unit),
        () if about_places => Some(Kind::Count),
        () => None,
    }
}

/// The figure that counts a list's rows.
fn count_rows(at: &TablePlace<'_>, list: &str, builder: &mut Builder) {
    let code = builder.codes.free(&[format!("{}.so_dong", at.prefix)]);
    let name = format!("Số {}", viet_text::text::lowercase_first(&row_name(at)));
    let derivation = ProposedDerivation {
        list: list.to_owned(),
        operation: "đếm",
        ..ProposedDerivation::default()
    };
    builder.add(ProposedFigure {
        derivation: Some(derivation),
        ..figure(at, code, name, Kind::Count, String::new())
    });
}

/// The figures drawn from a list: its columns added up, each part of the rows by itself.
fn figures(
    at: &TablePlace<'_>,
    list: &str,
    parts: &[String],
    drawn: &mut [Drawn],
    builder: &mut Builder,
) {
    let whole = [String::new()];
    let parts = if parts.is_empty() { &whole[..] } else { parts };
    for own in drawn.iter_mut() {
        if !matches!(own.kind, Kind::Count | Kind::Amount | Kind::Tick) {
            continue;
        }
        for part in parts {
            let part_slug = slug(part);
            let code = match part_slug.as_str() {
                "" => own.code.clone(),
                part => format!("{}_{part}", own.code),
            };
            let code = builder.codes.free(&[format!("{}.{code}", at.prefix)]);
            // Where it is asked what a column holds, each answer makes a figure of its own.
            let kinds = match own.question {
                Some(_) => &[Kind::Tick, Kind::Count, Kind::Amount][..],
                None => std::slice::from_ref(&own.kind),
            };
            for kind in kinds {
                let drawn_figure = drawn_figure(at, list, own, *kind, part, code.clone());
                builder.add(drawn_figure);
            }
            own.figures.push(code);
        }
    }
}

/// A figure drawn from a column that holds numbers or ticks.
fn drawn_figure(
    at: &TablePlace<'_>,
    list: &str,
    own: &Drawn,
    kind: Kind,
    part: &str,
    code: String,
) -> ProposedFigure {
    let name = match part {
        "" => own.meaning.text.clone(),
        part => format!("{} - {}", own.meaning.text, viet_text::text::lowercase_first(part)),
    };
    let of_part = (!part.is_empty()).then(|| format!("phan_to = {part}"));
    let is_tick = kind == Kind::Tick;
    let derivation = ProposedDerivation {
        list: list.to_owned(),
        operation: if is_tick { "đếm" } else { "tổng" },
        column: if is_tick { String::new() } else { own.code.clone() },
        condition: is_tick.then(|| format!("{} = x", own.code)).or(of_part).unwrap_or_default(),
    };
    let unit = own.meaning.unit.clone().unwrap_or_else(|| at.table.unit.clone());
    let is_mean = phrases::is_mean(&own.meaning.text, &unit);
    let periods = phrases::over_periods(&own.meaning.text).unwrap_or("thời điểm");
    ProposedFigure {
        derivation: Some(derivation),
        over_units: if is_mean { NOT_ADDED } else { ADDED }.to_owned(),
        over_periods: periods,
        questions: own.question.into_iter().collect(),
        only_when: own.question.map(|question| (question, kind.word())),
        ..figure(at, code, name, if is_tick { Kind::Count } else { kind }, unit)
    }
}

fn row_name(at: &TablePlace<'_>) -> String {
    let label = at.table.columns.iter().find(|column| column.role == ColumnRole::Label);
    let leaf = label.and_then(|column| column.path.last()).map_or("dòng", String::as_str);
    let leaf = leaf.strip_prefix("Tên ").unwrap_or(leaf);
    if leaf.chars().count() > 30 { "dòng của danh sách".to_owned() } else { leaf.to_owned() }
}

fn figure(
    at: &TablePlace<'_>,
    code: String,
    name: String,
    kind: Kind,
    unit: String,
) -> ProposedFigure {
    ProposedFigure {
        code,
        group: at.group(),
        name,
        unit,
        kind,
        over_units: ADDED.to_owned(),
        over_periods: "thời điểm",
        ..ProposedFigure::default()
    }
}

/// The formulas beneath the header: sums between figures, which hold of each row, too; shares, which
/// are of the totals, and of each row by the list's own columns.
fn relations(list: &str, drawn: &[Drawn], builder: &mut Builder) {
    let numbered = |number: &str| drawn.iter().find(|own| own.meaning.number.number == number);
    for own in drawn {
        let Some(formula) = &own.meaning.number.formula else { continue };
        let explanation = format!("cột {} = {}", own.meaning.number.number, formula.text);
        if let Some(pair) = formula.as_share() {
            let pair = pair.map(numbered);
            if let [Some(part), Some(whole)] = pair {
                for (at, (above, below)) in part.figures.iter().zip(&whole.figures).enumerate() {
                    builder.list_share(own, at, above, below);
                }
            }
            let word = |number: &str| Some(format!("{list}.{}", numbered(number)?.code));
            builder.relate(format!("{list}.{}", own.code), formula.with(word), &explanation);
            continue;
        }
        for (part, left) in own.figures.iter().enumerate() {
            let word = |number: &str| numbered(number)?.figures.get(part).cloned();
            builder.relate(left.clone(), formula.with(word), &explanation);
        }
    }
}

impl Builder {
    /// The share of two totals of a list.
    fn list_share(&mut self, own: &Drawn, part: usize, above: &str, below: &str) {
        let Some(base) = self.figure(above).cloned() else { return };
        let condition =
            base.derivation.as_ref().map(|own| own.condition.clone()).unwrap_or_default();
        let prefix = above.split('.').next().unwrap_or_default();
        let suffix = if condition.is_empty() { String::new() } else { format!("_{}", part + 1) };
        let code = self.codes.free(&[format!("{prefix}.{}{suffix}", own.code)]);
        let said = condition
            .split('=')
            .nth(1)
            .map(|word| format!(" - {}", word.trim()))
            .unwrap_or_default();
        self.add(ProposedFigure {
            code,
            name: format!("{}{said}", own.meaning.text),
            unit: "%".to_owned(),
            kind: Kind::Share,
            over_units: format!("{above} / {below}"),
            derivation: None,
            questions: Vec::new(),
            ..base
        });
    }
}

/// Asks what columns hold of which neither words nor units tell.
fn ask_kinds(
    at: &TablePlace<'_>,
    list: &str,
    unknown: &[String],
    drawn: &mut [Drawn],
    builder: &mut Builder,
) {
    if unknown.is_empty() {
        return;
    }
    let named = drawn.iter().filter(|own| unknown.contains(&own.code));
    let names: Vec<&str> = named.map(|own| own.meaning.text.as_str()).collect();
    let cells = first_few(names.into_iter(), "cột");
    let place = builder.ask(Question {
        place: at.place.clone(),
        cells,
        field: "Loại",
        text: "Trong các cột này đơn vị đánh dấu x, ghi số hay ghi chữ?".to_owned(),
        understood: Kind::Tick.word().to_owned(),
        reason: "Tiêu đề không ghi đơn vị tính, cũng không nói là số".to_owned(),
        choices: [Kind::Count, Kind::Amount, Kind::Text]
            .map(|kind| kind.word().to_owned())
            .to_vec(),
    });
    let columns = builder.proposal.columns.iter_mut();
    for column in columns.filter(|column| column.list == list && unknown.contains(&column.code)) {
        column.questions.push(place);
    }
    for own in drawn.iter_mut().filter(|own| unknown.contains(&own.code)) {
        own.question = Some(place);
    }
}

fn ask(at: &TablePlace<'_>, drawn: &[Drawn], builder: &mut Builder) {
    let codes: Vec<String> = drawn.iter().flat_map(|own| own.figures.clone()).collect();
    ask_rule(at, &codes, builder);
    let is_flow = |own: &&Drawn| {
        phrases::over_periods(&own.meaning.text).is_none()
            && phrases::sounds_like_flow(&own.meaning.text)
            && own.kind == Kind::Count
    };
    let flows: Vec<String> =
        drawn.iter().filter(is_flow).flat_map(|own| own.figures.clone()).collect();
    ask_periods(at, &flows, builder);
}
