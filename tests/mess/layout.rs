//! Sheets, rows, columns and headers moved about.

use tonghop::form::LeftoverKind;
use workbook_io::{Address, Grid};

use crate::bend::{Bend, clean, number, report, text};
use crate::said::{
    UNIT, assert_same, assert_same_but, is_of, leftovers, month_of, only, read, set_aside, used,
};

/// One sheet bent, the others clean.
fn bent(sheet: usize, bend: impl Fn(&mut Grid)) -> tonghop::intake::submission::Month {
    let mut book = clean();
    bend(&mut book.sheets[sheet]);
    read(book)
}

#[test]
fn the_clean_report_itself() {
    let month = read(clean());
    assert_same(&month);
    assert!(used(&month, UNIT).len() > 200);
    assert_eq!(set_aside(only(&month)), None);
}

#[test]
fn sheets_renamed_reordered_hidden_and_more_of_them() {
    let mut book = clean();
    book.sheets.reverse();
    for (place, sheet) in book.sheets.iter_mut().enumerate() {
        sheet.name = format!("Sheet{place}");
        sheet.hidden = place == 1;
    }
    let mut notes = Grid::named("Ghi chú");
    notes.say("A1", "Đề nghị huyện hướng dẫn thêm");
    notes.put("B2", number("12"));
    book.sheets.insert(0, notes);
    book.sheets.push(Grid::named("Sheet9"));
    assert_same(&read(book));
}

#[test]
fn two_communes_in_one_workbook() {
    let mut book = clean();
    for mut sheet in report("Xã Mỹ Đông").sheets {
        sheet.name += " (2)";
        book.sheets.insert(1, sheet);
    }
    let month = read(book);
    assert_eq!(month.submissions.len(), 2);
    assert_same(&month);
    assert!(used(&month, "Xã Mỹ Đông").len() > 100);
}

#[test]
fn two_months_in_one_workbook() {
    let mut book = clean();
    for mut sheet in clean().sheets {
        sheet.name = format!("T9 {}", sheet.name);
        sheet.say("A5", "Kỳ báo cáo: Tháng 9 năm 2023");
        book.sheets.push(sheet);
    }
    let month = read(book);
    assert_same(&month);
    assert_eq!(month.submissions.iter().filter_map(|submission| set_aside(submission)).count(), 1);
}

#[test]
fn each_form_in_a_file_of_its_own() {
    let single = |place: usize| {
        let mut book = clean();
        book.sheets = vec![book.sheets.swap_remove(place)];
        book
    };
    let month =
        month_of(vec![("b1.xlsx", single(0)), ("b2.xlsx", single(1)), ("b3.xlsx", single(2))]);
    assert_same(&month);
}

#[test]
fn forms_one_below_another_on_one_sheet() {
    let book = clean();
    let mut all = Grid::named("Sheet1");
    let mut top = 0;
    for sheet in &book.sheets {
        let down = |at: &Address| Address::new(at.row + top, at.col);
        all.cells.extend(sheet.cells.iter().map(|(at, cell)| (down(at), cell.clone())));
        top = all.cells.keys().last().unwrap().row + 3;
    }
    let mut one = clean();
    one.sheets = vec![all];
    let month = read(one);
    assert_eq!(only(&month).sheets.len(), 3);
    assert_same(&month);
}

/// The first rows of a form of figures, its header among them.
fn top_of(sheet: &Grid) -> Grid {
    let mut top = sheet.clone();
    top.cells.retain(|at, _| at.row < 25);
    top
}

#[test]
fn a_form_cut_off_is_still_that_form_and_lacks_the_rest() {
    let mut book = clean();
    book.sheets[0] = top_of(&book.sheets[0]);
    let month = read(book);
    let sheet = &only(&month).sheets[0];
    assert!(sheet.list.is_none() && sheet.missing_rows.len() > 30);
    let whole = read(clean());
    let figures = |of: &tonghop::intake::submission::Month| -> Vec<_> {
        let sheet = &only(of).sheets[0];
        let cells = sheet.figures.filled().filter(|cell| cell.at.row < 25);
        cells.map(|cell| (cell.code.to_string(), cell.basis, cell.reading.number())).collect()
    };
    assert!(figures(&month).len() > 20);
    assert_eq!(figures(&month), figures(&whole));
}

