//! The period folders of a workspace: one for each period, and those that look like one.
//!
//! A period has one folder, wherever the program looks for it. A folder whose name marks a copy is
//! never used; of several other names the canonical one (`2023-10`) is.

use std::cmp::Ordering;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::path_text::PathText as _;
use crate::workspace::{
    LEADS_OUT, OUTPUT_FOLDER, REVIEW_FILE, link_out, own_path, same_name, without_copy_marks,
};
use viet_text::period::Period;
use viet_text::period_text::find_period;

/// What a folder's name says of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PeriodName {
    /// It is the period's.
    Plain(Period),
    /// It is a copy of the period's.
    Copy(Period),
}

impl PeriodName {
    /// What a name says; `None` where it speaks of no period.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match without_copy_marks(name) {
            Some(original) => find_period(&original).or_else(|| find_period(name)).map(Self::Copy),
            None => find_period(name).map(Self::Plain),
        }
    }

    /// The period that it names.
    pub(crate) const fn period(self) -> Period {
        match self {
            Self::Plain(period) | Self::Copy(period) => period,
        }
    }
}

/// A folder with a period's name that is not used for that period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedFolder {
    /// Its name.
    pub name: String,
    /// The period that it names.
    pub period: Period,
    /// Why not.
    pub why: Why,
    /// The name of the period's folder, where there is one.
    pub used: Option<String>,
}

/// Why a folder with a period's name is not used for that period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Another folder is.
    Another,
    /// Its name says that it is a copy.
    Copy,
    /// It is a link out of the workspace.
    LinkOut,
}

impl UnusedFolder {
    /// What was done and what to do, in a sentence or two.
    #[must_use]
    pub fn in_words(&self) -> String {
        let Self { name, period, .. } = self;
        let words = period.in_words();
        match &self.used {
            _ if self.why == Why::LinkOut => format!(
                "Thư mục \"{name}\" (kỳ {words}): {LEADS_OUT}. Chép thư mục thật vào thư mục làm việc \
                 thay cho liên kết đó rồi chạy lại."
            ),
            Some(used) if self.why == Why::Copy => format!(
                "Thư mục \"{name}\" mang tên bản sao nên không được đọc; kỳ {words} dùng thư mục \
                 \"{used}\". Nếu báo cáo cần tổng hợp nằm trong bản sao thì chuyển sang thư mục \
                 \"{used}\"; không cần nữa thì chuyển bản sao ra khỏi thư mục làm việc."
            ),
            Some(used) => format!(
                "Kỳ {words} có hơn một thư mục: dùng \"{used}\", không đọc \"{name}\". Dồn báo \
                 cáo về thư mục \"{used}\" rồi chuyển thư mục kia ra khỏi thư mục làm việc."
            ),
            None => format!(
                "Thư mục \"{name}\" mang tên bản sao nên không được đọc, và không có thư mục nào \
                 khác cho kỳ {words}. Nếu đây là thư mục của kỳ thì đổi tên thành {period} rồi chạy \
                 lại."
            ),
        }
    }
}

/// The folders of a workspace that bear a period's name.
#[derive(Clone, Debug, Default)]
pub(crate) struct PeriodFolders {
    /// One for each period, the earliest first.
    pub used: Vec<(Period, PathBuf)>,
    /// The others, by their periods.
    pub unused: Vec<UnusedFolder>,
}

impl PeriodFolders {
    /// Lists a workspace's.
    ///
    /// # Errors
    /// The system's own, where the workspace cannot be listed.
    pub(crate) fn list(root: &Path) -> io::Result<Self> {
        let mut found = Vec::new();
        for entry in fs::read_dir(root)? {
            let entry = entry?;
            let name = Path::new(&entry.file_name()).on_one_line();
            let Some(named) = PeriodName::parse(&name) else { continue };
            let (kind, path) = (entry.file_type()?, entry.path());
            let leads_out = kind.is_symlink() && is_folder_out(&path);
            if kind.is_dir() || leads_out {
                let is_worked_in = || {
                    let own = [REVIEW_FILE, OUTPUT_FOLDER];
                    own.into_iter().any(|own| own_path(&path, own).exists())
                };
                let is_worked_in = !leads_out && is_worked_in();
                found.push(PeriodFolder { leads_out, is_worked_in, name, named, path });
            }
        }
        Ok(Self::chosen(found))
    }

