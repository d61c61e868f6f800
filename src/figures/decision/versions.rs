//! Decisions on which of several versions of a report is used, given beside the finding that names
//! them. The sheet Theo dõi tiếp nhận takes the same decision file by file.

use std::collections::BTreeMap;

use super::key::row_key;
use super::opinion_words::{accepts, keeps};
use super::{Decisions, Effect, OPINION, decided_rows, note};
use crate::form::NamedUnit;
use crate::intake::submission::{Fate, Month, Reason, Ruling};
use crate::settings::Settings;
use crate::workspace::{Entries, EntryRow, sheets};
use viet_text::text::{clean, folded};

/// The code of the findings about several versions.
pub const SEVERAL_VERSIONS: &str = "nhieu-ban";

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
    for row in rows.filter(|row| row.text("Mã") == SEVERAL_VERSIONS) {
        let said = row.text(OPINION);
        let named = if keeps(&said) { Vec::new() } else { named(&row, month, settings) };
        let is_dropped = |place: &usize| rulings.get(place) == Some(&Ruling::Drop);
        let outcome = match &named[..] {
            [] if accepts(&said) || ["dùng", "bỏ"].iter().any(|w| folded(w) == folded(&said)) => {
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
    let unit = settings.units.iter().position(|u| folded(&u.name) == folded(&row.text("Đơn vị")));
    let own: Vec<usize> = (0..month.submissions.len())
        .filter(|place| {
            unit.is_some_and(|u| month.submissions[*place].unit == Some(NamedUnit::Known(u)))
        })
        .collect();
    let in_file =
        |place: &&usize| is_file(&month.files[month.submissions[**place].file].path, said);
    let on_sheet = |place: &&usize| {
        let sheets = &month.submissions[**place].sheets;
        sheets.iter().any(|own| folded(&own.on.sheet) == said)
    };
    let by_file: Vec<usize> = own.iter().filter(in_file).copied().collect();
    if by_file.is_empty() { own.iter().filter(on_sheet).copied().collect() } else { by_file }
}

/// By its path, its name, or its name without the ending.
fn is_file(path: &str, said: &str) -> bool {
    let path = folded(&clean(path));
    let name = path.rsplit('/').next().unwrap_or(&path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    [&*path, name, stem].contains(&said)
}