#[test]
fn an_excerpt_beside_the_whole_form() {
    for place in [0, 1, 3] {
        let mut book = clean();
        let mut excerpt = top_of(&book.sheets[0]);
        excerpt.name = "Tóm tắt".to_owned();
        book.sheets.insert(place, excerpt);
        let month = read(book);
        assert_same(&month);
        assert_eq!(only(&month).sheets.len(), 3);
    }
}

#[test]
fn the_header_repeated_within_a_list() {
    assert_same(&bent(2, |sheet| {
        sheet.insert_rows(13, 2);
        for row in [7, 8] {
            let header: Vec<_> = sheet.row(row - 1).map(|(at, c)| (at, c.clone())).collect();
            for (at, cell) in header {
                sheet.cells.insert(Address::new(at.row + 6, at.col), cell);
            }
        }
    }));
}

#[test]
fn blank_rows_anywhere() {
    for sheet in 0..3 {
        for above in 1..22 {
            assert_same(&bent(sheet, |sheet| sheet.insert_rows(above, 1)));
        }
        assert_same(&bent(sheet, |sheet| sheet.insert_rows(9, 5)));
        assert_same(&bent(sheet, |sheet| sheet.insert_rows(8, 2)));
    }
}

#[test]
fn blank_columns_anywhere() {
    for (sheet, columns) in
        [(0, "ABCDEFGH"), (1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), (2, "ABCDEFGHIJKLM")]
    {
        for before in columns.chars() {
            let before = before.to_string();
            assert_same(&bent(sheet, |sheet| sheet.insert_columns(&before, 1)));
        }
    }
}

#[test]
fn the_whole_table_elsewhere() {
    for sheet in 0..3 {
        let away = |at: Address| Some(Address::new(at.row + 11, at.col + 2));
        assert_same(&bent(sheet, |sheet| sheet.moved(away)));
    }
}

#[test]
fn twenty_lines_of_titles() {
    assert_same(&bent(0, |sheet| {
        sheet.insert_rows(6, 20);
        for row in 6..26 {
            sheet
                .say(&format!("A{row}"), "Thực hiện Kế hoạch phát triển kinh tế tập thể của huyện");
        }
    }));
}

#[test]
fn columns_deleted() {
    let month = bent(0, |sheet| sheet.delete_column("D"));
    assert_same(&month);
    assert_eq!(only(&month).sheets[0].missing_columns.len(), 1);
    for column in ["A", "C", "H"] {
        assert_same(&bent(0, |sheet| sheet.delete_column(column)));
    }
    for column in ["A", "AC"] {
        assert_same(&bent(1, |sheet| sheet.delete_column(column)));
    }
    let month = bent(0, |sheet| sheet.delete_column("G"));
    let said = used(&month, UNIT);
    assert_eq!(said["htx.doanh_thu_bq"], "1338");
    assert!(!said.contains_key("htx.doanh_thu_bq@uoc"));
    assert_eq!(leftovers(&month, LeftoverKind::Stray), 0);
}

#[test]
fn a_lists_columns_deleted_one_by_one() {
    let whole = used(&read(clean()), UNIT);
    for column in "CDEFGHIJKLMNOPQRSTUVWXYZ".chars() {
        let month = bent(1, |sheet| sheet.delete_column(&column.to_string()));
        let said = used(&month, UNIT);
        for (key, value) in &said {
            assert_eq!(Some(value), whole.get(key), "without {column}: {key}");
        }
        let lost: Vec<_> = whole.keys().filter(|key| !said.contains_key(*key)).collect();
        assert_eq!(lost.len(), 2, "without {column}: {lost:?}");
        assert_eq!(only(&month).sheets[1].missing_columns.len(), 1);
    }
}

