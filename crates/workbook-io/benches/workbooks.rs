//! Times reading and writing whole workbooks: `cargo bench -p workbook-io`. No framework: the median
//! of several rounds, in microseconds a workbook.
#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]
#![expect(clippy::unwrap_used, reason = "in a benchmark a panic is the finding")]

use std::hint::black_box;
use std::time::Instant;

use workbook_io::read::{Limits, read};
use workbook_io::sheet::{Book, Row, Sheet, Style};
use workbook_io::write::to_bytes;

const FILES: [&str; 6] = [
    "report.xlsx",
    "annex.xlsx",
    "settings.xlsx",
    "looks/looks.xlsx",
    "looks/looks.ods",
    "looks/looks.xls",
];
const ROWS: u32 = 20_000;

fn time(name: &str, work: impl Fn()) {
    const ROUNDS: usize = 21;
    let mut rounds: Vec<u128> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_micros()
        })
        .collect();
    rounds.sort_unstable();
    println!("{name:>24}: {:>7} µs", rounds[ROUNDS / 2]);
}

/// A list in which half of the texts recur.
fn list() -> Book<'static> {
    let row = |index: u32| Row {
        index,
        height: None,
        cells: vec![
            (0, format!("Unit {}", index % 50).into(), Style::default()),
            (1, format!("Name {index}").into(), Style::default()),
            (2, rust_decimal::Decimal::new(index.into(), 2).into(), Style::default()),
        ],
    };
    Book { sheets: vec![Sheet::new("List", (0..ROWS).map(row))], ..Book::default() }
}

fn main() {
    for name in FILES {
        let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        time(&format!("read {name}"), || {
            black_box(read(&bytes, &Limits::default()).unwrap());
        });
    }
    time("write 20,000 rows", || drop(black_box(to_bytes(list()).unwrap())));
    let bytes = to_bytes(list()).unwrap();
    time("read 20,000 rows", || drop(black_box(read(&bytes, &Limits::default()).unwrap())));
}
