//! What a run leaves behind: each output placed whole, or not at all.

mod letter;
mod said;

use std::fs;
use std::path::Path;
use std::thread;

use crate::annex;
use crate::intake::{self, OUTPUT_FOLDER};
use crate::json;
use crate::results::Results;
use crate::review;
use crate::screen;
use crate::slip;
use crate::workbook::write::{place, to_bytes};
use crate::workspace::Turn;
use letter::{write_letter, write_reminder};
pub use said::cannot_write;
use said::{about_annex, about_revision};

/// Where slips go, within the output folder.
const SLIP_FOLDER: &str = "gui-lai-xa";
/// The slips in words, to paste into a chat.
const MESSAGE_FILE: &str = "tin-nhan.txt";

/// What was written, for the screen.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Sentences on each output, in the order in which the officer needs them.
    pub sentences: Vec<String>,
    /// The JSON went to the screen, which then belongs to whoever reads it.
    pub json_on_screen: bool,
}

impl Written {
    /// The sentences, one a line.
    #[must_use]
    pub fn lines(&self) -> String {
        self.sentences.join("\n")
    }
}

/// Writes everything that a run yields; the return slips only where they are wanted.
///
/// # Errors
/// A Vietnamese sentence on what could not be written and what to do.
pub fn write(
    results: &mut Results<'_>,
    period_folder: &Path,
    json: Option<&Path>,
    slips: bool,
) -> Result<Written, String> {
    let mut written = Written::default();
    let folder = period_folder.join(OUTPUT_FOLDER);
    let mut prepared = annex::prepare(results, &folder)?;
    // The annex goes onto the disk meanwhile, but the review workbook takes its name first: it
    // alone remembers what has changed and what was read back, and a run that is killed after it
    // finds the same again.
    let (review, mut staged) = thread::scope(|scope| {
        let staged = scope.spawn(|| annex::stage(&prepared));
        let review = review::write(results, period_folder);
        (review, staged.join().expect("no stage in between panics"))
    });
    let review = review?;
    let unsaved = matches!(review, review::Written::NotWritten(_));
    if unsaved && !results.revision.read_back.is_empty() {
        // What was read back is nowhere else yet: the next run is to read it again.
        results.revision.note_marks.clear();
        prepared.package = annex::packed(results)?;
        staged = annex::stage(&prepared);
    }
    let annex = staged?.put()?;
    written.sentences.push(about_annex(&annex));
    written.sentences.extend(about_revision(results));
    // The annex stands: what goes with it and is open somewhere costs only itself.
    let letter = write_letter(results, &folder, &annex.path);
    written.sentences.push(letter.unwrap_or_else(|refusal| refusal));
    let reminder = write_reminder(results, &folder);
    written.sentences.extend(reminder.unwrap_or_else(Some));
    if slips {
        let slips = write_slips(results, period_folder, &folder);
        written.sentences.extend(slips.unwrap_or_else(Some));
    }
    written.sentences.extend(review.sentence());
    written.json_on_screen = write_json(results, json)?;
    Ok(written)
}

/// Waits until no other run writes to a period's folder, and clears what a killed one left.
///
/// # Errors
/// A Vietnamese sentence, where another run goes on and on.
pub fn turn(period_folder: &Path) -> Result<Turn, String> {
    let output = period_folder.join(OUTPUT_FOLDER);
    let slips = output.join(SLIP_FOLDER);
    Turn::take(period_folder, &[period_folder.to_owned(), output, slips])
}

/// Writes a slip for each unit with something to mend, and removes those of an earlier run
/// that nobody needs any more.
fn write_slips(
    results: &Results<'_>,
    period_folder: &Path,
    output: &Path,
) -> Result<Option<String>, String> {
    let folder = output.join(SLIP_FOLDER);
    let slips = slip::slips(results);
    let sources = intake::list(period_folder).unwrap_or_default();
    let read = |path: &str| {
        let source = sources.iter().find(|source| &*source.path == path)?;
        intake::open(source).ok()
    };
    let mut wanted = Vec::new();
    for slip in &slips {
        let name = slip::file_name(slip, results);
        let bytes = to_bytes(slip::book(slip, results, read)).map_err(|error| error.to_string())?;
        wanted.push((name, bytes));
    }
    if !slips.is_empty() {
        wanted.push((MESSAGE_FILE.to_owned(), for_windows(&slip::messages(results))));
    }
    remove_others(&folder, &wanted);
    if wanted.is_empty() {
        return Ok(None);
    }
    fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;
    for (name, bytes) in &wanted {
        let path = folder.join(name);
        place(&path, bytes).map_err(|error| cannot_write(&path, &error))?;
    }
    Ok(Some(format!("Phiếu đề nghị rà soát gửi lại {} đơn vị: {}.", slips.len(), folder.display())))
}

/// The folder is the tool's own: what an earlier run left there and this one does not want
/// would send a commune yesterday's questions.
fn remove_others(folder: &Path, wanted: &[(String, Vec<u8>)]) {
    let Ok(listing) = fs::read_dir(folder) else { return };
    for entry in listing.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let own = name.ends_with(".xlsx") || name == MESSAGE_FILE;
        if own && !wanted.iter().any(|(other, _)| *other == name) {
            // One that cannot be removed (open in Excel) does no harm where it lies.
            drop(fs::remove_file(entry.path()));
        }
    }
    drop(fs::remove_dir(folder));
}

/// Writes the machine twin where it was asked for; true where that is the screen.
///
/// # Errors
/// A Vietnamese sentence on what could not be written and what to do.
pub fn write_json(results: &Results<'_>, path: Option<&Path>) -> Result<bool, String> {
    let Some(path) = path else { return Ok(false) };
    let text = screen::escaped(json::render(results));
    if path == Path::new("-") {
        screen::show(&text);
        return Ok(true);
    }
    place(path, text.as_bytes()).map_err(|error| cannot_write(path, &error))?;
    Ok(false)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Text whose lines end as every Notepad shows them.
fn for_windows(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").into_bytes()
}
