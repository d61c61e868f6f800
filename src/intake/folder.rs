//! The files of a period folder, in an order that does not depend on the system.

use std::collections::HashMap;
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::archive::{ArchiveBudget, members};
use super::bytes::bytes;
use super::file_error::FileError;
use super::source::{Content, Source};
use crate::workspace::{EntryRole, OwnEntries};
use viet_text::text::clean;
use workbook_io::read::{Limit, Limits, Refusal};

/// Deeper folders are not searched.
const MAX_DEPTH: usize = 8;

/// All files of the folder, its subfolders and its .zip files, but for what the tool itself
/// wrote there. What cannot be looked into is listed, to be refused when it is opened.
///
/// # Errors
/// The system's own, where the folder itself cannot be listed.
pub fn list(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    let mut budget = ArchiveBudget::new(&Limits::default());
    let entries: Vec<DirEntry> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    let own = OwnEntries::among(&entries);
    for entry in &entries {
        visit_given(entry, &own, &mut sources, &mut budget);
    }
    sources.sort_by(|a, b| (&a.path, a.on_disk()).cmp(&(&b.path, b.on_disk())));
    number_repeats(&mut sources);
    Ok(sources)
}

/// Does the folder hold any file that may be a report by its name?
///
/// # Errors
/// As [`list`].
pub(super) fn holds_any(folder: &Path) -> io::Result<bool> {
    let entries: Vec<DirEntry> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    let own = OwnEntries::among(&entries);
    let mut budget = ArchiveBudget::new(&Limits::default());
    for entry in &entries {
        let mut sources = Vec::new();
        visit_given(entry, &own, &mut sources, &mut budget);
        if sources.iter().any(|source| source.ignored().is_none()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where a file system holds several spellings of one name, nobody sees which is the tool's.
const ONE_OF_SEVERAL: &str = "tệp, thư mục do chương trình lập, không phải báo cáo; trong thư mục này còn tệp, thư mục khác \
     cùng tên, chỉ khác chữ hoa, chữ thường";

/// Visits what was not written by the tool itself.
fn visit_given(
    entry: &DirEntry,
    own: &OwnEntries<'_>,
    sources: &mut Vec<Source>,
    budget: &mut ArchiveBudget,
) {
    match own.role(entry) {
        EntryRole::Own => {}
        EntryRole::OwnOfSeveral => {
            let name = entry.file_name();
            let content = Content::Refused(FileError::Ignored(ONE_OF_SEVERAL));
            sources.push(Source::at(&name.to_string_lossy(), content));
        }
        EntryRole::Given => visit(entry, "", 1, sources, budget),
    }
}

fn visit(
    entry: &DirEntry,
    prefix: &str,
    depth: usize,
    sources: &mut Vec<Source>,
    budget: &mut ArchiveBudget,
) {
    let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
    let file = entry.path();
    match entry.file_type() {
        Ok(kind) if kind.is_dir() => visit_folder(&file, &path, depth, sources, budget),
        Ok(kind) if is_zip_name(&path) => {
            expand(Source::of_disk(&path, file, kind.is_file()), 1, sources, budget);
        }
        kind => {
            let is_file = kind.is_ok_and(|kind| kind.is_file());
            sources.push(Source::of_disk(&path, file, is_file));
        }
    }
}

fn visit_folder(
    folder: &Path,
    path: &str,
    depth: usize,
    sources: &mut Vec<Source>,
    budget: &mut ArchiveBudget,
) {
    let refused = |reason: &str, remedy: &'static str| {
        let error = FileError::NotOpened(reason.to_owned(), remedy);
        Source::at(path, Content::Refused(error))
    };
    if depth >= MAX_DEPTH {
        let remedy = "Chuyển các tệp ra ngoài, vào thư mục của kỳ rồi chạy lại";
        sources.push(refused("thư mục lồng nhau quá nhiều lớp", remedy));
        return;
    }
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries.flatten() {
                visit(&entry, &format!("{path}/"), depth + 1, sources, budget);
            }
        }
        Err(_) => sources
            .push(refused("không mở được thư mục này", "Kiểm tra quyền mở thư mục rồi chạy lại")),
    }
}

fn is_zip_name(path: &str) -> bool {
    path.to_lowercase().ends_with(".zip")
}

/// Zip files within zip files: a commune's own within the district's.
const MAX_ZIP_DEPTH: usize = 3;

/// A .zip's files in its place. A workbook that is only named .zip stays what it is.
///
/// All archives of a folder together stay within what one may be: they are held in memory.
fn expand(zip: Source, depth: usize, sources: &mut Vec<Source>, budget: &mut ArchiveBudget) {
    let opened = match depth {
        ..=MAX_ZIP_DEPTH => bytes(&zip, budget.bytes).map_err(too_many_archives),
        _ => Err(FileError::Refused(Refusal::PlainZip)),
    };
    let found = opened.and_then(|bytes| {
        budget.bytes -= bytes.len() as u64;
        members(bytes, budget).map_err(FileError::Refused)
    });
    match found {
        Ok(Some(members)) => {
            for (name, member) in members {
                let content = member.map_or_else(Content::Refused, Content::Zipped);
                let source = Source::at(&format!("{}/{name}", zip.path), content);
                if is_zip_name(&source.path) && matches!(source.content, Content::Zipped(_)) {
                    expand(source, depth + 1, sources, budget);
                } else {
                    sources.push(source);
                }
            }
        }
        Ok(None) => sources.push(zip),
        Err(refusal) => sources.push(Source { content: Content::Refused(refusal), ..zip }),
    }
}

