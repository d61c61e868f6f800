//! What cannot be done is said in Vietnamese with the next step, and nothing is half-written.

use std::fs;
use std::path::Path;

use crate::sample::{Workspace, replace, run};
use crate::settings_book::SettingsBook;

/// Runs, expects exit 1 and a sentence with these words.
fn refused(folder: &Path, words: &[&str]) {
    let output = run(folder, &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    for word in words {
        assert!(said.contains(word), "{word:?} is not in: {said}");
    }
}

#[test]
fn a_folder_that_does_not_exist() {
    refused(Path::new("/khong/co/thu-muc"), &["Không có thư mục", "đường dẫn"]);
}

#[test]
fn a_folder_in_no_workspace() {
    let folder = tempfile::tempdir().unwrap();
    refused(folder.path(), &["khai-bao.xlsx", "thư mục làm việc"]);
}

#[test]
fn an_empty_period() {
    let workspace = Workspace::sample();
    let empty = workspace.root().join("2023-11");
    fs::create_dir(&empty).unwrap();
    refused(&empty, &["Chưa có báo cáo nào", "Chép các tệp Excel"]);
}

#[test]
fn a_folder_whose_name_says_no_period() {
    let workspace = Workspace::sample();
    let odd = workspace.root().join("thu-nghiem");
    fs::create_dir(&odd).unwrap();
    fs::copy(workspace.file("Xã Mỹ An"), odd.join("Xã Mỹ An.xlsx")).unwrap();
    refused(&odd, &["kỳ nào", "--period"]);
    assert!(run(&odd, &["--period", "2023-10"]).status.success());
}

#[test]
fn an_output_folder_that_cannot_be_made() {
    let workspace = Workspace::sample();
    fs::write(workspace.period().join("ket-qua"), "not a folder").unwrap();
    refused(&workspace.period(), &["Không ghi được", "ket-qua"]);
    assert_eq!(fs::read(workspace.period().join("ket-qua")).unwrap(), b"not a folder");
}

#[test]
fn wrong_usage() {
    let output = Workspace::sample().run(&["--khong-co"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Không có tùy chọn"));
}

/// Mistakes in the settings: a text of the workbook replaced, and what is said.
#[test]
fn settings_that_are_not_clear() {
    for (from, to, words) in [
        (">Mức trên<", ">Mức trần<", &["Nội dung", "Mức trần", "Mức trên"][..]),
        (
            "(htx.cbql_trung_cap + ",
            "(htx.cbql_trungcap + ",
            &["htx.cbql_trungcap", "ý là \"htx.cbql_trung_cap\""],
        ),
        (">htx.da_dich_vu / htx.so_luong<", ">htx.da_dich_vu / / 2<", &["Cách tính", "\"/\""]),
        (">trên<", ">hơn hẳn<", &["So sánh", "hơn hẳn", "không quá"]),
    ] {
        let workspace = Workspace::sample();
        let settings = workspace.root().join("khai-bao.xlsx");
        replace(&settings, from, to);
        refused(&workspace.period(), words);
        assert!(!workspace.period().join("ket-qua").exists(), "nothing is half-written");
    }
}

#[test]
fn a_threshold_mistyped_by_locale() {
    let workspace = Workspace::sample();
    let settings = workspace.root().join("khai-bao.xlsx");
    replace(&settings, "<v>2600</v>", "<v>2.6</v>");
    refused(&workspace.period(), &["Nội dung", "2,6", "2.600"]);
}

/// What follows from a lost sheet is not said again for every target.
#[test]
fn a_renamed_settings_sheet_is_one_mistake() {
    let workspace = Workspace::sample();
    let settings = workspace.root().join("khai-bao.xlsx");
    replace(&settings, "name=\"Nội dung\"", "name=\"Nội dung 2\"");
    refused(&workspace.period(), &["(1 chỗ)", "đặt lại đúng tên", "ý là \"Nội dung 2\"?\n"]);
}

#[test]
fn a_target_without_items_is_shown_at_its_cell() {
    let book = SettingsBook::of_pack("nq47-thap-muoi");
    let said = book.put("Nội dung", "1.1", "Nội dung số", "2.9").problems();
    let whole = "trang \"Chỉ tiêu\", ô B3: chỉ tiêu 1 của bộ nq47-thap-muoi chưa có nội dung nào; đề \
                 nghị thêm dòng ở trang \"Nội dung\".";
    assert_eq!(said, whole);
}

/// The office's own damaged file: nobody else is asked to send it again.
#[test]
fn a_review_workbook_that_cannot_be_read() {
    let workspace = Workspace::sample();
    let review = workspace.period().join("ra-soat.xlsx");
    fs::write(&review, b"").unwrap();
    refused(&workspace.period(), &["ra-soat.xlsx: Tệp rỗng", "chép lại từ bản đã lưu trước đó"]);
    assert_eq!(fs::read(&review).unwrap(), b"");
    assert!(!workspace.period().join("ket-qua").exists());
}
