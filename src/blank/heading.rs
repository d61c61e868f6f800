//! The places in a form's heading where a commune writes who it is and of which period: filled
//! in before the form is sent.

use crate::reading::period::Period;
use crate::reading::text::folded;

/// Words before the place for a unit's name.
const UNIT_LEADS: [&str; 6] = [
    "đơn vị báo cáo",
    "tên đơn vị báo cáo",
    "tên đơn vị",
    "đơn vị gửi",
    "đơn vị",
    "ủy ban nhân dân",
];

/// The text with the unit's name in its place; nothing where it has no such place.
pub(super) fn with_unit(text: &str, unit: &str, kinds: &[String]) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    for (from, to) in gaps(&letters) {
        let before = trimmed(&letters[..from]);
        let rest: String = letters[to..].iter().collect();
        if let Some(start) = kinds_start(before, kinds) {
            let kind = &before[start..];
            let capitals = kind.iter().all(|c| !c.is_lowercase());
            let unit = if capitals { unit.to_uppercase() } else { unit.to_owned() };
            return Some(format!("{}{unit}{rest}", before[..start].iter().collect::<String>()));
        }
        if is_unit_lead(before) {
            return Some(format!("{} {unit}{rest}", before.iter().collect::<String>()));
        }
    }
    let whole = trimmed(&letters);
    let ends_open = whole.last() == Some(&':') && is_unit_lead(whole);
    ends_open.then(|| format!("{} {unit}", whole.iter().collect::<String>()))
}

/// "Đơn vị báo cáo:", "UBND:" stand before a name; "Đơn vị tính:" does not.
fn is_unit_lead(before: &[char]) -> bool {
    let text = folded(&before.iter().collect::<String>());
    let Some(lead) = text.strip_suffix(':') else { return false };
    let lead = lead.trim();
    UNIT_LEADS
        .iter()
        .any(|known| lead == folded(known) || lead.ends_with(&format!(" {}", folded(known))))
}

/// Where the words for kinds of units begin at the end of a text: "XÃ", "xã, phường, thị trấn".
fn kinds_start(before: &[char], kinds: &[String]) -> Option<usize> {
    let mut start = before.len();
    let mut found = false;
    loop {
        let head = trimmed_of(&before[..start], &[',', '/', ' ', '-']);
        let longest = kinds
            .iter()
            .filter(|kind| {
                let length = kind.chars().count();
                let from = head.checked_sub(length);
                from.is_some_and(|from| {
                    let word: String = before[from..head].iter().collect();
                    let apart = from == 0 || !before[from - 1].is_alphanumeric();
                    apart && folded(&word) == **kind
                })
            })
            .map(|kind| kind.chars().count())
            .max();
        match longest {
            Some(length) => {
                start = head - length;
                found = true;
            }
            None => return found.then_some(start),
        }
    }
}

fn trimmed_of(letters: &[char], signs: &[char]) -> usize {
    let kept = letters.iter().rposition(|c| !signs.contains(c) && !c.is_whitespace());
    kept.map_or(0, |place| place + 1)
}

fn trimmed(letters: &[char]) -> &[char] {
    &letters[..trimmed_of(letters, &[])]
}

/// Runs of dots, dashes of a blank line, or underscores: three signs at the least.
fn gaps(letters: &[char]) -> Vec<(usize, usize)> {
    let is_gap = |c: char| matches!(c, '.' | '…' | '_' | '·');
    let mut gaps = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !is_gap(letters[at]) {
            at += 1;
            continue;
        }
        let from = at;
        let mut to = at;
        while at < letters.len() && (is_gap(letters[at]) || letters[at] == ' ') {
            to = if is_gap(letters[at]) { at + 1 } else { to };
            at += 1;
        }
        let weight: usize = letters[from..to].iter().map(|c| if *c == '…' { 3 } else { 1 }).sum();
        if weight >= 2 {
            gaps.push((from, to));
        }
    }
    gaps
}

