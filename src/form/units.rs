//! The office's units by the names that communes write: in headings, in names of sheets, files
//! and folders.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::RandomState;

use super::name_index::NameIndex;
use super::unit_text::{parts, title_case, without_leads, words};
use crate::settings::{Office, Unit};
use viet_text::text::{bare, clean, folded};

/// A unit as named somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedUnit {
    /// One of the office's units, by its place in the settings.
    Known(usize),
    /// A name of the kind units have, but none of them.
    Unknown(String),
}

/// The names under which units are looked for.
#[derive(Clone, Debug)]
pub struct UnitNames {
    /// Folded name and unit, the longest name first, so that no name hides a longer one.
    names: NameIndex,
    /// Names without the word of their kind, where no two units share one.
    short: NameIndex,
    /// The same without diacritics, made on first use: a hint for file names only.
    bare: OnceLock<NameIndex>,
    /// Words for kinds of units: "xã", "thị trấn".
    kinds: Vec<String>,
}

/// The longest name of a unit, in words after the word of its kind.
const NAME_WORDS: usize = 5;

impl UnitNames {
    /// The names of the office's units.
    #[must_use]
    pub fn new(office: &Office, units: &[Unit]) -> Self {
        let kinds: Vec<String> = office
            .unit_kinds
            .split([',', ';'])
            .map(folded)
            .filter(|kind| !kind.is_empty())
            .collect();
        let full = units.iter().enumerate().flat_map(|(index, unit)| {
            let names = std::iter::once(&unit.name).chain(&unit.also);
            names.map(move |name| (words(&folded(name)), index))
        });
        let mut names: Vec<(String, usize)> = full.collect();
        longest_first(&mut names);
        let without_kind = names.iter().filter_map(|(name, index)| {
            let short = kinds.iter().find_map(|kind| name.strip_prefix(&format!("{kind} ")))?;
            Some((short.to_owned(), *index))
        });
        let short = only_unshared(without_kind.collect());
        let [names, short] = [names, short].map(NameIndex::new);
        Self { names, short, bare: OnceLock::new(), kinds }
    }

    fn bare(&self) -> &NameIndex {
        self.bare.get_or_init(|| {
            let names = self.names.all.iter().chain(&self.short.all);
            NameIndex::new(only_unshared(names.map(|(name, index)| (bare(name), *index)).collect()))
        })
    }

    /// The unit that a line of a heading names: by a full name anywhere in it, or by a short name
    /// that is the whole line. A line that begins like a unit's name and is none of the office's
    /// names an unknown unit.
    #[must_use]
    pub fn in_heading(&self, line: &str) -> Option<NamedUnit> {
        let parts = parts(line);
        let known = parts.iter().find_map(|part| {
            let key = words(&folded(part));
            let named = without_leads(&key);
            let exact = |names: &NameIndex| names.named(named).next().map(|(_, index)| index);
            exact(&self.names)
                .or_else(|| self.names.only_match(&key))
                .or_else(|| exact(&self.short))
        });
        let unknown = || parts.iter().find_map(|part| self.unknown_at_start(part));
        known.map(NamedUnit::Known).or_else(|| unknown().map(NamedUnit::Unknown))
    }

    /// The unit that a file, folder or sheet name names, short forms included.
    #[must_use]
    pub fn in_file_name(&self, name: &str) -> Option<usize> {
        let words = words(&folded(name));
        self.names
            .only_match(&words)
            .or_else(|| self.short.only_match(&words))
            .or_else(|| self.bare().only_match(&bare(&words)))
    }

    /// A unit's name in a file name that names none of the office's units.
    #[must_use]
    pub fn unknown_in_file_name(&self, name: &str) -> Option<String> {
        let parts: Vec<&str> = name.split(['_', '-', '(', ')', '+', ',', '.']).collect();
        parts.iter().find_map(|part| self.unknown_at_start(part))
    }

    /// The one unit whose name is nearly this: only for "did you mean".
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<usize> {
        const NEAR: f64 = 0.85;
        let key = words(&folded(name));
        if let Some((_, unit)) = self.bare().named(&bare(&key)).next() {
            return Some(unit);
        }
        let mut near: Vec<usize> = self
            .names
            .all
            .iter()
            .filter(|(known, _)| strsim::normalized_levenshtein(known, &key) >= NEAR)
            .map(|(_, unit)| *unit)
            .collect();
        near.sort_unstable();
        near.dedup();
        match near[..] {
            [unit] => Some(unit),
            _ => None,
        }
    }

    /// Are the two the same but for diacritics? Thanh Mỹ and Thạnh Mỹ are: a hint at most.
    #[must_use]
    pub fn same_letters(&self, name: &str, unit: usize) -> bool {
        let key = bare(&words(&folded(name)));
        self.names.all.iter().any(|(known, index)| *index == unit && bare(known) == key)
    }

    /// A unit's name at the start of a text, as written; a blank ("XÃ .....") is none.
    fn unknown_at_start(&self, text: &str) -> Option<String> {
        let spaced: String =
            text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let spaced = clean(&spaced);
        let written: Vec<&str> = spaced.split(' ').collect();
        let keys: Vec<String> = written.iter().map(|word| folded(word)).collect();
        let key = keys.join(" ");
        let named = without_leads(&key);
        let skipped = keys.len() - named.split(' ').count();
        let kind = self.kinds.iter().find(|kind| named.starts_with(&format!("{kind} ")))?;
        let from = skipped + kind.split(' ').count();
        let stops = |word: &&String| {
            let word = word.as_str();
            matches!(word, "tháng" | "năm" | "quý" | "quí" | "kỳ" | "kì" | "t")
                || word.contains(|c: char| c.is_ascii_digit())
        };
        let length = keys[from..].iter().take_while(|word| !stops(word)).count();
        let fits = (1..=NAME_WORDS).contains(&length)
            && keys[from..].iter().any(|word| word.chars().any(char::is_alphabetic));
        fits.then(|| title_case(&written[skipped..from + length]))
    }
}

