//! The return slips in their folder: what is the tool's own comes and goes, what is somebody else's
//! stays, and what they say is what a unit can act on.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use workbook_io::read::{Limits, read};

use crate::sample::{Workspace, set_number};

const SLIP: &str = "Xã Mỹ Quý.xlsx";
const SECOND: &str = "Xã Mỹ Quý-2.xlsx";

/// The sample, one report of which is cut off.
struct Month(Workspace);

impl Month {
    fn new() -> Self {
        let month = Self(Workspace::sample());
        let report = month.0.file("Xã Mỹ Quý");
        let bytes = fs::read(&report).unwrap();
        fs::write(report, &bytes[..5_000]).unwrap();
        month
    }

    fn folder(&self) -> PathBuf {
        self.0.period().join("ket-qua/gui-lai-xa")
    }

    fn run(&self) -> String {
        let output: Output = self.0.run(&[]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The files among the slips.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let Ok(listing) = fs::read_dir(self.folder()) else { return BTreeMap::new() };
        let files = listing.map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap_or_default())
        });
        files.collect()
    }

    fn names(&self) -> Vec<String> {
        self.files().into_keys().collect()
    }

    fn mend(&self) {
        let sample = "samples/thap-muoi/2023-10/Xã Mỹ Quý.xlsx";
        fs::copy(sample, self.0.file("Xã Mỹ Quý")).unwrap();
    }
}

#[test]
fn slips_come_and_go_with_what_there_is_to_mend() {
    let month = Month::new();
    let said = month.run();
    assert!(said.contains("Phiếu đề nghị rà soát gửi lại 1 đơn vị"), "{said}");
    let first = month.files();
    assert_eq!(month.names(), [SLIP, "tin-nhan.txt"]);
    month.run();
    assert!(month.files() == first);
    month.mend();
    let said = month.run();
    assert!(!month.folder().exists() && !said.contains("giữ nguyên: "), "{said}");
}

#[test]
fn what_somebody_made_or_edited_among_the_slips_stays() {
    let month = Month::new();
    month.run();
    set_number(&month.folder().join(SLIP), 1, "A6", "7");
    let corrected = "Xã Mỹ Quý (sửa lần 1).xlsx";
    fs::copy(month.0.file("Xã Mỹ An"), month.folder().join(corrected)).unwrap();
    fs::copy(month.folder().join(SLIP), month.folder().join("Bản lưu.xlsx")).unwrap();
    fs::write(month.folder().join("tin-nhan.txt"), "Chào anh Quý").unwrap();
    fs::write(month.folder().join("Ghi chú.docx"), "gọi lại").unwrap();
    let before = month.files();
    for _ in 0..2 {
        let said = month.run();
        let after = month.files();
        assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)));
        let new: Vec<&String> = after.keys().filter(|name| !before.contains_key(*name)).collect();
        assert_eq!(new, [SECOND, "tin-nhan-2.txt"]);
        for sentence in [
            "Phiếu đã sửa tay hoặc đổi tên được giữ nguyên: Bản lưu.xlsx, Xã Mỹ Quý.xlsx (phiếu \
             mới: Xã Mỹ Quý-2.xlsx).",
            "Tệp không do chương trình lập được giữ nguyên: Xã Mỹ Quý (sửa lần 1).xlsx.",
            "chuyển tệp đó ra thư mục 2023-10 rồi chạy lại.",
            "tin-nhan.txt (bản mới: tin-nhan-2.txt)",
        ] {
            assert!(said.contains(sentence), "{sentence}\n{said}");
        }
    }
    month.mend();
    month.run();
    assert!(month.files() == before);
}

