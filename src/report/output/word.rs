//! Writes the report in Word. The officer writes in the same file: of it only the program's own
//! controls are changed.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::sentences::cannot_write;
use super::slip_owner::is_link;
use crate::path_text::PathText as _;
use crate::report::word::{Report, filled, template};
use crate::results::Results;
use crate::workspace::{TEMPLATE_FOLDER, own_path};
use workbook_io::read::Limits;
use workbook_io::write::place;

/// The office's own template among its forms.
const TEMPLATE: &str = "bao-cao.docx";

/// Writes the report where the settings ask for it; sentences on what was written and kept.
pub(super) fn write_report(results: &Results<'_>, folder: &Path) -> Vec<String> {
    if !results.workspace.settings.office.page.word_report || is_link(folder) {
        return Vec::new();
    }
    let path = own_path(folder, &file_name(results, true));
    match made(results, folder, &path) {
        Ok((report, before)) => written(&path, &report, before.as_deref()),
        Err(why) => vec![why],
    }
}

/// "bao-cao-2023-10.docx"; a correction is a file of its own, beside the report that was sent.
fn file_name(results: &Results<'_>, with_correction: bool) -> String {
    let period = results.month.period;
    match &results.revision.correction {
        Some(correction) if with_correction => {
            format!("bao-cao-{period}-dieu-chinh-{}.docx", correction.number)
        }
        _ => format!("bao-cao-{period}.docx"),
    }
}

/// The report filled, and what stood there before.
fn made(
    results: &Results<'_>,
    folder: &Path,
    path: &Path,
) -> Result<(Report, Option<Vec<u8>>), String> {
    let there = opened(path).map_err(|error| cannot_write(path, &error))?;
    if let Some(bytes) = &there {
        let report = filled(bytes, results).ok().filter(|report| !report.is_foreign);
        let report = report.ok_or_else(|| {
            format!(
                "Chưa lập báo cáo Word: {} không có phần nào do chương trình điền. Chuyển tệp đó ra chỗ khác \
                 hoặc đổi tên rồi chạy lại.",
                path.on_one_line()
            )
        })?;
        return Ok((report, there));
    }
    let (from, bytes) = base(results, folder)?;
    let report = filled(&bytes, results).map_err(|what| format!("{from}: {what}"));
    let report = report.and_then(|report| match report.is_foreign {
        true => Err(format!("{from}: mẫu không có ô nội dung nào mang thẻ tonghop")),
        false => Ok(report),
    });
    let report = report.map_err(|why| {
        format!("Chưa lập báo cáo Word. {why}. Mở mẫu bằng Word, lưu lại thành .docx rồi chạy lại.")
    })?;
    Ok((report, None))
}

/// What a new report is made from: of a correction the report before, else the office's own template, else
/// the program's.
fn base(results: &Results<'_>, folder: &Path) -> Result<(String, Vec<u8>), String> {
    let earlier = own_path(folder, &file_name(results, false));
    let forms = own_path(&results.workspace.root, TEMPLATE_FOLDER);
    let own = own_path(&forms, TEMPLATE);
    let corrects = results.revision.correction.is_some();
    let candidates: Vec<PathBuf> = corrects.then_some(earlier).into_iter().chain([own]).collect();
    for path in candidates {
        if let Some(bytes) = opened(&path).map_err(|error| cannot_read(&path, &error))? {
            return Ok((path.on_one_line(), bytes));
        }
    }
    Ok((String::new(), template()))
}

fn cannot_read(path: &Path, error: &io::Error) -> String {
    let why = crate::system_error::in_words(error);
    format!("Chưa lập báo cáo Word: không đọc được {}: {why}.", path.on_one_line())
}

/// A file's bytes; none where it does not exist.
fn opened(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let found = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        found => found?,
    };
    if !found.is_file() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    if found.len() > Limits::default().file_bytes {
        return Err(ErrorKind::FileTooLarge.into());
    }
    fs::read(path).map(Some)
}

fn written(path: &Path, report: &Report, before: Option<&[u8]>) -> Vec<String> {
    if before != Some(report.bytes.as_slice())
        && let Err(error) = place(path, &report.bytes)
    {
        return vec![cannot_write(path, &error)];
    }
    let mut said = vec![format!("Báo cáo Word: {}.", path.on_one_line())];
    if !report.kept.is_empty() {
        said.push(format!(
            "Báo cáo Word: giữ nguyên phần đã sửa tay ({}); muốn lấy lại số liệu mới thì xóa tệp rồi chạy lại.",
            report.kept.join(", ")
        ));
    }
    said
}
