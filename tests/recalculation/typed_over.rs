//! Words typed over a figure on Tổng hợp: everything is as if the unit had not reported it.

use std::fs;
use tonghop::cell_text::CellText as _;

use rust_decimal::Decimal;
use workbook_io::number::rounded;
use workbook_io::{Address, Cell, Value, Workbook};

use crate::compare;
use crate::engine::recalculated;
use crate::hand::{Typed, cell_of, figures, number, typed};
use crate::libreoffice;
use crate::office::Office;
use crate::read;

/// What leaves a figure missing, however it is typed.
const WORDS: [Typed; 5] =
    [Typed::Blank, Typed::Text("chưa rõ"), Typed::Text("123"), Typed::Text(""), Typed::Error];

/// What the signed page says of an item: its figure for thực hiện and the estimate, its verdict.
fn said(book: &Workbook, item: &str) -> [String; 3] {
    let page = &book.sheets[0];
    let numbers = page.cells.iter().filter(|(at, _)| at.col == 0);
    let row = numbers.into_iter().find(|(_, cell)| cell.text() == Some(item)).unwrap().0.row;
    [5, 6, 8].map(|col| {
        let cell = page.get(Address::new(row, col));
        cell.map(|cell| cell.value.as_written()).unwrap_or_default()
    })
}

/// The sum of a column of Tổng hợp without one unit's cell.
fn without(annex: &[u8], at: &Address) -> Decimal {
    let book = read(annex);
    let grid = figures(&book);
    let is_unit = |row: u32| {
        let number = grid.get(Address::new(row, 0)).map(|cell| &cell.value);
        matches!(number, Some(Value::Number(_)))
    };
    let own = grid.cells.iter().filter(|(other, _)| other.col == at.col && other.row != at.row);
    let numbers = own.filter(|(other, _)| is_unit(other.row)).map(|(_, cell)| match cell.value {
        Value::Number(number) => number,
        _ => Decimal::ZERO,
    });
    numbers.sum()
}

/// Figures of every kind that an item rests on: the code over the column that is typed over.
const FIGURES: [(&str, &str); 9] = [
    ("2.1", "htx.thanh_vien"),
    // A mean's numerator and its weight.
    ("3.1", "htx.doanh_thu_bq@uoc (tổng)"),
    ("3.1", "htx.doanh_thu_bq@uoc (số chia)"),
    // The mean itself.
    ("3.1", "htx.doanh_thu_bq@uoc"),
    // A share of figures: above and below.
    ("7", "htx.da_dich_vu"),
    ("7", "htx.so_luong"),
    ("6.2", "htx.nong_nghiep_co_lai"),
    // A sum over some units, and what tells which.
    ("1", "tht.ttcn_moi"),
    ("1", "tht.ttcn_truoc_nq"),
];

#[test]
fn words_over_a_figure_leave_it_missing() {
    let annex = Office::sample().annex();
    for (item, code) in FIGURES {
        let at = cell_of(&annex, code, "Xã Mỹ Quý");
        let [blank, words @ ..] = WORDS.map(|typing| recalculated(&typed(&annex, &[(at, typing)])));
        assert_eq!(said(&blank, item)[2], "Chưa đủ số liệu", "{item}, {code}");
        for (after, typing) in words.iter().zip(&WORDS[1..]) {
            compare(&format!("{code}: {typing:?}"), &blank, after);
        }
    }
}

#[test]
fn the_provisional_figure_is_that_of_the_other_units() {
    let annex = Office::sample().annex();
    let unit = "Xã Mỹ Quý";
    let after = |cells: &[Address], item: &str| {
        let cells: Vec<_> = cells.iter().map(|at| (*at, Typed::Text("chưa rõ"))).collect();
        said(&recalculated(&typed(&annex, &cells)), item)
    };
    let places = |code: &str| cell_of(&annex, code, unit);
    let written = |value: Decimal| value.normalize().to_string().replace('.', ",");

    let members = places("htx.thanh_vien");
    let own = number(&annex, &members);
    assert!(own > Decimal::ZERO && without(&annex, &members) == Decimal::from(2_570) - own);
    let left = written(without(&annex, &members));
    assert_eq!(after(&[members], "2.1")[0].replace('.', ""), left);

    // Whichever of its parts or the mean itself is typed over, the unit is left out of a mean with both.
    let [sum, weight] =
        ["(tổng)", "(số chia)"].map(|part| places(&format!("htx.doanh_thu_bq@uoc {part}")));
    let mean = rounded(without(&annex, &sum) / without(&annex, &weight), 1);
    for at in [sum, weight, places("htx.doanh_thu_bq@uoc")] {
        assert_eq!(after(&[at], "3.1")[1].replace('.', ""), written(mean));
    }

    let [above, below] = ["htx.da_dich_vu", "htx.so_luong"].map(places);
    let all = without(&annex, &above) + number(&annex, &above);
    let share = all / without(&annex, &below) * Decimal::ONE_HUNDRED;
    assert_eq!(after(&[below], "7")[0], written(rounded(share, 2)));
    let share = without(&annex, &above) / without(&annex, &below) * Decimal::ONE_HUNDRED;
    assert_eq!(after(&[above, below], "7")[0], written(rounded(share, 2)));
}

