//! An annex that is there and cannot be read: an earlier period's is named, and nothing else stands
//! in for it; this period's own is kept and called damaged.

use std::fs;
use std::path::{Path, PathBuf};
use tonghop::cell_text::CellText as _;

use serde_json::Value as Json;
use workbook_io::read::{Limits, read};
use workbook_io::{Address, Workbook};

use crate::history::sent;
use crate::sample::{Workspace, replace};

const CODE: &str = "phu-luc-truoc-khong-doc-duoc";
const ANNEX: &str = "2023-09/ket-qua/phu-luc-2023-09.xlsx";

fn book(path: &Path) -> Workbook {
    read(&fs::read(path).unwrap(), &Limits::default()).unwrap()
}

fn run(workspace: &Workspace) -> (String, Json) {
    let twin = workspace.root().join("twin.json");
    let output = workspace.run(&["--json", twin.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json = serde_json::from_slice(&fs::read(&twin).unwrap()).unwrap();
    (String::from_utf8(output.stdout).unwrap(), json)
}

fn findings(json: &Json) -> Vec<&Json> {
    json["findings"].as_array().unwrap().iter().filter(|f| f["code"] == CODE).collect()
}

/// Item 2.1 in the column of the earlier period.
fn before(workspace: &Workspace) -> String {
    let annex = book(&workspace.period().join("ket-qua/phu-luc-2023-10.xlsx"));
    let page = &annex.sheets[0];
    let row = page.cells.iter().find(|(_, cell)| cell.text() == Some("2.1")).unwrap().0.row;
    page.get(Address::new(row, 4)).unwrap().value.as_written()
}

/// The row of sheet Bàn giao on earlier annexes.
fn handed_over(workspace: &Workspace) -> String {
    let review = book(&workspace.period().join("ra-soat.xlsx"));
    let sheet = review.sheets.iter().find(|grid| grid.name == "Bàn giao").unwrap();
    let is_it = |text: &str| text == "Phụ lục các kỳ trước";
    let row = sheet.cells.iter().find(|(_, cell)| cell.text().is_some_and(is_it)).unwrap().0.row;
    sheet.row(row).filter_map(|(_, cell)| cell.text()).collect::<Vec<_>>().join("|")
}

fn cut(path: &Path) {
    fs::File::options().write(true).open(path).unwrap().set_len(20_000).unwrap();
}

#[test]
fn an_earlier_annex_that_cannot_be_read_is_named_everywhere() {
    type Spoil = fn(&Path);
    let spoilt: [(Spoil, &str); 5] = [
        (cut, "tệp bị hỏng"),
        (|path| fs::write(path, b"").unwrap(), "tệp rỗng"),
        (|path| fs::write(path, b"%PDF-1.7").unwrap(), "đây là tệp PDF"),
        (
            |path| {
                fs::remove_file(path).unwrap();
                fs::create_dir(path).unwrap();
            },
            "đây là một thư mục",
        ),
        (
            |path| assert!(fs::copy("samples/thap-muoi/khai-bao.xlsx", path).unwrap() > 0),
            "không có trang Nguồn số liệu",
        ),
    ];
    for (spoil, why) in spoilt {
        let workspace = Workspace::sample();
        spoil(&workspace.root().join(ANNEX));
        let (said, json) = run(&workspace);
        let short = format!("Phụ lục kỳ trước không đọc được (1): {ANNEX}.");
        assert!(said.contains(&short), "{said}");
        let found = findings(&json);
        assert_eq!((found.len(), &found[0]["severity"]), (1, &Json::from("warning")), "{why}");
        let message = found[0]["message"].as_str().unwrap();
        let words =
            ["tháng 9/2023", ANNEX, why, "không có số kỳ trước để so sánh", "chép đè bản đã gửi"];
        assert!(words.iter().all(|word| message.contains(word)), "{message}");
        assert!(said.contains(message), "{said}");
        assert_eq!(findings(&workspace.checked()).len(), 1);
        let row = handed_over(&workspace);
        assert_eq!(
            row,
            format!("Phụ lục các kỳ trước|{ANNEX}|1 kỳ trước có phụ lục, 1 kỳ không đọc được")
        );
        assert_eq!(before(&workspace), "…");
    }
}

#[test]
fn a_month_further_back_is_no_substitute() {
    let workspace = Workspace::sample();
    let august = workspace.root().join("2023-08/ket-qua");
    fs::create_dir_all(&august).unwrap();
    let annex = august.join("phu-luc-2023-08.xlsx");
    fs::copy(workspace.root().join(ANNEX), &annex).unwrap();
    let own = fs::read(&annex).unwrap();
    replace(&annex, "Kỳ báo cáo: tháng 9/2023", "Kỳ báo cáo: tháng 8/2023");
    cut(&workspace.root().join(ANNEX));
    let (_, json) = run(&workspace);
    assert_eq!((findings(&json).len(), &*before(&workspace)), (1, "…"));
    // One that lies further back costs no comparison, and is named all the same.
    fs::write(workspace.root().join(ANNEX), own).unwrap();
    cut(&annex);
    let (_, json) = run(&workspace);
    let message = findings(&json)[0]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("tháng 8/2023") && message.contains("Biểu đồ diễn biến"), "{message}");
    assert_ne!(before(&workspace), "…");
}

/// The newest of several, or the one that was sent, is not replaced by another.
#[test]
fn another_annex_of_the_period_is_no_substitute() {
    let workspace = Workspace::sample();
    let second = workspace.root().join("2023-09/ket-qua/phu-luc-2023-09-2.xlsx");
    fs::copy(workspace.root().join(ANNEX), &second).unwrap();
    cut(&second);
    let (_, json) = run(&workspace);
    assert!(findings(&json)[0]["message"].as_str().unwrap().contains("phu-luc-2023-09-2.xlsx"));
    assert_eq!(before(&workspace), "…");
    // Of several nobody can tell which was sent, where the record cannot be read.
    fs::copy(workspace.root().join(ANNEX), &second).unwrap();
    let record = workspace.root().join("2023-09/ra-soat.xlsx");
    let own = fs::read(&record).unwrap();
    for other in [PathBuf::from("khai-bao.xlsx"), PathBuf::from("2023-10/ra-soat.xlsx")] {
        fs::copy(workspace.root().join(other), &record).unwrap();
        let message = findings(&run(&workspace).1)[0]["message"].as_str().unwrap().to_owned();
        assert!(message.contains("không rõ phụ lục nào đã gửi"), "{message}");
        assert_eq!(before(&workspace), "…");
    }
    fs::write(&record, own).unwrap();
    assert!(findings(&run(&workspace).1).is_empty());
}

/// The one that was sent is gone: neither the one that is left nor none is taken for it.
#[test]
fn what_is_left_is_not_taken_for_what_was_sent() {
    let workspace = Workspace::sample();
    let first = workspace.root().join(ANNEX);
    let third = first.with_file_name("phu-luc-2023-09-3.xlsx");
    fs::rename(&first, &third).unwrap();
    let own = fs::read(&third).unwrap();
    sent(&workspace, "10/10/2023", "phu-luc-2023-09.xlsx ngày 10/10/2023");
    let is_named = || {
        let (said, json) = run(&workspace);
        let found = findings(&json);
        let message = found[0]["message"].as_str().unwrap();
        assert!(message.contains(&format!("tệp {ANNEX}: ")), "{message}");
        assert!(message.contains("ghi đã gửi tệp này, nay không còn"), "{message}");
        assert!(said.contains(message), "{said}");
        assert_eq!((found.len(), &*before(&workspace)), (1, "…"));
    };
    is_named();
    fs::remove_file(&third).unwrap();
    is_named();
    // Where nothing tells which was sent, the only one is it.
    fs::write(&third, own).unwrap();
    let is_used = || {
        assert!(findings(&run(&workspace).1).is_empty());
        assert_ne!(before(&workspace), "…");
    };
    fs::write(workspace.root().join("2023-09/ra-soat.xlsx"), b"").unwrap();
    is_used();
    sent(&workspace, "", "");
    is_used();
}

/// How an annex of another district names its maker.
const ANOTHER_OFFICE: &str = "Cơ quan tổng hợp: PHÒNG TÀI CHÍNH; ỦY BAN NHÂN DÂN HUYỆN CAO LÃNH";

/// Makes an annex that of another office with units of its own.
fn to_another_office(annex: &Path) {
    let own = "Cơ quan tổng hợp: PHÒNG TÀI CHÍNH - KẾ HOẠCH; ỦY BAN NHÂN DÂN HUYỆN THÁP MƯỜI";
    replace(annex, own, ANOTHER_OFFICE);
    replace(annex, ">Xã ", ">Ấp số ");
}

#[test]
fn an_annex_of_another_month_or_office_is_not_taken_for_the_months_own() {
    let workspace = Workspace::sample();
    let annex = workspace.root().join(ANNEX);
    let own = fs::read(&annex).unwrap();
    let is_named = |words: &[&str]| {
        let (said, json) = run(&workspace);
        let found = findings(&json);
        let message = found[0]["message"].as_str().unwrap();
        let not_it = "không phải phụ lục tháng 9/2023 của cơ quan này";
        let mut words = words.iter().chain([&ANNEX, &not_it]);
        assert!(words.all(|word| message.contains(word)), "{message}");
        assert!(said.contains(message), "{said}");
        assert_eq!((found.len(), &*before(&workspace)), (1, "…"));
    };
    replace(&annex, "Kỳ báo cáo: tháng 9/2023", "Kỳ báo cáo: tháng 8/2023");
    is_named(&["một phụ lục tháng 8/2023"]);
    fs::write(&annex, &own).unwrap();
    to_another_office(&annex);
    is_named(&["một phụ lục tháng 9/2023 của PHÒNG TÀI CHÍNH", "CAO LÃNH"]);
    // An office that has another name since has the same units.
    fs::write(&annex, &own).unwrap();
    replace(&annex, "HUYỆN THÁP MƯỜI", "HUYỆN CAO LÃNH");
    assert!(findings(&run(&workspace).1).is_empty());
    assert_ne!(before(&workspace), "…");
}

#[test]
fn what_is_not_this_periods_annex_is_kept_and_called_by_what_it_is() {
    let workspace = Workspace::sample();
    run(&workspace);
    let output = workspace.period().join("ket-qua");
    let first = output.join("phu-luc-2023-10.xlsx");
    let own = fs::read(&first).unwrap();
    let kept = |what: &str| {
        let copied = fs::read(&first).unwrap();
        for _ in 0..2 {
            let (said, _) = run(&workspace);
            let words = ["Tệp phu-luc-2023-10.xlsx", what, "giữ nguyên", "phu-luc-2023-10-2.xlsx"];
            assert!(words.iter().all(|word| said.contains(word)), "{said}");
            assert!(!said.contains("sửa tay") && !said.contains("bị hỏng"), "{said}");
            assert!(fs::read(&first).unwrap() == copied);
            assert!(!output.join("phu-luc-2023-10-3.xlsx").exists());
        }
        fs::remove_file(output.join("phu-luc-2023-10-2.xlsx")).unwrap();
    };
    fs::copy(workspace.root().join(ANNEX), &first).unwrap();
    kept("một phụ lục tháng 9/2023");
    fs::copy(workspace.file("Xã Mỹ Quý"), &first).unwrap();
    kept("báo cáo của Xã Mỹ Quý, tháng 10/2023");
    fs::copy(workspace.period().join("ra-soat.xlsx"), &first).unwrap();
    kept("một bảng tính khác");
    fs::write(&first, &own).unwrap();
    to_another_office(&first);
    kept("CAO LÃNH");
    fs::write(&first, own).unwrap();
    assert!(!run(&workspace).0.contains("mang tên phụ lục kỳ này"));
}

#[test]
fn this_periods_own_damaged_annex_is_kept_and_called_so() {
    let workspace = Workspace::sample();
    run(&workspace);
    let first = workspace.period().join("ket-qua/phu-luc-2023-10.xlsx");
    let whole = fs::read(&first).unwrap();
    for length in [20_000, 0] {
        fs::write(&first, &whole[..length]).unwrap();
        for _ in 0..2 {
            let (said, _) = run(&workspace);
            assert!(said.contains("Tệp phu-luc-2023-10.xlsx bị hỏng, không đọc được ("), "{said}");
            assert!(!said.contains("sửa tay"), "{said}");
            assert!(said.contains("ket-qua/phu-luc-2023-10-2.xlsx"), "{said}");
            assert_eq!(fs::read(&first).unwrap(), whole[..length]);
        }
        fs::remove_file(workspace.period().join("ket-qua/phu-luc-2023-10-2.xlsx")).unwrap();
    }
    fs::write(&first, &whole).unwrap();
    assert!(!run(&workspace).0.contains("không đọc được"));
}
