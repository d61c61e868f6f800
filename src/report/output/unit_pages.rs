//! Writes a page for each unit into a folder of its own, never over what a person has changed.

use std::fs;
use std::path::Path;

use super::record::DigestRecord;
use super::sentences::{cannot_write, kept_texts};
use super::shared_folder::{PlacedFile, RefusedFile, SharedFolder};
use super::slip_owner::is_link;
use crate::report::allocation;
use crate::report::slip::file_names;
use crate::report::unit_page;
use crate::results::Results;
use workbook_io::sheet::Book;
use workbook_io::write::to_bytes;

/// The folder of the pages in the output folder.
const FOLDER: &str = "ket-qua-tung-don-vi";

/// The folder of the draft allocation.
const DRAFT_FOLDER: &str = "phan-bo-du-thao";
/// The draft's file.
const DRAFT_FILE: &str = "phuong-an-phan-bo-du-thao.xlsx";

/// Writes a page for each unit. Returns sentences on what was written and refused.
pub(super) fn write_unit_pages(
    results: &Results<'_>,
    output: &Path,
    record: &mut DigestRecord,
) -> Vec<String> {
    let names = file_names(results);
    let books = names.iter().enumerate();
    let books = books.map(|(unit, name)| (name.as_str(), unit_page::book(results, unit)));
    let (placed, mut sentences) = write_books(FOLDER, books, output, record);
    if placed > 0 {
        let said = format!("Kết quả của từng đơn vị: {placed} tệp trong thư mục {FOLDER}.");
        sentences.insert(0, said);
    }
    sentences
}

/// Writes the draft allocation. Returns sentences on what was written and refused.
pub(super) fn write_allocation(
    results: &Results<'_>,
    output: &Path,
    record: &mut DigestRecord,
) -> Vec<String> {
    let Some(book) = allocation::book(results) else {
        return vec!["Không có nội dung nào là số cộng để phân bổ.".to_owned()];
    };
    let books = std::iter::once((DRAFT_FILE, book));
    let (placed, mut sentences) = write_books(DRAFT_FOLDER, books, output, record);
    if placed > 0 {
        let said = format!("Phương án phân bổ (dự thảo): {DRAFT_FOLDER}/{DRAFT_FILE}.");
        sentences.insert(0, said);
    }
    sentences
}

/// Writes workbooks into a folder of their own; how many, and what was refused or kept.
fn write_books<'b>(
    name: &str,
    books: impl Iterator<Item = (&'b str, Book<'static>)>,
    output: &Path,
    record: &mut DigestRecord,
) -> (usize, Vec<String>) {
    let folder = output.join(name);
    if is_link(output) || is_link(&folder) {
        return (0, Vec::new());
    }
    let opened = fs::create_dir_all(&folder).and_then(|()| SharedFolder::open(&folder));
    let mut shared = match opened {
        Ok(shared) => shared,
        Err(error) => return (0, vec![cannot_write(&folder, &error)]),
    };
    let mut sentences = Vec::new();
    let mut placed: Vec<PlacedFile> = Vec::new();
    for (file, book) in books {
        let bytes = match to_bytes(book) {
            Ok(bytes) => bytes,
            Err(error) => {
                sentences.push(format!("Không lập được {name}/{file}: {error}."));
                continue;
            }
        };
        match shared.put(file, &bytes, record, |_| false) {
            Ok(put) => placed.push(put),
            Err(RefusedFile { path, error }) => sentences.push(cannot_write(&path, &error)),
        }
    }
    let swept = shared.sweep(record, |name| name.to_lowercase().ends_with(".xlsx"));
    let refused = swept.refused.iter();
    sentences.extend(refused.map(|RefusedFile { path, error }| cannot_write(path, error)));
    sentences.extend(kept_texts(&placed, std::iter::empty()));
    (placed.len(), sentences)
}
