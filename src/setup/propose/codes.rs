//! Codes out of the words of a form, each one different.

use std::collections::BTreeSet;

use viet_text::text::bare;

/// Longer codes are cut at a word.
const LONGEST: usize = 28;

/// Words as a part of a code: `so_ho_ngheo`.
#[must_use]
pub(crate) fn slug(text: &str) -> String {
    let words = bare(text);
    let mut slug = String::new();
    for word in words.split(' ').filter(|word| word.is_ascii()) {
        if !slug.is_empty() && slug.len() + word.len() >= LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('_');
        }
        slug.push_str(word);
    }
    slug.chars().take(2 * LONGEST).collect()
}

/// The codes that are taken already.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeSet<String>);

impl Taken {
    /// The first of the wanted codes that is free, else the last with a number.
    pub(super) fn free(&mut self, wanted: &[String]) -> String {
        let last = wanted.last().cloned().unwrap_or_else(|| "x".to_owned());
        let numbered = (2..).map(|number| format!("{last}_{number}"));
        let mut codes = wanted.iter().filter(|code| !code.is_empty()).cloned().chain(numbered);
        let code = codes.find(|code| !self.0.contains(code)).expect("numbers do not run out");
        self.0.insert(code.clone());
        code
    }
}

/// The part before the full stop for a sheet: from its name, or from its file's where sheets are
/// named by the program.
pub(super) fn prefix(sheet: &str, file: &str, taken: &mut Taken) -> String {
    let own = slug(sheet);
    let is_generic = ["sheet", "trang_tinh", "trang"].iter().any(|name| {
        own.strip_prefix(name)
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b'_'))
    });
    let own = if is_generic || own.is_empty() { slug(file) } else { own };
    // A code begins with a letter.
    let own = if own.starts_with(|first: char| first.is_ascii_alphabetic()) {
        own
    } else {
        format!("bieu_{own}")
    };
    taken.free(&[own])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_words_and_differ() {
        assert_eq!(slug("Số hộ nghèo đầu kỳ"), "so_ho_ngheo_dau_ki");
        assert!(slug("Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ").len() <= LONGEST);
        let mut taken = Taken::default();
        let wanted = ["a".to_owned(), "a_b".to_owned()];
        assert_eq!([(); 4].map(|()| taken.free(&wanted)), ["a", "a_b", "a_b_2", "a_b_3"]);
        assert_eq!(prefix("Sheet1", "1-ntm.xlsx", &mut taken), "bieu_1_ntm_xlsx");
        assert_eq!(prefix("Biểu 10", "x", &mut taken), "bieu_10");
    }
}
