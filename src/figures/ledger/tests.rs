//! The ledger balances over randomly bent files, and agrees with an independent count.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Counts, Ledger, account, counted};
use crate::figures::consolidate::{Figures, consolidate};
use crate::intake::submission::{Fate, Month, gather_books};
use crate::workspace::{Workspace, open};
use viet_text::period_text::find_period;
use workbook_io::{Address, Cell, Grid, Value, Workbook};

static PACK: LazyLock<Workspace> = LazyLock::new(|| {
    Workspace::open(Path::new("templates/nq47-thap-muoi")).expect("the shipped pack is sound")
});

/// A clean form of one unit, which the tests bend.
static CLEAN: LazyLock<Workbook> = LazyLock::new(|| {
    open(Path::new("samples/thap-muoi/2023-10/Xã Mỹ Quý.xlsx")).expect("the sample is shipped")
});

/// The coded rows of sheet Biểu 01, as on its page; its data stand in columns D to G.
fn coded(row: u32) -> bool {
    matches!(row, 10 | 12..=19 | 21..=42 | 44 | 46..=60 | 62 | 63)
}

/// Something that may stand in a cell: the value, and whether it is a number or nothing.
fn anything() -> impl Strategy<Value = Cell> {
    let text = |text: &str| Just(Cell::plain(Value::Text(text.into())));
    prop_oneof![
        4 => (0i64..5000).prop_map(|n| Cell::plain(Value::Number(n.into()))),
        1 => text("1.623,5"),
        1 => text("42 người"),
        1 => text("không"),
        1 => text("…"),
        1 => text("\u{a0}"),
        1 => text("chưa rõ"),
        1 => text("2.57"),
        1 => Just(Cell::plain(Value::Error("#REF!".into()))),
        1 => Just(Cell { formula: Some("SUM(D1:D2)".into()), ..Cell::plain(Value::Blank) }),
    ]
}

fn is_empty(cell: &Cell) -> bool {
    match &cell.value {
        Value::Blank => cell.formula.is_none(),
        Value::Text(text) => text.trim_matches('\u{a0}').trim().is_empty(),
        _ => false,
    }
}

fn is_number(cell: &Cell) -> bool {
    match &cell.value {
        Value::Number(_) => true,
        Value::Text(text) => ["1.623,5", "42 người", "2.57"].contains(&&**text),
        _ => false,
    }
}

/// A row below the header of sheet Biểu 03.
#[derive(Clone, Debug)]
enum ListLine {
    Group(u8, Vec<Option<Cell>>),
    Again,
    Blank,
    Total(Vec<i64>),
    Stray(u32, i64),
}

fn list_line() -> impl Strategy<Value = ListLine> {
    let fields = prop::collection::vec(prop::option::of(anything()), 4);
    prop_oneof![
        5 => (any::<u8>(), fields).prop_map(|(name, fields)| ListLine::Group(name, fields)),
        1 => Just(ListLine::Again),
        1 => Just(ListLine::Blank),
        1 => prop::collection::vec(0i64..900, 4).prop_map(ListLine::Total),
        1 => (3u32..11, 1i64..900).prop_map(|(col, number)| ListLine::Stray(col, number)),
    ]
}

/// A file and how many filled cells it holds by an independent count.
fn file() -> impl Strategy<Value = (Workbook, usize)> {
    let data = prop::collection::vec((9u32..64, 3u32..7, anything()), 0..40);
    let strays = prop::collection::vec((9u32..90, 8u32..12, 1i64..999), 0..5);
    let list = prop::collection::vec(list_line(), 0..12);
    (data, strays, list).prop_map(|(data, strays, list)| {
        let mut book = CLEAN.clone();
        book.sheets.truncate(3);
        book.sheets.remove(1);
        let figures = figure_sheet(&mut book.sheets[0], data, strays);
        let rows = list_sheet(&mut book.sheets[1], &list);
        (book, figures + rows)
    })
}

fn figure_sheet(
    grid: &mut Grid,
    data: Vec<(u32, u32, Cell)>,
    strays: Vec<(u32, u32, i64)>,
) -> usize {
    for (row, col, cell) in data {
        grid.cells.insert(Address::new(row, col), cell);
    }
    for (row, col, number) in strays {
        grid.cells.insert(Address::new(row, col), Cell::plain(Value::Number(number.into())));
    }
    let counts = grid.cells.iter().filter(|(at, cell)| {
        let under_data = (3..7).contains(&at.col) && coded(at.row + 1);
        let silent = at.col < 3 || at.col == 7;
        at.row >= 8 && if under_data { !is_empty(cell) } else { !silent && is_number(cell) }
    });
    counts.count()
}