#[test]
fn columns_swapped_with_their_headers() {
    for (one, other) in [("A", "B"), ("C", "D"), ("E", "G"), ("D", "H"), ("F", "G"), ("B", "F")] {
        assert_same(&bent(0, |sheet| sheet.swap_columns(one, other)));
    }
    for (one, other) in
        [("A", "B"), ("C", "D"), ("B", "E"), ("X", "Y"), ("Q", "AB"), ("G", "H"), ("J", "K")]
    {
        assert_same(&bent(1, |sheet| sheet.swap_columns(one, other)));
    }
    for (one, other) in [("F", "G"), ("H", "I"), ("B", "L"), ("E", "K")] {
        assert_same(&bent(2, |sheet| sheet.swap_columns(one, other)));
    }
}

#[test]
fn a_group_of_columns_moved_as_one() {
    // Lao động thường xuyên (I-K) before Thành viên (F-H).
    assert_same(&bent(1, |sheet| {
        sheet.moved(|at| {
            let col = match at.col {
                5..=7 => at.col + 3,
                8..=10 => at.col - 3,
                col => col,
            };
            Some(Address::new(at.row, col))
        });
    }));
}

#[test]
fn rows_reordered_within_a_section() {
    for (one, other) in [(27, 30), (12, 19), (21, 26), (47, 52), (38, 41), (44, 54), (10, 42)] {
        assert_same(&bent(0, |sheet| sheet.swap_rows(one, other)));
    }
    assert_same(&bent(2, |sheet| sheet.swap_rows(9, 17)));
}

#[test]
fn rows_deleted() {
    let whole = used(&read(clean()), UNIT);
    for row in (10..=63).filter(|row| ![11, 20, 43, 45, 61].contains(row)) {
        let month = bent(0, |sheet| sheet.delete_row(row));
        let said = used(&month, UNIT);
        for (key, value) in &said {
            assert_eq!(Some(value), whole.get(key), "without {row}: {key}");
        }
        assert_eq!(whole.len() - said.len(), 2, "without {row}");
        assert_eq!(only(&month).sheets[0].missing_rows.len(), 1);
        assert_eq!(leftovers(&month, LeftoverKind::Stray), 0);
    }
}

#[test]
fn the_header_on_one_row() {
    for headers in [
        ["Kế hoạch năm 2023", "Thực hiện đến kỳ báo cáo", "Ước thực hiện cả năm"],
        [
            "Năm 2023: Kế hoạch",
            "Năm 2023: Thực hiện đến kỳ báo cáo",
            "Năm 2023: Ước thực hiện cả năm",
        ],
        ["KH năm 2024", "TH đến kỳ báo cáo năm 2024", "Ước TH cả năm 2024"],
        ["Kế hoạch", "Thực hiện đến 31/10/2023", "Ước cả năm"],
        ["Kế hoạch", "Thực hiện 10 tháng", "Ước TH cả năm"],
    ] {
        assert_same(&bent(0, |sheet| {
            sheet.delete_row(8);
            for (column, header) in "EFG".chars().zip(headers) {
                sheet.say(&format!("{column}7"), header);
            }
        }));
    }
    assert_same(&bent(1, |sheet| {
        let flat = [
            ("F", "Tổng số thành viên"),
            ("G", "Thành viên mới tham gia"),
            ("H", "Thành viên ra khỏi HTX"),
            ("I", "Tổng số lao động thường xuyên"),
            ("J", "Lao động thường xuyên là thành viên"),
            ("K", "Lao động thường xuyên mới"),
            ("L", "Doanh thu thực hiện (triệu đồng)"),
            ("M", "Doanh thu ước cả năm (triệu đồng)"),
            ("N", "Doanh thu với thành viên (triệu đồng)"),
            ("O", "Lãi thực hiện (triệu đồng)"),
            ("P", "Lãi ước cả năm (triệu đồng)"),
            ("R", "Cán bộ quản lý: Tổng số"),
            ("S", "CBQL chưa qua đào tạo"),
            ("T", "CBQL sơ cấp"),
            ("U", "CBQL trung cấp"),
            ("V", "CBQL cao đẳng, đại học"),
            ("W", "CBQL được bồi dưỡng"),
        ];
        sheet.delete_row(8);
        for (column, header) in flat {
            sheet.say(&format!("{column}7"), header);
        }
    }));
}

