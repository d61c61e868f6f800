//! What goes out with the annex: the letter's drafts, the reminder.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::said::{cannot_read, cannot_write};
use super::{file_name, for_windows};
use crate::letter::{self, DRAFT_FILE, MOST_ATTACHED, REMINDER_FILE, WORDS_FILE};
use crate::results::Results;
use crate::workbook::write::place;

/// Writes the drafts of the letter, with the annex that lies in the folder now; only the words
/// where no mailbox would take it.
pub(super) fn write_letter(
    results: &Results<'_>,
    folder: &Path,
    annex: &Path,
) -> Result<String, String> {
    let letter = letter::letter(results, &file_name(annex));
    let words = (WORDS_FILE, for_windows(&letter::words(&letter)));
    let size = fs::metadata(annex).map_err(|error| cannot_read(annex, &error))?.len();
    let (files, sentence) = if size > MOST_ATTACHED {
        // One of an earlier run would carry an earlier annex.
        let draft = folder.join(DRAFT_FILE);
        match fs::remove_file(&draft) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(cannot_write(&draft, &error));
            }
            _ => (vec![words], too_large(size)),
        }
    } else {
        let bytes = fs::read(annex).map_err(|error| cannot_read(annex, &error))?;
        let draft = (DRAFT_FILE, letter::draft(&letter, &bytes));
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
        WORDS_FILE,
        mb(size),
        mb(MOST_ATTACHED)
    )
}

/// Writes the reminder; one of an earlier run that nobody needs any more is removed.
pub(super) fn write_reminder(
    results: &Results<'_>,
    folder: &Path,
) -> Result<Option<String>, String> {
    let path = folder.join(REMINDER_FILE);
    let Some(text) = letter::reminder(results) else {
        drop(fs::remove_file(&path));
        return Ok(None);
    };
    place(&path, &for_windows(&text)).map_err(|error| cannot_write(&path, &error))?;
    Ok(Some(format!("Tin nhắc các đơn vị chưa có báo cáo: {}.", REMINDER_FILE)))
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
        for (size, has_draft) in [(MOST_ATTACHED, true), (MOST_ATTACHED + 1, false)] {
            fs::File::create(&annex).unwrap().set_len(size).unwrap();
            let said = write_letter(&results, &folder, &annex).unwrap();
            assert_eq!(folder.join(DRAFT_FILE).exists(), has_draft);
            assert_eq!(said.contains(DRAFT_FILE), has_draft, "{said}");
            let words = fs::read_to_string(folder.join(WORDS_FILE)).unwrap();
            assert!(words.contains("phu-luc.xlsx"), "{words}");
        }
    }
}
