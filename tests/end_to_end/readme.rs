//! What README says one can run, run: every command line in it, over a copy of the samples.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use crate::checker::checked_output;
use crate::packs::repository;

const COMMAND: &str = "cargo run --release -- ";

/// The program's arguments, as README writes them.
fn lines() -> Vec<String> {
    let readme = fs::read_to_string(repository("README.md")).unwrap();
    readme.lines().filter_map(|line| line.strip_prefix(COMMAND)).map(str::to_owned).collect()
}

fn run(line: &str, folder: &Path) -> Output {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let program = env!("CARGO_BIN_EXE_tonghop");
    checked_output(Command::new(program).args(arguments).current_dir(folder), folder)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn the_readme_names_the_rust_that_is_needed() {
    let readme = fs::read_to_string(repository("README.md")).unwrap();
    let needed = format!("Rust {} or newer", env!("CARGO_PKG_RUST_VERSION"));
    assert!(readme.contains(&needed), "{needed}");
}

#[test]
fn every_line_of_the_readme_runs() {
    let folder = tempfile::tempdir().unwrap();
    for own in ["samples", "tests/data/forms-2026"] {
        copy(&repository(own), &folder.path().join(own));
    }
    let lines = lines();
    for line in &lines {
        let output = run(line, folder.path());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{line}: {said}");
    }
    for pack in tonghop::settings::packs::packs() {
        let made = |line: &&String| line.ends_with(&format!("--pack {}", pack.name));
        assert!(lines.iter().any(|line| made(&line)), "{} is not in the README", pack.name);
    }
    for sample in fs::read_dir(repository("samples")).unwrap().map(Result::unwrap) {
        let name = format!("samples/{}", sample.file_name().to_string_lossy());
        assert!(lines.contains(&name), "{name} is not in the README");
    }
}

/// Every file beneath a folder: its bytes, and when it was written.
fn files(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let written = fs::metadata(&path).unwrap().modified().unwrap();
            found.insert(path.clone(), (fs::read(&path).unwrap(), written));
        }
    }
    found
}

/// The files that are kept with the samples: all but what a run leaves in `ket-qua`.
fn kept(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let is_output = |path: &Path| path.components().any(|part| part.as_os_str() == "ket-qua");
    let all = files(folder).into_iter().filter(|(path, _)| !is_output(path));
    all.map(|(path, (bytes, _))| (path, bytes)).collect()
}

#[test]
fn a_run_on_a_sample_changes_nothing_that_is_kept_and_another_nothing_at_all() {
    let folder = tempfile::tempdir().unwrap();
    copy(&repository("samples"), folder.path());
    let before = kept(folder.path());
    let reviews: Vec<PathBuf> =
        before.keys().filter(|p| p.ends_with("ra-soat.xlsx")).cloned().collect();
    assert!(reviews.len() > 5, "{reviews:?}");
    for month in reviews.iter().map(|review| review.parent().unwrap()) {
        // What a run left in the repository's own folder is not part of a fresh clone; an earlier
        // month's annex is worked out anew.
        drop(fs::remove_dir_all(month.join("ket-qua")));
        let run = || {
            let output = run(&format!("--quiet {}", month.display()), folder.path());
            assert_eq!(output.status.code(), Some(0), "{}", month.display());
        };
        run();
        for (path, bytes) in &kept(folder.path()) {
            let same = before.get(path) == Some(bytes);
            assert!(same, "{} is not what a run leaves; run tools/samples.sh", path.display());
        }
        let once = files(folder.path());
        run();
        let twice = files(folder.path());
        let is_new = |path: &&PathBuf| once.get(*path) != twice.get(*path);
        let changed: Vec<&PathBuf> = twice.keys().filter(is_new).collect();
        assert!(changed.is_empty(), "a run that changes nothing writes {changed:?}");
    }
}

/// The folder of a sample whose units are a pack's own; the empty pack has none.
fn reports_for(pack: &str) -> Option<&'static str> {
    Some(match pack {
        "nq47-thap-muoi" | "kh-thap-muoi-2021-2026" => "samples/thap-muoi/2023-10",
        "kh-ba-to-2025" => "samples/ba-to/2025-01",
        "kh-tan-loi-2024" => "samples/tan-loi/2024-10",
        "ct-huyen-2030-2045" => "samples/ct-huyen/2024-06",
        _ => return None,
    })
}

#[test]
fn a_new_workspace_says_what_to_put_where_and_then_works() {
    for pack in tonghop::settings::packs::packs() {
        let folder = tempfile::tempdir().unwrap();
        let init = run(&format!("init moi --pack {}", pack.name), folder.path());
        assert_eq!(init.status.code(), Some(0), "{}", pack.name);
        let empty = run("moi", folder.path());
        let said = String::from_utf8_lossy(&empty.stderr).into_owned();
        assert_eq!(empty.status.code(), Some(1), "{}: {said}", pack.name);
        assert!(said.to_lowercase().contains("chép các tệp excel"), "{}: {said}", pack.name);
        let Some(period) = pack.first_period.map(|period| period.to_string()) else {
            assert_eq!(pack.name, "trong");
            continue;
        };
        assert!(said.contains(&period), "{}: {said}", pack.name);
        let Some(reports) = reports_for(pack.name) else { continue };
        for entry in fs::read_dir(repository(reports)).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                let to = folder.path().join("moi").join(&period).join(entry.file_name());
                fs::copy(entry.path(), to).unwrap();
            }
        }
        let full = run("moi", folder.path());
        let said = String::from_utf8_lossy(&full.stdout).into_owned();
        assert_eq!(full.status.code(), Some(0), "{}: {said}", pack.name);
        let annex = folder.path().join(format!("moi/{period}/ket-qua/phu-luc-{period}.xlsx"));
        assert!(annex.exists(), "{}: {said}", pack.name);
    }
}

/// Words of the field that all other samples report on.
const COOPERATIVES: [&str; 5] = ["HTX", "THT", "htx", "hợp tác", "Hợp tác"];

#[test]
fn another_field_has_its_own_words() {
    let folder = tempfile::tempdir().unwrap();
    copy(&repository("samples/nuoc-sach"), &folder.path().join("nuoc-sach"));
    let output = run("nuoc-sach --strict", folder.path());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("đã nhận 7/7 xã, thị trấn. Đạt 1/4 chỉ tiêu (6/11 nội dung)"), "{said}");
    let month = folder.path().join("nuoc-sach/2025-05");
    for file in ["ket-qua/phu-luc-2025-05.xlsx", "ra-soat.xlsx"] {
        let bytes = fs::read(month.join(file)).unwrap();
        let limits = workbook_io::read::Limits::default();
        let book = workbook_io::read::read(&bytes, &limits).unwrap();
        for sheet in &book.sheets {
            let texts = sheet.cells.values().filter_map(|cell| cell.text());
            for text in texts.chain([sheet.name.as_str()]) {
                let foreign = COOPERATIVES.iter().find(|word| text.contains(**word));
                assert_eq!(foreign, None, "{file}, {}: {text}", sheet.name);
            }
        }
    }
    let said = COOPERATIVES.iter().find(|word| said.contains(**word));
    assert_eq!(said, None);
}
