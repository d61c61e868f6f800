//! What a run leaves behind: each output placed whole, or not at all.

use std::fs;
use std::path::Path;

use crate::annex;
use crate::annexed::names::file_name as annex_name;
use crate::intake::{self, OUTPUT_FOLDER};
use crate::json;
use crate::letter;
use crate::results::Results;
use crate::review;
use crate::screen;
use crate::slip;
use crate::workbook::write::{Placed, place, to_bytes};
use crate::workspace::{Turn, sheets};

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
    // The review workbook goes first: it alone remembers what has changed and what was read back,
    // and a run that is killed after it finds the same again.
    let review = review::write(results, period_folder)?;
    let unsaved = matches!(review, review::Written::NotWritten(_));
    if unsaved && !results.revision.read_back.is_empty() {
        // What was read back is nowhere else yet: the next run is to read it again.
        results.revision.note_marks.clear();
        prepared.bytes = annex::bytes(results)?;
    }
    let annex = annex::put(prepared)?;
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

fn about_annex(annex: &annex::Written) -> String {
    let state = match annex.placed {
        Placed::Written => "",
        Placed::Unchanged => " (không có gì thay đổi, giữ nguyên tệp đã có)",
    };
    let kept: Vec<String> = annex.kept.iter().map(|path| file_name(path)).collect();
    let kept = match &kept[..] {
        [] => String::new(),
        names => format!(" Phụ lục đã sửa tay được giữ nguyên: {}.", names.join(", ")),
    };
    format!("Phụ lục: {}{state}.{kept}", annex.path.display())
}