    /// One folder for each period.
    fn chosen(mut found: Vec<PeriodFolder>) -> Self {
        found.sort_by(PeriodFolder::order);
        let mut folders = Self::default();
        for folder in found {
            let period = folder.named.period();
            let last = folders.used.last().filter(|(last, _)| *last == period);
            let why = match folder.named {
                _ if folder.leads_out => Why::LinkOut,
                PeriodName::Copy(_) => Why::Copy,
                PeriodName::Plain(_) if last.is_some() => Why::Another,
                PeriodName::Plain(_) => {
                    folders.used.push((period, folder.path));
                    continue;
                }
            };
            let used = last.map(|(_, path)| name_of(path));
            folders.unused.push(UnusedFolder { name: folder.name, period, why, used });
        }
        folders
    }
}

/// A workspace's period folders, the earliest first.
///
/// # Errors
/// As [`PeriodFolders::of`].
pub(crate) fn periods(root: &Path) -> io::Result<Vec<(Period, PathBuf)>> {
    Ok(PeriodFolders::list(root)?.used)
}

/// A folder that bears a period's name.
struct PeriodFolder {
    name: String,
    named: PeriodName,
    path: PathBuf,
    /// It is a link out of the workspace.
    leads_out: bool,
    /// The program has worked in it.
    is_worked_in: bool,
}

impl PeriodFolder {
    /// By period. Within a period the folder to use comes first: the canonical name, then one in
    /// which the program has worked, then the shortest name. Copies and links come last.
    fn order(&self, other: &Self) -> Ordering {
        let key = |folder: &Self| {
            let period = folder.named.period();
            let canonical = period.to_string();
            (
                (period.last_day(), period),
                folder.leads_out,
                matches!(folder.named, PeriodName::Copy(_)),
                folder.name != canonical,
                !same_name(&folder.name, &canonical),
                !folder.is_worked_in,
                folder.name.chars().count(),
                folder.name.clone(),
            )
        };
        key(self).cmp(&key(other))
    }
}

/// Is it a link that leads out of the workspace, to a folder or to nothing?
fn is_folder_out(link: &Path) -> bool {
    !fs::metadata(link).is_ok_and(|behind| behind.is_file()) && link_out(link).is_some()
}

/// The period whose folder this is, by its name; `None` where the name speaks of none.
///
/// # Errors
/// It names a period and is not that period's folder: it is a copy, or another beside it is used.
pub(crate) fn period_of(folder: &Path) -> Result<Option<Period>, UnusedFolder> {
    let name = name_of(folder);
    let beside = folder.parent().and_then(|parent| PeriodFolders::list(parent).ok());
    let mut aside = beside.unwrap_or_default().unused.into_iter();
    match aside.find(|aside| aside.name == name) {
        Some(aside) => Err(aside),
        None => Ok(PeriodName::parse(&name).map(PeriodName::period)),
    }
}

/// A folder's own name.
pub(crate) fn name_of(folder: &Path) -> String {
    folder.file_name().map(|name| Path::new(name).on_one_line()).unwrap_or_default()
}

