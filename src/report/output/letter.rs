//! Writes what goes with the annex: drafts of the letter, and the reminder.

use std::fs;
use std::io;
use std::path::Path;

use super::record::DigestRecord;
use super::sentences::{cannot_read, cannot_write, kept_texts, no_letter_yet, permission_unnamed};
use super::shared_folder::{PlacedFile, RefusedFile, SharedFolder, number_in};
use super::text::{file_name, for_windows};
use crate::report::letter::{self, DRAFT_FILE, MOST_ATTACHED, REMINDER_FILE, WORDS_FILE};
use crate::results::Results;

/// Writes the letter's drafts with the annex in the folder (only the plain text if the annex is too
/// large for mailboxes, none as long as the annex itself is a draft), and the reminder if reports are missing. Removes what an earlier run wrote
/// and is not needed any more. Returns sentences on what was written and kept.
pub(super) fn write_letters(
    results: &Results<'_>,
    folder: &Path,
    annex: &Path,
    record: &mut DigestRecord,
) -> Vec<String> {
    let shared = match SharedFolder::open(folder) {
        Ok(shared) => shared,
        Err(error) => return vec![cannot_write(folder, &error)],
    };
    let mut writer = TextWriter { shared, record, written: Vec::new(), refused: Vec::new() };
    let mut sentences = Vec::new();
    if results.is_draft() {
        sentences.push(no_letter_yet(results));
    } else {
        match writer.letter(results, annex) {
            Ok(sentence) => sentences.extend(sentence),
            Err(error) => sentences.push(cannot_read(annex, &error)),
        }
        sentences.extend(permission_unnamed(results));
    }
    if let Some(text) = letter::reminder(results)
        && let Some(name) = writer.put(REMINDER_FILE, &for_windows(&text))
    {
        sentences.push(format!("Tin nhắc các đơn vị chưa có báo cáo: {name}."));
    }
    let is_text = |name: &str| {
        [DRAFT_FILE, WORDS_FILE, REMINDER_FILE].iter().any(|text| number_in(name, text).is_some())
    };
    let swept = writer.shared.sweep(writer.record, is_text);
    let others = writer.shared.others().filter(|name| is_text(name));
    sentences.extend(kept_texts(&writer.written, others));
    sentences.append(&mut writer.refused);
    let refused = swept.refused.iter();
    sentences.extend(refused.map(|RefusedFile { path, error }| cannot_write(path, error)));
    sentences
}

/// Writes texts into the folder.
struct TextWriter<'d> {
    shared: SharedFolder<'d>,
    record: &'d mut DigestRecord,
    written: Vec<PlacedFile>,
    /// Sentences on what could not be written.
    refused: Vec<String>,
}

impl TextWriter<'_> {
    fn letter(&mut self, results: &Results<'_>, annex: &Path) -> io::Result<Option<String>> {
        let letter = letter::letter(results, &file_name(annex));
        let size = fs::metadata(annex)?.len();
        let words = for_windows(&letter::words(&letter));
        if size > MOST_ATTACHED {
            return Ok(self.put(WORDS_FILE, &words).map(|name| too_large(&name, size)));
        }
        let draft = letter::draft(&letter, &fs::read(annex)?);
        let files = [(DRAFT_FILE, draft), (WORDS_FILE, words)];
        let names = files.iter().filter_map(|(name, bytes)| self.put(name, bytes));
        let names = names.collect::<Vec<_>>().join(", ");
        let some = !names.is_empty();
        Ok(some.then(|| format!("Dự thảo thư gửi kèm phụ lục: {names}.")))
    }

    /// Writes a text; returns its file name if that worked.
    fn put(&mut self, name: &str, bytes: &[u8]) -> Option<String> {
        match self.shared.put(name, bytes, self.record, |_| false) {
            Ok(put) => {
                self.written.push(put.clone());
                Some(put.name)
            }
            Err(RefusedFile { path, error }) => {
                self.refused.push(cannot_write(&path, &error));
                None
            }
        }
    }
}

fn too_large(words: &str, size: u64) -> String {
    let mb = |bytes: u64| bytes.div_ceil(1_000_000);
    format!(
        "Lời thư gửi phụ lục: {words}. Phụ lục nặng {} MB, hộp thư thường không nhận tệp trên {} MB nên không lập thư \
         kèm sẵn: gửi tệp qua hệ thống văn bản hoặc thư mục dùng chung.",
        mb(size),
        mb(MOST_ATTACHED)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::review::tests::SampleRun;

    #[test]
    fn an_annex_too_large_for_a_mailbox_goes_without_a_draft() {
        let sample = SampleRun::new();
        let (results, folder) = (sample.results(), sample.path(""));
        let annex = folder.join("phu-luc.xlsx");
        let mut record = DigestRecord::read(&folder);
        for (size, has_draft) in [(MOST_ATTACHED, true), (MOST_ATTACHED + 1, false)] {
            fs::File::create(&annex).unwrap().set_len(size).unwrap();
            let said = write_letters(&results, &folder, &annex, &mut record).concat();
            assert_eq!(folder.join(DRAFT_FILE).exists(), has_draft);
            assert_eq!(said.contains(DRAFT_FILE), has_draft, "{said}");
            let words = fs::read_to_string(folder.join(WORDS_FILE)).unwrap();
            assert!(words.contains("phu-luc.xlsx"), "{words}");
        }
    }

    #[test]
    fn an_edited_letter_is_kept_and_the_new_one_gets_a_number() {
        let sample = SampleRun::new();
        let (results, folder) = (sample.results(), sample.path(""));
        let annex = folder.join("phu-luc.xlsx");
        let run = |content: &str| {
            fs::write(&annex, content).unwrap();
            let mut record = DigestRecord::read(&folder);
            let said = write_letters(&results, &folder, &annex, &mut record).concat();
            record.settle().unwrap();
            said
        };
        fs::write(folder.join(REMINDER_FILE), "Anh Ba nhớ gửi").unwrap();
        let said = run("một");
        assert!(said.contains("nhac-gui-bao-cao.txt (bản mới: nhac-gui-bao-cao-2.txt)"), "{said}");
        fs::write(folder.join(WORDS_FILE), "Kính gửi anh Ba").unwrap();
        fs::write(folder.join("du-thao-thu-cu.txt"), "ghi chú").unwrap();
        fs::copy(folder.join(DRAFT_FILE), folder.join("du-thao-thu-7.eml")).unwrap();
        for content in ["hai", "hai", "ba"] {
            let said = run(content);
            let (kept, new) = (WORDS_FILE, "du-thao-thu-2.txt");
            assert!(said.contains("du-thao-thu-7.eml"), "{said}");
            assert!(said.contains(&format!("{kept} (bản mới: {new})")), "{said}");
            let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
            assert_eq!(text(WORDS_FILE), "Kính gửi anh Ba");
            assert!(text(new).contains("phu-luc.xlsx"));
            assert!(!folder.join("du-thao-thu-3.txt").exists());
            assert!(!folder.join("du-thao-thu-2.eml").exists());
            assert!(folder.join("du-thao-thu-7.eml").exists(), "a person's copy");
        }
        fs::remove_file(folder.join(WORDS_FILE)).unwrap();
        let said = run("ba");
        assert!(!said.contains(WORDS_FILE) && !folder.join(WORDS_FILE).exists());
        assert!(said.contains("du-thao-thu-2.txt"), "what stands there says the same: {said}");
        assert_eq!(fs::read_to_string(folder.join("du-thao-thu-cu.txt")).unwrap(), "ghi chú");
    }
}
