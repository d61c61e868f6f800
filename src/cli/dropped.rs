//! What dropped files and folders mean: a folder to consolidate, or forms to set up from.

use std::path::{Path, PathBuf};

use super::folder_argument::{cleaned, folder_meant};
use crate::intake::workspace_of;
use crate::path_text::{PathText as _, name_on_one_line};
use crate::workspace::{PERIOD_PROPERTY, annex_book, try_open};
use workbook_io::digest;

/// What the officer gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A period's folder, a workspace, or something in one.
    Folder(PathBuf),
    /// Blank forms or filled reports of an office that has no workspace yet.
    Forms(OfficeFiles),
}

/// What an office has to set up from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OfficeFiles {
    /// Workbooks with its forms.
    pub(super) forms: Vec<PathBuf>,
    /// Resolutions and plans.
    pub(super) resolutions: Vec<PathBuf>,
}

/// Endings of workbooks that may hold a form.
const BOOKS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];
/// Endings of documents that may hold a resolution.
const DOCUMENTS: [&str; 2] = ["docx", "txt"];

impl OfficeFiles {
    /// Takes a file by its ending; says whether it can be one of these.
    pub(super) fn take(&mut self, path: &Path) -> bool {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let known = |endings: &[&str]| endings.contains(&ending.as_str());
        if known(&BOOKS) {
            self.forms.push(path.to_owned());
        } else if known(&DOCUMENTS) {
            self.resolutions.push(path.to_owned());
        }
        known(&BOOKS) || known(&DOCUMENTS)
    }
}

/// What dropped or typed paths mean.
///
/// # Errors
/// A Vietnamese sentence, where they mean several folders, or a file of the program's own away from
/// its workspace.
pub(super) fn meaning(given: &[PathBuf]) -> Result<Meaning, String> {
    let paths: Vec<PathBuf> = given.iter().map(|path| cleaned(path)).collect();
    let mut files = OfficeFiles::default();
    let are_files = !paths.is_empty() && paths.iter().all(|path| path.is_file());
    if are_files && !paths.iter().any(|path| is_in_workspace(path)) {
        let known = paths.iter().filter(|path| files.take(path)).count();
        if known == paths.len() && !files.forms.is_empty() {
            files.forms.iter().try_for_each(|path| refuse_own(path))?;
            return Ok(Meaning::Forms(files));
        }
    }
    folder_meant(&paths).map(Meaning::Folder)
}

fn is_in_workspace(file: &Path) -> bool {
    let full = crate::full_path::full_path(file).unwrap_or_else(|_| file.to_owned());
    full.parent().is_some_and(|folder| workspace_of(folder).is_some())
}

/// A workbook that the program wrote is nobody's form.
fn refuse_own(path: &Path) -> Result<(), String> {
    let Ok(book) = try_open(path) else { return Ok(()) };
    let what = if annex_book::sources(&book).is_some() {
        "phụ lục"
    } else if book.properties.contains_key(PERIOD_PROPERTY) {
        "tệp rà soát"
    } else if book.properties.contains_key(digest::PROPERTY) {
        "phiếu gửi lại đơn vị hoặc tệp kết quả"
    } else {
        return Ok(());
    };
    Err(format!(
        "Tệp {} là {what} do chương trình lập, đang nằm ngoài thư mục làm việc nên không biết của kỳ nào. Kéo thả \
         thư mục của kỳ đó (ví dụ 2023-10) vào chương trình.",
        path.on_one_line()
    ))
}

/// The paths in a typed line, as a terminal writes what is dropped onto it: bare, within quotes, or
/// several, each within quotes.
pub(super) fn paths_in_line(line: &str) -> Vec<PathBuf> {
    let line = line.trim().trim_start_matches("& ").trim();
    let whole = cleaned(Path::new(line));
    if whole.exists() {
        return vec![whole];
    }
    let parts: Vec<PathBuf> = parts(line).into_iter().map(PathBuf::from).collect();
    if !parts.is_empty() && parts.iter().all(|part| part.exists()) { parts } else { vec![whole] }
}

