//! Text made safe for a terminal: control characters from files are shown, never executed.

use std::borrow::Cow;

/// Replaces a character that a terminal would act on.
const MARK: &str = "\u{FFFD}";

/// Text without control sequences. Line ends and tabs stay; every other control character (ESC,
/// BEL, DEL, the C1 set with its one-byte CSI) and every mark that changes the writing direction
/// becomes �.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(is_obeyed) {
        Cow::Owned(text.replace("\r\n", "\n").replace(is_obeyed, MARK))
    } else {
        Cow::Borrowed(text)
    }
}

/// Text on one line: what stands in a cell or a name begins no line of its own.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let is_break =
        |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !text.contains(is_break) {
        return Cow::Borrowed(text);
    }
    let parts = text.split(is_break).map(str::trim).filter(|part| !part.is_empty());
    Cow::Owned(parts.collect::<Vec<_>>().join(" "))
}

/// JSON with these characters as escapes: the same content, safe to show.
pub(crate) fn escaped(json: String) -> String {
    let is_obeyed = |c: char| is_obeyed(c);
    if !json.contains(is_obeyed) {
        return json;
    }
    let mut text = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_obeyed(c) {
            // All of them are below U+10000, and in JSON they only occur in strings.
            text.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            text.push(c);
        }
    }
    text
}

fn is_obeyed(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}')
        || matches!(c, '\u{2028}' | '\u{2029}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let nasty = "a\u{1b}[2J\u{7}b\u{9b}31mc\u{202e}d\u{7f}\r\ne\rf";
        let shown = plain(nasty);
        assert_eq!(shown, "a�[2J�b�31mc�d�\ne�f");
        assert!(matches!(plain("Xã Mỹ Quý\tF27\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_said_of_one_thing_is_one_line() {
        assert_eq!(
            one_line("ghi \"2\r\n\r\nĐạt 7/7\u{2028} chỉ tiêu\""),
            "ghi \"2 Đạt 7/7 chỉ tiêu\""
        );
        assert!(matches!(one_line("Xã Mỹ Quý\tF27"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_says_the_same_and_can_be_shown() {
        let said = "a\u{9b}31m\u{202e}b\u{7f}\u{1b}";
        let json = escaped(serde_json::to_string(said).unwrap());
        assert!(!json.contains(is_obeyed));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), said);
    }
}
