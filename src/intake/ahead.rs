//! Files opened while what they are read by is still being made.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::folder::{Source, list};
use super::read_now;

/// No more than this many workbooks wait in memory.
const MOST: usize = 128;

/// A folder's files as [`list`] finds them, and what comes of `meanwhile`, which goes on beside.
/// As long as it does, the first files are opened already: then [`super::open`] hands them over.
pub fn list_beside<R>(
    folder: &Path,
    meanwhile: impl FnOnce() -> R,
) -> (io::Result<Vec<Source>>, R) {
    let is_over = AtomicBool::new(false);
    let listed = || -> io::Result<Vec<Source>> {
        let mut sources = list(folder)?;
        for source in sources.iter_mut().take(MOST) {
            if is_over.load(Ordering::Relaxed) {
                break;
            }
            let opened = Some(read_now(source));
            source.opened = opened.into();
        }
        Ok(sources)
    };
    thread::scope(|scope| {
        let listed = scope.spawn(listed);
        let result = meanwhile();
        is_over.store(true, Ordering::Relaxed);
        (listed.join().expect("opening refuses and does not panic"), result)
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::intake::open;

    #[test]
    fn files_opened_ahead_are_as_those_opened_in_their_turn() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi/2023-10");
        let said = |source: &Source| format!("{:?}", open(source));
        let expected: Vec<String> = list(&folder).unwrap().iter().map(said).collect();
        // Long enough for some, or for none.
        for look in [|| thread::sleep(std::time::Duration::from_millis(30)), || ()] {
            let (sources, ()) = list_beside(&folder, look);
            let sources = sources.unwrap();
            for _ in 0..2 {
                assert_eq!(sources.iter().map(said).collect::<Vec<_>>(), expected);
            }
        }
        assert!(expected.len() > 10);
    }

    #[test]
    fn a_folder_that_is_not_there_does_not_keep_the_other_from_its_work() {
        let folder = tempfile::tempdir().unwrap();
        let gone = folder.path().join("2023-10");
        assert!(list_beside(&gone, || ()).0.is_err());
        fs::create_dir(&gone).unwrap();
        let (sources, sum) = list_beside(&gone, || 1 + 1);
        assert!(sources.unwrap().is_empty() && sum == 2);
    }
}