/// What the period's earlier annexes mean for this one.
fn about_revision(results: &Results<'_>) -> Vec<String> {
    let revision = &results.revision;
    let mut sentences = Vec::new();
    if revision.sent.record.is_some()
        && let Some(last) = revision.sent.sendings.last()
    {
        let name = annex_name(results.month.period, last.number);
        sentences.push(format!(
            "Ghi nhận đã gửi {name}, từ nay giữ nguyên tệp này. Nếu đã gửi phụ lục khác, sửa cột {} ở \
             trang {} của ra-soat.xlsx.",
            crate::workspace::SENT_ANNEXES,
            sheets::FACTS
        ));
    }
    if let Some(correction) = &revision.correction {
        let name = annex_name(results.month.period, correction.against.number);
        let many = match correction.changes.as_deref() {
            None => "không còn tệp đã gửi để so sánh".to_owned(),
            Some([]) => "nay không còn gì khác, không cần gửi".to_owned(),
            Some(changes) => format!("{} nội dung khác", changes.len()),
        };
        sentences.push(format!(
            "Phụ lục này là bản {} so với {name} đã gửi: {many}, xem trang {}. Lý do ghi thêm được ở \
             trang cùng tên của ra-soat.xlsx.",
            correction.in_words(),
            sheets::CORRECTION
        ));
    } else if !revision.sent.sendings.is_empty() && !revision.sent.to_be {
        sentences
            .push("Nội dung không khác phụ lục đã gửi, không cần lập bản điều chỉnh.".to_owned());
    }
    let items = |differs: bool| -> Vec<&str> {
        let those = revision.read_back.iter().filter(|read| read.differs == differs);
        those.map(|read| &*read.item.1).collect()
    };
    let (read, differing) = (items(false), items(true));
    if !read.is_empty() {
        sentences.push(format!(
            "Đã đọc lại nguyên nhân, ghi chú gõ trên phụ lục vào trang {} của ra-soat.xlsx: nội dung {}.",
            sheets::CAUSES,
            read.join(", ")
        ));
    }
    if !differing.is_empty() {
        sentences.push(format!(
            "Nguyên nhân ghi ở phụ lục và ở ra-soat.xlsx khác nhau, giữ cả hai: nội dung {}. Xem lại \
             trang {} của ra-soat.xlsx.",
            differing.join(", "),
            sheets::CAUSES
        ));
    }
    sentences
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Writes the drafts of the letter, with the annex that lies in the folder now; only the words
/// where no mailbox would take it.
fn write_letter(results: &Results<'_>, folder: &Path, annex: &Path) -> Result<String, String> {
    let letter = letter::letter(results, &file_name(annex));
    let words = (letter::WORDS_FILE, for_windows(&letter::words(&letter)));
    let size = fs::metadata(annex).map_err(|error| cannot_read(annex, &error))?.len();
    let (files, sentence) = if size > letter::MOST_ATTACHED {
        // One of an earlier run would carry an earlier annex.
        drop(fs::remove_file(folder.join(letter::DRAFT_FILE)));
        (vec![words], too_large(size))
    } else {
        let bytes = fs::read(annex).map_err(|error| cannot_read(annex, &error))?;
        let draft = (letter::DRAFT_FILE, letter::draft(&letter, &bytes));
        let names = format!("{}, {}", draft.0, words.0);
        (vec![draft, words], format!("Dự thảo thư gửi kèm phụ lục: {names}."))
    };
    for (name, bytes) in &files {
        let path = folder.join(name);
        place(&path, bytes).map_err(|error| cannot_write(&path, &error))?;
    }
    Ok(sentence)
}

fn too_large(size: u64) -> String {
    let mb = |bytes: u64| bytes.div_ceil(1_000_000);
    format!(
        "Lời thư gửi phụ lục: {}. Phụ lục nặng {} MB, hộp thư thường không nhận tệp trên {} MB nên không lập thư \
         kèm sẵn: gửi tệp qua hệ thống văn bản hoặc thư mục dùng chung.",
        letter::WORDS_FILE,
        mb(size),
        mb(letter::MOST_ATTACHED)
    )
}

/// Writes the reminder; one of an earlier run that nobody needs any more is removed.
fn write_reminder(results: &Results<'_>, folder: &Path) -> Result<Option<String>, String> {
    let path = folder.join(letter::REMINDER_FILE);
    let Some(text) = letter::reminder(results) else {
        drop(fs::remove_file(&path));
        return Ok(None);
    };
    place(&path, &for_windows(&text)).map_err(|error| cannot_write(&path, &error))?;
    Ok(Some(format!("Tin nhắc các đơn vị chưa có báo cáo: {}.", letter::REMINDER_FILE)))
}

/// Text whose lines end as every Notepad shows them.
fn for_windows(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").into_bytes()
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

fn cannot_read(path: &Path, error: &std::io::Error) -> String {
    format!(
        "Không đọc được {} để kèm vào thư: {error}. Đóng tệp nếu đang mở rồi chạy lại.",
        path.display()
    )
}

/// "Không ghi được …", with the next step.
#[must_use]
pub fn cannot_write(path: &Path, error: &std::io::Error) -> String {
    let why = match error.raw_os_error() {
        // ERROR_SHARING_VIOLATION: somebody has the file open.
        Some(32) if cfg!(windows) => {
            "tệp đang mở trong Excel. Đóng tệp đó lại rồi chạy lại".to_owned()
        }
        _ => match error.kind() {
            std::io::ErrorKind::PermissionDenied => {
                "không có quyền ghi, hoặc tệp đang mở trong Excel. Đóng tệp, kiểm tra thư mục có \
                 bị đặt chỉ đọc không, rồi chạy lại"
                    .to_owned()
            }
            std::io::ErrorKind::StorageFull => "ổ đĩa đã đầy. Xóa bớt tệp rồi chạy lại".to_owned(),
            _ => format!("{error}. Kiểm tra thư mục rồi chạy lại"),
        },
    };
    format!("Không ghi được {}: {why}.", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::tests::Desk;

    #[test]
    fn an_annex_too_large_for_a_mailbox_goes_without_a_draft() {
        let desk = Desk::new();
        let (results, folder) = (desk.results(), desk.path(""));
        let annex = folder.join("phu-luc.xlsx");
        for (size, has_draft) in [(letter::MOST_ATTACHED, true), (letter::MOST_ATTACHED + 1, false)]
        {
            fs::File::create(&annex).unwrap().set_len(size).unwrap();
            let said = write_letter(&results, &folder, &annex).unwrap();
            assert_eq!(folder.join(letter::DRAFT_FILE).exists(), has_draft);
            assert_eq!(said.contains(letter::DRAFT_FILE), has_draft, "{said}");
            let words = fs::read_to_string(folder.join(letter::WORDS_FILE)).unwrap();
            assert!(words.contains("phu-luc.xlsx"), "{words}");
        }
    }
}
