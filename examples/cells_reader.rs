//! The yardstick of the benchmark: calamine's cells reader over every sheet of a folder's
//! workbooks, on as many threads as there are cores, each cell thrown away.
//!
//! `cargo run --release --example cells_reader -- FOLDER`

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use calamine::{Reader as _, Xlsx, XlsxError, open_workbook};

fn main() {
    let folder = std::env::args().nth(1).expect("the folder is the first argument");
    let files = workbooks(Path::new(&folder));
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut cells = 0;
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            cells += read(file).expect("the benchmark's own workbooks are sound");
        }
        cells
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let cells: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().map(|worker| worker.join().expect("reading does not panic")).sum()
    });
    assert!(cells > 0, "{folder} holds no workbook");
}

fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder can be listed");
    let paths = entries.flatten().map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "xlsx")).collect()
}

fn read(file: &Path) -> Result<usize, XlsxError> {
    let mut book: Xlsx<_> = open_workbook(file)?;
    let mut cells = 0;
    for sheet in book.sheet_names() {
        let mut reader = book.worksheet_cells_reader(&sheet)?;
        while let Some(cell) = reader.next_cell()? {
            black_box(cell);
            cells += 1;
        }
    }
    Ok(cells)
}