#[test]
fn three_header_rows_and_numbering_rows() {
    assert_same(&bent(0, |sheet| {
        sheet.insert_rows(7, 1);
        sheet.say("D7", "SỐ LIỆU BÁO CÁO");
    }));
    assert_same(&bent(1, |sheet| {
        sheet.insert_rows(9, 1);
        sheet.say("F9", "(người)");
        sheet.say("L9", "(triệu đồng)");
    }));
    for marks in [["(1)", "(2)", "(3)", "(4)"], ["A", "B", "1", "2"], ["1", "2", "3", "4"]] {
        for sheet in 0..3 {
            for gap in [0, 1] {
                assert_same(&bent(sheet, |sheet| {
                    sheet.insert_rows(9, 1 + gap);
                    for (column, mark) in "ABCD".chars().zip(marks) {
                        sheet.say(&format!("{column}{}", 9 + gap), mark);
                    }
                    sheet.put(&format!("E{}", 9 + gap), text("3"));
                    sheet.put(&format!("F{}", 9 + gap), text("4"));
                    sheet.put(&format!("G{}", 9 + gap), text("5"));
                }));
            }
        }
    }
}

#[test]
fn headers_broken_over_lines_and_in_capitals() {
    for place in 0..3 {
        assert_same(&bent(place, |sheet| {
            let header: Vec<_> =
                sheet.row(6).chain(sheet.row(7)).map(|(at, c)| (at, c.clone())).collect();
            for (place, cell) in header {
                let words = cell.text().unwrap().replace(' ', "\n").to_uppercase();
                sheet.cells.insert(place, text(&words));
            }
        }));
    }
}

#[test]
fn small_tables_beside_and_below() {
    let below = bent(0, |sheet| {
        sheet.say("B70", "Vốn điều lệ bình quân");
        sheet.put("F70", number("12"));
        sheet.say("B71", "Tổng số HTX đang hoạt động");
        sheet.put("F71", number("99"));
    });
    assert_same_but(&below, 2);
    let beside = bent(0, |sheet| {
        sheet.say("K7", "Ấp");
        sheet.say("L7", "Số HTX");
        sheet.say("K10", "Mỹ Tây 1");
        sheet.put("L10", number("1"));
    });
    assert_same_but(&beside, 1);
}

#[test]
fn a_form_twice_in_one_file() {
    let mut book = clean();
    let mut copy = book.sheets[0].clone();
    copy.name = "Biểu 01 (2)".to_owned();
    book.sheets.push(copy.clone());
    let month = read(book.clone());
    assert_same(&month);
    assert_eq!(month.submissions.iter().filter_map(|submission| set_aside(submission)).count(), 1);
    copy.put("F27", number("9"));
    book.sheets[3] = copy;
    let month = read(book);
    assert_same(&month);
    assert!(month.submissions.iter().all(|s| is_of(s, UNIT)));
}

#[test]
fn a_list_that_goes_on_on_another_sheet() {
    let mut book = clean();
    let mut rest = book.sheets[2].clone();
    rest.name = "Biểu 03 tiếp".to_owned();
    rest.cells.retain(|at, _| !(8..12).contains(&at.row));
    book.sheets[2].cells.retain(|at, _| at.row < 12);
    book.sheets.push(rest);
    assert_same(&read(book));
}

#[test]
fn a_row_of_units_between_the_header_rows() {
    assert_same(&bent(1, |sheet| {
        sheet.insert_rows(8, 1);
        sheet.say("F8", "(người)");
        sheet.say("L8", "(triệu đồng)");
    }));
}
