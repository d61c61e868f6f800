//! One case: a copy of a sample with a bent report in it, run with `--json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use crate::assertion::{Outcome, holds};
use crate::checker::checked_output;

/// `case.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declaration {
    #[serde(rename = "about")]
    _about: String,
    /// The sample that it bends.
    #[serde(default = "first_sample")]
    base: String,
    /// Files of the case, each with its name in the period's folder.
    #[serde(default)]
    put: BTreeMap<String, String>,
    /// Files of the sample that are taken away.
    #[serde(default)]
    remove: Vec<String>,
    /// A settings workbook in place of the sample's.
    settings: Option<String>,
    /// Earlier periods are taken away.
    #[serde(default)]
    no_history: bool,
    /// What must hold.
    expect: Vec<Value>,
}

fn first_sample() -> String {
    "thap-muoi".to_owned()
}

pub(crate) struct Case {
    folder: PathBuf,
    declared: Declaration,
}

impl Case {
    pub(crate) fn from_folder(folder: &Path) -> Self {
        let declared = fs::read(folder.join("case.json")).unwrap();
        let declared = serde_json::from_slice(&declared)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        Self { folder: folder.to_owned(), declared }
    }

    /// Runs the case; the assertions that do not hold, as JSON.
    pub(crate) fn run(&self) -> Vec<String> {
        let root = tempfile::tempdir().unwrap();
        let period = self.lay_out(root.path());
        let json = root.path().join("out.json");
        let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        program.arg(&period).args(["--quiet", "--json"]).arg(&json);
        let output = checked_output(&mut program, root.path());
        let outcome = Outcome {
            json: fs::read(&json).ok().map(|bytes| serde_json::from_slice(&bytes).unwrap()),
            exit_code: output.status.code(),
        };
        let short = self.declared.expect.iter().filter(|assertion| !holds(assertion, &outcome));
        short.map(Value::to_string).collect()
    }

    /// The sample's workspace with the case's files in it; its period's folder.
    fn lay_out(&self, root: &Path) -> PathBuf {
        let Declaration { base, put, remove, settings, no_history, .. } = &self.declared;
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(base);
        copy(&sample, root);
        let period = root.join(match base.as_str() {
            "thap-muoi" => "2023-10",
            "nuoc-sach" => "2025-05",
            other => panic!("which period of {other}?"),
        });
        let _ = fs::remove_dir_all(period.join("ket-qua"));
        for entry in fs::read_dir(root).unwrap().map(Result::unwrap) {
            let is_period = entry.file_name().to_string_lossy().starts_with("20");
            if *no_history && is_period && entry.path() != period {
                fs::remove_dir_all(entry.path()).unwrap();
            }
        }
        let gone: Vec<String> = put.values().chain(remove).map(|name| nfc(name)).collect();
        for entry in fs::read_dir(&period).unwrap().map(Result::unwrap) {
            if gone.contains(&nfc(&entry.file_name().to_string_lossy())) {
                fs::remove_file(entry.path()).unwrap();
            }
        }
        for (source, name) in put {
            let target = period.join(name);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::copy(self.folder.join(source), target).unwrap();
        }
        if let Some(settings) = settings {
            fs::copy(self.folder.join(settings), root.join("khai-bao.xlsx")).unwrap();
        }
        period
    }
}

pub(crate) fn nfc(text: &str) -> String {
    text.nfc().collect()
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
