//! `tonghop template`: makes blank forms, or shows how the marked forms were understood.

use super::exit::not_usable;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::excel_path::too_long;
use crate::form::Template;
use crate::full_path::full_path;
use crate::intake;
use crate::intake::{not_reached, workspace_of};
use crate::path_text::PathText as _;
use crate::report::blank::{
    FOLDER, KnownFigures, LastLists, Source, blank_form, is_patchable, place_all,
};
use crate::report::screen;
use crate::report::slip::file_name;
use crate::system_error::file_not_opened;
use crate::workspace::in_unicode;
use crate::workspace::{
    SETTINGS_FILE, TEMPLATE_FOLDER, Workspace, open, period_of, periods, template_files,
};
use viet_text::period::Period;
use workbook_io::Workbook;

/// Makes blank forms, or with `show` prints how each template was understood.
pub(super) fn template(
    folder: &Path,
    period: Option<Period>,
    show: bool,
) -> Result<ExitCode, String> {
    let given = full_path(folder).map_err(|error| not_reached(folder, &error).to_string())?;
    let root = workspace_of(&given).ok_or_else(|| {
        format!(
            "Thư mục {} không nằm trong thư mục làm việc nào (không thấy tệp {SETTINGS_FILE}). Lập \
             thư mục làm việc bằng lệnh: tonghop init",
            folder.on_one_line()
        )
    })?;
    let root = root.as_path();
    let workspace = Workspace::open(root).map_err(|refusal| not_usable(&refusal))?;
    let books = books(&workspace)?;
    if show {
        screen::show(&screen::learned(&workspace, &books));
        return Ok(ExitCode::SUCCESS);
    }
    let own = match given == root {
        true => None,
        false => period_of(&given).map_err(|aside| aside.in_words())?,
    };
    let period = period.or(own).or_else(|| next_period(root));
    make(&workspace, &books, period)
}

/// The templates' files: bytes and content, in the templates' order.
fn books(workspace: &Workspace) -> Result<Vec<(PathBuf, Workbook)>, String> {
    let files = template_files(&workspace.root)?;
    files.into_iter().map(|path| open(&path).map(|book| (path, in_unicode(book)))).collect()
}

/// The period to send forms out for: the latest folder that is still empty, else the one after
/// the latest.
fn next_period(root: &Path) -> Option<Period> {
    let (period, folder) = periods(root).ok()?.pop()?;
    let sources = intake::list(&folder).unwrap_or_default();
    let is_empty = sources.iter().all(|source| source.ignored().is_some());
    Some(if is_empty { period } else { period.next() })
}

fn make(
    workspace: &Workspace,
    books: &[(PathBuf, Workbook)],
    period: Option<Period>,
) -> Result<ExitCode, String> {
    let settings = &workspace.settings;
    let last = period.map_or_else(LastLists::default, |period| {
        LastLists::read_before(&workspace.root, period, settings)
    });
    let known = period.map_or_else(KnownFigures::default, |period| {
        KnownFigures::read_before(&workspace.root, period, settings)
    });
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut refused: Vec<String> = Vec::new();
    let several = workspace.templates.len() > 1;
    for (template, (path, book)) in workspace.templates.iter().zip(books) {
        if !is_patchable(&template.file) {
            refused.push(format!(
                "{TEMPLATE_FOLDER}/{}: đọc được báo cáo theo biểu này, nhưng muốn làm mẫu trắng thì \
                 mở tệp bằng Excel, lưu thành .xlsx (Save As), bỏ tệp cũ ra ngoài thư mục.",
                template.file
            ));
            continue;
        }
        let bytes = fs::read(path).map_err(|error| file_not_opened(path, &error))?;
        let source =
            Source { template, bytes: &bytes, book, settings, period, last: &last, known: &known };
        let nobody = std::iter::once(None);
        for unit in nobody.chain((0..settings.units.len()).map(Some)) {
            let named = unit.map(|unit| settings.units[unit].name.as_str());
            let name = name_of(named, template, several, &files);
            let made = blank_form(&source, unit).map_err(|what| {
                format!(
                    "{TEMPLATE_FOLDER}/{}: {what}. Mở tệp bằng Excel, lưu lại thành .xlsx rồi chạy lại.",
                    template.file
                )
            })?;
            files.push((name, made));
        }
    }
    if files.is_empty() {
        return Err(refused.join("\n"));
    }
    let folder = workspace.root.join(FOLDER);
    if let Some(warning) = too_long(files.iter().map(|(name, _)| folder.join(name))) {
        screen::complain(&warning);
    }
    let placing = place_all(&workspace.root, &files)?;
    screen::show(&screen::blank_forms(workspace, period, &last, &placing, &refused));
    Ok(ExitCode::SUCCESS)
}

/// A unit's file name, different from those before; with several forms it includes the form's name.
fn name_of(
    unit: Option<&str>,
    template: &Template,
    several: bool,
    taken: &[(String, Vec<u8>)],
) -> String {
    let ending = template.file.rsplit('.').next().unwrap_or("xlsx").to_lowercase();
    let of = if several { format!(" - {}", template.name) } else { String::new() };
    let name = file_name::sound(&format!("{}{of}", unit.unwrap_or("Mẫu chung")));
    let numbered = (2..).map(|number| format!("{name} ({number}).{ending}"));
    let mut names = std::iter::once(format!("{name}.{ending}")).chain(numbered);
    let is_free =
        |name: &String| taken.iter().all(|(other, _)| other.to_lowercase() != name.to_lowercase());
    names.find(is_free).expect("numbers do not run out")
}
