//! The workspace: settings, form templates, one folder a period, what the officer typed.

mod entries;
mod locate;

pub(crate) use entries::item_key;
pub use entries::{
    Causes, Entries, EntryRow, EntryTable, FACT_NAMES, Judgement, PeriodFacts, StaleEntry,
    UnclearEntry, sheets,
};
pub(crate) use locate::periods;
pub use locate::{Place, PlaceError, locate};

use std::fs;
use std::path::{Path, PathBuf};

use crate::cell::Workbook;
use crate::form::{Template, Wording, learn};
use crate::settings::Settings;
use crate::workbook::read::{Limits, read};

/// The settings workbook.
pub const SETTINGS_FILE: &str = "khai-bao.xlsx";
/// The folder of marked templates.
pub const TEMPLATE_FOLDER: &str = "bieu-mau";

/// A workspace, read and understood.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Its folder.
    pub root: PathBuf,
    /// The office's settings.
    pub settings: Settings,
    /// The office's forms, in the order of their file names.
    pub templates: Vec<Template>,
}

impl Workspace {
    /// Reads settings and templates.
    ///
    /// # Errors
    /// Sentences in Vietnamese, each naming file, sheet and cell where it can.
    pub fn open(root: &Path) -> Result<Self, Vec<String>> {
        let book = open(&root.join(SETTINGS_FILE)).map_err(|error| vec![error])?;
        let settings = Settings::read(&book).map_err(|problems| {
            problems.iter().map(|problem| format!("{SETTINGS_FILE}, {problem}")).collect::<Vec<_>>()
        })?;
        let templates = templates(root, &settings)?;
        Ok(Self { root: root.to_owned(), settings, templates })
    }
}

/// Opens one of the office's own workbooks.
///
/// # Errors
/// A Vietnamese sentence that names the file.
pub fn open(path: &Path) -> Result<Workbook, String> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let bytes = fs::read(path)
        .map_err(|error| format!("Không mở được tệp {name} ({}): {error}.", path.display()))?;
    read(&bytes, &Limits::own()).map_err(|unreadable| {
        // The office's own file: nobody else can be asked to send it again.
        format!(
            "Tệp {name}: {}. Mở tệp này bằng Excel xem lại, lưu lại; nếu không mở được, chép lại từ \
             bản đã lưu trước đó rồi chạy lại.",
            unreadable.what_it_is()
        )
    })
}

fn templates(root: &Path, settings: &Settings) -> Result<Vec<Template>, Vec<String>> {
    let folder = root.join(TEMPLATE_FOLDER);
    let listing = fs::read_dir(&folder).map_err(|error| {
        vec![format!("Không mở được thư mục biểu mẫu {}: {error}.", folder.display())]
    })?;
    let mut files: Vec<PathBuf> = listing
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")))
        .filter(|path| path.file_name().is_some_and(|n| !n.to_string_lossy().starts_with("~$")))
        .collect();
    files.sort();
    let wording = Wording::new(&settings.synonyms);
    let mut templates = Vec::new();
    let mut problems = Vec::new();
    for file in &files {
        let name = file.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        match open(file).map_err(|error| vec![error]) {
            Ok(book) => match learn(&name, &book, settings, &wording) {
                Ok(template) => templates.push(template),
                Err(found) => {
                    let place = format!("{TEMPLATE_FOLDER}/{name}.xlsx");
                    problems.extend(found.into_iter().map(|p| format!("{place}, {p}.")));
                }
            },
            Err(found) => problems.extend(found),
        }
    }
    if files.is_empty() {
        problems.push(format!(
            "Thư mục {TEMPLATE_FOLDER} chưa có biểu mẫu gắn mã (.xlsx). Chép biểu mẫu vào đó rồi \
             chạy lại."
        ));
    }
    if problems.is_empty() { Ok(templates) } else { Err(problems) }
}
