//! Lists: what stands in them and around them.

use tonghop::form::LeftoverKind;
use tonghop::intake::submission::Month;
use workbook_io::Grid;

use crate::bend::{Bend, clean, number, text};
use crate::said::{UNIT, assert_same, assert_same_but, leftovers, only, read, used};

/// The list of groups bent: nine of them, in rows 9 to 17.
fn bent(bend: impl Fn(&mut Grid)) -> Month {
    let mut book = clean();
    bend(&mut book.sheets[2]);
    read(book)
}

fn total(sheet: &mut Grid, row: u32, column: &str, words: &str) {
    sheet.say(&format!("{column}{row}"), words);
    sheet.put(&format!("F{row}"), number("225"));
    sheet.put(&format!("H{row}"), number("4313"));
}

#[test]
fn total_rows_at_either_end() {
    for words in [
        "Tổng cộng",
        "Cộng",
        "TỔNG SỐ",
        "Tổng cộng:",
        "TỔNG SỐ: 9 THT",
        "Cộng (9 tổ)",
        "Toàn xã",
        "TC",
        "T.cộng",
        "Total",
        "Σ",
        "Tổng THT",
        "Toàn xã: 9 THT",
        "Xã Mỹ Quý",
        "9 tổ của xã",
    ] {
        for column in ["A", "B"] {
            for row in [9, 18, 20] {
                let month = bent(|sheet| {
                    if row == 9 {
                        sheet.insert_rows(9, 1);
                    }
                    total(sheet, row, column, words);
                });
                assert_same(&month);
                assert_eq!(leftovers(&month, LeftoverKind::TotalRow), 2, "{words} {column}{row}");
            }
        }
    }
    assert_same(&bent(|sheet| sheet.say("B18", "TỔNG SỐ: 9 THT")));
}

#[test]
fn means_at_the_foot_and_rows_that_only_show_how() {
    let mean = bent(|sheet| {
        sheet.say("B18", "Trung bình");
        sheet.put("F18", number("25"));
        sheet.put("H18", number("479"));
    });
    assert_same(&mean);
    for (column, words) in [("B", "VD: THT lúa"), ("B", "THT lúa (ví dụ)"), ("A", "VD")] {
        let month = bent(|sheet| {
            sheet.put("A18", number("10"));
            sheet.say("B18", "THT lúa");
            sheet.put("F18", number("12"));
            sheet.say(&format!("{column}18"), words);
        });
        assert_same(&month);
        assert!(leftovers(&month, LeftoverKind::Example) > 0, "{words}");
    }
    for words in ["THT …………", "THT ..........", "THT", "Tên tổ hợp tác: ______"] {
        let month = bent(|sheet| {
            sheet.put("A18", number("10"));
            sheet.say("B18", words);
            sheet.say("C18", "Nông nghiệp");
        });
        assert_same(&month);
    }
}

#[test]
fn group_headings_within() {
    for headings in [
        [("A", "I"), ("B", "Nông nghiệp")],
        [("A", "A"), ("B", "THT nông nghiệp")],
        [("A", ""), ("B", "I. Nông nghiệp")],
        [("A", "I. Nông nghiệp"), ("B", "")],
        [("A", ""), ("B", "Lĩnh vực nông nghiệp")],
    ] {
        let month = bent(|sheet| {
            sheet.insert_rows(13, 1);
            for (column, words) in headings.iter().filter(|(_, words)| !words.is_empty()) {
                sheet.say(&format!("{column}13"), words);
            }
        });
        assert_same(&month);
    }
    let with_subtotal = bent(|sheet| {
        sheet.insert_rows(9, 1);
        sheet.say("A9", "I");
        total(sheet, 9, "B", "Nông nghiệp");
        sheet.insert_rows(13, 1);
        total(sheet, 13, "B", "Cộng nhóm I");
    });
    assert_same(&with_subtotal);
    assert_eq!(leftovers(&with_subtotal, LeftoverKind::TotalRow), 4);
}

#[test]
fn roman_numbers_for_the_organisations_themselves() {
    assert_same(&bent(|sheet| {
        let roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
        for (row, number) in (9..).zip(roman) {
            sheet.say(&format!("A{row}"), number);
        }
    }));
}

#[test]
fn signatures_and_notes_in_any_column() {
    for column in "ABCDEFGHIJKLM".chars() {
        assert_same(&bent(|sheet| {
            sheet.say(&format!("{column}19"), "Mỹ Quý, ngày 31 tháng 10 năm 2023");
            sheet.say(&format!("{column}20"), "NGƯỜI LẬP BIỂU");
            sheet.say(&format!("{column}24"), "Nguyễn Văn Sáu");
            sheet.say(&format!("{column}26"), "ĐT: 0912 345 678");
        }));
    }
    assert_same(&bent(|sheet| {
        sheet.say("B19", "Ghi chú: doanh thu ước theo sáu tháng đầu năm");
        sheet.say("B20", "* THT sen số 2 mới kiện toàn");
        sheet.say("A21", "Nguồn: báo cáo của các ấp");
    }));
}

#[test]
fn numbers_under_the_list_are_accounted_for() {
    assert_same_but(&bent(|sheet| sheet.put("H25", number("1250"))), 1);
    let month = bent(|sheet| {
        sheet.say("B25", "Ghi chú: đã cộng cả tổ mới");
        sheet.put("F25", number("3"));
    });
    assert_same_but(&month, 1);
}

#[test]
fn names_and_numbers_missing() {
    assert_same(&bent(|sheet| sheet.delete_column("A")));
    assert_same(&bent(|sheet| (9..=17).for_each(|row| sheet.clear(&format!("A{row}")))));
    assert_same(&bent(|sheet| {
        for row in 9..=17 {
            let at = |column: &str| format!("{column}{row}").parse().unwrap();
            let name = sheet.text(at("B")).unwrap().to_owned();
            sheet.clear(&format!("A{row}"));
            sheet.say(&format!("B{row}"), &format!("{}. {name}", row - 8));
        }
    }));
    let nameless = bent(|sheet| sheet.clear("B12"));
    assert_eq!(leftovers(&nameless, LeftoverKind::Stray), 4);
    assert_eq!(only(&nameless).sheets[2].rows.len(), 8);
    let name_only = bent(|sheet| {
        sheet.put("A18", number("10"));
        sheet.say("B18", "THT mới thành lập");
    });
    assert_eq!(only(&name_only).sheets[2].rows.len(), 10);
    let numbered_in_advance = bent(|sheet| {
        for row in 18..40 {
            sheet.put(&format!("A{row}"), number(&(row - 8).to_string()));
        }
    });
    assert_same(&numbered_in_advance);
}

#[test]
fn longer_than_a_thousand_rows() {
    let month = bent(|sheet| {
        for row in 18..1_500 {
            sheet.put(&format!("A{row}"), number(&(row - 8).to_string()));
            sheet.say(&format!("B{row}"), &format!("Tổ số {row}"));
            sheet.put(&format!("F{row}"), number("10"));
        }
    });
    assert_eq!(only(&month).sheets[2].rows.len(), 1_491);
    assert_eq!(used(&month, UNIT)["ds_tht THT sen số 2 thanh_vien"], "Some(25)");
}

#[test]
fn the_order_of_forms_in_one_row_of_two_lists() {
    let mut book = clean();
    book.sheets[1].put("AE9", text("không thuộc biểu"));
    assert_same(&read(book));
}
