//! Decisions on rows of lists: leave one out of the calculation, or count it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::decisions::{DecisionOutcome, Effect, OPINION};
use super::given_name::is_plausible;
use super::opinion_words::{accepts, keeps, word};
use super::unit_sheets::UnitSheets;
use super::value::{plain, written_from_words};
use crate::form::organisation::name_key;
use crate::form::{FormSheet, NamedUnit, RowRuling, UnitNames};
use crate::intake::submission::Month;
use crate::settings::Settings;
use crate::workspace::EntryRow;
use viet_text::text::{clean, folded};
use workbook_io::{Address, parse_addresses};

/// The code of the findings about rows of one list that may be one organisation.
pub const SAME_ORGANISATION: &str = "co-the-trung";
/// The code of the findings about a row that says again what another one says.
pub const NAMED_TWICE: &str = "trung-trong-don-vi";
/// The code of the findings about what is hidden.
pub const HIDDEN: &str = "dang-an";
/// The code of the findings about rows that are crossed out.
pub const CROSSED_OUT: &str = "dong-bi-gach";
/// The code of the findings about rows that show how to fill in the form.
pub const EXAMPLE_ROW: &str = "dong-vi-du";
/// The code of the findings about organisations that came to a list late.
pub const LISTED_LATE: &str = "moi-co-trong-danh-sach";
/// The code of the findings about organisations on the lists of two units.
pub const IN_TWO_UNITS: &str = "trung-hai-don-vi";

/// Findings that ask of the rows that their cells name whether they count.
const ABOUT_ROWS: [&str; 7] =
    [SAME_ORGANISATION, NAMED_TWICE, HIDDEN, CROSSED_OUT, EXAMPLE_ROW, LISTED_LATE, IN_TWO_UNITS];
/// Of these, those that ask for a name to tell rows apart.
const ASK_FOR_NAMES: [&str; 2] = [SAME_ORGANISATION, NAMED_TWICE];

const NO_ROW: &str = "giữ, hoặc giá trị đúng của ô: chữ bỏ, tính chỉ dùng cho dòng của danh sách";
const ROWS: &str = "bỏ, tính hoặc giữ: dòng này hỏi có tính dòng của danh sách hay không";
const ROWS_OR_NAME: &str = "bỏ, tính hoặc giữ; hoặc tên đầy đủ của tổ chức nếu là tổ chức khác";
const WHICH: &str =
    "bỏ hoặc tính, kèm số dòng nếu chỉ nói về một dòng (ví dụ: bỏ dòng 11); hoặc giữ";
const TWICE: &str = "một ý kiến cho mỗi dòng: dòng này đã có ý kiến khác ở trên";

/// Words for what becomes of a row; longer ones first.
const WORDS: [(&str, RowRuling); 6] = [
    ("không tính", RowRuling::LeftOut),
    ("bỏ", RowRuling::LeftOut),
    ("loại", RowRuling::LeftOut),
    ("vẫn tính", RowRuling::Counts),
    ("có tính", RowRuling::Counts),
    ("tính", RowRuling::Counts),
];

/// A row of a list: submission, sheet, cell of its name.
type RowPlace = (usize, usize, Address);

/// What the rows of the review workbook say of rows of lists.
pub(super) type Ruled = BTreeMap<RowPlace, RowRuling>;

/// Rules on the rows that a finding names. `None` where the opinion does not speak of rows, but gives
/// a value.
pub(super) fn decide(
    row: &EntryRow,
    month: &mut Month,
    settings: &Settings,
    ruled: &mut Ruled,
) -> Option<DecisionOutcome> {
    let said = folded(&row.text(OPINION));
    let unit = settings.units.iter().position(|u| folded(&u.name) == folded(&row.text("Đơn vị")));
    let sheet = folded(&row.text("Trang"));
    let places = match unit {
        Some(unit) => places(row, &UnitSheets { month, unit, sheet: &sheet }),
        None => Places::None,
    };
    let Some(words) = words(&said) else {
        let Places::Named(named) = &places else { return None };
        return no_word(row, named, month).map(Err);
    };
    let named = match places {
        Places::None if words.is_bare() => return Some(Err(NO_ROW)),
        Places::None => return None,
        Places::Changed => return Some(Ok(Effect::Stale)),
        Places::Named(named) => named,
    };
    let asked = match asked(&words, row, &named, month, settings) {
        Ok(asked) => asked,
        Err(why) => return Some(Err(why)),
    };
    if asked.iter().any(|(place, ruling)| ruled.get(place).is_some_and(|other| other != ruling)) {
        return Some(Err(TWICE));
    }
    asked.iter().for_each(|(place, ruling)| rule(month, *place, *ruling));
    ruled.extend(asked);
    Some(Ok(Effect::Applied))
}

