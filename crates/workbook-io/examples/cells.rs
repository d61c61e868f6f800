//! Prints the cells of a workbook, or why it is none:
//! `cargo run -p workbook-io --example cells -- report.xls`.
#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use workbook_io::read::{Limits, read};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        match read(&std::fs::read(&path)?, &Limits::default()) {
            Err(refusal) => println!("{path}: {refusal}"),
            Ok(workbook) => {
                for grid in &workbook.sheets {
                    for (at, cell) in &grid.cells {
                        println!("{path}: {}!{at}: {:?}", grid.name, cell.value);
                    }
                }
            }
        }
    }
    Ok(())
}
