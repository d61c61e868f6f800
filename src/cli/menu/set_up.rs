//! Setting up by questions: a workspace from the office's own forms, or from a pack.

use std::path::{Path, PathBuf};

use super::ask::{Asker, Ended};
use super::{MenuOutcome, ask_period, say};
use crate::cli::dropped::{OfficeFiles, names, paths_in_line};
use crate::cli::folder_argument::cleaned;
use crate::cli::init;
use crate::full_path::full_path;
use crate::path_text::PathText as _;
use crate::report::screen;
use crate::settings::packs::{self, unpack};
use viet_text::period::Period;

const FROM_FORMS: &str =
    "từ biểu mẫu của cơ quan: kéo biểu trắng (hoặc một báo cáo đã điền) vào cửa sổ này";

const FIRST_PERIOD: &str = "Kỳ đầu tiên, như 2024-01, 2024-Q1, 2024-6T, 2024-9T, 2024 (để trống nếu chưa có, 0 để \
                            quay lại): ";

/// Asks from what, then makes the workspace.
pub(super) fn new_workspace(asker: &mut Asker<'_>, beside: &[PathBuf]) -> MenuOutcome {
    let all = packs::packs();
    let lines = all.iter().map(|pack| format!("{}: {}", pack.name, pack.in_words()));
    let lines = std::iter::once(FROM_FORMS.to_owned()).chain(lines).collect();
    let chosen = asker
        .choose("Lập thư mục làm việc từ đâu (biểu mẫu của cơ quan, hoặc gói có sẵn):", lines)?;
    let Some(pack) = chosen.checked_sub(1).map(|place| &all[place]) else {
        let files = ask_files(asker)?;
        return from_forms(asker, &files);
    };
    let name = asker.line(
        "Đặt tên thư mục làm việc, ví dụ KTTT xã A, hoặc cả đường dẫn như D:\\KTTT xã A (0 hoặc để \
         trống để quay lại): ",
    )?;
    if name.is_empty() {
        return Err(Ended::GaveUp);
    }
    let here = beside.first().and_then(|folder| full_path(folder).ok());
    let folder = here.unwrap_or_default().join(cleaned(Path::new(&name)));
    let period = ask_period(asker, FIRST_PERIOD)?;
    init::warn_of_length(&folder);
    match unpack(pack, &folder, period) {
        Ok(made) => screen::show(&screen::new_workspace(pack, &made)),
        Err(error) => screen::complain(&error.to_string()),
    }
    Ok(())
}

/// Forms first, then resolutions, as many as there are.
fn ask_files(asker: &mut Asker<'_>) -> Result<OfficeFiles, Ended> {
    let mut files = OfficeFiles::default();
    loop {
        let question = match files.forms.is_empty() {
            true => {
                "Kéo tệp biểu mẫu (.xlsx, .xls, .ods) vào đây rồi nhấn Enter (0 hoặc để trống để quay lại): "
            }
            false => {
                "Còn biểu mẫu, hoặc nghị quyết có chỉ tiêu (.docx, .txt) thì kéo vào; đủ rồi thì nhấn Enter (0 để \
                 quay lại): "
            }
        };
        let answer = asker.line(question)?;
        match (answer.is_empty(), files.forms.is_empty()) {
            (true, true) => return Err(Ended::GaveUp),
            (true, false) => return Ok(files),
            (false, _) => {}
        }
        for path in paths_in_line(&answer) {
            if !path.is_file() {
                screen::complain(&format!("Không thấy tệp {}.", path.on_one_line()));
            } else if !files.take(&path) {
                screen::complain(&format!(
                    "Tệp {} không phải biểu mẫu Excel, cũng không phải văn bản .docx, .txt.",
                    path.on_one_line()
                ));
            }
        }
    }
}

/// Asks the name and the first period of a workspace, and learns it from forms.
pub(crate) fn from_forms(asker: &mut Asker<'_>, files: &OfficeFiles) -> MenuOutcome {
    let OfficeFiles { forms, resolutions } = files;
    let of = match &resolutions[..] {
        [] => String::new(),
        some => format!("; nghị quyết: {}", names(some)),
    };
    screen::show(&format!(
        "Lập thư mục làm việc mới từ biểu mẫu: {}{of}.\nTệp gốc chỉ được đọc, không bị sửa.\n",
        names(forms)
    ));
    let proposed = proposed_name(&forms[0]);
    let name = asker.line(&format!(
        "Đặt tên thư mục làm việc (Enter để dùng tên \"{proposed}\", 0 để quay lại): "
    ))?;
    let name = if name.is_empty() { proposed } else { name };
    let beside = full_path(&forms[0]).ok().and_then(|form| form.parent().map(Path::to_owned));
    let folder = beside.unwrap_or_default().join(cleaned(Path::new(&name)));
    let period: Option<Period> = ask_period(asker, FIRST_PERIOD)?;
    say(init::from_forms(Some(&folder), forms, resolutions, period));
    Ok(())
}

/// A name after the form's.
fn proposed_name(form: &Path) -> String {
    let stem = form.file_stem().map(|stem| Path::new(stem).on_one_line()).unwrap_or_default();
    format!("Tổng hợp {stem}")
}
