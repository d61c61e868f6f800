//! Names looked up in texts word by word; the time does not grow with the number of names.

use std::collections::HashMap;

use foldhash::fast::RandomState;

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

    /// What the only name in the text stands for, as whole words. A name that lies within a name
    /// found before it in the order does not count.
    pub(super) fn only_match(&self, text: &str) -> Option<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let mut standing = self.standing_in(text);
        standing.sort_unstable();
        let mut last = None;
        for (place, start, end) in standing {
            let free = taken.iter().all(|(from, to)| end <= *from || *to <= start);
            if free && last != Some(place) {
                taken.push((start, end));
                found.push(self.all[place].1);
                last = Some(place);
            }
        }
        found.dedup();
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
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
        for (text, unit) in [
            ("báo cáo của thị trấn mỹ an", Some(0)),
            ("mỹ an hưng", Some(1)),
            ("thị trấn mỹ an và xã mỹ an hưng", None),
            ("mỹ an", Some(2)),
            ("mỹ an mỹ an", None),
            ("mỹ", None),
            ("", None),
        ] {
            assert_eq!(names.only_match(text), unit, "{text}");
        }
    }
}
