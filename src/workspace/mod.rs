//! The workspace: settings, form templates, one folder a period, what the officer typed.

pub mod annex_book;
mod copy_name;
mod entries;
mod entry_table;
mod facts;
mod folder_lock;
mod links;
mod own_names;
mod own_workbook;
mod periods;
mod read_entries;
mod read_facts;
pub mod refusal_words;
mod review_file;
pub mod sheets;
mod take_over;
mod unicode;
mod upward_forms;
mod workbooks;

pub use copy_name::without_copy_marks;
pub use entries::{
    CAUSE, Causes, EarlierOpinions, Entries, FORECAST, Forecast, Judgement, OFFERED_CAUSE, REASON,
    ReviewOwner, StaleEntry, UnclearEntry,
};
pub use entry_table::{EntryRow, EntryTable};
pub use facts::{
    ALLOWED_BY, FACT_NAMES, PeriodFacts, REPORT, SEND_PROVISIONAL, SEND_PROVISIONAL_CHOICES,
    SENT_ANNEXES, SENT_ON,
};
pub use folder_lock::FolderLock;
pub use links::{LEADS_OUT, link_out, refusal_to_write};
pub(crate) use own_names::{EntryRole, OwnEntries};
pub use own_names::{
    LOCK_FILE, OUTPUT_FOLDER, PREVIOUS_FILE, REVIEW_FILE, SLIP_FOLDER, is_in_output, is_workspace,
    own_path, same_name,
};
pub use own_workbook::{OpenError, io_error_in_words, open, try_open};
pub use periods::UnusedFolder;
#[cfg(test)]
pub(crate) use periods::aside_among;
pub(crate) use periods::{PeriodFolders, PeriodName, name_of, period_of, periods};
pub(crate) use read_entries::item_key;
pub use review_file::{
    OFFICE_ENTRY, OFFICE_PROPERTY, PERIOD_ENTRY, PERIOD_PROPERTY, ReviewRefusal, office_in_full,
    read_review,
};
pub use unicode::in_unicode;
pub use upward_forms::{UPWARD_FOLDER, UpwardCell, UpwardForm};

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use viet_text::period::Period;

use crate::form::{LabelNormalizer, Template, learn};
use crate::path_text::PathText as _;
use crate::settings::Settings;
pub use crate::settings::{SETTINGS_FILE, TEMPLATE_FOLDER};
use crate::system_error::folder_not_opened;
use workbook_io::Workbook;
use workbook_io::read::{Limits, SheetLook, sheet_looks};
use workbooks::workbooks;

/// A period folder in its workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodPlace {
    /// The workspace's folder.
    pub root: PathBuf,
    /// The period's folder.
    pub folder: PathBuf,
    /// The period.
    pub period: Period,
}

/// A workspace, read and understood.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Its folder.
    pub root: PathBuf,
    /// The office's settings.
    pub settings: Settings,
    /// The office's forms, in the order of their file names.
    pub templates: Vec<Template>,
    /// The forms of the level above, in the order of their file names.
    pub upward: Vec<UpwardForm>,
}

impl Workspace {
    /// The workspace for a period: with the units of the period's last day.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn open_for(place: &PeriodPlace) -> Result<Self, WorkspaceRefusal> {
        let workspace = Self::open(&place.root)?;
        Ok(Self { settings: workspace.settings.moved_to(place.period.last_day()), ..workspace })
    }

    /// Reads settings and templates.
    ///
    /// # Errors
    /// What could not be opened, or what is wrong in it.
    pub fn open(root: &Path) -> Result<Self, WorkspaceRefusal> {
        let (book, forms) = thread::scope(|scope| {
            let forms = scope.spawn(|| forms(root));
            let book = open(&own_path(root, SETTINGS_FILE));
            (book, forms.join().expect("opening refuses and does not panic"))
        });
        let (book, forms) = all_opened(book, forms).map_err(WorkspaceRefusal::NotOpened)?;
        let settings = settings(&book).map_err(WorkspaceRefusal::Wrong)?;
        let templates = templates(forms, &settings).map_err(WorkspaceRefusal::Wrong)?;
        let upward = upward_forms::read(root, &settings);
        Ok(Self { root: root.to_owned(), settings, templates, upward })
    }
}

/// Why a workspace cannot be used: sentences in Vietnamese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkspaceRefusal {
    /// Files that cannot be opened or are no workbooks; each sentence says what to do.
    NotOpened(Vec<String>),
    /// What is wrong in them, each naming file, sheet and cell where it can.
    Wrong(Vec<String>),
}

