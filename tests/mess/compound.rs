//! Several bends at once, drawn at random: none may lose or change a figure.

use proptest::prelude::*;
use workbook_io::{Address, Grid};

use crate::bend::{Bend, clean, text};
use crate::said::{assert_same, read};

/// One harmless bend.
#[derive(Clone, Debug)]
enum Twist {
    BlankRows(u32, u32),
    BlankColumns(u32),
    Shift(u32, u32),
    SwapRows(u32, u32),
    SwapLooseColumns(bool),
    Capitals,
    Numbering,
    Signature(u32),
    Titles(u32),
}

fn twist() -> impl Strategy<Value = Twist> {
    prop_oneof![
        (1u32..40, 1u32..3).prop_map(|(above, count)| Twist::BlankRows(above, count)),
        (0u32..12).prop_map(Twist::BlankColumns),
        (0u32..6, 0u32..4).prop_map(|(down, right)| Twist::Shift(down, right)),
        (0u32..8, 0u32..8).prop_map(|(one, other)| Twist::SwapRows(one, other)),
        any::<bool>().prop_map(Twist::SwapLooseColumns),
        Just(Twist::Capitals),
        Just(Twist::Numbering),
        (0u32..10).prop_map(Twist::Signature),
        (1u32..6).prop_map(Twist::Titles),
    ]
}

/// Bends that need the sheet's own addresses come first, then those that move all.
fn bend(sheet: &mut Grid, place: usize, twists: &[Twist]) {
    for twist in twists {
        match twist {
            // Data rows of one section: 28 and 29 and so on in the form, any in a list.
            Twist::SwapRows(one, other) if place == 2 => sheet.swap_rows(9 + one, 9 + other),
            Twist::SwapRows(one, other) if place == 0 => sheet.swap_rows(12 + one, 12 + other),
            Twist::SwapLooseColumns(first) => match (place, first) {
                (0, true) => sheet.swap_columns("C", "H"),
                (0, false) => sheet.swap_columns("F", "G"),
                (1, true) => sheet.swap_columns("C", "E"),
                (1, false) => sheet.swap_columns("X", "AB"),
                (_, true) => sheet.swap_columns("F", "G"),
                (_, false) => sheet.swap_columns("D", "L"),
            },
            Twist::Capitals => {
                for row in [6, 7] {
                    let header: Vec<_> = sheet.row(row).map(|(at, c)| (at, c.clone())).collect();
                    for (at, cell) in header {
                        sheet.cells.insert(at, text(&cell.text().unwrap().to_uppercase()));
                    }
                }
            }
            Twist::Signature(col) => {
                let below = sheet.cells.keys().last().unwrap().row + 3;
                sheet.cells.insert(Address::new(below, *col), text("NGƯỜI LẬP BIỂU"));
            }
            _ => {}
        }
    }
    let numbered = twists.iter().any(|twist| matches!(twist, Twist::Numbering));
    if numbered {
        sheet.insert_rows(9, 1);
        for col in 0..7 {
            sheet.cells.insert(Address::new(8, col), text(&format!("({})", col + 1)));
        }
    }
    for twist in twists {
        match twist {
            Twist::Titles(count) => {
                sheet.insert_rows(6, *count);
                sheet.say("A6", "Thực hiện công văn của Ủy ban nhân dân huyện");
            }
            Twist::BlankRows(above, count) => sheet.insert_rows(*above, *count),
            Twist::BlankColumns(before) => {
                let before = Address::new(0, *before).column_letters();
                sheet.insert_columns(&before, 1);
            }
            Twist::Shift(down, right) => {
                sheet.moved(|at| Some(Address::new(at.row + down, at.col + right)));
            }
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn figures_survive(twists in prop::collection::vec(prop::collection::vec(twist(), 0..5), 3)) {
        let mut book = clean();
        for (place, twists) in twists.iter().enumerate() {
            bend(&mut book.sheets[place], place, twists);
        }
        assert_same(&read(book));
    }
}
