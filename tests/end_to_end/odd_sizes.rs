//! Lists of thousands of rows, and numbers out of all proportion.

use serde_json::Value;

use crate::sample::{Workspace, rewrite, set_number};

/// The third sheet with its second row repeated so many times in place of all that follow.
fn with_rows(workspace: &Workspace, count: usize, change: impl Fn(usize, &str) -> String) {
    rewrite(&workspace.file("Xã Mỹ Quý"), |name, xml| {
        if name != "xl/worksheets/sheet3.xml" {
            return None;
        }
        let first = xml.find("<row r=\"10\"").expect("the list begins in row 9");
        let end = first + xml[first..].find("</row>").unwrap() + 6;
        let last = xml.find("</sheetData>").unwrap();
        let rows = (0..count).map(|place| {
            let row = (10 + place).to_string();
            let numbered = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M"]
                .iter()
                .fold(xml[first..end].to_owned(), |xml, column| {
                    xml.replace(&format!("\"{column}10\""), &format!("\"{column}{row}\""))
                });
            change(place, &numbered.replacen("r=\"10\"", &format!("r=\"{row}\""), 1))
        });
        Some(format!("{}{}{}", &xml[..first], rows.collect::<String>(), &xml[last..]))
    });
}

fn own_findings<'j>(json: &'j Value, code: &str) -> Vec<&'j Value> {
    let findings = json["findings"].as_array().unwrap().iter();
    findings.filter(|finding| finding["code"] == code).collect()
}

#[test]
fn a_list_of_too_many_rows_costs_its_file_alone() {
    let workspace = Workspace::sample();
    with_rows(&workspace, 5_001, |place, row| row.replace("THT sen số 2", &format!("THT {place}")));
    let json = workspace.checked();
    let refused = own_findings(&json, "tep-khong-doc-duoc");
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0]["message"].as_str().unwrap().contains("số dòng danh sách"), "{refused:?}");
    assert_eq!(json["summary"]["units_received"], 12);
    let unusable = json["units"].as_array().unwrap().iter();
    assert_eq!(unusable.filter(|unit| unit["status"] == "unusable").count(), 1);
}

/// What is said of a row costs no more than the list allows, and every sentence stays readable.
#[test]
fn a_list_copied_down_is_told_soon() {
    type Change = fn(usize, &str) -> String;
    let kinds: [(&str, Change); 3] = [
        ("trung-trong-don-vi", |_, row| row.to_owned()),
        ("co-the-trung", |place, row| row.replace("THT sen số 2", &format!("THT {place}"))),
        ("tu-ngoai-danh-muc", |place, row| {
            row.replace("THT sen số 2", &format!("THT {place}")).replace("Khá", "lạ")
        }),
    ];
    for (code, change) in kinds {
        let workspace = Workspace::sample();
        with_rows(&workspace, 2_000, change);
        let json = workspace.checked();
        assert!(!own_findings(&json, code).is_empty(), "{code}");
        for finding in own_findings(&json, code) {
            let message = finding["message"].as_str().unwrap();
            assert!(message.chars().count() < 2_000, "{code}: {message}");
        }
        // Twice the members are not judged as if nothing were to be asked.
        let item = crate::sample::item(&json, "2.2");
        assert_eq!(item["status"], "not_checked", "{code}: {item}");
    }
}

/// As a flipped bit in a .xls makes of 0: no other unit has any, and nothing before.
#[test]
fn a_number_out_of_all_proportion_is_told() {
    let workspace = Workspace::sample();
    set_number(&workspace.file("Xã Mỹ Đông"), 1, "G63", "33554432");
    let json = workspace.checked();
    let told = own_findings(&json, "so-lon-bat-thuong");
    assert_eq!(told.len(), 1, "{}", json["findings"]);
    assert_eq!(told[0]["cells"][0], "G63");
    assert!(told[0]["message"].as_str().unwrap().contains("33.554.432"));
    // What others may well have is no such number.
    set_number(&workspace.file("Xã Mỹ Đông"), 1, "G63", "7");
    assert!(own_findings(&workspace.checked(), "so-lon-bat-thuong").is_empty());
}
