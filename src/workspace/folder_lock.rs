//! A lock that lets one run at a time write into a period's folder.
//!
//! It is the operating system's lock on an open file, which a killed run no longer holds. The file
//! itself is removed at the end of the run, or of the next one.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use crate::workspace::LOCK_FILE;
use workbook_io::write::{TEMPORARY_PREFIX, TEMPORARY_SUFFIX};

/// How many times a run waits a [`PAUSE`] for another one.
const TRIES: u32 = 300;
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
    /// A Vietnamese sentence, where another run goes on and on.
    pub fn acquire(folder: &Path, written_to: &[PathBuf]) -> Result<Self, String> {
        let path = folder.join(LOCK_FILE);
        let mut is_taken = false;
        for attempt in 0..TRIES {
            if attempt > 0 {
                sleep(PAUSE);
            }
            let Ok(file) = File::options().create(true).truncate(false).write(true).open(&path)
            else {
                // On Windows a file that is being removed cannot be opened for a moment.
                if path.exists() {
                    continue;
                }
                return Ok(Self { held: None });
            };
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => {
                    written_to.iter().for_each(|folder| remove_litter(folder));
                    return Ok(Self { held: Some((file, path)) });
                }
                Ok(()) | Err(TryLockError::WouldBlock) => is_taken = true,
                // A network drive without locks: a run without a lock is better than no run.
                Err(TryLockError::Error(_)) => return Ok(Self { held: Some((file, path)) }),
            }
        }
        if !is_taken {
            // The file exists and cannot be opened: there is nothing to wait for.
            return Ok(Self { held: None });
        }
        Err(format!(
            "Thư mục {} đang được một lần chạy khác của chương trình xử lý. Chờ lần chạy đó xong (hoặc \
             đóng cửa sổ của nó) rồi chạy lại. Các kết quả đã có không thay đổi.",
            folder.display()
        ))
    }
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
}
