//! A workspace from what the office has: last month's reports, or blank forms.

use std::path::{Path, PathBuf};

use super::ask::{Asker, Ended};
use crate::cli::arguments::Sources;
use crate::cli::folder_argument::cleaned;
use crate::report::screen;

/// What a new workspace may be made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Reports,
    Forms,
    Pack,
}

/// Asks what the office has.
pub(super) fn way(asker: &mut Asker<'_>) -> Result<Way, Ended> {
    let ways = [
        "Báo cáo các đơn vị đã gửi của một kỳ trước (nên chọn: tự biết đơn vị và biểu mẫu)",
        "Biểu mẫu trắng gửi các đơn vị",
        "Chưa có gì: dùng gói có sẵn",
    ];
    let chosen = asker.choose("Cơ quan đã có gì?", ways.map(str::to_owned).to_vec())?;
    Ok([Way::Reports, Way::Forms, Way::Pack][chosen])
}

/// Asks for reports and, where there is one, the office's own annex of them.
pub(super) fn reports(asker: &mut Asker<'_>) -> Result<Sources, Ended> {
    let folder = path(asker, "Kéo thư mục có các báo cáo đó vào cửa sổ này rồi nhấn Enter: ")?;
    let folder = folder.ok_or(Ended::GaveUp)?;
    let annex = path(
        asker,
        "Nếu đã lập phụ lục của kỳ đó, kéo tệp Excel phụ lục vào đây để đối chiếu (để trống nếu chưa có): ",
    )?;
    Ok(Sources { reports: Some(folder), annex, ..Sources::default() })
}

/// Asks for blank forms, one after the other.
pub(super) fn forms(asker: &mut Asker<'_>) -> Result<Sources, Ended> {
    let mut form: Vec<PathBuf> = Vec::new();
    let mut question = "Kéo tệp biểu mẫu vào cửa sổ này rồi nhấn Enter: ";
    while let Some(path) = path(asker, question)? {
        form.push(path);
        question = "Còn biểu khác thì kéo tiếp vào đây (để trống nếu đã đủ): ";
    }
    if form.is_empty() {
        return Err(Ended::GaveUp);
    }
    Ok(Sources { form, ..Sources::default() })
}

/// A file or folder that exists; none where nothing was typed.
fn path(asker: &mut Asker<'_>, question: &str) -> Result<Option<PathBuf>, Ended> {
    loop {
        let answer = asker.line(question)?;
        if answer.is_empty() {
            return Ok(None);
        }
        let path = cleaned(Path::new(&answer));
        if path.exists() {
            return Ok(Some(path));
        }
        screen::complain(&format!("Không có tệp, thư mục \"{answer}\"."));
    }
}
