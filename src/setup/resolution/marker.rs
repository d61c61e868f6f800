//! What stands before a paragraph: "Điều 1.", "II-", "1.2.", "a)", "(3)", "-".

/// The mark of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Without brackets and dots: "II", "1.2", "a", "-".
    pub text: String,
    /// How deep such marks stand: of two, the smaller heads the other.
    pub rank: u8,
    /// Bytes that it takes of the paragraph, with the spaces behind it.
    pub length: usize,
}

/// Ranks from [`BULLET`] on belong to items, never to headings.
pub(super) const BULLET: u8 = 9;
/// The rank of "(1)".
pub(super) const BRACKETED: u8 = 8;

/// The mark with which a paragraph begins.
pub(super) fn marker(paragraph: &str) -> Option<Marker> {
    let text = paragraph.trim_start();
    let lead = paragraph.len() - text.len();
    let (mark, rank, end) = bullet(text).or_else(|| named(text)).or_else(|| counted(text))?;
    let rest = &text[end..];
    let spaces = rest.len() - rest.trim_start().len();
    Some(Marker { text: mark, rank, length: lead + end + spaces })
}

fn bullet(text: &str) -> Option<(String, u8, usize)> {
    let first = text.chars().next().filter(|first| "-–—+•*·▪➢✓".contains(*first))?;
    let rank = if first == '+' { BULLET + 1 } else { BULLET };
    Some((first.to_string(), rank, first.len_utf8()))
}

/// "Phần thứ hai", "Chương II", "Điều 3."
fn named(text: &str) -> Option<(String, u8, usize)> {
    const NAMES: [(&str, u8); 4] = [("phần thứ ", 0), ("phần ", 0), ("chương ", 0), ("điều ", 1)];
    let lower = text.to_lowercase();
    let (name, rank) = NAMES.into_iter().find(|(name, _)| lower.starts_with(name))?;
    let rest = text.get(name.len()..)?;
    let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
    let is_number = rest[..end].chars().all(|letter| "IVXLC0123456789".contains(letter));
    let is_mark = end > 0 && (is_number || name == "phần thứ ");
    let stop = rest[end..].starts_with(['.', ':']);
    is_mark.then(|| (rest[..end].to_owned(), rank, name.len() + end + usize::from(stop)))
}

/// "A.", "II-", "1.", "1.2.", "a)", "(3)".
fn counted(text: &str) -> Option<(String, u8, usize)> {
    if let Some(inner) = text.strip_prefix('(') {
        let (mark, _) = inner.split_once(')')?;
        let is_short = mark.chars().count() <= 3 && mark.chars().all(char::is_alphanumeric);
        return is_short.then(|| (mark.to_owned(), BRACKETED, mark.len() + 2));
    }
    let end = text.find(|letter: char| !(letter.is_alphanumeric() || letter == '.'))?;
    // "2.Công chức": letters belong to the text.
    let number = text.find(|letter: char| !(letter.is_ascii_digit() || letter == '.'))?;
    let end = if number > 0 { number } else { end };
    let (raw, rest) = text.split_at(end);
    let mark = raw.trim_end_matches('.');
    let stop = rest.chars().next().filter(|stop| ")-/".contains(*stop) && raw == mark);
    let is_closed = raw.ends_with('.') || stop.is_some();
    if !is_closed || mark.is_empty() {
        return None;
    }
    let length = end + stop.map_or(0, char::len_utf8);
    let after = text[length..].chars().next();
    if after
        .is_some_and(|after| after.is_ascii_digit() || after.is_lowercase() && stop == Some('-'))
    {
        return None;
    }
    Some((mark.to_owned(), rank_of(mark, stop)?, length))
}

fn rank_of(mark: &str, stop: Option<char>) -> Option<u8> {
    let parts: Vec<&str> = mark.split('.').collect();
    let all = |test: fn(char) -> bool| parts.iter().all(|part| part.chars().all(test));
    if all(|letter| letter.is_ascii_digit()) {
        let is_small = parts.iter().all(|part| (1..=2).contains(&part.len()));
        return match (is_small, parts.len(), stop) {
            (true, 1, None | Some('-')) => Some(4),
            (true, 1, Some(')')) => Some(7),
            (true, 2, None | Some('-')) => Some(5),
            (true, 3.., None | Some('-')) => Some(6),
            _ => None,
        };
    }
    let single = parts.len() == 1;
    if single && mark.len() <= 5 && all(|letter| "IVX".contains(letter)) && stop != Some('/') {
        return Some(3);
    }
    let letters = mark.chars().count();
    match () {
        () if !single || letters > 1 => None,
        () if mark.chars().all(char::is_uppercase) => Some(2),
        () if mark.chars().all(char::is_lowercase) => Some(7),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_what_only_looks_like_them() {
        for (text, mark, rank) in [
            ("II- MỤC TIÊU", "II", 3),
            ("A. ĐÁNH GIÁ", "A", 2),
            ("1. Mục tiêu", "1", 4),
            ("2.1. Tuyên truyền", "2.1", 5),
            ("2.Công chức", "2", 4),
            ("a) Về số lượng", "a", 7),
            ("(3) Doanh thu", "3", 8),
            ("- Tỷ lệ", "-", 9),
            ("+ Tỷ lệ", "+", 10),
            ("Điều 1. Thông qua", "1", 1),
            ("Phần thứ hai", "hai", 0),
            ("Chương II", "II", 0),
        ] {
            let found = marker(text).map(|own| (own.text, own.rank));
            assert_eq!(found, Some((mark.to_owned(), rank)), "{text}");
        }
        for text in [
            "1.800 triệu đồng",
            "45 triệu",
            "TM. ỦY BAN",
            "2025, có 20%",
            "Phần lớn các hộ",
            "12/8/2021",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
    }
}