/// What should be typed beside a finding whose cells name rows, where neither a word for rows nor a
/// value that a cell can be given is.
fn no_word(row: &EntryRow, named: &[RowPlace], month: &Month) -> Option<&'static str> {
    let said = row.text(OPINION);
    let is_example =
        |place: &RowPlace| sheet_of(month, place).example_rows.iter().any(|row| row.at == place.2);
    let code = row.text("Mã");
    let asks_for_names = ASK_FOR_NAMES.contains(&&*code);
    let proposes_nothing = accepts(&said) && row.text("Đề xuất").is_empty();
    if proposes_nothing || named.iter().any(is_example) {
        return Some(if asks_for_names { ROWS_OR_NAME } else { ROWS });
    }
    if !ABOUT_ROWS.contains(&&*code) {
        return None;
    }
    if !asks_for_names {
        return Some(ROWS);
    }
    let is_name = |(place, said): (&RowPlace, &str)| {
        let sheet = sheet_of(month, place);
        let own = sheet.rows.iter().find(|row| row.name_at == place.2);
        keeps(said) || own.is_some_and(|own| is_plausible(said, own, sheet))
    };
    let each = named.iter().zip(said.split(';'));
    (said.split(';').count() != named.len() || !each.into_iter().all(is_name))
        .then_some(ROWS_OR_NAME)
}

/// What an opinion says of rows.
struct Words<'t> {
    /// For each of the finding's cells in turn; one for all of them.
    rulings: Vec<RowRuling>,
    /// Of which rows, where it says so.
    which: &'t str,
}

impl Words<'_> {
    fn is_bare(&self) -> bool {
        self.which.is_empty()
    }
}

/// "bỏ", "tính; bỏ", "bỏ dòng 11", "bỏ ở Xã Hai".
fn words(said: &str) -> Option<Words<'_>> {
    let parts = said.split(';').map(word).filter(|part| !part.is_empty());
    let rulings = parts.map(|part| WORDS.iter().find(|(word, _)| folded(word) == part));
    if let Some(rulings) = rulings.map(|found| found.map(|(_, ruling)| *ruling)).collect() {
        return Some(Words { rulings, which: "" }).filter(|words| !words.rulings.is_empty());
    }
    WORDS.iter().find_map(|(word, ruling)| {
        let which = said.strip_prefix(&folded(word))?.strip_prefix(' ')?;
        Some(Words { rulings: vec![*ruling], which: which.trim() })
    })
}

/// The rows of lists that a finding's cells name.
enum Places {
    Named(Vec<RowPlace>),
    /// Their names are others now.
    Changed,
    /// Its cells name no organisations.
    None,
}

fn places(row: &EntryRow, own: &UnitSheets<'_>) -> Places {
    let cells = parse_addresses(&row.text("Ô")).unwrap_or_default();
    let written = match &cells[..] {
        [_] => vec![plain(&row.text("Đã ghi"))],
        cells => written_from_words(&row.text("Đã ghi"), cells.len()).unwrap_or_default(),
    };
    let found: Option<Vec<(RowPlace, String)>> =
        cells.iter().map(|at| named_at(own, *at, row)).collect();
    match found {
        Some(found) if !found.is_empty() => {
            let names = found.iter().map(|(_, name)| name);
            let same = names.eq(&written);
            let places = found.iter().map(|(place, _)| *place).collect();
            if same { Places::Named(places) } else { Places::Changed }
        }
        _ => Places::None,
    }
}

/// The row whose name stands in a cell, and its name as written.
fn named_at(own: &UnitSheets<'_>, at: Address, row: &EntryRow) -> Option<(RowPlace, String)> {
    let is_about_hidden = row.text("Mã") == HIDDEN;
    own.sheets().find_map(|(submission, place, sheet)| {
        let organisation = sheet.rows.iter().find(|row| row.name_at == at);
        let organisation = organisation.filter(|row| row.hidden || !is_about_hidden);
        let written = organisation.and_then(|row| {
            let name = row.fields().find(|field| field.at == at);
            Some(name?.written().into_owned())
        });
        let example = || sheet.example_rows.iter().find(|row| row.at == at);
        let written = written.or_else(|| example().map(|row| row.label.clone()))?;
        Some(((submission, place, at), plain(&written)))
    })
}

/// What is asked of which row.
fn asked(
    words: &Words<'_>,
    row: &EntryRow,
    named: &[RowPlace],
    month: &Month,
    settings: &Settings,
) -> Result<Ruled, &'static str> {
    let [ruling] = words.rulings[..] else {
        let each = words.rulings.iter().copied();
        let asked = named.iter().copied().zip(each).collect();
        return if words.rulings.len() == named.len() { Ok(asked) } else { Err(WHICH) };
    };
    let others = |ruling| match ruling {
        RowRuling::LeftOut => RowRuling::Counts,
        RowRuling::Counts | RowRuling::ExampleCounts => RowRuling::LeftOut,
    };
    if words.is_bare() {
        // Of rows that are one organisation the first stays.
        let stays =
            ruling == RowRuling::LeftOut && named.len() > 1 && row.text("Mã") == SAME_ORGANISATION;
        let first = named.iter().take(usize::from(stays)).map(|place| (*place, others(ruling)));
        let rest = named.iter().skip(usize::from(stays)).map(|place| (*place, ruling));
        return Ok(first.chain(rest).collect());
    }
    let meant = match line_numbers(words.which) {
        Some(lines) => on_lines(named, &lines, month)?,
        None => in_unit(named, words.which, month, settings)?,
    };
    let rest = named.iter().filter(|place| !meant.contains(place));
    // Whoever names the rows to leave out has the others counted.
    let rest = rest.filter(|_| ruling == RowRuling::LeftOut);
    let rest = rest.map(|place| (*place, others(ruling)));
    Ok(meant.iter().map(|place| (*place, ruling)).chain(rest).collect())
}

