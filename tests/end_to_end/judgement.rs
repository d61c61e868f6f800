//! The sample month, to the digit; and what becomes of its verdicts when figures change.

use crate::sample::{Workspace, item, set_number};
use serde_json::{Value, json};

const UNITS: [&str; 13] = [
    "Thị trấn Mỹ An",
    "Xã Mỹ An",
    "Xã Mỹ Đông",
    "Xã Mỹ Hòa",
    "Xã Mỹ Quý",
    "Xã Đốc Binh Kiều",
    "Xã Hưng Thạnh",
    "Xã Láng Biển",
    "Xã Phú Điền",
    "Xã Tân Kiều",
    "Xã Thạnh Lợi",
    "Xã Thanh Mỹ",
    "Xã Trường Xuân",
];

fn figure<'a>(json: &'a Value, code: &str, basis: &str) -> &'a Value {
    let indicators = json["indicators"].as_array().unwrap();
    &indicators.iter().find(|indicator| indicator["code"] == code).unwrap()[basis]
}

#[test]
fn the_sample_to_the_digit() {
    let json = Workspace::sample().checked();
    for (code, actual, estimate) in [
        ("htx.so_luong", "22", "22"),
        ("htx.thanh_vien", "2570", "2570"),
        ("htx.lao_dong", "260", "260"),
        ("htx.cbql", "140", "140"),
        ("htx.cbql_chua_dao_tao", "9", "9"),
        ("htx.cbql_so_cap", "26", "26"),
        ("htx.cbql_trung_cap", "70", "70"),
        ("htx.cbql_cd_dh", "35", "35"),
        ("htx.doanh_thu_bq", "1623", "1812"),
        ("htx.lai_bq", "126", "200"),
        ("htx.thu_nhap_bq", "45", "45"),
        ("tht.so_luong", "130", "130"),
        ("tht.thanh_vien", "3205", "3205"),
        ("tht.doanh_thu_bq", "480", "480"),
        ("tht.lai_bq", "95", "95"),
        ("tht.ty_le_chung_thuc", "90.769231", "90.769231"),
    ] {
        assert_eq!(figure(&json, code, "actual"), actual, "{code}");
        assert_eq!(figure(&json, code, "estimate"), estimate, "{code}");
        assert_eq!(figure(&json, code, "prior"), &Value::Null, "{code}");
    }
    let summary = &json["summary"];
    assert_eq!((&summary["targets_met"], &summary["targets"]), (&json!(2), &json!(7)));
    assert_eq!((&summary["items_met"], &summary["items"]), (&json!(6), &json!(11)));
    for (number, status) in [
        ("1.1", "unmet"),
        ("2.1", "unmet"),
        ("2.2", "met"),
        ("3.1", "met"),
        ("3.2", "unmet"),
        ("4.1", "unmet"),
        ("5.1", "met"),
        ("5.2", "unmet"),
        ("6.1", "met"),
        ("6.2", "met"),
        ("7.1", "met"),
    ] {
        assert_eq!(item(&json, number)["status"], status, "{number}");
    }
    assert_eq!(item(&json, "7.1")["printed"], "22.73");
    assert_eq!(item(&json, "5.2")["value"], Value::Null);
}

#[test]
fn a_clean_month_is_silent() {
    let json = Workspace::sample().checked();
    let graver: Vec<&Value> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] != "info")
        .collect();
    assert_eq!(graver, Vec::<&Value>::new());
}

#[test]
fn without_the_offices_judgement_the_item_waits() {
    let workspace = Workspace::sample();
    std::fs::remove_file(workspace.period().join("ra-soat.xlsx")).unwrap();
    let json = workspace.checked();
    assert_eq!(json["summary"]["items_met"], 5);
    assert_eq!(json["summary"]["items_not_checked"], 1);
    assert_eq!(item(&json, "6.1")["status"], "not_checked");
}

#[test]
fn without_one_commune_no_verdict_is_false() {
    let whole = Workspace::sample().checked();
    for unit in UNITS {
        let workspace = Workspace::sample();
        std::fs::remove_file(workspace.file(unit)).unwrap();
        let json = workspace.checked();
        assert_eq!(json["summary"]["units_received"], 12, "{unit}");
        for judged in json["items"].as_array().unwrap() {
            let number = judged["item"].as_str().unwrap();
            let full = &item(&whole, number)["status"];
            let status = &judged["status"];
            assert!(status == "no_data" || status == full, "{unit} {number}: {status}");
            if status == "no_data" {
                assert_eq!(judged["missing_units"], json!([unit]), "{number}");
            }
        }
        assert_eq!(item(&json, "2.1")["status"], "no_data");
    }
}

/// The verdict by the figures in use, which an open finding may keep from being said.
fn by_figures_in_use(item: &serde_json::Value) -> &serde_json::Value {
    item.get("as_used").unwrap_or(&item["status"])
}

#[test]
fn a_sum_already_past_its_threshold_is_judged_without_the_rest() {
    let workspace = Workspace::sample();
    set_number(&workspace.file("Xã Phú Điền"), 2, "F9", "5000");
    std::fs::remove_file(workspace.file("Xã Mỹ An")).unwrap();
    let json = workspace.checked();
    assert_eq!(by_figures_in_use(item(&json, "2.1")), "met");
    assert_eq!(item(&json, "2.1")["missing_units"], json!(["Xã Mỹ An"]));
}

/// Each threshold approached from both sides: the commune, its sheet and cell, the number,
/// the item, its status.
#[test]
fn both_sides_of_each_threshold() {
    for (unit, sheet, cell, number, judged, status) in [
        ("Xã Phú Điền", 2, "F9", "202", "2.1", "unmet"),
        ("Xã Phú Điền", 2, "F9", "203", "2.1", "met"),
        ("Xã Phú Điền", 3, "F9", "19", "2.2", "met"),
        ("Xã Phú Điền", 3, "F9", "18", "2.2", "unmet"),
        // 1.812 is the mean of 39.864 over 22: 1.800 needs 39.600.
        ("Xã Phú Điền", 2, "M9", "2222", "3.1", "met"),
        ("Xã Phú Điền", 2, "M9", "2219", "3.1", "unmet"),
        // 95 over 130 groups: 200 needs 26.000, that is 13.650 more.
        ("Xã Phú Điền", 3, "I9", "13744", "3.2", "met"),
        ("Xã Phú Điền", 3, "I9", "13735", "3.2", "unmet"),
        // 45 is not "over 45"; 45,05 rounds to 45,1, which is; 45,04 prints as 45.
        ("Xã Phú Điền", 2, "Q9", "42.9", "4.1", "met"),
        ("Xã Phú Điền", 2, "Q9", "42.7", "4.1", "unmet"),
        // 105 of 140 is 75 %: 40 % needs 56.
        ("Xã Phú Điền", 2, "R9", "129", "5.1", "unmet"),
        ("Xã Phú Điền", 2, "R9", "128", "5.1", "met"),
        // One agricultural cooperative without profit, and 100 % is missed.
        ("Xã Phú Điền", 2, "P9", "0", "6.2", "unmet"),
        ("Xã Phú Điền", 2, "P9", "0.1", "6.2", "met"),
    ] {
        let workspace = Workspace::sample();
        set_number(&workspace.file(unit), sheet, cell, number);
        let json = workspace.checked();
        let found = item(&json, judged);
        assert_eq!(by_figures_in_use(found), status, "{judged} with {cell} = {number}: {found}");
    }
}
