//! Writes a page for each unit into a folder of its own, never over what a person has changed.

use std::fs;
use std::path::Path;

use super::record::DigestRecord;
use super::sentences::{cannot_write, kept_texts};
use super::shared_folder::{PlacedFile, RefusedFile, SharedFolder};
use super::slip_owner::is_link;
use crate::report::slip::file_names;
use crate::report::unit_page;
use crate::results::Results;
use workbook_io::write::to_bytes;

/// The folder of the pages in the output folder.
const FOLDER: &str = "ket-qua-tung-don-vi";

/// Writes the pages. Returns sentences on what was written and refused.
pub(super) fn write_unit_pages(
    results: &Results<'_>,
    output: &Path,
    record: &mut DigestRecord,
) -> Vec<String> {
    let folder = output.join(FOLDER);
    if is_link(output) || is_link(&folder) {
        return Vec::new();
    }
    if let Err(error) = fs::create_dir_all(&folder) {
        return vec![cannot_write(&folder, &error)];
    }
    let mut shared = match SharedFolder::open(&folder) {
        Ok(shared) => shared,
        Err(error) => return vec![cannot_write(&folder, &error)],
    };
    let mut sentences = Vec::new();
    let mut placed: Vec<PlacedFile> = Vec::new();
    let names = file_names(results);
    for (unit, name) in names.iter().enumerate() {
        let bytes = match to_bytes(unit_page::book(results, unit)) {
            Ok(bytes) => bytes,
            Err(error) => {
                sentences.push(format!("Không lập được {FOLDER}/{name}: {error}."));
                continue;
            }
        };
        match shared.put(name, &bytes, record, |other| names.iter().any(|own| own == other)) {
            Ok(put) => placed.push(put),
            Err(RefusedFile { path, error }) => sentences.push(cannot_write(&path, &error)),
        }
    }
    let swept = shared.sweep(record, |name| name.to_lowercase().ends_with(".xlsx"));
    let refused = swept.refused.iter();
    sentences.extend(refused.map(|RefusedFile { path, error }| cannot_write(path, error)));
    sentences.extend(kept_texts(&placed, std::iter::empty()));
    if !placed.is_empty() {
        let said = format!("Kết quả của từng đơn vị: {} tệp trong thư mục {FOLDER}.", placed.len());
        sentences.insert(0, said);
    }
    sentences
}
