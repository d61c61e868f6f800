//! How names of organisations are compared.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use viet_text::text::{bare, folded};

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

/// May two names, folded and in standard words, be one name, an abbreviation of one spelt out in the
/// other: "htx dvnn mỹ quý", "htx dịch vụ nông nghiệp mỹ quý"?
#[must_use]
pub(crate) fn may_be_one(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let spaced = name.replace(|letter: char| !letter.is_alphanumeric(), " ");
        spaced.split_whitespace().map(str::to_owned).collect()
    };
    align(&words(one), &words(other))
}

fn align(one: &[String], other: &[String]) -> bool {
    match (one, other) {
        ([], []) => true,
        ([], _) | (_, []) => false,
        ([first, rest @ ..], [own, others @ ..]) => {
            first == own && align(rest, others)
                || spelt_out(first, other).is_some_and(|left| align(rest, left))
                || spelt_out(own, one).is_some_and(|left| align(left, others))
        }
    }
}

/// What is left of words after those whose initials are the abbreviation's letters.
fn spelt_out<'w>(abbreviation: &str, words: &'w [String]) -> Option<&'w [String]> {
    let letters = bare(abbreviation);
    let count = letters.chars().count();
    let (own, left) = words.split_at_checked(count)?;
    let initials: String = own.iter().filter_map(|word| bare(word).chars().next()).collect();
    (count > 1 && initials == letters).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_is_its_words() {
        for (one, other) in [
            ("htx dvnn mỹ quý", "htx dịch vụ nông nghiệp mỹ quý"),
            ("hợp tác xã nn đông hòa", "htx nông nghiệp đông hòa"),
            ("htx tm-dv an phú", "htx thương mại dịch vụ an phú"),
        ] {
            assert!(may_be_one(one, other) && may_be_one(other, one), "{one}");
        }
        for (one, other) in [
            ("htx dvnn mỹ quý", "htx dịch vụ nông nghiệp mỹ đông"),
            ("htx dvnn mỹ quý", "htx nông nghiệp mỹ quý"),
            ("tht lúa 1", "tht lúa 2"),
        ] {
            assert!(!may_be_one(one, other), "{one}");
        }
    }

    #[test]
    fn roman_numerals_are_the_same_name() {
        assert_eq!(name_key("HTX DVNN Mỹ Đông III"), name_key("HTX DVNN Mỹ Đông 3"));
        assert_ne!(name_key("HTX DVNN Mỹ Đông II"), name_key("HTX DVNN Mỹ Đông 3"));
        assert_ne!(name_key("THT sen Vị Thanh"), name_key("THT sen 6 Thanh"));
    }
}
