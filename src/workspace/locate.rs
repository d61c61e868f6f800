//! Which workspace and which period a folder means.

use std::fs;
use std::path::{Path, PathBuf};

use super::SETTINGS_FILE;
use crate::intake;
use crate::reading::period::Period;
use crate::reading::period_text::find_period;

/// A period folder in its workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The workspace's folder.
    pub root: PathBuf,
    /// The period's folder.
    pub folder: PathBuf,
    /// The period.
    pub period: Period,
}

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
    /// The system would not list it.
    NotListed(PathBuf, String),
}

impl std::fmt::Display for PlaceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoFolder(path) => write!(
                f,
                "Không có thư mục {}. Kiểm tra lại đường dẫn, hoặc kéo thả thư mục vào chương \
                 trình.",
                path.display()
            ),
            Self::NoWorkspace(path) => write!(
                f,
                "Thư mục {} không nằm trong thư mục làm việc nào (không thấy tệp {SETTINGS_FILE}). \
                 Hãy chọn thư mục kỳ báo cáo nằm cạnh tệp {SETTINGS_FILE}.",
                path.display()
            ),
            Self::NoInput(path) => write!(
                f,
                "Chưa có báo cáo nào trong {}. Chép các tệp Excel mà đơn vị gửi vào thư mục này rồi \
                 chạy lại.",
                path.display()
            ),
            Self::NoPeriods(path) => write!(
                f,
                "Thư mục làm việc {} chưa có kỳ nào. Tạo trong đó một thư mục cho kỳ, đặt tên như \
                 2023-10 (tháng), 2023-Q4 (quý), 2023-6T (sáu tháng), 2023 (năm); chép các tệp Excel \
                 mà đơn vị gửi vào đó rồi chạy lại.",
                path.display()
            ),
            Self::NoPeriod(path) => write!(
                f,
                "Không biết thư mục {} là của kỳ nào. Đặt tên thư mục như 2023-10, hoặc thêm \
                 --period 2023-10.",
                path.display()
            ),
            Self::NotListed(path, error) => {
                write!(f, "Không mở được thư mục {}: {error}.", path.display())
            }
        }
    }
}

/// Finds the period that a folder means: itself, or for a workspace its latest with input.
///
/// # Errors
/// [`PlaceError`], to be shown.
pub fn locate(given: &Path, period: Option<Period>) -> Result<Place, PlaceError> {
    let folder = dunce::canonicalize(given).map_err(|_| PlaceError::NoFolder(given.to_owned()))?;
    if !folder.is_dir() {
        return Err(PlaceError::NoFolder(given.to_owned()));
    }
    let root = folder
        .ancestors()
        .find(|folder| folder.join(SETTINGS_FILE).is_file())
        .ok_or_else(|| PlaceError::NoWorkspace(given.to_owned()))?
        .to_owned();
    if root == folder {
        return in_workspace(root, given, period);
    }
    let name = folder.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let period =
        period.or_else(|| find_period(&name)).ok_or(PlaceError::NoPeriod(given.to_owned()))?;
    if has_input(&folder, given)? {
        Ok(Place { root, folder, period })
    } else {
        Err(PlaceError::NoInput(given.to_owned()))
    }
}

/// The workspace's period of that name, or its latest that holds a file.
fn in_workspace(root: PathBuf, given: &Path, wanted: Option<Period>) -> Result<Place, PlaceError> {
    let mut latest: Option<Place> = None;
    let mut empty: Option<PathBuf> = None;
    for (period, folder) in periods(&root).map_err(|e| not_listed(given, &e))? {
        let named = wanted.is_none_or(|wanted| wanted == period);
        if named && has_input(&folder, given)? {
            latest = Some(Place { root: root.clone(), folder, period });
        } else if named {
            empty = Some(folder);
        }
    }
    latest.ok_or_else(|| match (empty, wanted) {
        (Some(folder), _) => PlaceError::NoInput(folder),
        (None, Some(period)) => PlaceError::NoInput(root.join(period.to_string())),
        (None, None) => PlaceError::NoPeriods(given.to_owned()),
    })
}

/// A workspace's period folders, the earliest first.
pub(crate) fn periods(root: &Path) -> std::io::Result<Vec<(Period, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let (true, Some(period)) = (entry.file_type()?.is_dir(), find_period(&name)) {
            found.push((period.last_day(), period, entry.path()));
        }
    }
    found.sort_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
    Ok(found.into_iter().map(|(_, period, path)| (period, path)).collect())
}

fn has_input(folder: &Path, given: &Path) -> Result<bool, PlaceError> {
    intake::holds_any(folder).map_err(|error| not_listed(given, &error))
}

fn not_listed(path: &Path, error: &std::io::Error) -> PlaceError {
    PlaceError::NotListed(path.to_owned(), error.to_string())
}