/// Pairs whose name stands for one unit only, the longest first.
fn only_unshared(pairs: Vec<(String, usize)>) -> Vec<(String, usize)> {
    let mut units: HashMap<String, Option<usize>, RandomState> = HashMap::default();
    for (name, index) in &pairs {
        let unit = units.entry(name.clone()).or_insert(Some(*index));
        *unit = unit.filter(|unit| unit == index);
    }
    let mut own: Vec<(String, usize)> =
        pairs.into_iter().filter(|(name, _)| units[name].is_some()).collect();
    longest_first(&mut own);
    own.dedup();
    own
}

fn longest_first(names: &mut [(String, usize)]) {
    names.sort_by_cached_key(|(name, index)| (Reverse(name.chars().count()), *index));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> UnitNames {
        let unit = |name: &str, also: &[&str]| Unit {
            code: name.to_owned(),
            name: name.to_owned(),
            also: also.iter().map(|name| (*name).to_owned()).collect(),
            ..Unit::default()
        };
        let office =
            Office { unit_kinds: "xã, phường, thị trấn".to_owned(), ..Office::default() };
        let units = [
            unit("Xã Mỹ Quý", &["Mỹ Quí"]),
            unit("Thị trấn Mỹ An", &["TT Mỹ An", "TT. Mỹ An"]),
            unit("Xã Mỹ An", &[]),
            unit("Xã Đốc Binh Kiều", &[]),
            unit("Xã Thanh Mỹ", &[]),
            unit("Xã Thạnh Lợi", &["Thanh Lợi"]),
        ];
        UnitNames::new(&office, &units)
    }

    #[test]
    fn known_in_headings() {
        for (line, unit) in [
            ("UBND XÃ MỸ QUÝ", 0),
            ("ỦY BAN NHÂN DÂN XÃ MỸ QUÍ", 0),
            ("Đơn vị: xã Mỹ Quý", 0),
            ("Đơn vị báo cáo: Xã Mỹ Quý, huyện Tháp Mười", 0),
            ("HUYỆN THÁP MƯỜI - XÃ MỸ QUÝ", 0),
            ("HUYỆN THÁP MƯỜI\nXÃ MỸ QUÝ", 0),
            ("XÃ: MỸ QUÝ", 0),
            ("Đơn vị: Mỹ Quý", 0),
            ("UBND MỸ QUÝ", 0),
            ("BÁO CÁO KINH TẾ TẬP THỂ XÃ MỸ QUÝ THÁNG 10 NĂM 2023", 0),
            ("Xa\u{303} My\u{303} Quy\u{301}", 0),
            ("TT. MỸ AN", 1),
            ("Ủy ban nhân dân thị trấn Mỹ An", 1),
            ("UBND xã Mỹ An", 2),
        ] {
            assert_eq!(names().in_heading(line), Some(NamedUnit::Known(unit)), "{line}");
        }
    }

    #[test]
    fn unknown_and_unnamed() {
        for (line, name) in [
            ("XÃ TÂN HỘ CƠ", "Xã Tân Hộ Cơ"),
            ("UBND xã Tân Hộ Cơ", "xã Tân Hộ Cơ"),
            ("ỦY BAN NHÂN DÂN XÃ TÂN HỘ CƠ", "Xã Tân Hộ Cơ"),
            (" ỦY BAN NHÂN DÂN XÃ SỐ MỘT", "Xã Số Một"),
            ("HUYỆN THÁP MƯỜI - XÃ TÂN HỘ CƠ", "Xã Tân Hộ Cơ"),
            ("XÃ ĐỐC BÌNH KIỀU", "Xã Đốc Bình Kiều"),
        ] {
            let unknown = NamedUnit::Unknown(name.to_owned());
            assert_eq!(names().in_heading(line), Some(unknown), "{line}");
        }
        for line in [
            "XÃ ...................",
            "ỦY BAN NHÂN DÂN XÃ …………",
            "Đơn vị: Xã .....",
            "ỦY BAN NHÂN DÂN",
            "Mỹ An",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Đơn vị tính: triệu đồng",
            "Biểu 01. TÌNH HÌNH PHÁT TRIỂN KINH TẾ TẬP THỂ",
        ] {
            assert_eq!(names().in_heading(line), None, "{line}");
        }
    }

    #[test]
    fn in_names_of_files() {
        for (name, unit) in [
            ("my quy", Some(0)),
            ("BC KTTT xa My An T10", Some(2)),
            ("TT My An", Some(1)),
            ("MyAn", None),
            ("Mỹ An", None),
            ("UBND xã Đốc Binh Kiều_KTTT_10.2023", Some(3)),
            ("Thanh Mỹ", Some(4)),
            ("Xã Mỹ Quý và xã Thanh Mỹ", None),
            ("bao cao", None),
        ] {
            assert_eq!(names().in_file_name(name), unit, "{name}");
        }
        let unknown = names().unknown_in_file_name("Xã Tân Hộ Cơ T10.2023");
        assert_eq!(unknown.as_deref(), Some("Xã Tân Hộ Cơ"));
        assert_eq!(names().unknown_in_file_name("bao cao thang 10"), None);
    }

    #[test]
    fn nearly_a_unit() {
        assert_eq!(names().nearest("Xã Đốc Bình Kiều"), Some(3));
        assert_eq!(names().nearest("Xã Thanhh Mỹ"), Some(4));
        assert_eq!(names().nearest("Xã Tân Hộ Cơ"), None);
    }
}
