//! File names made from unit names; a name never becomes a path.

use std::collections::HashMap;

use crate::results::Results;

/// The longest name, well below every file system's limit.
const LIMIT: usize = 80;
/// Names that Windows reserves for devices, with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// Reserved device names that end with a digit.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// A name that is a valid file name on Windows and other systems, without extension. Separators,
/// control characters and marks that change the writing direction (which can disguise an extension)
/// become blanks.
pub(crate) fn sound(name: &str) -> String {
    let unfit = |c: char| {
        r#"\/:*?"<>|"#.contains(c)
            || c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
    };
    let words: String = name.chars().map(|c| if unfit(c) { ' ' } else { c }).take(LIMIT).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    // Windows drops dots and blanks at the end; elsewhere a leading dot hides the file.
    let bare = words.trim_matches(['.', ' ']);
    match bare {
        "" => "Đơn vị".to_owned(),
        _ if is_device(bare) => format!("Đơn vị {bare}"),
        _ => bare.to_owned(),
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_lowercase();
    let numbered = |device: &&str| {
        let number = stem.strip_prefix(*device).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(number.as_deref(), Some(['1'..='9' | '¹' | '²' | '³']))
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED_DEVICES.iter().any(numbered)
}

/// The name of each unit's slip; all are different.
#[must_use]
pub fn file_names(results: &Results<'_>) -> Vec<String> {
    let units = &results.workspace.settings.units;
    let folded = |name: &str| sound(name).to_lowercase();
    let mut alike: HashMap<String, usize> = HashMap::new();
    for unit in units {
        *alike.entry(folded(&unit.name)).or_default() += 1;
    }
    let names = units.iter().map(|unit| match alike[&folded(&unit.name)] {
        1 => unit.name.clone(),
        _ => format!("{} {}", unit.name, unit.code),
    });
    names.map(|name| format!("{}.xlsx", sound(&name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_becomes_a_path() {
        for (name, file) in [
            ("Xã Mỹ Quý", "Xã Mỹ Quý"),
            ("../../etc/passwd", "etc passwd"),
            ("..\\..\\Windows", "Windows"),
            ("C:\\Xã A", "C Xã A"),
            ("Xã A...", "Xã A"),
            ("Xã\u{202e}xslx.exe", "Xã xslx.exe"),
            ("a\u{1b}[2J\nb", "a [2J b"),
            ("", "Đơn vị"),
            (" .. ", "Đơn vị"),
            ("CON", "Đơn vị CON"),
            ("nul.2023", "Đơn vị nul.2023"),
            ("Com1", "Đơn vị Com1"),
            ("Com", "Com"),
            ("Công ty", "Công ty"),
        ] {
            assert_eq!(sound(name), file);
        }
        assert_eq!(sound(&"ắ".repeat(500)).chars().count(), LIMIT);
    }
}