/// The text with the period in its place; nothing where it has no such place. A line for the
/// day of signing has none.
pub(super) fn with_period(text: &str, period: Period) -> Option<String> {
    if let Some(inside) = text.strip_prefix('(') {
        return with_period(inside, period).map(|inside| format!("({inside}"));
    }
    let (part, tail) = match text.find('(') {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let key = folded(part);
    if key.contains("ngày") {
        return None;
    }
    let letters: Vec<char> = part.chars().collect();
    if let Some(colon) = letters.iter().position(|c| *c == ':') {
        let lead = folded(&letters[..colon].iter().collect::<String>());
        if lead == folded("kỳ báo cáo") || lead == folded("kỳ") {
            let lead: String = letters[..=colon].iter().collect();
            let words = capitalised(&in_full(period), false);
            return Some(with_day(&format!("{lead} {words}"), tail, period));
        }
    }
    let lower: Vec<String> = letters.iter().map(|c| c.to_lowercase().collect()).collect();
    let starts = |word: &str, at: usize| {
        let length = word.chars().count();
        let apart = at == 0 || !letters[at - 1].is_alphanumeric();
        apart && lower.get(at..at + length).is_some_and(|part| part.concat() == word)
    };
    let gaps = gaps(&letters);
    let words = ["tháng", "quý", "quí", "năm"];
    let from = (0..letters.len()).find(|at| {
        let word = words.iter().find(|word| starts(word, *at));
        word.is_some_and(|word| {
            let end = at + word.chars().count();
            gaps.iter().any(|(gap, _)| trimmed(&letters[..*gap]).len() == end)
        })
    })?;
    let mut to = from;
    for (gap, end) in gaps.iter().filter(|(gap, _)| *gap >= from) {
        let between: String = letters[to.max(from)..*gap].iter().collect();
        let idle = folded(&between.replace('/', " "));
        if idle
            .split_whitespace()
            .all(|word| ["tháng", "quý", "quí", "năm"].iter().any(|w| folded(w) == word))
        {
            to = *end;
        }
    }
    let first: String = letters[from..].iter().take_while(|c| c.is_alphabetic()).collect();
    let words = match first.chars().next() {
        Some(c) if c.is_uppercase() => {
            capitalised(&in_full(period), first.chars().all(char::is_uppercase))
        }
        _ => in_full(period),
    };
    let whole = |range: &[char]| range.iter().collect::<String>();
    let line = format!("{}{words}{}", whole(&letters[..from]), whole(&letters[to..]));
    Some(with_day(&line, tail, period))
}

/// "(số liệu tính đến ngày …)" with the period's last day.
fn with_day(line: &str, tail: &str, period: Period) -> String {
    let line = if tail.is_empty() { line.to_owned() } else { format!("{} ", line.trim_end()) };
    let day =
        tail.find("ngày").filter(|at| tail[*at..].contains(['.', '…']) || !tail.contains("/"));
    match day {
        Some(at) => {
            let end = tail[at..].find(')').map_or(tail.len(), |end| at + end);
            let last = period.last_day().format("%-d/%-m/%Y");
            format!("{line}{}ngày {last}{}", &tail[..at], &tail[end..])
        }
        // A day of another period would contradict the heading.
        None if tail.contains("ngày") => line.trim_end().to_owned(),
        None => format!("{line}{tail}").trim_end().to_owned(),
    }
}

/// "tháng 10 năm 2023", "quý IV năm 2023", "6 tháng đầu năm 2024", "năm 2024".
fn in_full(period: Period) -> String {
    period.in_words().replace('/', " năm ")
}

fn capitalised(text: &str, all: bool) -> String {
    if all {
        return text.to_uppercase();
    }
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + letters.as_str())
}

/// The text with every year moved by so many.
pub(super) fn with_years(text: &str, by: i32) -> Option<String> {
    let mut written = String::new();
    let mut changed = false;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let end =
            rest[start..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |e| start + e);
        written.push_str(&rest[..start]);
        match year(&rest[start..end]) {
            Some(year) if by != 0 => {
                written.push_str(&(year + by).to_string());
                changed = true;
            }
            _ => written.push_str(&rest[start..end]),
        }
        rest = &rest[end..];
    }
    written.push_str(rest);
    changed.then_some(written)
}

/// The latest year that a text names.
pub(super) fn latest_year(text: &str) -> Option<i32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(year).max()
}

fn year(digits: &str) -> Option<i32> {
    let plausible = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    if plausible { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OCTOBER: Period = Period::Month { year: 2023, month: 10 };

    #[test]
    fn units_in_their_places() {
        let kinds = ["xã", "phường", "thị trấn"].map(str::to_owned);
        for (text, expected) in [
            ("XÃ ...................", Some("XÃ MỸ QUÝ")),
            ("UBND xã …………", Some("UBND Xã Mỹ Quý")),
            ("Đơn vị báo cáo: .......", Some("Đơn vị báo cáo: Xã Mỹ Quý")),
            ("Đơn vị báo cáo: Xã .......", Some("Đơn vị báo cáo: Xã Mỹ Quý")),
            ("Tên đơn vị:", Some("Tên đơn vị: Xã Mỹ Quý")),
            ("XÃ, PHƯỜNG, THỊ TRẤN ____", Some("XÃ MỸ QUÝ")),
            ("XÃ/PHƯỜNG ......, HUYỆN ABC", Some("XÃ MỸ QUÝ, HUYỆN ABC")),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", None),
            ("Số: ..../BC-UBND", None),
            ("Đơn vị tính: triệu đồng", None),
            ("Đơn vị tính:", None),
        ] {
            assert_eq!(with_unit(text, "Xã Mỹ Quý", &kinds).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn periods_in_their_places() {
        for (text, expected) in [
            ("Kỳ báo cáo: Tháng ... năm ...", Some("Kỳ báo cáo: Tháng 10 năm 2023")),
            ("Tháng …/…", Some("Tháng 10 năm 2023")),
            ("BÁO CÁO KTTT THÁNG ..... NĂM .....", Some("BÁO CÁO KTTT THÁNG 10 NĂM 2023")),
            ("(Tháng ... năm ...)", Some("(Tháng 10 năm 2023)")),
            (
                "Kỳ báo cáo: Tháng 9 năm 2023 (số liệu tính đến ngày ...)",
                Some("Kỳ báo cáo: Tháng 10 năm 2023 (số liệu tính đến ngày 31/10/2023)"),
            ),
            ("Mỹ Quý, ngày … tháng … năm …", None),
            ("Độc lập - Tự do - Hạnh phúc", None),
        ] {
            assert_eq!(with_period(text, OCTOBER).as_deref(), expected, "{text}");
        }
        let quarter = Period::Quarter { year: 2024, quarter: 2 };
        assert_eq!(with_period("Quý … năm ……", quarter).as_deref(), Some("Quý II năm 2024"));
    }

    #[test]
    fn years_move() {
        assert_eq!(with_years("Thực hiện năm 2022", 2).as_deref(), Some("Thực hiện năm 2024"));
        assert_eq!(with_years("Kế hoạch", 2), None);
        assert_eq!(latest_year("Năm 2022, 2023"), Some(2023));
    }
}