/// The words of a line; what stands within quotes is one word. Outside Windows a backslash keeps the
/// character after it.
fn parts(line: &str) -> Vec<String> {
    let (mut found, mut quote, mut word) = (Vec::new(), None, String::new());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            (mark, Some(open)) if mark == open => quote = None,
            (mark @ ('"' | '\''), None) => quote = Some(mark),
            ('\\', None) if !cfg!(windows) => word.extend(letters.next()),
            (blank, None) if blank.is_whitespace() => found.push(std::mem::take(&mut word)),
            (other, _) => word.push(other),
        }
    }
    found.push(word);
    found.retain(|word| !word.is_empty());
    found
}

/// Is an answer to the menu meant as a path? It is there, or it is written like one.
pub(super) fn is_like_a_path(answer: &str) -> bool {
    let bare = answer.trim_matches(['"', '\'']);
    bare.contains(['/', '\\']) || paths_in_line(answer).iter().all(|path| path.exists())
}

/// The names of files, for a sentence.
pub(super) fn names(paths: &[PathBuf]) -> String {
    let name = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name_on_one_line(&name).into_owned()
    };
    paths.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_terminal_writes_dropped_paths_in_many_ways() {
        let folder = tempfile::tempdir().unwrap();
        let files =
            ["mẫu 1.xlsx", "mẫu 2.xls", "d'accord.xlsx"].map(|name| folder.path().join(name));
        files.iter().for_each(|file| fs::write(file, "").unwrap());
        let [one, two, odd] = &files;
        let (a, b, c) = (one.display(), two.display(), odd.display());
        assert_eq!(paths_in_line(&format!("{a}")), std::slice::from_ref(one));
        assert_eq!(paths_in_line(&format!("{c}")), std::slice::from_ref(odd));
        assert_eq!(paths_in_line(&format!("\"{a}\" ")), std::slice::from_ref(one));
        assert_eq!(paths_in_line(&format!("& '{a}'")), std::slice::from_ref(one));
        assert_eq!(paths_in_line(&format!("\"{a}\" \"{b}\"")), [one.clone(), two.clone()]);
        #[cfg(not(windows))]
        assert_eq!(paths_in_line(&format!("{a}").replace(' ', "\\ ")), std::slice::from_ref(one));
        assert_eq!(paths_in_line("không có"), [PathBuf::from("không có")]);
        assert!(is_like_a_path("D:\\không có") && !is_like_a_path("bảy") && !is_like_a_path("7"));
    }

    #[test]
    fn files_outside_every_workspace_are_forms() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["mẫu.xlsx", "nghị quyết.docx", "ảnh.png"] {
            fs::write(at(name), "").unwrap();
        }
        let forms = OfficeFiles {
            forms: vec![at("mẫu.xlsx")],
            resolutions: vec![at("nghị quyết.docx")],
        };
        let given = [at("mẫu.xlsx"), at("nghị quyết.docx")];
        assert_eq!(meaning(&given).unwrap(), Meaning::Forms(forms));
        let around = Meaning::Folder(folder.path().to_owned());
        assert_eq!(meaning(&[at("ảnh.png")]).unwrap(), around);
        assert_eq!(meaning(&[folder.path().to_owned()]).unwrap(), around);
        fs::write(at("khai-bao.xlsx"), "").unwrap();
        assert_eq!(meaning(&given).unwrap(), around);
    }

    #[test]
    fn what_the_program_wrote_is_no_form() {
        let folder = tempfile::tempdir().unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi");
        let copy = folder.path().join("chép ra.xlsx");
        for (from, what) in [
            ("2023-09/ket-qua/phu-luc-2023-09.xlsx", "phụ lục"),
            ("2023-10/ra-soat.xlsx", "tệp rà soát"),
        ] {
            fs::copy(sample.join(from), &copy).unwrap();
            let said = meaning(std::slice::from_ref(&copy)).unwrap_err();
            assert!(said.contains(what) && said.contains("thư mục của kỳ"), "{said}");
        }
    }
}
