//! The report in Word: written where the settings ask for it; what the officer writes in it stays, the
//! program's figures follow.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use crate::sample::{Workspace, rewrite, set_number};

/// The words before a figure that the list contradicts once the form's is changed.
const NEW_MEMBERS: &str = "Số thành viên mới tham gia HTX: ";

/// Switches the report on, on sheet Cơ quan.
fn switch_on(workspace: &Workspace) {
    let row = "<row r=\"17\"><c r=\"A17\" t=\"inlineStr\"><is><t>Báo cáo Word</t></is></c>\
               <c r=\"B17\" t=\"inlineStr\"><is><t>có</t></is></c></row></sheetData>";
    rewrite(&workspace.root().join("khai-bao.xlsx"), |name, xml| {
        (name == "xl/worksheets/sheet2.xml").then(|| xml.replace("</sheetData>", row))
    });
}

fn text_of(document: &Path) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(document).unwrap())).unwrap();
    let mut xml = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

fn run(workspace: &Workspace) -> String {
    let output = workspace.run(&[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn figures_follow_and_what_the_officer_writes_stays() {
    let workspace = Workspace::sample();
    let report = workspace.period().join("ket-qua/bao-cao-2023-10.docx");
    run(&workspace);
    assert!(!report.exists());
    switch_on(&workspace);
    assert!(run(&workspace).contains("Báo cáo Word: "));
    let first = fs::read(&report).unwrap();
    let said = text_of(&report);
    assert!(said.contains(&format!("{NEW_MEMBERS}70 người")), "{said}");
    for figure in
        ["2.570", "1.623", "1.812", "3.205", "480", "95", "118", "HTX Đa dịch vụ An Phát", "2/7"]
    {
        assert!(said.contains(figure), "{figure}");
    }
    run(&workspace);
    assert_eq!(fs::read(&report).unwrap(), first);

    // The officer writes under a heading and into one of the program's own texts.
    rewrite(&report, |name, xml| {
        (name == "word/document.xml").then(|| {
            xml.replacen("<w:t xml:space=\"preserve\">…</w:t>", "<w:t>Đã chỉ đạo sâu sát.</w:t>", 1)
                .replace("Thực hiện Nghị quyết", "Căn cứ Nghị quyết")
        })
    });
    set_number(&workspace.file("Xã Mỹ Quý"), 1, "F28", "5");
    let screen = run(&workspace);
    assert!(screen.contains("giữ nguyên phần đã sửa tay (Căn cứ, mở đầu)"), "{screen}");
    let said = text_of(&report);
    assert!(said.contains("Đã chỉ đạo sâu sát.") && said.contains("Căn cứ Nghị quyết"), "{said}");
    assert!(said.contains(&format!("{NEW_MEMBERS}70 người (số liệu đang rà soát)")), "{said}");
}

#[test]
fn the_offices_own_template_is_filled_and_a_foreign_file_stays() {
    let workspace = Workspace::sample();
    switch_on(&workspace);
    run(&workspace);
    let report = workspace.period().join("ket-qua/bao-cao-2023-10.docx");
    let own = workspace.root().join("bieu-mau/bao-cao.docx");
    fs::copy(&report, &own).unwrap();
    rewrite(&own, |name, xml| {
        (name == "word/document.xml").then(|| xml.replace("BÁO CÁO", "BÁO CÁO THÁNG"))
    });
    fs::remove_file(&report).unwrap();
    run(&workspace);
    assert!(text_of(&report).contains("BÁO CÁO THÁNG"));
    fs::write(&report, "của người khác").unwrap();
    let screen = run(&workspace);
    assert!(screen.contains("Chưa lập báo cáo Word"), "{screen}");
    assert_eq!(fs::read(&report).unwrap(), "của người khác".as_bytes());
}