/// "11", "dòng 11, 12", "b11".
fn line_numbers(which: &str) -> Option<Vec<u32>> {
    let words = which.split([' ', ',', '+']).filter(|word| !word.is_empty());
    let words = words.filter(|word| !["dòng", "ô", "và", "số"].contains(word));
    let line = |word: &str| match word.parse::<u32>() {
        Ok(line) => line.checked_sub(1),
        Err(_) => word.to_uppercase().parse::<Address>().ok().map(|at| at.row),
    };
    let lines: Option<Vec<u32>> = words.map(line).collect();
    lines.filter(|lines| !lines.is_empty())
}

fn sheet_of<'m>(month: &'m Month, place: &RowPlace) -> &'m FormSheet {
    &month.submissions[place.0].sheets[place.1]
}

/// The rows of the sheet with these numbers.
fn on_lines(
    named: &[RowPlace],
    lines: &[u32],
    month: &Month,
) -> Result<Vec<RowPlace>, &'static str> {
    let place = |line: &u32| {
        named.iter().find_map(|known| {
            let rows = &sheet_of(month, known).rows;
            let row = rows.iter().find(|row| row.row == *line);
            let at = row.map(|row| row.name_at).or((known.2.row == *line).then_some(known.2))?;
            Some((known.0, known.1, at))
        })
    };
    lines.iter().map(|line| place(line).ok_or(WHICH)).collect()
}

/// Another unit's rows of the same names: "bỏ ở Xã Hai".
fn in_unit(
    named: &[RowPlace],
    which: &str,
    month: &Month,
    settings: &Settings,
) -> Result<Vec<RowPlace>, &'static str> {
    let which = clean(which.trim_start_matches("ở ").trim_start_matches("của "));
    let names = UnitNames::new(&settings.office, &settings.units);
    let unit = names.in_heading(&which).as_ref().and_then(NamedUnit::known).ok_or(WHICH)?;
    let mut found = Vec::new();
    for place in named {
        let own = sheet_of(month, place);
        let name = own.rows.iter().find(|row| row.name_at == place.2).ok_or(WHICH)?;
        let name = name_key(&name.name);
        for (submission, sent) in month.submissions.iter().enumerate() {
            if sent.unit != Some(NamedUnit::Known(unit)) {
                continue;
            }
            for (sheet, other) in sent.sheets.iter().enumerate().filter(|(_, s)| s.list == own.list)
            {
                let same = other.rows.iter().filter(|row| name_key(&row.name) == name);
                found.extend(same.map(|row| (submission, sheet, row.name_at)));
            }
        }
    }
    if found.is_empty() { Err(WHICH) } else { Ok(found) }
}

fn rule(month: &mut Month, (submission, sheet, at): RowPlace, ruling: RowRuling) {
    let sheet = &mut Arc::make_mut(&mut month.submissions[submission]).sheets[sheet];
    if sheet.example_rows.iter().any(|row| row.at == at) {
        if ruling == RowRuling::Counts {
            sheet.count_example(at);
        }
    } else if let Some(row) = sheet.rows.iter_mut().find(|row| row.name_at == at) {
        Arc::make_mut(row).ruling = Some(ruling);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_rows_is_understood() {
        let left_out = RowRuling::LeftOut;
        for (said, rulings, which) in [
            ("bỏ", vec![left_out], ""),
            ("tính; bỏ", vec![RowRuling::Counts, left_out], ""),
            ("không tính dòng 11", vec![left_out], "dòng 11"),
            ("bỏ ở xã hai", vec![left_out], "ở xã hai"),
        ] {
            let folded = folded(said);
            let words = words(&folded).unwrap();
            assert_eq!((words.rulings, words.which), (rulings, which), "{said}");
        }
        for said in ["", "x", "7; 8", "tính toán", "HTX Bỏ", "giữ"] {
            let folded = folded(said);
            assert!(words(&folded).is_none_or(|words| !words.is_bare()), "{said}");
        }
        assert_eq!(line_numbers("dòng 11, b12 và 14"), Some(vec![10, 11, 13]));
        assert_eq!(line_numbers("ở xã hai"), None);
    }
}