/// The settings and the marked templates, or the sentences on all that cannot be opened: all are
/// closed before the next try.
fn all_opened(
    settings: Result<Workbook, String>,
    forms: Result<Vec<Form>, String>,
) -> Result<(Workbook, Vec<OpenedForm>), Vec<String>> {
    let mut refused = Vec::new();
    let book = settings.map_err(|why| refused.push(why));
    let forms = forms.map_err(|why| refused.push(why)).unwrap_or_default().into_iter();
    let forms = forms.filter_map(|(name, form)| match form {
        Ok((book, looks)) => Some(OpenedForm { name, book, looks }),
        Err(why) => {
            refused.push(why);
            None
        }
    });
    let forms = forms.collect();
    match book {
        Ok(book) if refused.is_empty() => Ok((book, forms)),
        _ => Err(refused),
    }
}

fn settings(book: &Workbook) -> Result<Settings, Vec<String>> {
    Settings::read(book).map_err(|problems| {
        problems.iter().map(|problem| format!("{SETTINGS_FILE}, {problem}")).collect()
    })
}

/// The marked templates' files, in the order of their names.
///
/// # Errors
/// A Vietnamese sentence, where the folder cannot be listed.
pub fn template_files(root: &Path) -> Result<Vec<PathBuf>, String> {
    let folder = own_path(root, TEMPLATE_FOLDER);
    let listing = match fs::read_dir(&folder) {
        // An office without forms yet.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(|error| folder_not_opened(&folder, &error))?,
    };
    Ok(workbooks(listing))
}

/// A marked template, opened.
struct OpenedForm {
    /// Its file's name.
    name: String,
    book: Workbook,
    /// How its sheets look, where the file says so.
    looks: Vec<SheetLook>,
}

/// A marked template by its file's name, opened or not, and how its sheets look.
type Form = (String, Result<(Workbook, Vec<SheetLook>), String>);

/// The marked templates, opened.
///
/// # Errors
/// As [`template_files`].
fn forms(root: &Path) -> Result<Vec<Form>, String> {
    let opened = template_files(root)?.into_iter().map(|file| {
        let name = file.file_name().map(|n| Path::new(n).on_one_line()).unwrap_or_default();
        (name, open_form(&file))
    });
    Ok(opened.collect())
}

fn open_form(file: &Path) -> Result<(Workbook, Vec<SheetLook>), String> {
    let opened = own_workbook::try_open_with_bytes(file);
    let (bytes, book) = opened.map_err(|why| own_workbook::refusal(file, &why))?;
    let looks = sheet_looks(&bytes, &Limits::generous()).unwrap_or_default();
    Ok((in_unicode(book), looks))
}

fn templates(forms: Vec<OpenedForm>, settings: &Settings) -> Result<Vec<Template>, Vec<String>> {
    let is_empty = forms.is_empty();
    let normalizer = LabelNormalizer::new(&settings.synonyms);
    let mut templates: Vec<Template> = Vec::new();
    let mut problems = Vec::new();
    for OpenedForm { name, book, looks } in forms {
        match learn(&name, &book, settings, &normalizer) {
            Ok(mut template) => match templates.iter().find(|other| other.name == template.name) {
                Some(other) => problems.push(format!(
                    "{TEMPLATE_FOLDER}: {} và {name} cùng tên, chỉ khác đuôi. Đổi tên một trong hai, \
                     hoặc chuyển tệp không dùng nữa ra ngoài thư mục.",
                    other.file
                )),
                None => {
                    template.dress(&looks);
                    templates.push(template);
                }
            },
            Err(found) => problems.extend(found.into_iter().map(|problem| {
                let stop = if problem.ends_with('?') { "" } else { "." };
                format!("{TEMPLATE_FOLDER}/{name}, {problem}{stop}")
            })),
        }
    }
    if is_empty {
        problems.push(format!(
            "Thư mục {TEMPLATE_FOLDER} chưa có biểu mẫu gắn mã (.xlsx). Chép biểu mẫu vào đó rồi \
             chạy lại; chưa có thì lập từ biểu mẫu trắng của cơ quan bằng lệnh: tonghop init THƯ-MỤC --form \
             BIỂU-MẪU."
        ));
    }
    if problems.is_empty() { Ok(templates) } else { Err(problems) }
}
