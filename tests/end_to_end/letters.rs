//! The words to send, as a mail program and a person find them in the output folder.

use std::fs;
use std::path::Path;

use tonghop::settings::Mailbox;

use crate::sample::Workspace;
use crate::settings_book::SettingsBook;

fn output(workspace: &Workspace, name: &str) -> String {
    fs::read_to_string(workspace.period().join("ket-qua").join(name)).unwrap()
}

/// The bytes attached to a draft: its last part.
fn attached(draft: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(draft).unwrap();
    let (_, part) = text.rsplit_once("Content-Disposition: attachment").unwrap();
    let (_, body) = part.split_once("\r\n\r\n").unwrap();
    let (body, _) = body.split_once("\r\n--").unwrap();
    let mut bytes = Vec::new();
    let digit = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let letters: Vec<u8> = body.bytes().filter(|c| !c.is_ascii_whitespace()).collect();
    for four in letters.chunks(4) {
        let known = four.iter().filter(|c| **c != b'=');
        let bits = known.clone().fold(0_u32, |bits, c| bits << 6 | u32::from(digit(*c)));
        let count = known.count();
        let bits = bits << (6 * (4 - count));
        bytes.extend(&bits.to_be_bytes()[1..count]);
    }
    bytes
}

fn draft(workspace: &Workspace) -> Vec<u8> {
    fs::read(workspace.period().join("ket-qua/du-thao-thu.eml")).unwrap()
}

fn annex(workspace: &Workspace, name: &str) -> Vec<u8> {
    fs::read(workspace.period().join("ket-qua").join(name)).unwrap()
}

#[test]
fn the_annex_is_attached_byte_for_byte() {
    let workspace = Workspace::sample();
    assert!(workspace.run(&[]).status.success());
    let first = draft(&workspace);
    assert!(attached(&first) == annex(&workspace, "phu-luc-2023-10.xlsx"));
    let head = String::from_utf8_lossy(&first[..400]).into_owned();
    assert!(head.starts_with("X-Unsent: 1\r\n"), "{head}");
    for absent in ["Date:", "From:", "Message-ID:"] {
        assert!(!head.contains(absent), "{head}");
    }
    // Nothing changed: nothing is written, and the same file stays attached.
    assert!(workspace.run(&[]).status.success());
    assert!(draft(&workspace) == first);
    // An annex edited by hand is kept, and the next one is what goes out.
    let path = workspace.period().join("ket-qua/phu-luc-2023-10.xlsx");
    crate::sample::replace(&path, "Thành viên THT", "Thành viên tổ hợp tác");
    assert!(workspace.run(&[]).status.success());
    let second = draft(&workspace);
    assert!(attached(&second) == annex(&workspace, "phu-luc-2023-10-2.xlsx"));
    assert!(String::from_utf8_lossy(&second).contains("filename=\"phu-luc-2023-10-2.xlsx\""));
    assert!(output(&workspace, "du-thao-thu.txt").contains("phu-luc-2023-10-2.xlsx"));
}

#[test]
fn the_letter_says_what_is_unmet() {
    let workspace = Workspace::sample();
    assert!(workspace.run(&[]).status.success());
    let words = output(&workspace, "du-thao-thu.txt");
    for said in [
        "Tệp gửi kèm: phu-luc-2023-10.xlsx",
        "Tiêu đề: Kết quả thực hiện Nghị quyết số 47/NQ-HĐND, tháng 10/2023",
        "có 2/7 chỉ tiêu đạt (6/11 nội dung đạt)",
        "- 2.1. Thành viên HTX: 2.570/2.600 thành viên, thiếu 30.",
        "- 3.2. Lợi nhuận bình quân 01 THT: 95/200 triệu đồng/năm, thiếu 105.",
        "HTX 70%/70%; THT 0%/70%",
    ] {
        assert!(words.contains(said), "{said}\n{words}");
    }
    assert!(!words.contains("{") && words.lines().count() == words.matches("\r\n").count());
    assert!(!workspace.period().join("ket-qua/nhac-gui-bao-cao.txt").exists());
}

