//! LibreOffice as the second opinion.

use std::fs;
use std::path::Path;
use std::process::Command;

use workbook_io::Workbook;

/// A profile of its own that recalculates on loading; by default LibreOffice hands back the
/// results that it finds in the file.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"#;

/// Recalculates every workbook of a folder; their names and what they hold then, by name.
pub(crate) fn recalculated(folder: &Path) -> Vec<(String, Workbook)> {
    let work = tempfile::tempdir().unwrap();
    let profile = work.path().join("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    fs::write(profile.join("user/registrymodifications.xcu"), PROFILE).unwrap();
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let status = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(work.path())
        .args(names.iter().map(|name| folder.join(name)))
        .output()
        .expect("LibreOffice is installed");
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    let read = |name: String| {
        let bytes = fs::read(work.path().join(&name)).unwrap();
        (name, super::read(&bytes))
    };
    names.into_iter().map(read).collect()
}
