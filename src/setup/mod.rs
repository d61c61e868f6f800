//! Setting up: from what an office has (blank forms, last month's reports, a resolution) to its settings
//! and marked templates, with everything that was guessed to be confirmed.

mod annex;
pub mod blank;
mod forms;
mod marked;
mod open_heading;
mod places;
pub mod printed_formula;
pub mod proposal;
pub mod propose;
mod reports;
pub mod resolution;
mod settings_book;
mod targets;
mod words;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

pub use annex::{
    AnnexComparison, AnnexTarget, COMPARISON_FILE, Difference, FoundFigure, LearntRule,
    TargetTable, annex_targets, compare_annex, compare_targets, comparison_book,
    comparison_in_words, doubtful_comparisons, figures_by_result,
};
pub use forms::{OpenForm, open_form};
use proposal::Proposal;
pub use reports::{FilledReports, copy_reports, read_reports};
pub use settings_book::settings_book;
pub use words::in_words;

use crate::form::{LabelNormalizer, learn};
use crate::settings::{SETTINGS_FILE, Settings, TEMPLATE_FOLDER};
use crate::workspace::in_unicode;
use marked::marked_form;
use open_heading::names_unit;
use workbook_io::read::{Limits, read};

/// A workspace as it will be written.
#[derive(Debug)]
pub struct NewOffice {
    /// Its files by their paths within the folder.
    pub files: Vec<(PathBuf, Cow<'static, [u8]>)>,
    /// What is proposed.
    pub proposal: Proposal,
    /// The tables of each form, for the screen: file, sheet, how many cells got codes.
    pub tables: Vec<LearnedTable>,
    /// The numbers of the items that its annex's targets became, in their order.
    pub annex_items: Vec<String>,
    /// What was not learnt, in words.
    pub left_out: Vec<String>,
}

/// A table as it was learnt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnedTable {
    /// The form's file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The codes in it.
    pub codes: usize,
    /// It is a list.
    pub is_list: bool,
}

/// What an office has.
#[derive(Debug, Default)]
pub struct Office {
    /// Its forms, or reports that serve as such.
    pub forms: Vec<OpenForm>,
    /// Its units, as far as they are known.
    pub units: Vec<proposal::ProposedUnit>,
    /// Its resolutions and plans.
    pub resolutions: Vec<PathBuf>,
    /// The targets of its own annex.
    pub annex: Option<TargetTable>,
    /// What of its reports was not learnt, in words.
    pub left_out: Vec<String>,
}

/// Learns an office's forms: settings and marked templates.
///
/// # Errors
/// A Vietnamese sentence: no table was found, or a form's inside cannot be changed.
pub fn learn_office(office: &Office) -> Result<NewOffice, String> {
    let forms = &office.forms;
    if let Some(form) = forms.iter().find(|form| form.tables.is_empty()) {
        return Err(format!(
            "{}: không thấy bảng nào có tiêu đề cột và chỗ điền số. Kiểm tra lại đó có phải biểu mẫu gửi \
             các đơn vị không; tiêu đề cột phải nằm ngay trên các dòng của bảng.",
            form.file
        ));
    }
    let blank: Vec<propose::BlankForm> = forms.iter().map(OpenForm::as_blank).collect();
    let units = office.units.clone();
    let unit_kinds = reports::unit_kinds(&units);
    let mut proposal = Proposal { units, unit_kinds, ..propose::propose(&blank) };
    let mut left_out = office.left_out.clone();
    for path in &office.resolutions {
        left_out.extend(targets::add(&mut proposal, path)?);
    }
    let annex_items = office
        .annex
        .as_ref()
        .map(|annex| targets::add_annex(&mut proposal, annex))
        .unwrap_or_default();
    let settings = settings_book(&proposal)?;
    let mut files: Vec<(PathBuf, Cow<'static, [u8]>)> = Vec::new();
    let mut tables = Vec::new();
    for (form, cells) in forms.iter().zip(&proposal.forms) {
        let bytes = marked_form(&form.file, &form.bytes, &form.book, &form.tables, cells)
            .map_err(|what| format!("{}: {what}", form.file))?;
        check_learnt(&form.file, &bytes, &settings)?;
        // A report that serves as a form is not called after who filled it in.
        let is_somebodys = form.is_report || names_unit(&form.book, &form.tables);
        let name = if is_somebodys { "bieu-mau.xlsx" } else { &form.file };
        let place = template_place(name, &files);
        files.push((place, Cow::Owned(bytes)));
        tables.extend(form.tables.iter().map(|table| LearnedTable {
            file: form.file.clone(),
            sheet: table.sheet.clone(),
            codes: cells.iter().filter(|cell| cell.sheet_index == table.sheet_index).count(),
            is_list: matches!(table.body, blank::BlankBody::List(_)),
        }));
    }
    files.push((PathBuf::from(SETTINGS_FILE), Cow::Owned(settings)));
    Ok(NewOffice { files, proposal, tables, annex_items, left_out })
}

/// Where a marked form is put: under its own name, with a number where another form has that.
fn template_place(file: &str, taken: &[(PathBuf, Cow<'static, [u8]>)]) -> PathBuf {
    // A workbook with macros stays one: Excel refuses it under another ending.
    let ending = if file.to_lowercase().ends_with(".xlsm") { "xlsm" } else { "xlsx" };
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let numbered = (2..).map(|number| format!("{stem} ({number})"));
    let is_free = |name: &String| {
        let own = name.to_lowercase();
        taken.iter().all(|(path, _)| {
            path.file_stem().is_none_or(|s| s.to_string_lossy().to_lowercase() != own)
        })
    };
    let mut names = std::iter::once(stem.to_owned()).chain(numbered);
    let name = names.find(is_free).expect("numbers do not run out");
    Path::new(TEMPLATE_FOLDER).join(format!("{name}.{ending}"))
}

/// What was written must be understood again as any office's own.
fn check_learnt(file: &str, bytes: &[u8], settings: &[u8]) -> Result<(), String> {
    let opened = |bytes: &[u8]| read(bytes, &Limits::default()).map(in_unicode);
    let wrong = |what: String| {
        format!("{file}: đã đọc được các bảng nhưng chưa lập được biểu mẫu gắn mã ({what}).")
    };
    let book = opened(settings).map_err(|_| wrong("tệp khai báo".to_owned()))?;
    let settings = Settings::read(&book).map_err(|problems| {
        wrong(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    })?;
    let form = opened(bytes).map_err(|_| wrong("biểu mẫu".to_owned()))?;
    let learnt = learn(file, &form, &settings, &LabelNormalizer::new(&settings.synonyms));
    learnt.map(drop).map_err(|problems| wrong(problems.join("; ")))
}
