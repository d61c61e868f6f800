//! Small workbooks made by hand, of each format, down to what no program would write.

pub(crate) mod ods;
pub(crate) mod xls;
pub(crate) mod xlsb;
pub(crate) mod xlsx;

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A part of a zipped workbook: its name and its content.
pub(crate) type Part = (String, Vec<u8>);

/// A zip of parts.
pub(crate) fn zipped(parts: &[Part]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(&**name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts with one put in place of another, or added.
pub(crate) fn with(mut parts: Vec<Part>, name: &str, content: &[u8]) -> Vec<Part> {
    match parts.iter_mut().find(|(other, _)| other == name) {
        Some((_, old)) => *old = content.to_vec(),
        None => parts.push((name.to_owned(), content.to_vec())),
    }
    parts
}

/// The parts without one.
pub(crate) fn without(mut parts: Vec<Part>, name: &str) -> Vec<Part> {
    parts.retain(|(other, _)| other != name);
    parts
}
