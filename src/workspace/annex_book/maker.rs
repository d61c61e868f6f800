//! Who made an annex: the same office as the one that reads it, or another.
//!
//! Offices are distinguished by the place that they serve, which stands in the name of the office
//! or of the body above it: departments of one place are on one level and do not report to each
//! other.

use crate::settings::Office;
use viet_text::text::{bare, folded};

/// An office as the line [`super::names::OFFICE`] of an annex names it: "PHÒNG TÀI CHÍNH - KẾ
/// HOẠCH; ỦY BAN NHÂN DÂN HUYỆN THÁP MƯỜI". A department is named with the body that it belongs
/// to, which has the place in its name; a body is named alone.
#[must_use]
pub fn maker(office: &Office) -> String {
    let is_body = BODIES.iter().any(|lead| folded(&office.name).starts_with(&folded(lead)));
    let parent = Some(office.parent.as_str()).filter(|_| !is_body);
    let names = [office.name.as_str()].into_iter().chain(parent);
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join("; ")
}

/// How the name of a body begins, rather than that of a department.
const BODIES: [&str; 3] = ["ủy ban", "ubnd", "hội đồng"];

/// Is an annex of this office's own making, by the line that says who made it?
#[must_use]
pub fn is_made_by(line: &str, office: &Office) -> bool {
    let own = maker(office);
    if key(line) == key(&own) {
        return true;
    }
    match (place(line), place(&own)) {
        (Some(place), Some(own)) => place.is_same(&own),
        // Where they do not both name a place: does one line contain all parts of the other?
        _ => says_all(line, &own) || says_all(&own, line),
    }
}

/// Is each part of a line a part of the other, and is there any?
fn says_all(line: &str, other: &str) -> bool {
    let others: Vec<String> = other.split(';').map(key).collect();
    let mut parts = line.split(';').map(key).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| others.contains(&part))
}

/// Ways to write one word in names of offices.
const SHORT: [(&str, &str); 5] = [
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("tp", "thành phố"),
    ("tx", "thị xã"),
    ("tt", "thị trấn"),
];

/// A name as words with abbreviations in full; without diacritics if the name has none.
fn key(name: &str) -> String {
    let spaced: String =
        folded(name).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let is_plain = spaced.is_ascii();
    let in_full = |word: &str| {
        let short = SHORT.iter().find(|(short, _)| *short == word);
        spelt(short.map_or(word, |(_, full)| full), is_plain)
    };
    spaced.split_whitespace().map(in_full).collect::<Vec<_>>().join(" ")
}

/// A word as it is written in a name with diacritics, or in one without.
fn spelt(word: &str, is_plain: bool) -> String {
    if is_plain { bare(word) } else { folded(word) }
}

/// Kinds of places and their levels: a city is not the province of the same name.
const KINDS: [(&str, u8); 9] = [
    ("thành phố", 2),
    ("thị xã", 2),
    ("thị trấn", 3),
    ("đặc khu", 3),
    ("tỉnh", 1),
    ("huyện", 2),
    ("quận", 2),
    ("phường", 3),
    ("xã", 3),
];

/// A place that an office serves.
#[derive(Debug, PartialEq, Eq)]
struct ServedPlace {
    /// Province, district or commune; none where the word for it is not written.
    level: Option<u8>,
    /// Its name.
    name: String,
}

impl ServedPlace {
    /// The same name, or written without diacritics, and not of another level.
    fn is_same(&self, other: &Self) -> bool {
        let plain = |name: &str| bare(name) == name;
        let same_letters =
            (plain(&self.name) || plain(&other.name)) && bare(&self.name) == bare(&other.name);
        let levels = self.level.zip(other.level);
        (self.name == other.name || same_letters) && levels.is_none_or(|(own, other)| own == other)
    }
}

/// The place of the first part of a line that names one.
fn place(line: &str) -> Option<ServedPlace> {
    line.split(';').find_map(|part| place_in(&key(part)))
}

