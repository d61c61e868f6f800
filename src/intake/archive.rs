//! Zip files of workbooks: their members, read in memory as if they lay in a folder.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};
use std::sync::Arc;

use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization as _;
use zip::ZipReadOptions;
use zip::read::{Config, OwnedZipFileEntry, ZipFileEntry};
use zip::unstable::read::ZipIterable;

use super::Unopened;
use viet_text::text::is_invisible;
use workbook_io::read::{Damage, Limit, Limits, Refusal};

/// A file within a .zip.
#[derive(Clone, Debug)]
pub(super) struct Member {
    archive: Archive,
    entry: Arc<OwnedZipFileEntry>,
}

/// An archive's bytes.
#[derive(Clone)]
struct Archive(Arc<[u8]>);

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl Member {
    /// Its bytes, so many at the most.
    pub(super) fn bytes(&self, most: u64) -> Result<Vec<u8>, Refusal> {
        if self.entry.size() > most {
            return Err(Refusal::TooLarge(Limit::File));
        }
        let mut archive = Cursor::new(&*self.archive.0);
        let entry = OwnedZipFileEntry::as_ref(&self.entry);
        let member = entry.with_reader(&mut archive, ZipReadOptions::new());
        let mut bytes = Vec::new();
        member
            .map_err(|_| damaged())?
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged())?;
        Ok(bytes)
    }
}

fn damaged() -> Refusal {
    Refusal::Damaged(Damage::BrokenArchive)
}

/// A member's path within its archive, and where its bytes are or why they cannot be had.
type Named = (String, Result<Member, Unopened>);

/// The files of an archive by their paths within it; `None` where it is a workbook, which is a
/// zip file, too.
///
/// # Errors
/// It is no sound zip file, holds nothing, or asks for more than the limits grant.
pub(super) fn members(bytes: Vec<u8>, limits: &Limits) -> Result<Option<Vec<Named>>, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let archive = Archive(Arc::from(bytes));
    let entries = entries(&archive, limits)?;
    let has = |name: &[u8]| entries.iter().any(|entry| entry.name_raw() == name);
    if has(b"[Content_Types].xml") || has(b"content.xml") || has(b"mimetype") {
        return Ok(None);
    }
    let files = || entries.iter().filter(|entry| !entry.is_dir());
    let total = files().fold(0u64, |total, entry| total.saturating_add(entry.size()));
    if total > limits.archive_total_bytes {
        return Err(Refusal::TooLarge(Limit::Total));
    }
    let member = |entry: ZipFileEntry<'static>| {
        let shown = entry.name().unwrap_or(Cow::Borrowed("?"));
        let name = path_within(&decoded(entry.name_raw(), &shown));
        let member = if entry.encrypted() {
            Err(Unopened::Refused(Refusal::Password))
        } else {
            let entry = Arc::new(OwnedZipFileEntry::from(entry));
            Ok(Member { archive: archive.clone(), entry })
        };
        (name, member)
    };
    if files().next().is_none() {
        return Err(Refusal::Empty);
    }
    Ok(Some(entries.into_iter().filter(|entry| !entry.is_dir()).map(member).collect()))
}

/// An archive's list, one by one: its members may share a name, and a reader that looks them up
/// by their names would know only the last.
fn entries(archive: &Archive, limits: &Limits) -> Result<Vec<ZipFileEntry<'static>>, Refusal> {
    let reader = Cursor::new(&*archive.0);
    let mut list = ZipIterable::try_new(reader, Config::default()).map_err(|_| damaged())?;
    if list.len() > limits.archive_files {
        return Err(Refusal::TooLarge(Limit::Parts));
    }
    let entries = list.files().map_err(|_| damaged())?;
    entries.map(|entry| entry.map_err(|_| damaged())).collect()
}

/// A member's name: UTF-8, flagged or not, else in the code page of a Vietnamese Windows where
/// that gives letters only, else as the zip format has it (`shown`, code page 437).
fn decoded(raw: &[u8], shown: &str) -> String {
    if let Ok(name) = std::str::from_utf8(raw) {
        return name.nfc().collect();
    }
    let (vietnamese, _) = WINDOWS_1258.decode_without_bom_handling(raw);
    let is_letter =
        |c: char| c.is_ascii() || c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c);
    if vietnamese.chars().all(is_letter) { vietnamese.nfc().collect() } else { shown.to_owned() }
}

/// A path that leads nowhere but down: it is only ever shown and compared.
fn path_within(name: &str) -> String {
    let parts: Vec<String> = name
        .split(['/', '\\'])
        .map(|part| part.chars().filter(|c| !is_invisible(*c)).collect::<String>())
        .filter(|part| !matches!(part.trim(), "" | "." | "..") && !part.ends_with(':'))
        .collect();
    if parts.is_empty() { "(không tên)".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_members() {
        for (raw, name) in [
            ("Xã Mỹ Quý.xlsx".as_bytes(), "Xã Mỹ Quý.xlsx"),
            ("Xa\u{303} My\u{303} Quy\u{301}.xlsx".as_bytes(), "Xã Mỹ Quý.xlsx"),
            // Windows-1258 writes these tones as characters of their own.
            (b"Xa\xde My\xde Quy\xec.xlsx", "Xã Mỹ Quý.xlsx"),
            (b"r\x82sum\x82.xlsx", "cp437"),
        ] {
            assert_eq!(decoded(raw, "cp437"), name);
        }
    }

    #[test]
    fn paths_lead_down_only() {
        for (name, path) in [
            ("T10/Xã A.xlsx", "T10/Xã A.xlsx"),
            ("..\\..\\Windows\\a.xlsx", "Windows/a.xlsx"),
            ("/etc/../a.xlsx", "etc/a.xlsx"),
            ("C:\\a.xlsx", "a.xlsx"),
            ("../..", "(không tên)"),
            ("a\u{1b}[2J.xlsx", "a[2J.xlsx"),
            ("Xã A\u{202e}xslx.exe", "Xã Axslx.exe"),
        ] {
            assert_eq!(path_within(name), path);
        }
    }
}
