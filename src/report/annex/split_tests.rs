//! Long sheets split into parts: nothing is lost, and a later period reads the same.

use super::book::{book, book_of_sheets};
use crate::cell_text::CellText as _;
use crate::checker::checked;
use crate::figures::history::read as read_history;
use crate::report::review::tests::SampleRun;
use crate::results::Results;
use crate::workspace::annex_book::list_rows;
use crate::workspace::annex_book::names::{SOURCES, list_sheets, part_name};
use workbook_io::read::{Limits, read};
use workbook_io::write::to_bytes;
use workbook_io::{Address, Grid, Workbook};

/// Rows on a sheet: several parts of every long one.
const FEW: usize = 2;

fn parts<'b>(book: &'b Workbook, name: &str) -> Vec<&'b Grid> {
    let sheet = |name: String| book.sheets.iter().find(|grid| grid.name == name);
    (0..).map_while(|part| sheet(part_name(name, part))).collect()
}

/// The texts below a sheet's header, row by row.
fn below(grid: &Grid, header: u32) -> Vec<Vec<String>> {
    let width = grid.row(header).count();
    let rows = grid.filled_rows().into_iter().filter(|row| *row > header);
    let cells = |row: u32| {
        let columns = 0..u32::try_from(width).unwrap();
        columns.map(move |col| {
            let cell = grid.get(Address::new(row, col));
            cell.map(|cell| cell.value.as_written()).unwrap_or_default()
        })
    };
    rows.map(|row| cells(row).collect()).collect()
}

fn written(results: &Results<'_>, most_rows: Option<usize>) -> Workbook {
    let book = most_rows.map_or_else(|| book(results), |most| book_of_sheets(results, most));
    let bytes = checked("annex", to_bytes(book).unwrap());
    read(&bytes, &Limits::generous()).unwrap()
}

#[test]
fn rows_continue_on_the_next_sheet() {
    let sample = SampleRun::new();
    let results = sample.results();
    let (whole, split) = (written(&results, None), written(&results, Some(FEW)));
    let lists = list_sheets(&results.workspace.settings).into_iter().map(|name| (name, 3));
    for (name, header) in lists.chain([(SOURCES.to_owned(), 0)]) {
        let parts = parts(&split, &name);
        assert!(parts.len() > 1, "{name}");
        let told: Vec<_> = parts.iter().map(|part| below(part, header)).collect();
        assert!(told.iter().all(|rows| rows.len() <= FEW), "{name}");
        assert_eq!(told.concat(), below(parts_of_whole(&whole, &name), header), "{name}");
        if header > 0 {
            let said = parts[1].text(Address::new(1, 0)).unwrap();
            assert!(said.contains(&format!("phần 2 trong {} phần", parts.len())), "{said}");
        }
    }
}

fn parts_of_whole<'b>(book: &'b Workbook, name: &str) -> &'b Grid {
    let [grid] = parts(book, name)[..] else { panic!("{name} in one part") };
    grid
}

#[test]
fn a_later_period_reads_all_parts() {
    let sample = SampleRun::new();
    let results = sample.results();
    let settings = &results.workspace.settings;
    let read = |book: &Workbook| {
        let earlier = read_history(book, results.month.period, "phu-luc.xlsx", settings).unwrap();
        let lists = settings.lists.values().map(|list| {
            let parts = list_rows(book, list, settings).into_iter();
            parts.map(|(_, rows)| rows.len()).sum::<usize>()
        });
        let rows = earlier.rows.iter().flat_map(|rows| rows.iter());
        let rows: Vec<_> = rows.map(|row| (row.unit, row.name.clone())).collect();
        (format!("{:?}", earlier.totals), rows, lists.collect::<Vec<_>>())
    };
    let (whole, split) = (written(&results, None), written(&results, Some(FEW)));
    assert_eq!(read(&split), read(&whole));
}
