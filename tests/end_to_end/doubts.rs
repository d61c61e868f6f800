//! A figure in doubt one month is no measure for the next.

use std::fs;

use serde_json::Value;

use crate::sample::{Workspace, item, replace, run, set_number};

const DOUBTFUL: &str = "Xã Mỹ Quý";

/// The sample with October's members of one cooperative typed with a digit too many, left open, and
/// November's report with this number there.
fn november(members: &str) -> Value {
    let workspace = Workspace::sample();
    set_number(&workspace.file(DOUBTFUL), 2, "F9", "1150");
    let written = workspace.run(&["--json", "-"]);
    assert!(written.status.success());
    let october: Value = serde_json::from_slice(&written.stdout).unwrap();
    assert_eq!(item(&october, "2.1")["reason"], "to_verify");
    let november = workspace.root().join("2023-11");
    fs::create_dir(&november).unwrap();
    for entry in fs::read_dir(workspace.period()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() || name.starts_with("ra-soat") {
            continue;
        }
        let later = november.join(&name);
        fs::copy(&path, &later).unwrap();
        replace(&later, "Tháng 10 năm 2023", "Tháng 11 năm 2023");
        replace(&later, "31/10/2023", "30/11/2023");
    }
    set_number(&november.join(format!("{DOUBTFUL}.xlsx")), 2, "F9", members);
    let json = run(&november, &["--json", "-"]);
    assert!(json.status.success(), "{}", String::from_utf8_lossy(&json.stderr));
    serde_json::from_slice(&json.stdout).unwrap()
}

/// Warnings and errors at the cell in doubt.
fn at_f9(json: &Value) -> usize {
    let findings = json["findings"].as_array().unwrap().iter();
    let here = findings.filter(|finding| {
        finding["unit"] == DOUBTFUL
            && finding["severity"] != "info"
            && finding["cells"].as_array().unwrap().contains(&"F9".into())
    });
    here.count()
}

#[test]
fn an_error_that_comes_again_is_told_again() {
    let json = november("1151");
    assert!(at_f9(&json) > 0, "{}", json["findings"]);
    assert_eq!(item(&json, "2.1")["reason"], "to_verify");
}

#[test]
fn the_right_figure_after_a_doubtful_one_is_not_doubted() {
    let json = november("116");
    assert_eq!(at_f9(&json), 0, "{}", json["findings"]);
    assert_eq!(item(&json, "2.1")["status"], "unmet");
}
