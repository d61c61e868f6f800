//! A lock that lets one run at a time write into a period's folder.
//!
//! It is the operating system's lock on an open file, which a killed run no longer holds. The file
//! itself is removed at the end of the run, or of the next one.

use std::fs::{self, File, TryLockError};
use std::io::{Write as _, stderr};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use crate::path_text::PathText as _;
use crate::workspace::{LOCK_FILE, link_out, refusal_to_write};
use workbook_io::write::{TEMPORARY_PREFIX, TEMPORARY_SUFFIX};

/// How many times a run waits a [`PAUSE`] for another one.
const TRIES: u32 = 300;
/// How many times it tries to open a lock that the system refuses to open.
const TRIES_TO_OPEN: u32 = 10;
/// After this many tries it says what it waits for.
const PATIENCE: u32 = 15;
const PAUSE: Duration = Duration::from_millis(100);

/// The right to write into a period's folder, until it is dropped.
#[derive(Debug)]
pub struct FolderLock {
    /// `None` where the folder cannot be written to: then nothing can be overwritten either.
    held: Option<(File, PathBuf)>,
}

impl FolderLock {
    /// Waits until the folder is free, and removes half-written files of a killed run from these
    /// folders.
    ///
    /// # Errors
    /// A Vietnamese sentence, where another run goes on and on, where the lock can never be taken,
    /// or where a folder to write to is a link out of the workspace.
    pub fn acquire(folder: &Path, written_to: &[PathBuf]) -> Result<Self, String> {
        if let Some(link) = written_to.iter().find_map(|folder| link_out(folder)) {
            return Err(refusal_to_write(&link));
        }
        let path = folder.join(LOCK_FILE);
        let mut not_opened = 0;
        for attempt in 0..TRIES {
            if attempt > 0 {
                sleep(PAUSE);
            }
            if attempt == PATIENCE {
                drop(writeln!(stderr(), "{}", waiting(folder)));
            }
            if fs::symlink_metadata(&path).is_ok_and(|about| !about.is_file()) {
                return Err(not_a_file(&path));
            }
            let Some(file) = open(&path) else {
                // On Windows a file that is being removed cannot be opened for a moment.
                not_opened += 1;
                match fs::symlink_metadata(&path) {
                    Err(_) => return Ok(Self { held: None }),
                    Ok(_) if not_opened == TRIES_TO_OPEN => return Err(cannot_be_opened(&path)),
                    Ok(_) => continue,
                }
            };
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => {
                    written_to.iter().for_each(|folder| remove_litter(folder));
                    return Ok(Self { held: Some((file, path)) });
                }
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                // A network drive without locks: a run without a lock is better than no run.
                Err(TryLockError::Error(_)) => return Ok(Self { held: Some((file, path)) }),
            }
        }
        Err(format!("{} {NOTHING_CHANGED}", is_taken(folder)))
    }
}

/// Opens the lock; one of another owner only to be read, which is enough to lock it.
fn open(path: &Path) -> Option<File> {
    let for_writing = File::options().create(true).truncate(false).write(true).open(path);
    for_writing.or_else(|_| File::open(path)).ok()
}

const NOTHING_CHANGED: &str = "Chờ lần chạy đó xong (hoặc đóng cửa sổ của nó) rồi chạy lại. Các kết quả \
                               đã có không thay đổi.";

fn is_taken(folder: &Path) -> String {
    format!("Thư mục {} đang được một lần chạy khác của chương trình xử lý.", folder.on_one_line())
}

fn waiting(folder: &Path) -> String {
    format!("{} Đang chờ lần chạy đó xong (nhiều nhất 30 giây)...", is_taken(folder))
}

fn not_a_file(path: &Path) -> String {
    format!(
        "{}: đây không phải là một tệp, nên không khóa được thư mục để ghi. Xóa hoặc đổi tên mục này rồi \
         chạy lại. Các kết quả đã có không thay đổi.",
        path.display()
    )
}

fn cannot_be_opened(path: &Path) -> String {
    format!(
        "Không mở được tệp {}, do người khác lập hoặc thư mục không cho ghi. Nếu không còn ai đang chạy \
         chương trình trong thư mục này, xóa tệp đó (hoặc nhờ người lập xóa) rồi chạy lại. Các kết quả đã \
         có không thay đổi.",
        path.display()
    )
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        if let Some((file, path)) = self.held.take() {
            // It is removed while it is still locked, so that nobody else can hold it.
            drop(fs::remove_file(path));
            drop(file);
        }
    }
}

/// The run that held the lock before may have removed the file that was locked here.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |a: &fs::Metadata, b: &fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(a), Ok(b)) if same(&a, &b))
}

/// The run that held the lock before may have removed the file that was locked here.
#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

fn remove_litter(folder: &Path) {
    let Ok(listing) = fs::read_dir(folder) else { return };
    for entry in listing.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX) {
            drop(fs::remove_file(entry.path()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_leaves_no_file_and_clears_those_of_a_killed_run() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("ket-qua");
        fs::create_dir(&output).unwrap();
        fs::write(output.join("~tonghop-a1b2.tmp"), b"half").unwrap();
        fs::write(output.join("phu-luc.xlsx"), b"whole").unwrap();
        fs::write(folder.path().join(LOCK_FILE), b"").unwrap();
        let turn = FolderLock::acquire(folder.path(), std::slice::from_ref(&output)).unwrap();
        assert!(!output.join("~tonghop-a1b2.tmp").exists());
        assert!(output.join("phu-luc.xlsx").exists());
        drop(turn);
        assert!(!folder.path().join(LOCK_FILE).exists());
    }

    #[test]
    fn a_second_run_waits_for_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let first = FolderLock::acquire(folder.path(), &[]).unwrap();
        let path = folder.path().to_owned();
        let second = std::thread::spawn(move || FolderLock::acquire(&path, &[]).map(drop));
        sleep(PAUSE * 3);
        assert!(!second.is_finished());
        drop(first);
        assert_eq!(second.join().unwrap(), Ok(()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_can_never_be_locked_ends_in_a_sentence_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let lock = folder.path().join(LOCK_FILE);
        let refused = || FolderLock::acquire(folder.path(), &[]).unwrap_err();
        let start = std::time::Instant::now();
        fs::create_dir(&lock).unwrap();
        assert!(refused().contains("đây không phải là một tệp"));
        fs::remove_dir(&lock).unwrap();
        #[cfg(unix)]
        {
            let elsewhere = folder.path().join("nơi khác");
            std::os::unix::fs::symlink(&elsewhere, &lock).unwrap();
            assert!(refused().contains(LOCK_FILE));
            assert!(!elsewhere.exists());
            fs::remove_file(&lock).unwrap();
            let made = std::process::Command::new("mkfifo").arg(&lock).status().unwrap();
            assert!(made.success());
            assert!(refused().contains("đây không phải là một tệp"));
        }
        assert!(start.elapsed() < Duration::from_secs(2));
    }
}
