//! Labels reworded, markers glued to them, sections missing or numbered otherwise.

use tonghop::form::{LabelMatch, LeftoverKind};
use tonghop::settings::Basis;

use crate::bend::{Bend, at, clean, number, text};
use crate::said::{UNIT, assert_same, leftovers, only, read, reading, used};

/// The sheet of figures bent.
fn bent(bend: impl Fn(&mut workbook_io::Grid)) -> tonghop::intake::submission::Month {
    let mut book = clean();
    bend(&mut book.sheets[0]);
    read(book)
}

/// Rewrites every label in column B.
fn relabelled(rewrite: impl Fn(u32, &str) -> String) -> tonghop::intake::submission::Month {
    bent(|sheet| {
        for row in 9..=63 {
            let label = sheet.text(at(&format!("B{row}"))).unwrap().to_owned();
            sheet.say(&format!("B{row}"), &rewrite(row, &label));
        }
    })
}

#[test]
fn markers_glued_to_labels() {
    assert_same(&relabelled(|row, label| format!("{row}. {label}")));
    assert_same(&relabelled(|_, label| format!("- {label}:")));
    assert_same(&relabelled(|_, label| label.to_uppercase()));
    assert_same(&relabelled(|_, label| label.replace(' ', "  \n")));
    assert_same(&bent(|sheet| {
        for row in 9..=63 {
            let marker = sheet.text(at(&format!("A{row}"))).unwrap_or_default().to_owned();
            let label = sheet.text(at(&format!("B{row}"))).unwrap().to_owned();
            sheet.say(&format!("B{row}"), &format!("{marker} {label}"));
        }
        sheet.delete_column("A");
    }));
}

#[test]
fn sections_numbered_otherwise_or_missing() {
    for markers in [["A", "B", "C"], ["1", "2", "3"], ["Phần I.", "Phần II.", "Phần III."]] {
        assert_same(&bent(|sheet| {
            for (row, marker) in [9, 43, 61].into_iter().zip(markers) {
                let heading = sheet.text(at(&format!("B{row}"))).unwrap().to_owned();
                sheet.clear(&format!("A{row}"));
                sheet.say(&format!("B{row}"), &format!("{marker} {heading}"));
            }
        }));
    }
    for gone in [vec![9], vec![43], vec![61], vec![61, 43], vec![61, 43, 9]] {
        assert_same(&bent(|sheet| gone.iter().for_each(|row| sheet.delete_row(*row))));
    }
}

#[test]
fn reworded_labels_are_told() {
    let month = bent(|sheet| {
        sheet.say("B27", "Tổng số xã viên hợp tác xã");
        sheet.say("B33", "Doanh thu bq 01 HTX");
        sheet.say("B19", "Số HTX có ứng dụng CNC");
        sheet.say("B41", "Trình độ cao đẳng và đại học");
    });
    assert_same(&month);
    let told = |code: &str| {
        let mut figures = only(&month).sheets.iter().flat_map(|sheet| sheet.figures.iter());
        let found = figures.find(|figure| *figure.code == *code);
        found.unwrap().matched.clone()
    };
    assert!(matches!(told("htx.thanh_vien"), LabelMatch::Synonym(..)));
    assert!(matches!(told("htx.doanh_thu_bq"), LabelMatch::Synonym(..)));
    assert!(matches!(told("htx.cong_nghe_cao"), LabelMatch::Nearest(..)));
    assert!(matches!(told("htx.cbql_cd_dh"), LabelMatch::Nearest(..)));
    assert_eq!(told("htx.lao_dong"), LabelMatch::SameWords);
}

#[test]
fn a_word_that_turns_the_sense_is_no_rewording() {
    let month = bent(|sheet| sheet.say("B15", "Số HTX phi nông nghiệp"));
    assert!(!used(&month, UNIT).contains_key("htx.nong_nghiep"));
    assert_eq!(leftovers(&month, LeftoverKind::Stray), 2);
}

#[test]
fn a_likely_label_of_another_unit_of_measure_is_no_rewording() {
    let month = bent(|sheet| {
        sheet.say("B31", "Lao động thường xuyên là thành viên");
        sheet.put("C31", text("%"));
    });
    assert!(!used(&month, UNIT).contains_key("htx.lao_dong_thanh_vien"));
}

#[test]
fn rows_that_the_form_does_not_have() {
    let month = bent(|sheet| {
        sheet.insert_rows(28, 1);
        sheet.say("B28", "Trong đó: thành viên nữ");
        sheet.say("C28", "Người");
        sheet.put("F28", number("80"));
    });
    assert_eq!(leftovers(&month, LeftoverKind::Stray), 1);
    assert_eq!(used(&month, UNIT)["htx.thanh_vien"], "186");
}

#[test]
fn a_row_repeated_counts_once() {
    let month = bent(|sheet| {
        sheet.insert_rows(28, 1);
        sheet.say("B28", "Tổng số thành viên HTX");
        sheet.say("C28", "Người");
        sheet.put("F28", number("999"));
    });
    assert_eq!(used(&month, UNIT)["htx.thanh_vien"], "186");
    assert_eq!(leftovers(&month, LeftoverKind::Stray), 1);
    assert_eq!(reading(&month, "htx.thanh_vien", Basis::Actual).number(), Some(186.into()));
}

#[test]
fn labels_in_two_columns() {
    assert_same(&bent(|sheet| {
        sheet.insert_columns("C", 1);
        for row in (12..=26).filter(|row| *row != 20) {
            let label = sheet.text(at(&format!("B{row}"))).unwrap().to_owned();
            sheet.clear(&format!("B{row}"));
            sheet.say(&format!("C{row}"), &label);
        }
    }));
}
