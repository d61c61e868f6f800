//! A file that another program has open: that it is so, in which program, and who opened it.
//!
//! Windows keeps an open file from others; Excel and LibreOffice say in a small file beside it who
//! opened it.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::Path;

use encoding_rs::WINDOWS_1258;

use crate::path_text::name_on_one_line;
use crate::system_error::is_held;

/// The reason, within a sentence and without a full stop; `None` where the refusal has another one.
pub(crate) fn held_in_words(path: &Path, error: &Error) -> Option<String> {
    is_held_at(path, error).then(|| in_words(path))
}

/// Does the system refuse the file because another program has it open? Where Windows would replace
/// or remove such a file, it only says that access is denied: then opening it alone tells.
fn is_held_at(path: &Path, error: &Error) -> bool {
    is_held(error) || error.kind() == ErrorKind::PermissionDenied && is_open_elsewhere(path)
}

#[cfg(windows)]
fn is_open_elsewhere(path: &Path) -> bool {
    use std::os::windows::fs::OpenOptionsExt as _;
    let alone = fs::File::options().read(true).share_mode(0).open(path);
    alone.is_err_and(|error| is_held(&error))
}

/// On other systems an open file is no obstacle.
#[cfg(not(windows))]
const fn is_open_elsewhere(_path: &Path) -> bool {
    false
}

fn in_words(path: &Path) -> String {
    match owner(path) {
        Some(Owner { program, name }) if name.is_empty() => format!("tệp đang mở trong {program}"),
        Some(Owner { program, name }) => format!("tệp đang mở trong {program} (người mở: {name})"),
        None => format!("tệp đang mở trong {} hoặc chương trình khác", usual_program(path)),
    }
}

/// The program that mostly opens such a file.
fn usual_program(path: &Path) -> &'static str {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending.as_str() {
        "eml" => "Outlook",
        "txt" => "Notepad",
        "docx" | "doc" => "Word",
        "pdf" => "trình xem PDF",
        _ => "Excel",
    }
}

/// Who has a file open.
#[derive(Debug, PartialEq, Eq)]
struct Owner {
    program: &'static str,
    /// Empty where the program does not say it.
    name: String,
}

/// The longest file that may be one of these.
const MOST: u64 = 4096;
/// A longer name is cut.
const LONGEST_NAME: usize = 60;

fn owner(path: &Path) -> Option<Owner> {
    let name = path.file_name()?.to_str()?;
    let beside = |name: String| {
        let path = path.with_file_name(name);
        let is_small = fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= MOST);
        is_small.then(|| fs::read(path).unwrap_or_default())
    };
    let office = || {
        let program = usual_program(path);
        // Word leaves out the first two letters of a long name.
        let short = name.char_indices().nth(2).map(|(at, _)| format!("~${}", &name[at..]));
        let found = beside(format!("~${name}"))
            .or_else(|| short.filter(|_| program == "Word").and_then(beside));
        found.map(|bytes| Owner { program, name: shown(&name_in_office_lock(&bytes)) })
    };
    let libre = || {
        let bytes = beside(format!(".~lock.{name}#"))?;
        let name = shown(&name_in_libre_lock(&String::from_utf8_lossy(&bytes)));
        Some(Owner { program: "LibreOffice", name })
    };
    office().or_else(libre)
}

fn shown(name: &str) -> String {
    name_on_one_line(name.trim()).chars().take(LONGEST_NAME).collect()
}

/// The name in a `~$` file: its length and its letters in the system's code page, then both again as
/// UTF-16, by Excel from byte 55 on, by Word from byte 54 on.
fn name_in_office_lock(bytes: &[u8]) -> String {
    let Some((length, rest)) = bytes.split_first() else { return String::new() };
    let length = usize::from(*length);
    let wide = |at: usize| {
        let said = bytes.get(at..at + 2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))?;
        let letters =
            bytes.get(at + 2..at + 2 + 2 * length).filter(|_| usize::from(said) == length)?;
        let letters = letters.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        String::from_utf16(&letters.collect::<Vec<_>>()).ok()
    };
    let narrow = || {
        let letters = rest.get(..length).unwrap_or_default();
        WINDOWS_1258.decode_without_bom_handling(letters).0.into_owned()
    };
    wide(55).or_else(|| wide(54)).unwrap_or_else(narrow)
}

/// The name in a `.~lock` file: fields between commas, a backslash before a comma of a name; the
/// person's name, else the account's.
fn name_in_libre_lock(text: &str) -> String {
    let mut fields = vec![String::new()];
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => fields.last_mut().expect("never empty").extend(letters.next()),
            ',' | ';' => fields.push(String::new()),
            other => fields.last_mut().expect("never empty").push(other),
        }
    }
    fields.into_iter().take(2).find(|field| !field.trim().is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A `~$` file as Excel (`at` 55) or Word (54) writes it.
    fn office_lock(name: &str, at: usize) -> Vec<u8> {
        let mut bytes = vec![b' '; 165];
        let wide: Vec<u16> = name.encode_utf16().collect();
        bytes[0] = wide.len() as u8;
        let narrow = WINDOWS_1258.encode(name).0;
        let narrow = &narrow[..wide.len().min(narrow.len())];
        bytes[1..=narrow.len()].copy_from_slice(narrow);
        bytes[at..at + 2].copy_from_slice(&(wide.len() as u16).to_le_bytes());
        for (place, letter) in wide.iter().enumerate() {
            let from = at + 2 + 2 * place;
            bytes[from..from + 2].copy_from_slice(&letter.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn who_has_it_open_is_read_beside_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("khai-bao.xlsx");
        assert_eq!(in_words(&book), "tệp đang mở trong Excel hoặc chương trình khác");
        fs::write(folder.path().join(".~lock.khai-bao.xlsx#"), ",lan,MAY-1,29.11.2026 08:00,x;")
            .unwrap();
        assert_eq!(in_words(&book), "tệp đang mở trong LibreOffice (người mở: lan)");
        let lock = folder.path().join("~$khai-bao.xlsx");
        fs::write(&lock, office_lock("Nguyễn Thị Lan", 55)).unwrap();
        assert_eq!(in_words(&book), "tệp đang mở trong Excel (người mở: Nguyễn Thị Lan)");
        fs::write(&lock, b"").unwrap();
        assert_eq!(in_words(&book), "tệp đang mở trong Excel");
        let letter = folder.path().join("báo cáo tháng.docx");
        fs::write(folder.path().join("~$o cáo tháng.docx"), office_lock("Trần Văn Bé", 54))
            .unwrap();
        assert_eq!(in_words(&letter), "tệp đang mở trong Word (người mở: Trần Văn Bé)");
        assert!(in_words(Path::new("thư.eml")).contains("Outlook"));
    }

    #[test]
    fn odd_owner_files_give_what_they_have() {
        assert_eq!(name_in_libre_lock(r"Lê\, Văn A,le,may;"), "Lê, Văn A");
        assert_eq!(name_in_libre_lock(""), "");
        for bytes in [&[][..], &[200], &[5, b'A', b'n'], &[0xff; 57]] {
            name_in_office_lock(bytes);
        }
        assert_eq!(name_in_office_lock(&[2, b'A', b'n']), "An");
    }
}
