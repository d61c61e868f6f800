//! A sentence with blanks in a cell of the settings.

use super::cell::SettingsCell;
use super::problem::{Problems, did_you_mean_stop};
use crate::settings::model::{BLANKS, TextTemplate};

/// Reads a sentence; an unknown blank is a problem at its cell.
pub(super) fn wording(
    sheet: &str,
    written: &SettingsCell,
    problems: &mut Problems,
) -> Option<TextTemplate> {
    match TextTemplate::parse(&written.text) {
        Ok(wording) => Some(wording),
        Err(unknown) => {
            let known = BLANKS.iter().map(|(name, _)| *name);
            let hint = did_you_mean_stop(&unknown, known.clone());
            let all = known.collect::<Vec<_>>().join("}, {");
            let message =
                format!("không có chỗ điền {{{unknown}}}{hint} Các chỗ điền được dùng: {{{all}}}");
            problems.add(sheet, Some(written.at), message);
            None
        }
    }
}
