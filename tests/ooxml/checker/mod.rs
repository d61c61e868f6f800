//! What makes Excel "repair" a workbook, checked part by part against the rules of ECMA-376 and
//! Excel's own limits. Other tests take this folder in, to check all that the program writes.

mod area;
mod book;
mod drawing;
mod formula;
mod number_format;
mod order;
mod package;
mod properties;
mod sheet;
mod table;
mod tree;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

pub(crate) use book::problems;

/// Runs the program over a folder, and checks every workbook that it wrote beneath it.
pub(crate) fn checked_output(command: &mut Command, folder: &Path) -> Output {
    let before = workbooks(folder);
    let output = command.output().unwrap();
    assert_sound_since(&before, folder);
    output
}

pub(crate) fn assert_sound(path: &Path) {
    checked(&path.display().to_string(), fs::read(path).unwrap());
}

/// A workbook's bytes, once they are checked; its name, or where it lies.
pub(crate) fn checked(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    let (sent, mut problems) = (problems_sent(Path::new(name)), problems(&bytes));
    problems.retain(|problem| !sent.contains(&without_part(problem)));
    assert!(problems.is_empty(), "{name}:\n{}", problems.join("\n"));
    bytes
}

/// Checks every workbook beneath a folder that was written since it looked like this.
pub(crate) fn assert_sound_since(before: &BTreeMap<PathBuf, (SystemTime, u64)>, folder: &Path) {
    for (path, stamp) in workbooks(folder) {
        if before.get(&path) != Some(&stamp) {
            assert_sound(&path);
        }
    }
}

/// What was wrong already with the file that a return slip was made of: a slip is the unit's own file,
/// and whatever bears no mark stays in it as it came.
fn problems_sent(slip: &Path) -> Vec<String> {
    let folder = slip.parent().filter(|folder| folder.ends_with("ket-qua/gui-lai-xa"));
    let sent = folder.and_then(|folder| folder.ancestors().nth(2)).zip(slip.file_name());
    let sent = sent.map(|(period, name)| period.join(name));
    // A test may put a device there, which has no end.
    let sent = sent.filter(|sent| fs::symlink_metadata(sent).is_ok_and(|about| about.is_file()));
    let bytes = sent.and_then(|sent| fs::read(sent).ok());
    bytes.iter().flat_map(|bytes| problems(bytes)).map(|own| without_part(&own)).collect()
}

/// A problem without the part it is in: sheets in front give others new numbers.
fn without_part(problem: &str) -> String {
    problem.split_once(": ").map_or(problem, |(_, what)| what).to_owned()
}

/// Workbooks anywhere in a folder, links not followed: each with its time and length.
pub(crate) fn workbooks(folder: &Path) -> BTreeMap<PathBuf, (SystemTime, u64)> {
    let mut found = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries.map(Result::unwrap) {
        let (path, kind) = (entry.path(), entry.file_type().unwrap());
        if kind.is_dir() {
            found.extend(workbooks(&path));
        } else if kind.is_file() && path.extension().is_some_and(|ending| ending == "xlsx") {
            let about = entry.metadata().unwrap();
            found.insert(path, (about.modified().unwrap(), about.len()));
        }
    }
    found
}
