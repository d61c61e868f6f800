//! Levels that documents give to units: who has which on which day, and what is refused.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use tonghop::settings::{Settings, Threshold};
use viet_text::date::read_date;

use crate::settings_book::SettingsBook;

const PACK: &str = "nq47-thap-muoi";
const SHEET: &str = "Giao chỉ tiêu";
const HEADERS: &[&str] = &[
    "Nội dung số",
    "Phần",
    "Đơn vị, nhóm",
    "Mức",
    "Văn bản giao (số, ngày)",
    "Từ ngày",
    "Đến ngày",
];
const DOCUMENT: &str = "45/QĐ-UBND ngày 10/01/2023";

/// The pack with a new sheet of levels, and two communes in groups.
fn with_levels(rows: &[&[&str]]) -> SettingsBook {
    let book = SettingsBook::of_pack(PACK).without(SHEET).add(SHEET, &[HEADERS]).add(SHEET, rows);
    book.put("Đơn vị", "Xã Mỹ Quý", "Nhóm", "Nhóm 1").put(
        "Đơn vị",
        "Xã Tân Kiều",
        "Nhóm",
        "Nhóm 1 (đến 30/06/2023); Nhóm 2 (từ 01/07/2023)",
    )
}

/// A commune's level of an item on a day; none where nobody gave one.
fn level(settings: &Settings, unit: &str, item: &str, day: &str) -> Option<Decimal> {
    let unit = settings.units.iter().find(|own| own.name == unit).unwrap();
    let (set, item) = settings.sets[0].targets.iter().find_map(|target| {
        let item = target.items.iter().find(|own| own.number == item)?;
        Some((&settings.sets[0], item))
    })?;
    let day: NaiveDate = read_date(day).unwrap();
    let own = settings.unit_yardsticks(unit, set, item, day).swap_remove(0);
    own.document?;
    match own.yardstick.threshold {
        Threshold::Number(level) => Some(level),
        Threshold::Column(_) => None,
    }
}

#[test]
fn a_units_own_level_stands_before_its_groups() {
    let settings = with_levels(&[
        &["2.1", "", "Nhóm 1", "200", DOCUMENT],
        &["2.1", "", "Nhóm 2", "150", DOCUMENT],
        &["2.1", "", "Xã Mỹ Quý", "250", DOCUMENT, "01/07/2023"],
        &["3.2", "", "Tất cả", "90", DOCUMENT],
        &["4.1", "", "Nhóm 1", "44", ""],
    ])
    .read();
    let of = |unit: &str, item: &str, day: &str| level(&settings, unit, item, day);
    assert_eq!(of("Xã Mỹ Quý", "2.1", "30/06/2023"), Some(200.into()));
    assert_eq!(of("Xã Mỹ Quý", "2.1", "31/10/2023"), Some(250.into()));
    // Its group is another from July on.
    assert_eq!(of("Xã Tân Kiều", "2.1", "30/06/2023"), Some(200.into()));
    assert_eq!(of("Xã Tân Kiều", "2.1", "31/10/2023"), Some(150.into()));
    assert_eq!(of("Xã Phú Điền", "2.1", "31/10/2023"), None);
    assert_eq!(of("Xã Phú Điền", "3.2", "31/10/2023"), Some(90.into()));
    // A draft judges nobody.
    assert_eq!(of("Xã Mỹ Quý", "4.1", "31/10/2023"), None);
}

#[test]
fn levels_that_are_not_clear_are_refused() {
    for (row, says) in [
        (&["2.1", "", "Xã Phú Diền", "200", DOCUMENT][..], "ý là \"Xã Phú Điền\""),
        (&["9.9", "", "Xã Mỹ Quý", "200", DOCUMENT], "không có nội dung 9.9"),
        (&["2.1", "", "Xã Mỹ Quý", "2,6", DOCUMENT], "có phải là 2.600"),
        (&["5.2", "", "Xã Mỹ Quý", "70", DOCUMENT], "cột \"Phần\""),
        (&["6.1", "", "Xã Mỹ Quý", "70", DOCUMENT], "nhận định"),
        (&["2.1", "", "Nhóm 1", "10", DOCUMENT], "đã giao cho đơn vị, nhóm này"),
    ] {
        let problems = with_levels(&[&["2.1", "", "Nhóm 1", "200", DOCUMENT], row]).problems();
        assert!(problems.contains(says), "{problems}");
    }
}

/// A figure that counts communes, and an item judged by it.
fn counting(rule: &str) -> SettingsBook {
    let figure = &["dem.xa", "", "Số xã đạt", "xã", "đếm", "0", rule, "thời điểm"][..];
    let item = &["nq47-thap-muoi", "8.1", "", "Xã đạt", "Xã đạt mức", "dem.xa", "trên", "5"][..];
    SettingsBook::of_pack(PACK)
        .add("Số liệu", &[figure])
        .add("Chỉ tiêu", &[&["nq47-thap-muoi", "8", "Xã đạt"]])
        .add("Nội dung", &[item])
}

#[test]
fn an_item_that_depends_on_itself_is_refused() {
    let problems = counting("đếm các đơn vị đạt nội dung 8.1").problems();
    assert!(problems.contains("không nội dung nào được tính từ chính nó"), "{problems}");
    let problems = counting("đếm các đơn vị đạt nội dung 6.1").problems();
    assert!(problems.contains("theo nhận định"), "{problems}");
    let settings = counting("đếm các đơn vị đạt nội dung 3.2").read();
    assert!(settings.indicators["dem.xa"].over_units.test.is_some());
}