#[test]
fn a_report_of_exactly_the_slips_name_stays() {
    let month = Month::new();
    fs::create_dir_all(month.folder()).unwrap();
    fs::copy(month.0.file("Xã Mỹ An"), month.folder().join(SLIP)).unwrap();
    let said = month.run();
    let report = fs::read(month.0.file("Xã Mỹ An")).unwrap();
    assert!(month.files()[SLIP] == report);
    assert!(said.contains("Xã Mỹ Quý.xlsx (phiếu mới: Xã Mỹ Quý-2.xlsx)"), "{said}");
    month.mend();
    month.run();
    assert_eq!(month.names(), [SLIP]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    let precious = elsewhere.path().join("quan-trong.xlsx");
    for (link, words) in [
        ("ket-qua", "dẫn ra ngoài thư mục làm việc"),
        ("ket-qua/gui-lai-xa", "là liên kết sang nơi khác"),
    ] {
        let month = Month::new();
        month.run();
        // The tool's own slip, too, is not the tool's business behind a link.
        fs::copy(month.folder().join(SLIP), elsewhere.path().join("Xã Ba Sao.xlsx")).unwrap();
        fs::write(&precious, b"x").unwrap();
        let at = month.0.period().join(link);
        fs::remove_dir_all(&at).unwrap();
        symlink(elsewhere.path(), &at).unwrap();
        let output = month.0.run(&[]);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(said.contains(words), "{said}");
        assert!(precious.exists() && elsewhere.path().join("Xã Ba Sao.xlsx").exists());
        assert!(!elsewhere.path().join("gui-lai-xa").exists());
        assert!(!elsewhere.path().join(SLIP).exists());
    }
    let month = Month::new();
    month.run();
    fs::rename(month.folder().join(SLIP), &precious).unwrap();
    let before = fs::read(&precious).unwrap();
    symlink(&precious, month.folder().join(SLIP)).unwrap();
    month.run();
    assert_eq!(month.names(), [SECOND, SLIP, "tin-nhan.txt"]);
    assert!(month.folder().join(SLIP).is_symlink() && fs::read(&precious).unwrap() == before);
}

#[test]
fn an_annex_that_cannot_be_written_keeps_no_slip_back() {
    let month = Month::new();
    // A folder of that name refuses as a workbook does that another program holds.
    fs::create_dir_all(month.0.period().join("ket-qua/phu-luc-2023-10.xlsx")).unwrap();
    let output = month.0.run(&[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("Không đọc được tệp") && said.contains("Phiếu đề nghị"), "{said}");
    assert_eq!(month.names(), [SLIP, "tin-nhan.txt"]);
    assert!(!month.0.period().join("ket-qua/du-thao-thu.eml").exists(), "no letter without annex");
}

/// Excel lets others read what it has open, a viewer or a mail program nothing at all.
#[cfg(windows)]
#[test]
fn what_another_program_holds_costs_only_itself() {
    use std::os::windows::fs::OpenOptionsExt as _;
    const HELD: &str = "tệp đang mở trong Excel hoặc chương trình khác";
    /// Excel shares reading; an indexer or a backup reading, writing and removing.
    const READ_WRITE_REMOVE: u32 = 7;
    let held = |file: &str, share: u32| {
        let month = Month::new();
        month.run();
        let output = month.0.period().join("ket-qua");
        let slip = output.join("gui-lai-xa").join(SLIP);
        let before = fs::read(&slip).unwrap();
        set_number(&month.0.file("Xã Mỹ An"), 1, "F27", "99");
        fs::write(month.0.file("Xã Mỹ Quý"), b"PK").unwrap();
        let file = output.join(file);
        let _held = fs::File::options().read(true).share_mode(share).open(&file).unwrap();
        let run = month.0.run(&[]);
        let said = [&run.stdout[..], &run.stderr[..]].concat();
        drop(_held);
        let is_same = fs::read(&slip).unwrap() == before;
        (run.status.code(), String::from_utf8(said).unwrap(), is_same)
    };
    for share in 0..READ_WRITE_REMOVE {
        let (code, said, _) = held("phu-luc-2023-10.xlsx", share);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("phu-luc-2023-10.xlsx") && said.contains(HELD), "{said}");
        assert!(said.contains("Phiếu đề nghị"), "{said}");
        for file in ["gui-lai-xa/Xã Mỹ Quý.xlsx", "du-thao-thu.eml", "gui-lai-xa/tin-nhan.txt"]
        {
            let (code, said, _) = held(file, share);
            let name = file.rsplit('/').next().unwrap();
            assert_eq!(code, Some(0), "{said}");
            assert!(said.contains(name) && said.contains("tệp đang mở trong "), "{said}");
        }
    }
}

#[test]
fn two_versions_alone_ask_for_nothing() {
    let workspace = Workspace::sample();
    let corrected = workspace.file("Xã Mỹ Quý (sửa lần 1)");
    fs::copy(workspace.file("Xã Mỹ Quý"), &corrected).unwrap();
    set_number(&corrected, 1, "F28", "1");
    let checked = workspace.checked();
    let findings = checked["findings"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["code"] == "nhieu-ban"), "{findings:#?}");
    assert!(workspace.run(&[]).status.success());
    assert!(!workspace.period().join("ket-qua/gui-lai-xa").exists());
}

#[test]
fn a_slip_says_only_what_a_unit_can_act_on() {
    let workspace = Workspace::sample();
    set_number(&workspace.file("Xã Mỹ Quý"), 1, "F27", "99");
    assert!(workspace.run(&[]).status.success());
    let folder = workspace.period().join("ket-qua/gui-lai-xa");
    let book = read(&fs::read(folder.join(SLIP)).unwrap(), &Limits::default()).unwrap();
    let page = book.sheets[0].cells.iter().filter_map(|(_, cell)| cell.text());
    let message = fs::read_to_string(folder.join("tin-nhan.txt")).unwrap();
    let said: Vec<&str> = page.chain(message.lines()).collect();
    for words in ["Đang dùng", "đang dùng", "đánh giá nội dung", "Ảnh hưởng", "chờ ý kiến"]
    {
        assert!(!said.iter().any(|line| line.contains(words)), "{words}: {said:#?}");
    }
    assert!(said.iter().any(|line| line.starts_with("1. Biểu 01, ô F27")), "{said:#?}");
}