fn place_in(part: &str) -> Option<ServedPlace> {
    let words: Vec<&str> = part.split(' ').collect();
    let is_plain = part.is_ascii();
    let is_word =
        |at: usize, word: &str| words.get(at).is_some_and(|w| *w == spelt(word, is_plain));
    let kind_at = |place: usize| {
        let is_here = |kind: &str| {
            let kind = spelt(kind, is_plain);
            let kind: Vec<&str> = kind.split(' ').collect();
            words[place..].starts_with(&kind).then_some(kind.len())
        };
        // "Hợp tác xã" and "văn hóa - xã hội" name no place.
        let is_other = is_word(place, "xã")
            && (is_word(place + 1, "hội") || (place > 0 && is_word(place - 1, "tác")));
        let found = KINDS.iter().find_map(|(kind, level)| Some((is_here(kind)?, *level)));
        found.filter(|_| !is_other)
    };
    for place in 0..words.len() {
        let Some((length, level)) = kind_at(place) else { continue };
        let from = place + length;
        let to = (from..words.len()).find(|next| kind_at(*next).is_some()).unwrap_or(words.len());
        if from < to {
            return Some(ServedPlace { level: Some(level), name: words[from..to].join(" ") });
        }
    }
    let body = spelt("ủy ban nhân dân", is_plain);
    let name = part.strip_prefix(&body)?.trim();
    (!name.is_empty()).then(|| ServedPlace { level: None, name: name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(name: &str, parent: &str) -> Office {
        Office { name: name.to_owned(), parent: parent.to_owned(), ..Office::default() }
    }

    #[test]
    fn an_office_knows_its_own_annexes_however_it_is_written() {
        let district = office("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "ỦY BAN NHÂN DÂN HUYỆN THÁP MƯỜI");
        let commune = office("ỦY BAN NHÂN DÂN XÃ TÂN LỢI", "ỦY BAN NHÂN DÂN HUYỆN HỚN QUẢN");
        let province = office("SỞ TÀI CHÍNH", "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG");
        let placed = office("SỞ TÀI CHÍNH TỈNH VĨNH LONG", "");
        let bare = office("SỞ TÀI CHÍNH", "");
        for (office, line) in [
            (&district, "PHÒNG TÀI CHÍNH - KẾ HOẠCH; ỦY BAN NHÂN DÂN HUYỆN THÁP MƯỜI"),
            (&district, "Phòng TC-KH; UBND huyện Tháp Mười"),
            (&district, "Phòng Kinh tế; Uỷ ban nhân dân huyện Tháp Mười"),
            (&district, "PHÒNG TÀI CHÍNH - KẾ HOẠCH HUYỆN THÁP MƯỜI"),
            (&district, "PHONG TAI CHINH - KE HOACH; UBND HUYEN THAP MUOI"),
            (&district, "UBND THÁP MƯỜI"),
            (&district, "PHÒNG TÀI CHÍNH - KẾ HOẠCH"),
            (&commune, "UBND xã Tân Lợi"),
            (&commune, "Phòng Kinh tế; UBND xã Tân Lợi, huyện Hớn Quản"),
            (&province, "Sở Kế hoạch và Đầu tư; UBND tỉnh Vĩnh Long"),
            (&province, "SỞ TÀI CHÍNH TỈNH VĨNH LONG"),
            (&placed, "SỞ TÀI CHÍNH; UBND TỈNH VĨNH LONG"),
            (&bare, "SỞ TÀI CHÍNH"),
            (&bare, "SỞ TÀI CHÍNH; UBND TỈNH VĨNH LONG"),
            (&office("", ""), ""),
        ] {
            assert!(is_made_by(line, office), "{line}");
        }
    }

    #[test]
    fn annexes_of_other_offices_are_not_its_own() {
        let district = office("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "ỦY BAN NHÂN DÂN HUYỆN CHÂU THÀNH");
        let province = office("SỞ TÀI CHÍNH", "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG");
        let bare = office("SỞ TÀI CHÍNH", "");
        for (office, line) in [
            (&district, "PHÒNG TÀI CHÍNH - KẾ HOẠCH; ỦY BAN NHÂN DÂN HUYỆN CHÂU THÀNH A"),
            (&district, "PHÒNG TÀI CHÍNH - KẾ HOẠCH; ỦY BAN NHÂN DÂN THỊ TRẤN CHÂU THÀNH"),
            (&district, "PHÒNG TÀI CHÍNH - KẾ HOẠCH; ỦY BAN NHÂN DÂN HUYỆN THÁP MƯỜI"),
            (&province, "PHÒNG TÀI CHÍNH - KẾ HOẠCH; UBND THÀNH PHỐ VĨNH LONG"),
            (&province, "PHÒNG TÀI CHÍNH - KẾ HOẠCH; UBND TP. VĨNH LONG, TỈNH VĨNH LONG"),
            (&province, "PHÒNG TÀI CHÍNH - KẾ HOẠCH HUYỆN MANG THÍT; UBND TỈNH VĨNH LONG"),
            (&province, "LIÊN MINH HỢP TÁC XÃ"),
            (&bare, "PHÒNG TÀI CHÍNH - KẾ HOẠCH; UBND HUYỆN MANG THÍT"),
            (&province, ""),
        ] {
            assert!(!is_made_by(line, office), "{line}");
        }
    }

    #[test]
    fn words_that_only_look_like_places() {
        assert_eq!(place("PHÒNG VĂN HÓA - XÃ HỘI"), None);
        assert_eq!(place("LIÊN MINH HỢP TÁC XÃ"), None);
        let coop = place("LIÊN MINH HỢP TÁC XÃ TỈNH ĐỒNG THÁP");
        assert_eq!(coop.map(|place| place.level), Some(Some(1)));
    }
}