fn list_sheet(grid: &mut Grid, lines: &[ListLine]) -> usize {
    grid.cells.retain(|at, _| at.row < 8);
    let number = |n: i64| Cell::plain(Value::Number(n.into()));
    let text = |text: &str| Cell::plain(Value::Text(text.into()));
    let mut filled = 0;
    let mut last: Option<Vec<(u32, Cell)>> = None;
    for (line, row) in lines.iter().zip(8..) {
        let cells: Vec<(u32, Cell)> = match line {
            ListLine::Blank => continue,
            ListLine::Again => match &last {
                Some(cells) => cells.clone(),
                None => continue,
            },
            ListLine::Group(name, fields) => {
                let name = text(&format!("THT số {name}"));
                let fields = fields.iter().zip(5..).filter_map(|(f, col)| Some((col, f.clone()?)));
                let cells: Vec<_> = [(0, number(1)), (1, name)].into_iter().chain(fields).collect();
                last = Some(cells.clone());
                cells
            }
            ListLine::Total(numbers) => {
                let numbers = numbers.iter().zip(5..).map(|(n, col)| (col, number(*n)));
                [(1, text("Tổng cộng"))].into_iter().chain(numbers).collect()
            }
            ListLine::Stray(col, value) => vec![(*col, number(*value))],
        };
        let total = matches!(line, ListLine::Total(_));
        let counts =
            |(col, cell): &&(u32, Cell)| *col > 0 && !is_empty(cell) && !(total && *col == 1);
        filled += cells.iter().filter(counts).count();
        grid.cells.extend(cells.into_iter().map(|(col, cell)| (Address::new(row, col), cell)));
    }
    filled
}

fn consolidated(books: Vec<(String, Workbook)>) -> (Month, Figures, Ledger) {
    let period = find_period("2023-10").expect("a period");
    let books = books.iter().map(|(path, book)| (path.as_str(), Ok(book.clone()))).collect();
    let month = gather_books(books, period, &PACK.settings, &PACK.templates);
    let figures = consolidate(&month, &PACK.settings);
    let ledger = account(&month, &figures, &PACK.settings);
    (month, figures, ledger)
}

fn balanced(counts: &Counts) -> bool {
    counts.found == counts.used + counts.set_aside + counts.not_understood
}

/// Another unit's file: the same content under another heading.
fn renamed(book: &Workbook, unit: &str) -> Workbook {
    let mut book = book.clone();
    for cell in book.sheets.iter_mut().flat_map(|grid| grid.cells.values_mut()) {
        if let Value::Text(text) = &mut cell.value
            && text.to_lowercase().contains("mỹ quý")
        {
            *text = unit.to_uppercase().into();
        }
    }
    book
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_cell_is_accounted_for(files in prop::collection::vec(file(), 1..4)) {
        let named = |place: usize| match place {
            0 => "Xã Mỹ Quý.xlsx".to_owned(),
            _ => format!("Xã Mỹ Quý (sửa lần {place}).xlsx"),
        };
        let books = files.iter().enumerate().map(|(at, (book, _))| (named(at), book.clone()));
        let (month, _, ledger) = consolidated(books.collect());
        prop_assert_eq!(month.submissions.len(), files.len());
        for ((submission, counts), (_, filled)) in
            month.submissions.iter().zip(&ledger.by_submission).zip(&files)
        {
            prop_assert!(balanced(counts));
            prop_assert_eq!(counts.found, *filled);
            let cells: usize = submission.sheets.iter().map(|sheet| counted(sheet).len()).sum();
            prop_assert_eq!(counts.found, cells);
            if submission.fate != Fate::Used {
                prop_assert_eq!(counts.set_aside, counts.found);
            }
        }
        let all: Counts = ledger.by_file.iter().copied().sum();
        prop_assert_eq!(ledger.by_unit.iter().copied().sum::<Counts>(), all);
    }

    #[test]
    fn the_order_of_files_does_not_matter(
        first in file(), second in file(), third in file(), turn in 0usize..3,
    ) {
        let mut books = vec![
            ("a.xlsx".to_owned(), first.0),
            ("b sửa lần 1.xlsx".to_owned(), second.0),
            ("c.xlsx".to_owned(), renamed(&third.0, "Xã Mỹ Hòa")),
        ];
        let (_, figures, ledger) = consolidated(books.clone());
        books.rotate_left(turn);
        books.swap(0, 1);
        let (_, others, other_ledger) = consolidated(books);
        prop_assert_eq!(ledger.by_unit, other_ledger.by_unit);
        for (one, other) in figures.totals.iter().flatten().zip(others.totals.iter().flatten()) {
            prop_assert_eq!(one.value, other.value);
            prop_assert_eq!(&one.missing, &other.missing);
        }
    }
}
