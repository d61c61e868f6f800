//! Zip files of workbooks: their members, read in memory as if they lay in a folder.

use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization as _;

use super::file_error::FileError;
use viet_text::text::is_invisible;
use workbook_io::opc::Fault;
use workbook_io::opc::archive::{Archive, Member};
use workbook_io::read::{Damage, Limit, Limits, Refusal};

/// A member's bytes; a member with more than `most` is refused.
pub(super) fn bytes(member: &Member, most: u64) -> Result<Vec<u8>, Refusal> {
    member.read(most).map_err(refusal)
}

/// The refusal for a fault of an archive or of a member.
fn refusal(fault: Fault) -> Refusal {
    match fault {
        Fault::PartTooLarge { .. } => Refusal::TooLarge(Limit::File),
        Fault::TooManyParts => Refusal::TooLarge(Limit::ArchiveFiles),
        Fault::TooLarge => Refusal::TooLarge(Limit::ArchiveTotal),
        Fault::Encrypted { .. } => Refusal::Password,
        _ => Refusal::Damaged(Damage::BrokenArchive),
    }
}

/// A member's path within its archive, and the member or why it cannot be read.
type NamedMember = (String, Result<Member, FileError>);

/// What remains for the archives of one folder, nested ones too: what they hold is inflated later,
/// and a small archive may hold many times its size.
pub(super) struct ArchiveBudget {
    /// Bytes of archives, which are held in memory.
    pub(super) bytes: u64,
    files: usize,
    inflated: u64,
}

impl ArchiveBudget {
    pub(super) const fn new(limits: &Limits) -> Self {
        Self {
            bytes: limits.archive_bytes,
            files: limits.archive_files,
            inflated: limits.archive_total_bytes,
        }
    }

    /// Counts an archive's members; an archive with more than what remains is refused whole.
    fn spend(&mut self, members: &[Member]) -> Result<(), Refusal> {
        let inflated = members.iter().fold(0u64, |sum, member| sum.saturating_add(member.size()));
        let files = self.files.checked_sub(members.len());
        self.files = files.ok_or(Refusal::TooLarge(Limit::ArchiveFiles))?;
        let left = self.inflated.checked_sub(inflated);
        self.inflated = left.ok_or(Refusal::TooLarge(Limit::ArchiveTotal))?;
        Ok(())
    }
}

/// The files of an archive by their paths within it; `None` where it is a workbook, which is a
/// zip file, too.
///
/// # Errors
/// It is no sound zip file, holds nothing, or asks for more than what remains.
pub(super) fn members(
    bytes: Vec<u8>,
    budget: &mut ArchiveBudget,
) -> Result<Option<Vec<NamedMember>>, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let archive = Archive::open(bytes, budget.files).map_err(refusal)?;
    if ["[Content_Types].xml", "content.xml", "mimetype"].iter().any(|name| archive.has(name)) {
        return Ok(None);
    }
    let members = archive.members(budget.inflated, vietnamese).map_err(refusal)?;
    budget.spend(&members)?;
    if members.is_empty() {
        return Err(Refusal::Empty);
    }
    let named = |member: Member| {
        let path = path_within(&member.name.nfc().collect::<String>());
        let is_locked = member.is_encrypted();
        (path, if is_locked { Err(FileError::Refused(Refusal::Password)) } else { Ok(member) })
    };
    Ok(Some(members.into_iter().map(named).collect()))
}

/// A member's name in the code page of a Vietnamese Windows, where that gives letters only.
fn vietnamese(raw: &[u8]) -> Option<String> {
    let (name, _) = WINDOWS_1258.decode_without_bom_handling(raw);
    let is_letter =
        |c: char| c.is_ascii() || c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c);
    name.chars().all(is_letter).then(|| name.into_owned())
}

/// A path without steps upwards: it is only shown and compared, never opened.
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
    use workbook_io::opc::Builder;

    /// An archive of one file whose name has these bytes.
    fn archive(name: &[u8]) -> Vec<u8> {
        let mut zip = Builder::new();
        let stand_in = "?".repeat(name.len());
        zip.store(&stand_in, Vec::new());
        let mut bytes = zip.finish().unwrap().bytes();
        for at in 0..bytes.len() - name.len() {
            if bytes[at..].starts_with(stand_in.as_bytes()) {
                bytes[at..at + name.len()].copy_from_slice(name);
            }
        }
        bytes
    }

    #[test]
    fn names_of_members() {
        for (raw, name) in [
            ("Xã Mỹ Quý.xlsx".as_bytes(), "Xã Mỹ Quý.xlsx"),
            ("Xa\u{303} My\u{303} Quy\u{301}.xlsx".as_bytes(), "Xã Mỹ Quý.xlsx"),
            // Windows-1258 writes these tones as characters of their own.
            (b"Xa\xde My\xde Quy\xec.xlsx", "Xã Mỹ Quý.xlsx"),
            // Signs in Windows-1258, but letters in code page 437.
            (b"r\x82sum\x82.xlsx", "résumé.xlsx"),
        ] {
            let members = members(archive(raw), &mut ArchiveBudget::new(&Limits::default()))
                .unwrap()
                .unwrap();
            assert_eq!(members[0].0, name);
        }
    }

    #[test]
    fn a_workbook_is_no_archive() {
        let budget = || ArchiveBudget::new(&Limits::default());
        let of = |name: &str| members(archive(name.as_bytes()), &mut budget());
        assert!(matches!(of("[Content_Types].xml"), Ok(None)));
        assert!(matches!(of("T10/"), Err(Refusal::Empty)));
        assert!(matches!(members(Vec::new(), &mut budget()), Err(Refusal::Empty)));
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
