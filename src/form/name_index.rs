//! Names looked up in texts word by word; the time does not grow with the number of names.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NameMatch {
    /// What it stands for.
    pub unit: usize,
    /// Its bytes.
    pub at: Range<usize>,
}

/// Names in the order in which they are looked for, each with what it stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct NameIndex {
    /// The names, of words with one space between, and what they stand for.
    pub all: Vec<(String, usize)>,
    /// Places in `all` by name, ascending.
    places: HashMap<String, Vec<usize>, RandomState>,
    /// Words of the longest name.
    most_words: usize,
}

impl NameIndex {
    pub(super) fn new(all: Vec<(String, usize)>) -> Self {
        let mut places: HashMap<String, Vec<usize>, RandomState> = HashMap::default();
        for (place, (name, _)) in all.iter().enumerate() {
            places.entry(name.clone()).or_default().push(place);
        }
        let most_words = all.iter().map(|(name, _)| name.split(' ').count()).max().unwrap_or(0);
        Self { all, places, most_words }
    }

    /// What a name stands for, with its place in the order.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = (usize, usize)> {
        let places = self.places.get(name).into_iter().flatten();
        places.map(|place| (*place, self.all[*place].1))
    }

    /// The names that stand in the text as whole words, each with what it stands for and its bytes;
    /// a name within another that comes before it in the order and also stands there is none.
    pub(super) fn matches(&self, text: &str) -> Vec<NameMatch> {
        let mut found: Vec<NameMatch> = Vec::new();
        let mut standing = self.standing_in(text);
        standing.sort_unstable();
        for (place, start, end) in standing {
            let at = start..end;
            let is_free = |other: &NameMatch| end <= other.at.start || other.at.end <= start;
            // One name may stand for several: the first has it.
            if found.iter().all(is_free) {
                found.push(NameMatch { unit: self.all[place].1, at });
            }
        }
        found.sort_by_key(|name| name.at.start);
        found
    }

    /// Every name that stands in the text: its place in the order, from where to where.
    fn standing_in(&self, text: &str) -> Vec<(usize, usize, usize)> {
        let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
        let mut standing = Vec::new();
        for start in starts {
            let ends = text[start..].match_indices(' ').map(|(at, _)| start + at);
            for end in ends.chain([text.len()]).take(self.most_words) {
                standing
                    .extend(self.named(&text[start..end]).map(|(place, _)| (place, start, end)));
            }
        }
        standing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_name_hides_the_one_within_it() {
        let pairs = [("thị trấn mỹ an", 0), ("mỹ an hưng", 1), ("mỹ an", 2), ("mỹ an", 3)];
        let names = NameIndex::new(pairs.map(|(name, unit)| (name.to_owned(), unit)).to_vec());
        for (text, units) in [
            ("báo cáo của thị trấn mỹ an", &[0][..]),
            ("mỹ an hưng", &[1]),
            ("thị trấn mỹ an và xã mỹ an hưng", &[0, 1]),
            ("mỹ an", &[2]),
            ("mỹ an mỹ an", &[2, 2]),
            ("mỹ", &[]),
            ("", &[]),
        ] {
            let found: Vec<usize> = names.matches(text).iter().map(|name| name.unit).collect();
            assert_eq!(found, units, "{text}");
        }
    }
}
