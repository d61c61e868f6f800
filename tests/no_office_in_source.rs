//! Forms, targets, units and figures are data: none is named by the program itself.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the finding")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tonghop::workspace::Workspace;

/// Words of one field; what a finding may look like (`example`) is told in them.
const FIELD: [&str; 7] =
    ["HTX", "THT", "htx", "hợp tác xã", "tổ hợp tác", "kinh tế tập thể", "NQ-HĐND"];
/// The words after a number: "07 THT" and "12 công trình" are counts in any language lesson.
const VOCABULARY: &str = "crates/viet-text/src/measure.rs";

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The lines that make the program: no tests, comments or examples of findings.
fn program(text: &str) -> Vec<(usize, String)> {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let mut lines = Vec::new();
    let mut in_example = false;
    for (number, line) in (1..).zip(text[..end].lines()) {
        let line = line.trim();
        in_example = in_example || line.starts_with("example:");
        if !in_example && !line.starts_with("//") {
            lines.push((number, line.to_owned()));
        }
        if in_example && line.ends_with("\",") {
            in_example = false;
        }
    }
    lines
}

/// Units, figures, lists and resolutions of all samples and packs.
fn data() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut words = BTreeSet::new();
    for folder in ["samples", "templates"] {
        for entry in fs::read_dir(root.join(folder)).unwrap().map(Result::unwrap) {
            // The empty pack names nothing.
            let Ok(workspace) = Workspace::open(&entry.path()) else {
                assert_eq!(entry.file_name(), "trong");
                continue;
            };
            let settings = workspace.settings;
            words.extend(settings.units.into_iter().map(|unit| unit.name));
            words.extend(settings.indicators.into_keys().filter(|code| code.contains('.')));
            words.extend(settings.lists.into_keys());
            words.extend(settings.sets.into_iter().flat_map(|set| [set.code, set.document]));
        }
    }
    words
}

#[test]
fn no_unit_figure_list_resolution_or_field_stands_in_the_source() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for folder in ["src", "crates/viet-text/src", "crates/workbook-io/src"] {
        files(&root.join(folder), &mut sources);
    }
    sources.sort();
    let data = data();
    let mut found = Vec::new();
    for path in sources {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let is_test =
            name.ends_with("tests.rs") || name.contains("/tests/") || name.ends_with("/fixture.rs");
        if is_test {
            continue;
        }
        let field = FIELD.into_iter().filter(|_| name != VOCABULARY);
        let words: Vec<&str> = field.chain(data.iter().map(String::as_str)).collect();
        for (number, line) in program(&fs::read_to_string(&path).unwrap()) {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                found.push(format!("{name}:{number}: {word}: {line}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
