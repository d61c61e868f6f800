//! Decisions on which of several versions of a report is used, given beside the finding that names
//! them. The sheet Theo dõi tiếp nhận takes the same decision file by file.

use std::collections::BTreeMap;

use super::key::row_key;
use super::opinion_words::{accepts, keeps};
use super::{Decisions, Effect, OPINION, decided_rows, note};
use crate::form::NamedUnit;
use crate::intake::submission::{Month, Ruling};
use crate::settings::Settings;
use crate::workspace::{Entries, EntryRow, sheets};
use viet_text::text::{clean, folded};

/// The code of the findings about several versions.
pub const SEVERAL_VERSIONS: &str = "nhieu-ban";

const WHICH: &str = "tên tệp cần dùng như ở cột Nội dung, hoặc giữ để dùng tệp đang dùng";
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

/// The unit's submissions in the file that the opinion names.
fn named(row: &EntryRow, month: &Month, settings: &Settings) -> Vec<usize> {
    let said = folded(&row.text(OPINION));
    let said = said.strip_prefix("dùng ").unwrap_or(&said);
    let said = said.strip_prefix("tệp ").unwrap_or(said);
    let unit = settings.units.iter().position(|u| folded(&u.name) == folded(&row.text("Đơn vị")));
    let is_named = |path: &str| {
        let path = folded(&clean(path));
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem).to_owned();
        [path, name, stem].iter().any(|own| own == said)
    };
    let own = month.submissions.iter().enumerate().filter(|(_, submission)| {
        unit.is_some_and(|unit| submission.unit == Some(NamedUnit::Known(unit)))
            && is_named(&month.files[submission.file].path)
    });
    own.map(|(place, _)| place).collect()
}
