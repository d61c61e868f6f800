//! Decisions on which of several versions of a report is used, or whether one of another period is,
//! given beside the finding that names them. The sheet Theo dõi tiếp nhận takes the same decision file by file.

use std::collections::BTreeMap;

use super::decisions::{Decisions, Effect, OPINION, decided_rows, note};
use super::key::row_key;
use super::opinion_words::{accepts, keeps, word};
use crate::form::NamedUnit;
use crate::intake::submission::{Fate, Month, Reason, Ruling};
use crate::settings::Settings;
use crate::workspace::{Entries, EntryRow, sheets};
use viet_text::text::{clean, folded};

/// The code of the findings about several versions.
pub const SEVERAL_VERSIONS: &str = "nhieu-ban";
/// The code of the findings about reports of another period.
pub const OTHER_PERIOD: &str = "sai-ky";
const USE: &str = "dùng";

const WHICH: &str = "tên tệp cần dùng như ở cột Nội dung (cùng một tệp thì ghi tên trang), hoặc giữ để dùng \
                     bản đang dùng";
const OTHERWISE: &str = "giữ hoặc để trống: trang Theo dõi tiếp nhận đã có ý kiến khác về tệp này";

/// Adds the rulings of sheet Cần kiểm tra to those of the other sheet.
pub(super) fn rule(
    month: &Month,
    entries: &mut Entries,
    settings: &Settings,
    (rulings, decisions): (&mut BTreeMap<usize, Ruling>, &mut Decisions),
) {
    let rows = decided_rows(entries, sheets::CHECKS).into_iter();
    for row in rows.filter(|row| [SEVERAL_VERSIONS, OTHER_PERIOD].contains(&&*row.text("Mã"))) {
        let said = row.text(OPINION);
        let is_to_be_used = || word(&said) == folded(USE);
        let named = match row.text("Mã") == OTHER_PERIOD {
            _ if keeps(&said) => Vec::new(),
            true if is_to_be_used() => in_file(&row, month, settings, &folded(&row.text("Tệp"))),
            true => continue,
            false => named(&row, month, settings),
        };
        let is_dropped = |place: &usize| rulings.get(place) == Some(&Ruling::Drop);
        let outcome = match &named[..] {
            [] if accepts(&said) || [USE, "bỏ"].iter().any(|w| folded(w) == word(&said)) => {
                Err(WHICH)
            }
            // Another opinion: it keeps what is in use, or gives a cell's value.
            [] => continue,
            // Two versions in one file: its name tells neither.
            named if are_rivals(named, month) => Err(WHICH),
            named if named.iter().any(is_dropped) => Err(OTHERWISE),
            named => {
                rulings.extend(named.iter().map(|place| (*place, Ruling::Use)));
                decisions.kept.insert(row_key(&row));
                Ok(Effect::Applied)
            }
        };
        let effect = note(entries, sheets::CHECKS, &row, outcome, row.text("Tệp"));
        decisions.checks.insert(row.row, effect);
    }
}

/// Is one of these set aside for another?
fn are_rivals(named: &[usize], month: &Month) -> bool {
    named.iter().any(|place| match month.submissions[*place].fate {
        Fate::SetAside(Reason::OtherVersion(used)) => named.contains(&used),
        _ => false,
    })
}

/// The unit's submissions in the file that the opinion names; else those with a sheet of that name.
fn named(row: &EntryRow, month: &Month, settings: &Settings) -> Vec<usize> {
    let said = folded(&row.text(OPINION));
    let said = ["dùng ", "tệp ", "trang "]
        .iter()
        .fold(&*said, |said, word| said.strip_prefix(word).unwrap_or(said));
    let by_file = in_file(row, month, settings, said);
    if !by_file.is_empty() {
        return by_file;
    }
    let on_sheet = |place: &usize| {
        let sheets = &month.submissions[*place].sheets;
        sheets.iter().any(|own| folded(&own.on.sheet) == said)
    };
    of_unit(row, month, settings).filter(on_sheet).collect()
}

/// The unit's submissions in a file.
fn in_file(row: &EntryRow, month: &Month, settings: &Settings, said: &str) -> Vec<usize> {
    let is_there = |place: &usize| is_file(&month.files[month.submissions[*place].file].path, said);
    of_unit(row, month, settings).filter(is_there).collect()
}

fn of_unit(row: &EntryRow, month: &Month, settings: &Settings) -> impl Iterator<Item = usize> {
    let unit = settings.units.iter().position(|u| folded(&u.name) == folded(&row.text("Đơn vị")));
    let is_its = move |place: &usize| {
        unit.is_some_and(|unit| month.submissions[*place].unit == Some(NamedUnit::Known(unit)))
    };
    (0..month.submissions.len()).filter(is_its)
}

/// By its path, its name, or its name without the ending.
fn is_file(path: &str, said: &str) -> bool {
    let path = folded(&clean(path));
    let name = path.rsplit('/').next().unwrap_or(&path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    [&*path, name, stem].contains(&said)
}
