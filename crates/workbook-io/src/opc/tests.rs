//! Packages and archives, sound and otherwise.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::archive::Archive;
use super::{Builder, Deflater, Fault, Limits, Package, is_same_name};

const LIMITS: Limits = Limits { parts: 10, part_bytes: 1_000, total_bytes: 2_000 };

fn built(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut builder = Builder::new();
    for (name, content) in parts {
        builder.deflate(name, content.as_bytes());
    }
    builder.finish().unwrap().bytes()
}

/// A package of another program, with a date and with sizes after the content.
fn foreign() -> Vec<u8> {
    let mut zip = ZipWriter::new_stream(Vec::new());
    let day = DateTime::from_date_and_time(2023, 10, 25, 8, 30, 0).unwrap();
    let options = SimpleFileOptions::default().last_modified_time(day);
    for (name, method) in
        [("xl/a.xml", CompressionMethod::Deflated), ("ảnh.png", CompressionMethod::Stored)]
    {
        zip.start_file(name, options.compression_method(method)).unwrap();
        zip.write_all("abc ".repeat(100).as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read(package: &Package<'_>, name: &str) -> Result<String, Fault> {
    let entry = package.find(name).unwrap();
    Ok(String::from_utf8(package.read(entry, LIMITS.part_bytes)?).unwrap())
}

/// Replaces the last occurrence of a text, which is in the central directory.
fn replaced_last(mut bytes: Vec<u8>, text: &[u8], by: &[u8]) -> Vec<u8> {
    let at = bytes.windows(text.len()).rposition(|window| window == text).unwrap();
    bytes[at..at + by.len()].copy_from_slice(by);
    bytes
}

/// Sets the flag for encryption in local headers and in the central directory.
fn encrypted(mut bytes: Vec<u8>) -> Vec<u8> {
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        for at in 0..bytes.len() - 30 {
            if bytes[at..].starts_with(mark) {
                bytes[at + flags] |= 1;
            }
        }
    }
    bytes
}

#[test]
fn a_built_package_is_read_here_and_by_another_library() {
    let parts = [("[Content_Types].xml", "<Types/>"), ("xl/hình.xml", "<a>Mỹ Quý</a>"), ("x", "")];
    let bytes = built(&parts);
    assert_eq!(bytes, built(&parts), "the same bytes each time");
    let package = Package::open(&bytes).unwrap();
    package.check(&LIMITS).unwrap();
    let mut other = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for ((name, content), entry) in parts.iter().zip(package.entries()) {
        assert_eq!((&*entry.name, entry.size), (*name, content.len() as u64));
        assert_eq!(entry.checksum, crc32fast::hash(content.as_bytes()));
        assert_eq!(read(&package, name).as_deref(), Ok(*content));
        let mut text = String::new();
        other.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, *content);
    }
    assert_eq!(other.len(), 3);
}

#[test]
fn pieces_read_as_one_part() {
    let long = "dòng ".repeat(50_000);
    let mut deflater = Deflater::new();
    let mut pieces = Vec::new();
    for text in ["<a>", &long, ""] {
        deflater.add(text.as_bytes()).unwrap();
        pieces.push(deflater.end_chunk().unwrap());
    }
    deflater.add(b"</a>").unwrap();
    pieces.push(deflater.finish().unwrap());
    let mut builder = Builder::new();
    builder.add_chunks("xl/a.xml", pieces);
    builder.store("hình.png", b"png".to_vec());
    let bytes = builder.finish().unwrap().bytes();
    let package = Package::open(&bytes).unwrap();
    let text = package.read(package.find("xl/a.xml").unwrap(), u64::MAX).unwrap();
    assert_eq!(String::from_utf8(text).unwrap(), format!("<a>{long}</a>"));
    let stored = package.find("hình.png").unwrap();
    assert_eq!(package.packed(stored), Ok(&b"png"[..]));
}

#[test]
fn a_copied_part_is_the_same_byte_for_byte() {
    let bytes = foreign();
    let from = Package::open(&bytes).unwrap();
    let mut builder = Builder::new();
    for entry in from.entries() {
        builder.copy(&from, entry).unwrap();
    }
    builder.deflate("new.xml", b"new");
    let copied = builder.finish().unwrap().bytes();
    let to = Package::open(&copied).unwrap();
    to.check(&LIMITS).unwrap();
    for entry in from.entries() {
        let copy = to.find(&entry.name).unwrap();
        assert_eq!(from.packed(entry).unwrap(), to.packed(copy).unwrap());
        assert_eq!(
            (entry.raw_name(), entry.size, entry.checksum, entry.method, entry.modified),
            (copy.raw_name(), copy.size, copy.checksum, copy.method, copy.modified)
        );
        assert_eq!(read(&to, &entry.name), Ok("abc ".repeat(100)));
    }
    let mut other = ZipArchive::new(Cursor::new(&copied)).unwrap();
    let day = other.by_name("xl/a.xml").unwrap().last_modified().unwrap();
    assert_eq!((day.year(), day.month(), day.hour()), (2023, 10, 8));
}

#[test]
fn a_wrong_checksum_is_a_fault_of_the_part() {
    let mut builder = Builder::new();
    builder.store("a.xml", b"2570 households".to_vec());
    builder.store("b.xml", b"sound".to_vec());
    let mut bytes = builder.finish().unwrap().bytes();
    let at = bytes.windows(4).position(|window| window == b"2570").unwrap();
    bytes[at] = b'9';
    let package = Package::open(&bytes).unwrap();
    assert_eq!(package.check(&LIMITS), Ok(()));
    let fault = Fault::ChecksumMismatch { part: "a.xml".to_owned() };
    assert_eq!(read(&package, "a.xml"), Err(fault));
    assert_eq!(read(&package, "b.xml").as_deref(), Ok("sound"));
}

#[test]
fn names_that_mean_the_same_are_refused() {
    assert!(is_same_name("xl\\A.xml", "xl/a.XML") && !is_same_name("xl/a", "xl/ab"));
    let bytes = built(&[("xl/a.xml", "1"), ("xl/A.xml", "2")]);
    let package = Package::open(&bytes).unwrap();
    let twice = |name: &str| Fault::NameTwice { part: name.to_owned() };
    assert_eq!(package.check(&LIMITS), Err(twice("xl/A.xml")));
    let bytes = replaced_last(bytes, b"xl/A.xml", b"xl/a.xml");
    assert_eq!(Package::open(&bytes).unwrap().check(&LIMITS), Err(twice("xl/a.xml")));
    let mut builder = Builder::new();
    builder.deflate("a", b"1");
    builder.deflate("a", b"2");
    assert_eq!(builder.finish().map(|made| made.bytes()), Err(twice("a")));
}

#[test]
fn the_directory_and_the_parts_must_agree() {
    let bytes = replaced_last(built(&[("xl/a.xml", "1")]), b"xl/a.xml", b"xl/b.xml");
    let fault = Fault::NameMismatch { part: "xl/b.xml".to_owned() };
    assert_eq!(Package::open(&bytes).unwrap().check(&LIMITS), Err(fault));
    let bytes = built(&[("xl/a.xml", "1")]);
    for end in 0..bytes.len() {
        assert_eq!(Package::open(&bytes[..end]).err(), Some(Fault::NoDirectory), "{end}");
    }
}

#[test]
fn a_part_without_its_local_header_is_unreadable_packed_or_not() {
    let mut bytes = built(&[("a.xml", "1"), ("b.xml", "2")]);
    let second = bytes.windows(4).rposition(|window| window == b"PK\x03\x04").unwrap();
    bytes[second] ^= 1;
    let package = Package::open(&bytes).unwrap();
    let entry = package.find("b.xml").unwrap();
    let fault = Fault::Unreadable { part: "b.xml".to_owned() };
    assert_eq!(package.packed(entry), Err(fault.clone()));
    assert_eq!(package.read(entry, LIMITS.part_bytes), Err(fault));
    assert!(package.packed(package.find("a.xml").unwrap()).is_ok());
}

#[test]
fn encrypted_parts_are_refused_everywhere() {
    let bytes = encrypted(built(&[("a.xml", "content")]));
    let fault = Fault::Encrypted { part: "a.xml".to_owned() };
    let package = Package::open(&bytes).unwrap();
    assert_eq!(package.check(&LIMITS), Err(fault.clone()));
    assert_eq!(read(&package, "a.xml"), Err(fault.clone()));
    assert_eq!(Builder::new().copy(&package, &package.entries()[0]), Err(fault.clone()));
    let members = Archive::open(bytes, 1).unwrap().members(1_000, |_| None).unwrap();
    assert!(members[0].is_encrypted());
    assert_eq!(members[0].read(1_000), Err(fault));
}

#[test]
fn limits_are_checked_before_reading() {
    let bytes = built(&[("a", &"x".repeat(900)), ("b", &"x".repeat(900))]);
    let package = Package::open(&bytes).unwrap();
    let check = |limits| package.check(&limits).err();
    let large = || Fault::PartTooLarge { part: "a".to_owned() };
    assert_eq!(check(LIMITS), None);
    assert_eq!(check(Limits { parts: 1, ..LIMITS }), Some(Fault::TooManyParts));
    assert_eq!(check(Limits { part_bytes: 899, ..LIMITS }), Some(large()));
    assert_eq!(check(Limits { total_bytes: 1_799, ..LIMITS }), Some(Fault::TooLarge));
    let first = &package.entries()[0];
    assert_eq!(package.read(first, 899), Err(large()));
    assert_eq!(package.read(first, 900).unwrap().len(), 900);
    assert_eq!(Archive::open(bytes.clone(), 1).err(), Some(Fault::TooManyParts));
    let members = |most| Archive::open(bytes.clone(), 2).unwrap().members(most, |_| None);
    assert_eq!(members(1_799).err(), Some(Fault::TooLarge));
    assert_eq!(members(1_800).unwrap()[0].read(899), Err(large()));
}

#[test]
fn a_part_that_is_longer_than_it_says_is_damaged() {
    let mut bytes = built(&[("a", &"x".repeat(900))]);
    // The size is at offset 24 of an entry of the central directory.
    let at = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap() + 24;
    bytes[at..at + 4].copy_from_slice(&5u32.to_le_bytes());
    let package = Package::open(&bytes).unwrap();
    let fault = Fault::ChecksumMismatch { part: "a".to_owned() };
    assert_eq!(read(&package, "a"), Err(fault));
}

#[test]
fn members_may_share_a_name_and_folders_are_none() {
    let bytes = built(&[("T10/xa.xlsx", "1"), ("T10/xb.xlsx", "22"), ("T10/", "")]);
    let bytes = replaced_last(bytes, b"T10/xb", b"T10/xa");
    let archive = Archive::open(bytes, 3).unwrap();
    assert!(archive.has("T10/xa.xlsx") && !archive.has("t10/XA.xlsx"));
    let members = archive.members(1_000, |_| None).unwrap();
    let read: Vec<_> =
        members.iter().map(|member| (&*member.name, member.read(10).unwrap())).collect();
    assert_eq!(read, [("T10/xa.xlsx", b"1".to_vec()), ("T10/xa.xlsx", b"22".to_vec())]);
}

#[test]
fn names_are_utf_8_or_the_callers_or_of_code_page_437() {
    let name = |raw: &[u8], code_page| {
        let bytes = replaced_last(built(&[("?????", "")]), b"?????", raw);
        Archive::open(bytes, 1).unwrap().members(0, code_page).unwrap().remove(0).name
    };
    assert_eq!(name("Mỹ?".as_bytes(), |_| Some("never asked".to_owned())), "Mỹ?");
    assert_eq!(name(b"r\x82sum", |_| Some("asked".to_owned())), "asked");
    assert_eq!(name(b"r\x82sum", |_| None), "résum");
}
