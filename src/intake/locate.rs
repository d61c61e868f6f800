//! Which workspace and which period a folder means.

use crate::path_text::PathText as _;
use crate::workspace::{PeriodPlace, is_workspace};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::folder::holds_any;
use crate::full_path::full_path;
use crate::settings::{SETTINGS_FILE, TEMPLATE_FOLDER};
use crate::system_error::folder_not_opened;
use crate::workspace::{PeriodFolders, PeriodName, UnusedFolder, name_of, period_of, periods};
use viet_text::period::Period;

/// Why a folder means no period; shown as a Vietnamese sentence with the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceError {
    /// There is no such folder.
    NoFolder(PathBuf),
    /// Neither it nor a folder around it is a workspace.
    NoWorkspace(PathBuf),
    /// A period's folder that holds no file.
    NoInput(PathBuf),
    /// A workspace without any period's folder.
    NoPeriods(PathBuf),
    /// The folder's name says no period.
    NoPeriod(PathBuf),
    /// It has a period's name and is not used for that period, or there are only such folders.
    UnusedFolder(Vec<UnusedFolder>),
    /// The system would not list it: the sentence on that.
    NotListed(String),
}

impl std::fmt::Display for PlaceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoFolder(path) => write!(
                f,
                "Không có thư mục {}. Kiểm tra lại đường dẫn, hoặc kéo thả thư mục vào chương \
                 trình.",
                path.on_one_line()
            ),
            Self::NoWorkspace(path) => write!(
                f,
                "Thư mục {} không nằm trong thư mục làm việc nào (không thấy tệp {SETTINGS_FILE}). \
                 Hãy chọn thư mục kỳ báo cáo nằm cạnh tệp {SETTINGS_FILE}.",
                path.on_one_line()
            ),
            Self::NoInput(path) => write!(
                f,
                "Chưa có báo cáo nào trong {}. Chép các tệp Excel mà đơn vị gửi vào thư mục này rồi \
                 chạy lại.",
                path.on_one_line()
            ),
            Self::NoPeriods(path) => write!(
                f,
                "Thư mục làm việc {} chưa có kỳ nào. Tạo trong đó một thư mục cho kỳ, đặt tên như \
                 2023-10 (tháng), 2023-Q4 (quý), 2023-6T (sáu tháng), 2023-9T (chín tháng), 2023 (năm); chép các tệp Excel \
                 mà đơn vị gửi vào đó rồi chạy lại.",
                path.on_one_line()
            ),
            Self::NoPeriod(path) => write!(
                f,
                "Không biết thư mục {} là của kỳ nào. Đặt tên thư mục như 2023-10, hoặc thêm \
                 --period 2023-10.",
                path.on_one_line()
            ),
            Self::UnusedFolder(aside) => {
                let said: Vec<String> = aside.iter().map(UnusedFolder::in_words).collect();
                f.write_str(&said.join("\n"))
            }
            Self::NotListed(sentence) => f.write_str(sentence),
        }
    }
}

/// Finds the period that a folder means: itself, or for a workspace its latest with input.
///
/// # Errors
/// [`PlaceError`], to be shown.
pub fn locate(given: &Path, period: Option<Period>) -> Result<PeriodPlace, PlaceError> {
    let folder = full_path(given).map_err(|error| not_reached(given, &error))?;
    if !fs::metadata(&folder).map_err(|error| not_reached(given, &error))?.is_dir() {
        return Err(PlaceError::NoFolder(given.to_owned()));
    }
    let root = workspace_of(&folder).ok_or_else(|| PlaceError::NoWorkspace(given.to_owned()))?;
    let folder = period_around(folder, &root);
    if root == folder {
        return in_workspace(root, given, period);
    }
    let named = period_of(&folder).map_err(|aside| PlaceError::UnusedFolder(vec![aside]))?;
    let period = period.or(named).ok_or(PlaceError::NoPeriod(given.to_owned()))?;
    if has_input(&folder, given)? {
        Ok(PeriodPlace { root, folder, period })
    } else {
        Err(PlaceError::NoInput(given.to_owned()))
    }
}

/// What the system says of a folder that it does not hand over.
pub(crate) fn not_reached(given: &Path, error: &io::Error) -> PlaceError {
    match error.kind() {
        io::ErrorKind::NotFound => PlaceError::NoFolder(given.to_owned()),
        _ => not_listed(given, error),
    }
}

/// The folder that is meant by one within a period's (its results, its slips, a commune's own): the
/// period's. The office's own forms mean the workspace.
fn period_around(folder: PathBuf, root: &Path) -> PathBuf {
    let is_period = |folder: &Path| PeriodName::parse(&name_of(folder)).is_some();
    let mut within = folder.ancestors().take_while(|around| *around != root);
    if let Some(period) = within.find(|around| is_period(around)) {
        return period.to_owned();
    }
    let is_of_forms = |around: &Path| name_of(around).to_lowercase().starts_with(TEMPLATE_FOLDER);
    let mut within = folder.ancestors().take_while(|around| *around != root);
    if within.any(is_of_forms) { root.to_owned() } else { folder }
}

/// The nearest workspace: the folder itself or one around it. A period's folder into which the
/// settings were copied is none.
#[must_use]
pub fn workspace_of(folder: &Path) -> Option<PathBuf> {
    let is_period = |folder: &Path| {
        PeriodName::parse(&name_of(folder)).is_some()
            && folder.parent().is_some_and(is_workspace)
            && periods(folder).is_ok_and(|periods| periods.is_empty())
    };
    let mut around = folder.ancestors();
    around.find(|folder| is_workspace(folder) && !is_period(folder)).map(Path::to_owned)
}

/// The workspace's period of that name, or its latest that holds a file.
fn in_workspace(
    root: PathBuf,
    given: &Path,
    wanted: Option<Period>,
) -> Result<PeriodPlace, PlaceError> {
    let mut latest: Option<PeriodPlace> = None;
    let mut empty: Option<PathBuf> = None;
    let folders = PeriodFolders::list(&root).map_err(|e| not_listed(given, &e))?;
    for (period, folder) in folders.used {
        let named = wanted.is_none_or(|wanted| wanted == period);
        if named && has_input(&folder, given)? {
            latest = Some(PeriodPlace { root: root.clone(), folder, period });
        } else if named {
            empty = Some(folder);
        }
    }
    let mut aside = folders.unused;
    aside.retain(|aside| wanted.is_none_or(|wanted| wanted == aside.period));
    latest.ok_or_else(|| match (empty, wanted) {
        _ if !aside.is_empty() => PlaceError::UnusedFolder(aside),
        (Some(folder), _) => PlaceError::NoInput(folder),
        (None, Some(period)) => PlaceError::NoInput(root.join(period.to_string())),
        (None, None) => PlaceError::NoPeriods(given.to_owned()),
    })
}

fn has_input(folder: &Path, given: &Path) -> Result<bool, PlaceError> {
    holds_any(folder).map_err(|error| not_listed(given, &error))
}

fn not_listed(path: &Path, error: &std::io::Error) -> PlaceError {
    PlaceError::NotListed(folder_not_opened(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_listed_is_told_in_vietnamese() {
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let said = not_listed(Path::new("D:/Kỳ"), &denied).to_string();
        assert!(said.starts_with("Không mở được thư mục D:/Kỳ: không có quyền. "), "{said}");
        assert!(said.ends_with("rồi chạy lại."), "{said}");
    }
}