#[cfg(test)]
pub(crate) fn aside_among(names: &[&str]) -> Vec<UnusedFolder> {
    let folder = |name: &&str| {
        let (name, path) = ((*name).to_owned(), PathBuf::from(name));
        Some(PeriodFolder {
            named: PeriodName::parse(&name)?,
            name,
            path,
            leads_out: false,
            is_worked_in: false,
        })
    };
    PeriodFolders::chosen(names.iter().filter_map(folder).collect()).unused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_people_give_them_stay_periods() {
        for (name, period) in [
            ("2023-10", "2023-10"),
            ("T10.2023", "2023-10"),
            ("Tháng 10 (2023)", "2023-10"),
            ("Quý II-2024", "2024-Q2"),
            ("6T-2024", "2024-6T"),
            ("9T-2024", "2024-9T"),
            ("9 tháng đầu năm 2024", "2024-9T"),
            ("Năm 2024", "2024"),
            ("2024", "2024"),
            ("2023-10 (mới)", "2023-10"),
        ] {
            let Some(PeriodName::Plain(found)) = PeriodName::parse(name) else { panic!("{name}") };
            assert_eq!(found.to_string(), period, "{name}");
        }
    }

    #[test]
    fn copies_name_their_period_and_are_none() {
        for (name, period) in [
            ("2023-10 - Copy", "2023-10"),
            ("Copy (2) of 2024", "2024"),
            ("T10.2023 (1)", "2023-10"),
            ("2024 (2)", "2024"),
            ("Quý II-2024 - Bản sao", "2024-Q2"),
            ("6T-2024-copy", "2024-6T"),
            ("2024-9T - Copy", "2024-9T"),
        ] {
            let Some(PeriodName::Copy(found)) = PeriodName::parse(name) else { panic!("{name}") };
            assert_eq!(found.to_string(), period, "{name}");
        }
        assert_eq!(PeriodName::parse("ket-qua - Copy"), None);
    }

    #[test]
    fn a_period_has_one_folder() {
        let root = tempfile::tempdir().unwrap();
        let make = |name: &str| fs::create_dir_all(root.path().join(name)).unwrap();
        let used = || {
            let folders = PeriodFolders::list(root.path()).unwrap();
            folders.used.iter().map(|(_, path)| name_of(path)).collect::<Vec<_>>()
        };
        for name in ["2023-09", "2023-10 - Copy", "Tháng 10.2023", "T10.2023"] {
            make(name);
        }
        assert_eq!(used(), ["2023-09", "T10.2023"]);
        make("Tháng 10.2023/ket-qua");
        assert_eq!(used(), ["2023-09", "Tháng 10.2023"]);
        make("2023-10");
        make("2023-11 (1)");
        assert_eq!(used(), ["2023-09", "2023-10"]);
        let aside = PeriodFolders::list(root.path()).unwrap().unused;
        let said: Vec<_> = aside
            .iter()
            .map(|aside| (aside.name.as_str(), aside.why, aside.used.as_deref()))
            .collect();
        let expected = [
            ("Tháng 10.2023", Why::Another, Some("2023-10")),
            ("T10.2023", Why::Another, Some("2023-10")),
            ("2023-10 - Copy", Why::Copy, Some("2023-10")),
            ("2023-11 (1)", Why::Copy, None),
        ];
        assert_eq!(said, expected);
        assert!(aside[3].in_words().contains("đổi tên thành 2023-11"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_workspace_is_named_and_not_used() {
        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(root.path().join(crate::settings::SETTINGS_FILE), b"").unwrap();
        let link = |name: &str, to: &Path| {
            std::os::unix::fs::symlink(to, root.path().join(name)).unwrap();
        };
        link("2023-09", outside.path());
        link("2023-08", &outside.path().join("không còn"));
        let folders = PeriodFolders::list(root.path()).unwrap();
        assert!(folders.used.is_empty(), "{folders:?}");
        let said: Vec<_> = folders.unused.iter().map(UnusedFolder::in_words).collect();
        assert!(said[0].contains("\"2023-08\" (kỳ tháng 8/2023): đây là liên kết"), "{said:?}");
        assert!(said[1].contains("\"2023-09\""), "{said:?}");
    }
}
