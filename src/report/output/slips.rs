//! Writes the return slips. People use their folder, too: only unedited files of the program are
//! replaced or removed there.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use super::record::DigestRecord;
use super::sentences::{cannot_write, kept_texts};
use super::shared_folder::{PlacedFile, RefusedFile, SharedFolder, number_in};
use super::slip_owner::{SlipOwner, SlipState, is_link};
use super::text::{MESSAGE_FILE, file_name, for_windows};
use crate::intake::{self, Source};
use crate::path_text::{PathText as _, name_on_one_line};
use crate::report::slip::{self, Slip};
use crate::report::wording::not_written;
use crate::results::Results;
use crate::workspace::SLIP_FOLDER;

/// Writes a slip for each unit with something to correct, and removes those of an earlier run that
/// are not needed. Returns sentences on what was written, kept and refused.
pub(super) fn write_slips(
    results: &Results<'_>,
    period_folder: &Path,
    output: &Path,
    record: &mut DigestRecord,
) -> Vec<String> {
    let folder = output.join(SLIP_FOLDER);
    let slips = slip::slips(results);
    if let Some(link) = [output, &folder].into_iter().find(|path| is_link(path)) {
        return if slips.is_empty() { Vec::new() } else { vec![not_followed(link)] };
    }
    if !slips.is_empty()
        && let Err(error) = fs::create_dir_all(&folder)
    {
        return vec![cannot_write(&folder, &error)];
    }
    let shared = match SharedFolder::open(&folder) {
        Ok(shared) => shared,
        // The folder's name is a file's, and there is nothing to write.
        Err(_) if slips.is_empty() => return Vec::new(),
        Err(error) => return vec![cannot_write(&folder, &error)],
    };
    let owner = SlipOwner::new(results, record);
    let mut writer =
        SlipWriter { folder: &folder, shared, owner, written: Vec::new(), refused: Vec::new() };
    writer.put_all(&slips, period_folder);
    let message = writer.put_message(&slips);
    writer.sweep();
    writer.said(period_folder, message)
}

fn not_followed(link: &Path) -> String {
    format!(
        "Chưa lập phiếu gửi lại đơn vị: {} là liên kết sang nơi khác, chương trình không ghi, không xóa \
         gì qua liên kết. Xóa liên kết đó (không xóa thư mục gốc) rồi chạy lại.",
        link.on_one_line()
    )
}

/// Writes slips into the folder.
struct SlipWriter<'d, 'r, 'w> {
    folder: &'d Path,
    shared: SharedFolder<'d>,
    owner: SlipOwner<'d, 'r, 'w>,
    written: Vec<PlacedFile>,
    /// Sentences on what could not be written or removed.
    refused: Vec<String>,
}

impl SlipWriter<'_, '_, '_> {
    fn put_all(&mut self, slips: &[Slip<'_>], period_folder: &Path) {
        let results = self.owner.results;
        let sources = intake::list(period_folder).unwrap_or_default();
        let sources: HashMap<&str, &Source> =
            sources.iter().map(|source| (&*source.path, source)).collect();
        let open = |path: &str| {
            let (bytes, book) = intake::open_with_bytes(sources.get(path)?).ok()?;
            Some(slip::SentFile { bytes, book })
        };
        let names = slip::file_names(results);
        let reserved: HashSet<&str> = names.iter().map(String::as_str).collect();
        for slip in slips {
            let name = &names[slip.unit];
            let bytes = match slip::file(slip, name, results, open) {
                Ok(bytes) => bytes,
                Err(error) => {
                    let why = not_written(&error);
                    self.refused.push(format!("Không lập được phiếu {name}: {why}"));
                    continue;
                }
            };
            let is_reserved = |name: &str| reserved.contains(name);
            match self.shared.put(name, &bytes, &mut self.owner, is_reserved) {
                Ok(put) => self.written.push(put),
                Err(RefusedFile { path, error }) => self.refused.push(cannot_write(&path, &error)),
            }
        }
    }

    fn put_message(&mut self, slips: &[Slip<'_>]) -> Option<PlacedFile> {
        if slips.is_empty() {
            return None;
        }
        let words = for_windows(&slip::messages(self.owner.results));
        match self.shared.put(MESSAGE_FILE, &words, &mut self.owner, |_| false) {
            Ok(put) => Some(put),
            Err(RefusedFile { path, error }) => {
                self.refused.push(cannot_write(&path, &error));
                None
            }
        }
    }

    /// An old slip would ask a unit about things that are settled.
    fn sweep(&mut self) {
        let swept = self.shared.sweep(&mut self.owner, |_| true);
        for RefusedFile { path, error } in swept.refused {
            self.refused.push(format!(
                "{} Phiếu này là của lần chạy trước, nay không còn cần.",
                cannot_write(&path, &error)
            ));
        }
        if swept.removed > 0 {
            // The system only removes an empty folder.
            drop(fs::remove_dir(self.folder));
        }
    }

    fn said(mut self, period_folder: &Path, message: Option<PlacedFile>) -> Vec<String> {
        let mut sentences = Vec::new();
        if !self.written.is_empty() {
            let (count, folder) = (self.written.len(), self.folder.on_one_line());
            sentences.push(format!("Phiếu đề nghị rà soát gửi lại {count} đơn vị: {folder}."));
        }
        let others: Vec<String> = self.shared.others().map(str::to_owned).collect();
        let (mut edited, mut foreign) = (Vec::new(), Vec::new());
        for name in others {
            match self.owner.slip_state(&self.folder.join(&name)) {
                Ok(SlipState::Slip { own: false, .. }) => edited.push(self.with_new_slip(name)),
                Ok(SlipState::Foreign) if is_workbook(&name) => {
                    foreign.push(self.with_new_slip(name))
                }
                _ => {}
            }
        }
        if !edited.is_empty() {
            let edited = edited.join(", ");
            sentences.push(format!("Phiếu đã sửa tay hoặc đổi tên được giữ nguyên: {edited}."));
        }
        if !foreign.is_empty() {
            let foreign = foreign.join(", ");
            sentences.push(format!("Tệp không do chương trình lập được giữ nguyên: {foreign}."));
        }
        if !edited.is_empty() || !foreign.is_empty() {
            sentences.push(format!(
                "Tệp trong thư mục {SLIP_FOLDER} không được đọc như báo cáo: nếu có báo cáo đơn vị gửi lại, \
                 chuyển tệp đó ra thư mục {} rồi chạy lại.",
                file_name(period_folder)
            ));
        }
        let others = self.shared.others().filter(|name| number_in(name, MESSAGE_FILE).is_some());
        sentences.extend(kept_texts(message.as_slice(), others));
        sentences.append(&mut self.refused);
        sentences
    }

    /// The name, with the new slip beside it, if any.
    fn with_new_slip(&self, name: String) -> String {
        let shown = name_on_one_line(&name);
        match self.written.iter().find(|put| put.kept.contains(&name)) {
            Some(put) => format!("{shown} (phiếu mới: {})", put.name),
            None => shown.into_owned(),
        }
    }
}

/// Could the file be a unit's report?
fn is_workbook(name: &str) -> bool {
    let name = name.to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let passing = name.starts_with("~$") || name.starts_with(".~lock.");
    !passing && ["xlsx", "xlsm", "xls", "xlsb", "ods", "zip"].contains(&ending)
}