#[test]
fn who_is_missing_is_reminded_until_they_are_not() {
    let workspace = Workspace::sample();
    let kept = |path: &Path| fs::read(path).unwrap();
    let (gone, broken) = (workspace.file("Xã Mỹ Quý"), workspace.file("Xã Phú Điền"));
    let (one, other) = (kept(&gone), kept(&broken));
    fs::remove_file(&gone).unwrap();
    fs::write(&broken, "PK hỏng").unwrap();
    assert!(workspace.run(&[]).status.success());
    let reminder = output(&workspace, "nhac-gui-bao-cao.txt");
    assert!(reminder.contains("còn 01/13 xã, thị trấn chưa gửi báo cáo: Xã Mỹ Quý."), "{reminder}");
    assert!(reminder.contains("- Xã Phú Điền: tệp \"Xã Phú Điền.xlsx\": "), "{reminder}");
    assert!(reminder.contains("… giờ, ngày …/…/…"), "{reminder}");
    let words = output(&workspace, "du-thao-thu.txt");
    assert!(words.contains("Kết quả chưa gồm số liệu của 02/13 xã, thị trấn"), "{words}");
    fs::write(&gone, one).unwrap();
    fs::write(&broken, other).unwrap();
    assert!(workspace.run(&[]).status.success());
    assert!(!workspace.period().join("ket-qua/nhac-gui-bao-cao.txt").exists());
}

#[test]
fn the_office_words_its_letter_itself() {
    let letter =
        |name, text| SettingsBook::of_pack("nq47-thap-muoi").put("Thư", name, "Giá trị", text);
    let settings = letter("Người nhận", "Nguyễn Văn A <a@huyen.gov.vn>; b@huyen.gov.vn").read();
    let mailbox =
        |name: &str, address: &str| Mailbox { name: name.to_owned(), address: address.to_owned() };
    let both = [mailbox("Nguyễn Văn A", "a@huyen.gov.vn"), mailbox("", "b@huyen.gov.vn")];
    assert_eq!(settings.letter.to, both);
    let settings = letter("Tiêu đề", "Báo cáo {kỳ}").read();
    assert_eq!(settings.letter.subject.as_written(), "Báo cáo {kỳ}");
    // What is not written has the usual words, and older settings have no such sheet at all.
    assert_eq!(settings.letter.body.len(), 6);
    for (name, text, said) in [
        ("Người nhận", "đồng chí Chủ tịch", "không phải là địa chỉ thư điện tử"),
        ("Tiêu đề", "Báo cáo {tóm tăt}", "không có chỗ điền {tóm tăt}; ý là \"tóm tắt\"?"),
        ("Lời chào", "Kính gửi {ai}", "Các chỗ điền được dùng: {kỳ}, {cơ quan}"),
    ] {
        let problems = letter(name, text).problems();
        assert!(problems.contains(said), "{problems}");
    }
}

#[test]
fn the_reports_paragraphs_are_ready_for_word() {
    let workspace = Workspace::sample();
    assert!(workspace.run(&[]).status.success());
    let book = tonghop::workspace::open(&workspace.period().join("ra-soat.xlsx")).unwrap();
    let sheet = book.sheets.iter().find(|sheet| sheet.name == "Lời văn").unwrap();
    let all: Vec<&str> = sheet.cells.values().filter_map(|cell| cell.text()).collect();
    for said in [
        "có 2/7 chỉ tiêu đạt (6/11 nội dung đạt); 5/7 chỉ tiêu chưa đạt",
        "có 2/7 chỉ tiêu gồm 6/11 nội dung đạt so với Nghị quyết số 47/NQ-HĐND. Còn 5/7 chỉ tiêu \
         gồm 5/11 nội dung chưa đạt.",
        "Thành viên HTX: 2.570 thành viên, chưa đạt Nghị quyết số 47/NQ-HĐND (2.570/2.600 \
         thành viên), thiếu 30; tăng 7 so với tháng 9/2023.",
        "đến ngày 31/10/2023 là 1.623 triệu đồng/năm, ước cả năm 2023 là 1.812 triệu đồng/năm",
        "CBQL HTX từ trung cấp trở lên: 75% (105/140), đạt Nghị quyết số 47/NQ-HĐND (75%/40%)",
        "- Nội dung số 2 của chỉ tiêu số 3 “Lợi nhuận bình quân một THT đạt từ 200 triệu đồng/năm \
         trở lên” (95/200 triệu đồng/năm).",
        "Gồm 05 HTX: HTX Đa dịch vụ An Phát (Thị trấn Mỹ An); HTX DVNN Mỹ Đông 3 (Xã Mỹ Đông);",
        "Số HTX thành lập mới trong năm: 01 HTX, gồm: HTX Đa dịch vụ An Phát (Thị trấn Mỹ An).",
    ] {
        assert!(all.iter().any(|text| text.contains(said)), "{said}\n{}", all.join("\n"));
    }
}
