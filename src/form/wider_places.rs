//! Districts and provinces that a heading names beside a unit: a namesake in another one is not
//! the office's own.

use std::collections::BTreeSet;

use super::name_words::NameWords;
use crate::settings::{Office, Unit};
use viet_text::text::{bare, folded};

/// How far a place reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    District,
    /// A city may be a district's or a province's equal.
    City,
    Province,
}

const KINDS: [(&str, Reach); 6] = [
    ("huyện", Reach::District),
    ("quận", Reach::District),
    ("thị xã", Reach::District),
    ("thành phố", Reach::City),
    ("tp", Reach::City),
    ("tỉnh", Reach::Province),
];

/// The districts and provinces that the settings name.
#[derive(Clone, Debug, Default)]
pub(super) struct WiderPlaces {
    /// Words of kinds, folded, but for those of the office's own units.
    kinds: Vec<(String, Reach)>,
    /// Names without their kinds, folded.
    own: Vec<String>,
    reaches: BTreeSet<Reach>,
}

/// A district or province named in a text.
#[derive(Debug)]
struct Mention {
    /// The words of its kind and name.
    at: std::ops::Range<usize>,
    reach: Reach,
    name: String,
}

impl WiderPlaces {
    pub(super) fn new(office: &Office, units: &[Unit], unit_kinds: &[String]) -> Self {
        let kinds = KINDS.iter().map(|(kind, reach)| (folded(kind), *reach));
        let kinds = kinds.filter(|(kind, _)| !unit_kinds.contains(kind)).collect();
        let mut places = Self { kinds, ..Self::default() };
        let groups = units.iter().map(|unit| &unit.group);
        let said: Vec<&String> = [&office.parent, &office.name].into_iter().chain(groups).collect();
        for text in said {
            for mention in places.mentions(&NameWords::new(text)) {
                places.reaches.insert(mention.reach);
                places.own.push(mention.name);
            }
        }
        // An office above has districts for its units, whatever it calls them.
        for unit in units {
            let named = places.mentions(&NameWords::new(&unit.name));
            places.own.extend(named.into_iter().map(|mention| mention.name));
        }
        places.own.push(folded(&office.place));
        places.own.retain(|name| !name.is_empty());
        places.own.sort();
        places.own.dedup();
        places
    }

    /// Do words from a place on name one of the settings' own? How many they are.
    pub(super) fn own_at(&self, words: &NameWords, from: usize) -> Option<usize> {
        let is_here = |name: &&String| {
            let mut parts = name.split(' ').zip(from..);
            parts.all(|(part, place)| {
                let word = words.0.get(place);
                word.is_some_and(|word| word.key == part || word.key == bare(part))
            })
        };
        self.own.iter().find(is_here).map(|name| name.split(' ').count())
    }

    /// The district or province, as written, that a text names and the settings do not.
    pub(super) fn elsewhere(&self, words: &NameWords) -> Option<String> {
        let mentions = self.mentions(words);
        let is_own = |mention: &Mention| self.own.iter().any(|own| is_near(own, &mention.name));
        let is_settled = |reach: Reach| mentions.iter().any(|m| m.reach == reach && is_own(m));
        let other = mentions.iter().find(|mention| {
            // What the settings do not tell is not held against a heading.
            let is_told = match mention.reach {
                Reach::City => {
                    !self.reaches.is_empty()
                        && !self.reaches.contains(&Reach::Province)
                        && !is_settled(Reach::District)
                }
                reach => self.reaches.contains(&reach),
            };
            is_told && !is_settled(mention.reach) && !is_own(mention)
        })?;
        Some(words.written(other.at.start, other.at.end))
    }

    /// The same of a line that begins with it: a letter's head, not what a sentence speaks of.
    pub(super) fn elsewhere_at_start(&self, words: &NameWords) -> Option<String> {
        let first = self.mentions(words).into_iter().next()?;
        let is_led = (0..first.at.start).all(|place| words.is_common(place));
        if is_led { self.elsewhere(words) } else { None }
    }

    fn mentions(&self, words: &NameWords) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut place = 0;
        while place < words.0.len() {
            match self.mention_at(words, place) {
                Some(mention) => {
                    place = mention.at.end;
                    mentions.push(mention);
                }
                None => place += 1,
            }
        }
        mentions
    }

    fn mention_at(&self, words: &NameWords, place: usize) -> Option<Mention> {
        let (length, reach) = self.kinds.iter().find_map(|(kind, reach)| {
            let parts: Vec<&str> = kind.split(' ').collect();
            let here = words.0.get(place..place + parts.len())?;
            let is_it = here.iter().zip(&parts).all(|(word, part)| {
                // Typed without its tones a kind's word is too short to be sure of.
                word.key == *part || (parts.len() > 1 && word.key == bare(part))
            });
            is_it.then_some((parts.len(), *reach))
        })?;
        let from = place + length;
        let starts = words.0.get(from).is_some_and(|word| {
            word.written.chars().all(char::is_alphabetic)
                && word.written.chars().next().is_some_and(char::is_uppercase)
        });
        if !starts || words.is_common(from) {
            return None;
        }
        let own = self.own_at(words, from).map(|length| from + length);
        let end = own.unwrap_or_else(|| words.end_of_name(from + 1));
        let name = words.0[from..end].iter().map(|word| word.key.as_str()).collect::<Vec<_>>();
        Some(Mention { at: place..end, reach, name: name.join(" ") })
    }
}

/// The same but for a slip of typing, or for diacritics.
fn is_near(own: &str, said: &str) -> bool {
    const NEAR: f64 = 0.85;
    bare(own) == bare(said) || strsim::normalized_levenshtein(own, said) >= NEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elsewhere(parent: &str, text: &str) -> Option<String> {
        let office = Office { parent: parent.to_owned(), ..Office::default() };
        WiderPlaces::new(&office, &[], &["xã".to_owned()]).elsewhere(&NameWords::new(text))
    }

    #[test]
    fn another_district_or_province() {
        let own = "ỦY BAN NHÂN DÂN HUYỆN THÁP MƯỜI";
        for (text, said) in [
            ("XÃ PHÚ ĐIỀN, HUYỆN TÂN HỒNG", Some("Huyện Tân Hồng")),
            ("Xã Mỹ Quý, huyện Đức Huệ, tỉnh Long An", Some("huyện Đức Huệ")),
            ("Xã Mỹ Quý, thị xã Cai Lậy", Some("thị xã Cai Lậy")),
            ("Xã Mỹ Quý, TP Cao Lãnh", Some("TP Cao Lãnh")),
            ("Xã Mỹ Quý, huyện Tháp Mười, thành phố Cần Thơ", None),
            ("Xã Mỹ Quý, huyện Tháp Mười, tỉnh Đồng Tháp", None),
            ("Xã Mỹ Quý huyện Tháp Muời", None),
            ("XÃ MỸ QUÝ HUYỆN THAP MUOI", None),
            ("Xã Mỹ Quý, tỉnh Đồng Tháp", None),
            ("Báo cáo huyện tháng 10", None),
        ] {
            assert_eq!(elsewhere(own, text).as_deref(), said, "{text}");
        }
        assert_eq!(elsewhere("", "Xã Mỹ Quý, huyện Đức Huệ"), None);
        let province = elsewhere("UBND TỈNH ĐỒNG THÁP", "Xã Mỹ Quý, huyện Đức Huệ, tỉnh Long An");
        assert_eq!(province.as_deref(), Some("tỉnh Long An"));
    }
}
