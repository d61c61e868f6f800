//! Built-in packs: settings and forms from which an office starts its own workspace.
//!
//! They are the folders of `templates/`, embedded as they are. What a pack is for stands in its
//! own settings.

mod pack;
mod unpack;

pub use pack::Pack;
pub use unpack::{UnpackError, Unpacked, new_workspace, unpack};

use include_dir::{Dir, include_dir};

use crate::settings::{SETTINGS_FILE, Settings, nearest};
use viet_text::period_text::find_period;
use workbook_io::read::{Limits, read};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// All packs by name, those with a plan first.
#[must_use]
pub fn packs() -> Vec<Pack> {
    let mut packs: Vec<Pack> = TEMPLATES.dirs().filter_map(pack).collect();
    packs.sort_by(|a, b| (a.documents.is_empty(), a.name).cmp(&(b.documents.is_empty(), b.name)));
    packs
}

fn pack(files: &'static Dir<'static>) -> Option<Pack> {
    let name = files.path().file_name()?.to_str()?;
    let mut pack = Pack { name, documents: Vec::new(), first_period: None, files };
    let book = read(pack.file(SETTINGS_FILE)?, &Limits::default()).ok()?;
    let settings = Settings::read(&book).ok()?;
    pack.first_period = find_period(&settings.office.first_period);
    pack.documents = settings.sets.into_iter().map(|set| set.document).collect();
    Some(pack)
}

/// Finds a pack by its name.
///
/// # Errors
/// A Vietnamese sentence with the names there are, and the one that was perhaps meant.
pub fn named(name: &str) -> Result<Pack, String> {
    let packs = packs();
    let known: Vec<&'static str> = packs.iter().map(|pack| pack.name).collect();
    packs.into_iter().find(|pack| pack.name == name).ok_or_else(|| {
        let meant = nearest(name, known.iter().copied());
        let meant = meant.map_or_else(String::new, |meant| format!(" Ý là \"{meant}\"?"));
        format!("Không có gói \"{name}\".{meant}\n{}", choice())
    })
}

/// The packs to choose from, one a line.
#[must_use]
pub fn choice() -> String {
    let lines: Vec<String> =
        packs().iter().map(|pack| format!("  {:<24}{}", pack.name, pack.in_words())).collect();
    format!("Các gói có sẵn:\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_of_templates_is_a_pack() {
        let folders = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")).unwrap();
        assert_eq!(packs().len(), folders.count());
        let last = packs().pop().unwrap();
        assert!(last.documents.is_empty(), "{}", last.name);
    }

    #[test]
    fn a_mistyped_name_is_recognised() {
        let right = packs()[0].name;
        let wrong = right.replacen('-', "", 1);
        let said = named(&wrong).unwrap_err();
        assert!(said.contains(&format!("Ý là \"{right}\"?")), "{said}");
        assert!(packs().iter().all(|pack| said.contains(pack.name)), "{said}");
        assert!(!named("zzz").unwrap_err().contains("Ý là"));
    }
}