#[test]
fn what_is_missing_may_not_matter() {
    // 22 cooperatives where 10 to 21 are asked for: what one commune adds cannot take that away.
    let annex = Office::sample().with_other_targets().annex();
    let book = read(&annex);
    let page = book.sheets.iter().find(|grid| grid.name == "Phụ lục II").unwrap();
    let verdicts = |book: &Workbook, text: &str| {
        let page = book.sheets.iter().find(|grid| grid.name == page.name).unwrap();
        let row = page.cells.iter().find(|(_, cell)| cell.text() == Some(text)).unwrap().0.row;
        page.get(Address::new(row, 8)).unwrap().value.as_written()
    };
    let at = cell_of(&annex, "htx.so_luong", "Xã Mỹ Quý");
    let after = recalculated(&typed(&annex, &[(at, Typed::Text("chưa rõ"))]));
    let range = "htx.so_luong khoảng 10";
    assert_eq!((verdicts(&book, range), verdicts(&after, range)), ("Đạt".into(), "Đạt".into()));
    // Nor can it bring them back under an upper level that the others alone are above.
    let both = |range| [verdicts(&book, range), verdicts(&after, range)];
    assert_eq!(both("htx.so_luong từ … đến … 5"), ["Không đạt", "Không đạt"]);
    assert_eq!(both("htx.so_luong từ … đến … 10"), ["Không đạt", "Chưa đủ số liệu"]);
    assert_eq!(both("htx.so_luong từ … đến … 22"), ["Đạt", "Chưa đủ số liệu"]);
}

#[test]
fn all_units_typed_over_leave_no_figure() {
    let annex = Office::sample().annex();
    let first = cell_of(&annex, "htx.thanh_vien", "Xã Mỹ Quý");
    let book = read(&annex);
    let is_number = |cell: &Cell| matches!(cell.value, Value::Number(_)) && cell.formula.is_none();
    let rows =
        figures(&book).cells.iter().filter(|(at, cell)| at.col == first.col && is_number(cell));
    let cells: Vec<_> = rows.map(|(at, _)| (*at, Typed::Text("chưa rõ"))).collect();
    assert_eq!(cells.len(), 13);
    let after = recalculated(&typed(&annex, &cells));
    assert_eq!(said(&after, "2.1")[..1], ["…"]);
    assert_eq!(said(&after, "2.1")[2], "Chưa đủ số liệu");
}

#[test]
fn how_many_units_are_missing_is_counted_anew() {
    let annex = Office::sample().without(&["Xã Mỹ Quý"]).annex();
    let notes = |book: &Workbook| {
        let texts = book.sheets[0].cells.values().filter_map(Cell::text);
        texts.filter(|text| text.contains("thiếu 02 xã")).count()
    };
    assert_eq!(notes(&read(&annex)), 0);
    let at = cell_of(&annex, "htx.thanh_vien", "Xã Phú Điền");
    assert_eq!(notes(&recalculated(&typed(&annex, &[(at, Typed::Text("chưa rõ"))]))), 1);
}

#[test]
#[ignore = "needs LibreOffice"]
fn words_over_a_figure_leave_it_missing_in_libreoffice() {
    let annex = Office::sample().annex();
    let folder = tempfile::tempdir().unwrap();
    for (place, (_, code)) in FIGURES.iter().enumerate() {
        let at = cell_of(&annex, code, "Xã Mỹ Quý");
        for (number, typing) in WORDS.into_iter().enumerate() {
            let book = typed(&annex, &[(at, typing)]);
            fs::write(folder.path().join(format!("{place}-{number}.xlsx")), book).unwrap();
        }
    }
    let after = libreoffice::recalculated(folder.path());
    for (of_figure, (item, code)) in after.chunks(WORDS.len()).zip(FIGURES) {
        assert_eq!(said(&of_figure[0].1, item)[2], "Chưa đủ số liệu", "{item}, {code}");
        for (name, words) in &of_figure[1..] {
            compare(&format!("{code}: {name}"), &of_figure[0].1, words);
        }
    }
}

#[test]
fn the_note_counts_the_units_that_are_missing_now() {
    let annex = Office::sample().annex();
    let note = |cells: &[(&str, &str)], item: &str| {
        let at =
            |(code, unit): &(&str, &str)| (cell_of(&annex, code, unit), Typed::Text("chưa rõ"));
        let after = recalculated(&typed(&annex, &cells.iter().map(at).collect::<Vec<_>>()));
        let page = &after.sheets[0];
        let numbers = page.cells.iter().filter(|(at, _)| at.col == 0);
        let row = numbers.into_iter().find(|(_, cell)| cell.text() == Some(item)).unwrap().0.row;
        let cell = page.get(Address::new(row, 9));
        cell.map(|cell| cell.value.as_written()).unwrap_or_default()
    };
    assert!(!note(&[], "2.1").contains("Tạm tính"));
    let one = note(&[("htx.thanh_vien", "Xã Mỹ Quý")], "2.1");
    assert!(one.ends_with("\nTạm tính, thiếu 01 xã"), "{one}");
    // Two figures of a share: a unit that lacks both counts once.
    let both = [("htx.da_dich_vu", "Xã Mỹ Quý"), ("htx.so_luong", "Xã Mỹ Quý")];
    assert!(note(&both, "7").ends_with("Tạm tính, thiếu 01 xã"), "{}", note(&both, "7"));
    let two = [("htx.da_dich_vu", "Xã Mỹ Quý"), ("htx.so_luong", "Xã Mỹ An")];
    assert!(note(&two, "7").ends_with("Tạm tính, thiếu 02 xã"), "{}", note(&two, "7"));
    // Nothing else is noted of this item.
    assert_eq!(note(&[], "2.2"), "");
    assert_eq!(note(&[("tht.thanh_vien", "Xã Mỹ Quý")], "2.2"), "Tạm tính, thiếu 01 xã");
}
