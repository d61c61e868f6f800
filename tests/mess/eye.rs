//! What is seen and what is not: hidden sheets, rows and columns, copies, merges, sheets without a
//! header.

use tonghop::form::LeftoverKind;
use tonghop::intake::submission::{Fate, Month, Reason, SheetKind};
use workbook_io::{Address, Area, Grid, Merges, Workbook};

use crate::bend::{Bend, at, clean, number, text};
use crate::said::{assert_same, leftovers, read};

/// A report with a second sheet like one of its own, bent, before or behind it.
fn with_twin(place: usize, before: bool, name: &str, bend: impl Fn(&mut Grid)) -> Workbook {
    let mut book = clean();
    let mut twin = book.sheets[place].clone();
    name.clone_into(&mut twin.name);
    bend(&mut twin);
    book.sheets.insert(if before { place } else { place + 1 }, twin);
    book
}

fn set_aside(month: &Month) -> Vec<&str> {
    let aside = month.submissions.iter().filter(|own| {
        matches!(own.fate, Fate::SetAside(Reason::OtherVersion(_) | Reason::IdenticalCopy(_)))
    });
    aside.flat_map(|own| own.sheets.iter().map(|sheet| &*sheet.on.sheet)).collect()
}

#[test]
fn of_a_hidden_and_a_visible_sheet_the_visible_one_is_used() {
    for place in 0..3 {
        for before in [true, false] {
            let book = with_twin(place, before, "Bản lưu", |twin| {
                twin.hidden = true;
                twin.put(if place == 0 { "F27" } else { "F9" }, number("999"));
            });
            let month = read(book);
            assert_same(&month);
            assert_eq!(set_aside(&month), ["Bản lưu"]);
        }
    }
}

#[test]
fn a_copied_sheet_is_another_version() {
    for name in ["Biểu 03 (2)", "Biểu 03 cũ", "Biểu 03 - Copy", "Bản sao Biểu 03"] {
        for before in [true, false] {
            // Its names may have been changed, but not its numbers.
            let book = with_twin(2, before, name, |twin| {
                for row in 9..18 {
                    let name = twin.text(at(&format!("B{row}"))).unwrap().to_owned();
                    twin.say(&format!("B{row}"), &format!("{name} (cũ)"));
                }
            });
            let month = read(book);
            assert_same(&month);
            assert_eq!(set_aside(&month), [name], "{before}");
        }
    }
    let second_page = |name: &str| {
        let mut book = with_twin(2, false, name, |twin| {
            (9..14).for_each(|_| twin.delete_row(9));
        });
        (14..18).for_each(|_| book.sheets[2].delete_row(14));
        read(book)
    };
    assert_same(&second_page("Biểu 03 (2)"));
    assert_same(&second_page("Biểu 03 tiếp"));
}

#[test]
fn a_list_goes_on_without_its_header() {
    let going_on = |numbered: bool, name: &str| {
        let mut book = with_twin(2, false, name, |twin| {
            twin.moved(|at| {
                let is_kept = (13..17).contains(&at.row);
                is_kept.then(|| Address::new(at.row - 13, at.col))
            });
            if !numbered {
                (1..5).for_each(|row| twin.clear(&format!("A{row}")));
            }
        });
        (14..18).for_each(|_| book.sheets[2].delete_row(14));
        read(book)
    };
    for (numbered, name) in [(true, "Sheet2"), (false, "Biểu 03 tiếp"), (true, "Biểu 03 tiếp")]
    {
        assert_same(&going_on(numbered, name));
    }
    let month = going_on(false, "Sheet2");
    let kind = &month.files[0].sheets[3].kind;
    assert!(matches!(kind, SheetKind::Other(numbers) if numbers.count == 16), "{kind:?}");
}

fn joined(sheet: &mut Grid, areas: &[&str]) {
    let known = sheet.merges.take().unwrap_or_default();
    let areas = areas.iter().map(|area| area.parse::<Area>().unwrap());
    sheet.merges = Some(Merges::new(known.areas().iter().copied().chain(areas).collect()));
}

#[test]
fn words_ticks_and_days_of_a_merge_are_said_of_each_row() {
    let mut book = clean();
    let sheet = &mut book.sheets[2];
    for row in 9..18 {
        sheet.say(&format!("C{row}"), "Nông nghiệp");
        sheet.say(&format!("E{row}"), "x");
    }
    assert_same(&read(book.clone()));
    let sheet = &mut book.sheets[2];
    joined(sheet, &["C9:C17", "E9:E17"]);
    for row in 10..18 {
        sheet.clear(&format!("C{row}"));
        sheet.clear(&format!("E{row}"));
    }
    let month = read(book);
    assert_same(&month);
    let joined = &month.submissions[0].sheets[2].joined;
    assert!(joined.len() == 2 && joined.iter().all(|joined| joined.is_given));
}

#[test]
fn what_lies_beneath_a_merge_is_not_used() {
    let mut book = clean();
    let sheet = &mut book.sheets[1];
    sheet.put("AD9", text("ghi chú"));
    sheet.put("AE9", number("77"));
    joined(sheet, &["AD9:AE9"]);
    let month = read(book);
    assert_same(&month);
    assert_eq!(leftovers(&month, LeftoverKind::Covered), 1);
    // A number over both columns of a figure is that of both.
    let mut book = clean();
    let sheet = &mut book.sheets[0];
    sheet.put("G27", number("5"));
    joined(sheet, &["F27:G27"]);
    let month = read(book);
    assert_same(&month);
    assert_eq!(leftovers(&month, LeftoverKind::Covered), 1);
}

#[test]
fn hidden_rows_and_columns_with_data_are_known() {
    let mut book = clean();
    book.sheets[1].hidden_rows.extend([9, 13, 40]);
    book.sheets[1].hidden_cols.extend([5, 28]);
    book.sheets[2].hidden_rows.extend([8, 9]);
    book.sheets[2].filtered_rows.insert(9);
    let month = read(book);
    assert_same(&month);
    let lines = |place: usize| &month.submissions[0].sheets[place].hidden_lines;
    assert!(lines(1).rows.iter().eq(&[9]) && lines(1).columns.iter().eq(&[5]));
    assert!(lines(2).rows.iter().eq(&[8]) && lines(2).filtered_rows.iter().eq(&[9]));
}
