//! `tonghop init`: a workspace from a built-in pack, or from what the office has.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::exit::WRONG_USAGE;
use crate::excel_path::too_long;
use crate::report::screen;
use crate::settings::packs::{self, unpack};
use crate::setup::{in_words, learn_forms, open_form};
use viet_text::period::Period;

/// Makes the workspace, or says which argument is missing.
pub(super) fn init(
    folder: Option<&Path>,
    pack: Option<&str>,
    period: Option<Period>,
) -> Result<ExitCode, String> {
    let (Some(folder), Some(pack)) = (folder, pack) else {
        let what =
            if folder.is_none() { "Chưa ghi thư mục sẽ tạo" } else { "Chưa chọn gói" };
        return Ok(wrong(&format!(
            "{what}. Cách dùng: tonghop init <THƯ MỤC> --pack <GÓI>\n{}",
            packs::choice()
        )));
    };
    let pack = match packs::named(pack) {
        Ok(pack) => pack,
        Err(sentence) => return Ok(wrong(&sentence)),
    };
    warn_of_length(folder);
    let made =
        unpack(&pack, folder, period.or(pack.first_period)).map_err(|error| error.to_string())?;
    screen::show(&screen::new_workspace(&pack, &made));
    Ok(ExitCode::SUCCESS)
}

/// Makes the workspace from the office's own forms.
pub(super) fn from_forms(
    folder: Option<&Path>,
    forms: &[PathBuf],
    resolutions: &[PathBuf],
    period: Option<Period>,
) -> Result<ExitCode, String> {
    let Some(folder) = folder else {
        return Ok(wrong(
            "Chưa ghi thư mục sẽ tạo. Cách dùng: tonghop init <THƯ MỤC> --form <BIỂU MẪU>",
        ));
    };
    let forms = forms.iter().map(|path| open_form(path)).collect::<Result<Vec<_>, _>>()?;
    let office = learn_forms(&forms, Vec::new(), resolutions)?;
    warn_of_length(folder);
    let made =
        packs::new_workspace(folder, &office.files, period).map_err(|error| error.to_string())?;
    screen::show(&in_words(&office, &made));
    Ok(ExitCode::SUCCESS)
}

/// Said before anything is made, where the first annex's path would be too long for Excel.
pub(super) fn warn_of_length(folder: &Path) {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let annex = full.join("2023-10/ket-qua/phu-luc-2023-10.xlsx");
    if let Some(warning) = too_long([annex]) {
        screen::complain(&warning);
    }
}

fn wrong(sentence: &str) -> ExitCode {
    screen::complain(sentence);
    ExitCode::from(WRONG_USAGE)
}
