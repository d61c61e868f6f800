//! Names of files and folders as they are shown. On some systems a name may hold a line break; shown
//! as it is, it would begin a line of its own.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

/// A path, shown.
pub(crate) trait PathText {
    /// The path on one line.
    fn on_one_line(&self) -> String;
}

impl PathText for Path {
    fn on_one_line(&self) -> String {
        name_on_one_line(&self.to_string_lossy()).into_owned()
    }
}

/// A name on one line: characters that break or control it are written as `\u000a`.
pub(crate) fn name_on_one_line(name: &str) -> Cow<'_, str> {
    let is_odd = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if !name.contains(is_odd) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.chars().fold(String::new(), |mut shown, c| {
        if is_odd(c) {
            write!(shown, "\\u{:04x}", u32::from(c)).expect("writing to a string cannot fail");
        } else {
            shown.push(c);
        }
        shown
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_begins_a_line() {
        assert_eq!(name_on_one_line("x\nĐạt 7/7\u{2028}.xlsx"), "x\\u000aĐạt 7/7\\u2028.xlsx");
        assert_eq!(Path::new("a\r/b").on_one_line(), "a\\u000d/b");
        assert!(matches!(name_on_one_line("Xã Mỹ Quý.xlsx"), Cow::Borrowed(_)));
    }
}
