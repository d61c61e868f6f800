//! Files in folders and archives: everything that lies there gets its line.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use tempfile::TempDir;
use tonghop::intake::submission::{Month, Outcome, gather};
use tonghop::intake::{FileError, list};
use viet_text::period_text::find_period;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::bend::SAMPLE;
use crate::said::{UNIT, assert_same, refused, unit};

fn workbook(name: &str) -> Vec<u8> {
    fs::read(Path::new("samples/thap-muoi/2023-10").join(format!("{name}.xlsx"))).unwrap()
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn month_in(folder: &Path) -> Month {
    let sources = list(folder).unwrap();
    gather(&sources, find_period("2023-10").unwrap(), &SAMPLE.settings, &SAMPLE.templates)
}

fn month_with(files: &[(&str, &[u8])]) -> (TempDir, Month) {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let month = month_in(folder.path());
    (folder, month)
}

fn paths(month: &Month) -> Vec<&str> {
    month.files.iter().map(|file| &*file.path).collect()
}

#[test]
fn workbooks_in_a_zip_and_in_a_zip_within_it() {
    let book = workbook(UNIT);
    for (zip, path) in [
        (zipped(&[("a.xlsx", &book)]), "goi.zip/a.xlsx"),
        (zipped(&[("T10/Biểu/a.xlsx", &book)]), "goi.zip/T10/Biểu/a.xlsx"),
        (zipped(&[("trong.ZIP", &zipped(&[("a.xlsx", &book)]))]), "goi.zip/trong.ZIP/a.xlsx"),
    ] {
        let (_folder, month) = month_with(&[("goi.zip", &zip)]);
        assert_eq!(paths(&month), [path]);
        assert_same(&month);
    }
}

#[test]
fn names_in_a_zip_lead_nowhere() {
    let book = workbook(UNIT);
    let zip = zipped(&[("../../../ngoai.xlsx", &book), ("C:\\Windows\\a.txt", b"x")]);
    let (folder, month) = month_with(&[("sub/goi.zip", &zip)]);
    assert_eq!(paths(&month), ["sub/goi.zip/Windows/a.txt", "sub/goi.zip/ngoai.xlsx"]);
    assert_same(&month);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn names_in_the_code_page_of_a_vietnamese_windows() {
    // The writer wants text, so the name is put in place of one of equal length.
    let mut zip = zipped(&[("Xa1 My1 Quy1.xlsx", &workbook(UNIT))]);
    let (ascii, legacy) = (b"Xa1 My1 Quy1.xlsx", b"Xa\xde My\xde Quy\xec.xlsx");
    for place in 0..zip.len() - ascii.len() {
        if zip[place..].starts_with(ascii) {
            zip[place..place + ascii.len()].copy_from_slice(legacy);
        }
    }
    let (_folder, month) = month_with(&[("goi.zip", &zip)]);
    assert_eq!(paths(&month), ["goi.zip/Xã Mỹ Quý.xlsx"]);
    assert_eq!(month.files[0].unit_by_name, Some(unit(UNIT)));
}

#[test]
fn what_lies_in_a_zip_beside_workbooks() {
    let zip = zipped(&[
        ("__MACOSX/._a.xlsx", b"x"),
        ("~$a.xlsx", b"x"),
        ("thu muc/", b""),
        ("a.xlsx", &workbook(UNIT)),
        ("anh.jpg", b"\xff\xd8\xff\xe0"),
    ]);
    let (_folder, month) = month_with(&[("goi.zip", &zip)]);
    assert_eq!(month.files.len(), 4);
    let ignored = |f: &&tonghop::intake::submission::FileRecord| {
        matches!(f.outcome, Outcome::Refused(FileError::Ignored(_)))
    };
    assert_eq!(month.files.iter().filter(ignored).count(), 2);
    assert_same(&month);
}

#[test]
fn two_members_of_one_name_keep_two_lines() {
    let zip = zipped(&[("a/b.txt", b"x"), ("a\\b.txt", b"y")]);
    let (_folder, month) = month_with(&[("goi.zip", &zip)]);
    assert_eq!(paths(&month), ["goi.zip/a/b.txt", "goi.zip/a/b.txt (2)"]);
}

/// The writer refuses two names alike, so that they are made alike when it is done.
fn with_names_alike(mut zip: Vec<u8>, names: &[&str], alike: &str) -> Vec<u8> {
    for name in names {
        assert_eq!(name.len(), alike.len());
        for place in 0..zip.len() - name.len() {
            if zip[place..].starts_with(name.as_bytes()) {
                zip[place..place + name.len()].copy_from_slice(alike.as_bytes());
            }
        }
    }
    zip
}

#[test]
fn members_of_the_very_same_name_keep_their_lines_and_their_content() {
    let book = workbook(UNIT);
    let zip = zipped(&[("1.xlsx", &book), ("2.xlsx", b"x"), ("3.xlsx", b"")]);
    let zip = with_names_alike(zip, &["1.xlsx", "2.xlsx", "3.xlsx"], "a.xlsx");
    let (_folder, month) = month_with(&[("goi.zip", &zip)]);
    let expected = ["goi.zip/a.xlsx", "goi.zip/a.xlsx (2)", "goi.zip/a.xlsx (3)"];
    assert_eq!(paths(&month), expected);
    assert!(matches!(month.files[0].outcome, Outcome::Submissions(_)));
    assert!(refused(&month, 1).contains("không phải"), "{}", refused(&month, 1));
    assert_same(&month);
}

#[cfg(not(target_os = "macos"))]
#[test]
fn names_that_read_the_same_are_told_apart() {
    let book = workbook(UNIT);
    let apart = "Xa\u{303} My\u{303} Quy\u{301}.xlsx";
    let (_folder, month) =
        month_with(&[(apart, b"x"), ("Xã Mỹ Quý.xlsx", &book), ("Xã Mỹ Quý.xlsx (2)", b"x")]);
    let mut paths = paths(&month);
    paths.sort_unstable();
    assert_eq!(paths.len(), 3);
    let shown: std::collections::BTreeSet<String> =
        paths.iter().map(|path| viet_text::clean(path)).collect();
    assert_eq!(shown.len(), 3, "{shown:?}");
}

#[test]
fn zips_that_cannot_be_read() {
    let whole = zipped(&[("a.xlsx", &workbook(UNIT))]);
    let mut locked = whole.clone();
    // Bit 0 of the flags says that a member is encrypted: at 6 here, at 8 in the directory.
    let directory = locked.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[directory + 8] |= 1;
    let bomb = zipped(&[("0.txt", &vec![0; 60 << 20])]);
    let many: Vec<(String, &[u8])> = (0..20_001).map(|n| (format!("{n}.txt"), &b""[..])).collect();
    let many: Vec<(&str, &[u8])> =
        many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let nested = (0..9).fold(whole.clone(), |inner, _| zipped(&[("trong.zip", &inner)]));
    for (zip, words) in [
        (&whole[..whole.len() - 40], "Tệp bị hỏng"),
        (&b"PK\x03\x04"[..], "Tệp bị hỏng"),
        (&b"khong phai"[..], "Tệp bị hỏng"),
        (&b""[..], "Tệp rỗng"),
        (&zipped(&[])[..], "Tệp rỗng"),
        (&locked[..], "Tệp có mật khẩu"),
        (&bomb[..], "Tệp quá lớn"),
        (&zipped(&many)[..], "Nội dung các tệp .zip quá lớn"),
        (&nested[..], "Đây là tệp nén .zip"),
    ] {
        let (_folder, month) = month_with(&[("Xã Mỹ Quý.zip", zip)]);
        assert_eq!(month.files.len(), 1, "{words}");
        assert!(refused(&month, 0).starts_with(words), "{words}: {}", refused(&month, 0));
        assert!(month.sent_something(unit(UNIT)));
    }
}

#[test]
fn a_workbook_that_is_named_zip() {
    let (_folder, month) = month_with(&[("Xã Mỹ Quý.zip", &workbook(UNIT))]);
    assert_same(&month);
}

#[test]
fn a_zip_is_input() {
    let folder = TempDir::new().unwrap();
    fs::copy("samples/thap-muoi/khai-bao.xlsx", folder.path().join("khai-bao.xlsx")).unwrap();
    let period = folder.path().join("2023-10");
    fs::create_dir(&period).unwrap();
    fs::write(period.join("goi.zip"), zipped(&[("a.xlsx", &workbook(UNIT))])).unwrap();
    assert!(tonghop::intake::locate(folder.path(), None).is_ok());
}

#[test]
fn the_tools_own_files_are_no_input() {
    let (_folder, month) = month_with(&[
        ("ket-qua/phu-luc-2023-10.xlsx", b"x"),
        ("ra-soat.xlsx", b"x"),
        ("xa/ket-qua/a.txt", b"x"),
    ]);
    assert_eq!(paths(&month), ["xa/ket-qua/a.txt"]);
}

#[cfg(unix)]
#[test]
fn odd_entries_of_a_folder_get_their_line() {
    use std::os::unix::fs::symlink;
    let folder = TempDir::new().unwrap();
    let place = |name: &str| folder.path().join(name);
    fs::write(place("a.xlsx"), workbook(UNIT)).unwrap();
    symlink(place("khong co.xlsx"), place("dut.xlsx")).unwrap();
    symlink(folder.path(), place("vong")).unwrap();
    std::os::unix::net::UnixListener::bind(place("o cam")).unwrap();
    let deep = (0..12).fold(place("sau"), |path, n| path.join(n.to_string()));
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("b.xlsx"), b"x").unwrap();
    let sources = list(folder.path()).unwrap();
    fs::remove_file(place("a.xlsx")).unwrap();
    let month =
        gather(&sources, find_period("2023-10").unwrap(), &SAMPLE.settings, &SAMPLE.templates);
    assert_eq!(month.files.len(), 5);
    assert_eq!(refused(&month, 0), "không còn thấy tệp này");
    assert_eq!(refused(&month, 1), "không còn thấy tệp này");
    assert_eq!(refused(&month, 2), "đây không phải là một tệp");
    assert!(refused(&month, 3).starts_with("thư mục lồng nhau"));
    assert_eq!(refused(&month, 4), "đây không phải là một tệp");
}
