//! How names of organisations are compared.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use viet_text::text::folded;

/// A name [`folded`], with its Roman numerals as digits: "Mỹ Đông III" is "Mỹ Đông 3".
#[must_use]
pub(crate) fn name_key(name: &str) -> String {
    with_digits(folded(name))
}

/// The same, of a name folded already.
pub(crate) fn with_digits(folded_name: String) -> String {
    let digit = |word: &str| match word {
        "ii" => Some("2"),
        "iii" => Some("3"),
        "iv" => Some("4"),
        "v" => Some("5"),
        "vi" => Some("6"),
        _ => None,
    };
    if folded_name.split(' ').all(|word| digit(word).is_none()) {
        return folded_name;
    }
    let words = folded_name.split(' ').map(|word| digit(word).unwrap_or(word));
    words.collect::<Vec<_>>().join(" ")
}

/// A hash of a [`name_key`].
#[must_use]
pub(crate) fn hash_key(key: &str) -> u64 {
    FixedState::default().hash_one(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_the_same_name() {
        assert_eq!(name_key("HTX DVNN Mỹ Đông III"), name_key("HTX DVNN Mỹ Đông 3"));
        assert_ne!(name_key("HTX DVNN Mỹ Đông II"), name_key("HTX DVNN Mỹ Đông 3"));
        assert_ne!(name_key("THT sen Vị Thanh"), name_key("THT sen 6 Thanh"));
    }
}
