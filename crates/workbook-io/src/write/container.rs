//! The zip container of a package: parts that are deflated already, set one after the other.

use std::io;

use super::deflate::Piece;

/// The day that the library gives its parts, 1/1/1980: no clock shows.
const DAY: u16 = 0x21;
/// Version 2.0: deflated files.
const VERSION: u16 = 20;
/// Names in UTF-8.
const UTF_8: u16 = 1 << 11;

/// A part of a package.
pub(super) struct Part {
    pub(super) name: String,
    /// 8 is deflated, 0 as it is.
    pub(super) method: u16,
    pub(super) checksum: u32,
    /// Bytes before deflating.
    pub(super) length: u64,
    pub(super) pieces: Vec<Vec<u8>>,
}

impl Part {
    /// A part of deflated pieces.
    pub(super) fn of(name: String, pieces: Vec<Piece>) -> Self {
        let mut checksum = crc32fast::Hasher::new();
        for piece in &pieces {
            checksum.combine(&piece.checksum);
        }
        let length = pieces.iter().map(|piece| piece.length).sum();
        let pieces = pieces.into_iter().map(|piece| piece.bytes).collect();
        Self { name, method: 8, checksum: checksum.finalize(), length, pieces }
    }

    fn pressed(&self) -> usize {
        self.pieces.iter().map(Vec::len).sum()
    }

    /// What is said of a part both before it and in the directory.
    fn header(&self) -> io::Result<Vec<u8>> {
        let mut header = Vec::new();
        for word in [VERSION, UTF_8, self.method, 0, DAY] {
            header.extend_from_slice(&word.to_le_bytes());
        }
        let (pressed, length) = (limited(self.pressed())?, limited(self.length)?);
        for word in [self.checksum, pressed, length] {
            header.extend_from_slice(&word.to_le_bytes());
        }
        header.extend_from_slice(&short(self.name.len())?.to_le_bytes());
        header.extend_from_slice(&[0, 0]);
        Ok(header)
    }
}

/// A file in pieces: a nation's annex is not copied together before it goes onto the disk.
#[derive(Clone, Debug, Default)]
pub struct Package {
    pieces: Vec<Vec<u8>>,
}

impl Package {
    /// Its bytes, piece by piece.
    #[must_use]
    pub fn pieces(&self) -> &[Vec<u8>] {
        &self.pieces
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.pieces.concat()
    }
}

/// The container with these parts.
pub(super) fn container(parts: Vec<Part>) -> io::Result<Package> {
    let count = short(parts.len())?;
    let mut made = Package::default();
    let mut start = 0;
    let mut directory = Vec::new();
    for part in parts {
        let header = part.header()?;
        directory.extend_from_slice(b"PK\x01\x02");
        directory.extend_from_slice(&VERSION.to_le_bytes());
        directory.extend_from_slice(&header);
        // No comment, the first disk, nothing on the part's nature.
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&limited(start)?.to_le_bytes());
        directory.extend_from_slice(part.name.as_bytes());
        let opened = [b"PK\x03\x04", &header[..], part.name.as_bytes()].concat();
        start += opened.len() + part.pressed();
        made.pieces.push(opened);
        made.pieces.extend(part.pieces);
    }
    let length = limited(directory.len())?;
    directory.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    directory.extend_from_slice(&[count.to_le_bytes(), count.to_le_bytes()].concat());
    directory.extend_from_slice(&length.to_le_bytes());
    directory.extend_from_slice(&limited(start)?.to_le_bytes());
    directory.extend_from_slice(&[0, 0]);
    made.pieces.push(directory);
    Ok(made)
}

/// Four bytes for a size: a workbook of more than 4 GB opens nowhere.
fn limited(size: impl TryInto<u32>) -> io::Result<u32> {
    size.try_into().map_err(|_| io::ErrorKind::FileTooLarge.into())
}

fn short(count: usize) -> io::Result<u16> {
    count.try_into().map_err(|_| io::ErrorKind::FileTooLarge.into())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::super::deflate::Press;
    use super::*;

    #[test]
    fn pieces_read_as_one_part() {
        let long = "dòng ".repeat(50_000);
        let mut press = Press::new();
        let mut pieces = Vec::new();
        for text in ["<a>", &long, ""] {
            press.add(text.as_bytes()).unwrap();
            pieces.push(press.piece().unwrap());
        }
        press.add(b"</a>").unwrap();
        pieces.push(press.last().unwrap());
        let stored = Part {
            name: "hình.png".to_owned(),
            method: 0,
            checksum: crc32fast::hash(b"png"),
            length: 3,
            pieces: vec![b"png".to_vec()],
        };
        let package = container(vec![Part::of("xl/a.xml".to_owned(), pieces), stored]).unwrap();
        let bytes = package.bytes();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!(read("xl/a.xml"), format!("<a>{long}</a>"));
        assert_eq!(read("hình.png"), "png");
    }
}