/// The limit on a .zip's bytes is what all archives of the folder leave it.
fn too_many_archives(refused: FileError) -> FileError {
    match refused {
        FileError::Refused(Refusal::TooLarge(Limit::File)) => {
            FileError::Refused(Refusal::TooLarge(Limit::Archives))
        }
        other => other,
    }
}

/// Two files of a .zip may have one name, and two of a folder names that read the same (letters
/// and their marks in one or apart): each keeps a line of its own.
fn number_repeats(sources: &mut [Source]) {
    let mut last: HashMap<String, u32, RandomState> = HashMap::default();
    let mut repeats = Vec::new();
    for (place, source) in sources.iter().enumerate() {
        if last.insert(clean(&source.path), 1).is_some() {
            repeats.push(place);
        }
    }
    for place in repeats {
        let name = clean(&sources[place].path);
        let mut number = last[&name];
        let path = loop {
            number += 1;
            let numbered = format!("{} ({number})", sources[place].path);
            if !last.contains_key(&clean(&numbered)) {
                break numbered;
            }
        };
        last.insert(name, number);
        last.insert(clean(&path), 1);
        sources[place].path = Arc::from(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_nothing_but_results_and_locks_holds_no_report() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"x").unwrap();
        };
        let holds = || holds_any(folder.path()).unwrap();
        assert!(!holds());
        for name in [
            "ra-soat.xlsx",
            "ra-soat (bản trước).xlsx",
            "ket-qua/phu-luc.xlsx",
            "~tonghop.lock",
            "~tonghop-Ab12.tmp",
            "~$Xã Một.xlsx",
            "xã/Thumbs.db",
        ] {
            file(name);
            assert!(!holds(), "{name}");
        }
        file("xã/Xã Một.xlsx");
        assert!(holds());
        let any = list(folder.path()).unwrap().iter().any(|source| source.ignored().is_none());
        assert!(any && holds_any(&folder.path().join("none")).is_err());
    }

    /// An archive of these files.
    fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let mut zip = workbook_io::opc::Builder::new();
        for (name, bytes) in files {
            zip.store(name, bytes.clone());
        }
        zip.finish().unwrap().bytes()
    }

    fn expanded(zips: &[Vec<u8>], limits: &Limits) -> Vec<(String, Option<Refusal>)> {
        let folder = tempfile::tempdir().unwrap();
        let (mut sources, mut budget) = (Vec::new(), ArchiveBudget::new(limits));
        for (number, zip) in zips.iter().enumerate() {
            let (name, file) = (format!("{number}.zip"), folder.path().join(number.to_string()));
            fs::write(&file, zip).unwrap();
            expand(Source::of_disk(&name, file, true), 1, &mut sources, &mut budget);
        }
        let refusal = |content: &Content| match content {
            Content::Refused(FileError::Refused(refusal)) => Some(refusal.clone()),
            _ => None,
        };
        sources.iter().map(|found| (found.path.to_string(), refusal(&found.content))).collect()
    }

    #[test]
    fn the_archives_of_a_folder_share_one_limit_however_they_are_nested() {
        let of = |size: usize| zipped(&[("a.xlsx", vec![1; size]), ("b.xlsx", vec![2; size])]);
        let refused = |found: &[(String, Option<Refusal>)]| -> Vec<String> {
            found.iter().filter(|(_, why)| why.is_some()).map(|(path, _)| path.clone()).collect()
        };
        let few = Limits { archive_total_bytes: 10_000, ..Limits::default() };
        let side_by_side = expanded(&[of(3_000), of(3_000), of(1_000)], &few);
        assert_eq!(refused(&side_by_side), ["1.zip"]);
        assert_eq!(side_by_side[2].1, Some(Refusal::TooLarge(Limit::ArchiveTotal)));
        let nested = |parts: &[(&str, Vec<u8>)]| {
            expanded(&[zipped(parts)], &Limits { archive_total_bytes: 15_000, ..Limits::default() })
        };
        let found = nested(&[("x.zip", of(3_000)), ("y.zip", of(1_000))]);
        assert_eq!(refused(&found), ["0.zip/y.zip"]);
        let few = Limits { archive_files: 3, ..Limits::default() };
        let found = expanded(&[of(1), of(1)], &few);
        assert_eq!(found[2].1, Some(Refusal::TooLarge(Limit::ArchiveFiles)));
        let few = Limits { archive_bytes: of(1).len() as u64, ..Limits::default() };
        let found = expanded(&[of(1), of(1)], &few);
        assert_eq!(found[2].1, Some(Refusal::TooLarge(Limit::Archives)));
    }
}
