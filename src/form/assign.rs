//! Which column of a sheet is which column of the form, by the words of their headers.

use std::collections::BTreeSet;

use super::header::HeaderPath;

/// How alike two headers are. The surest kinds come first; a column that one kind has matched is
/// not matched again by a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    /// The same words in the same order.
    Same,
    /// One lacks upper headers that the other has.
    Tail,
    /// The same words in another order: a two-row header written on one row.
    Words,
    /// Nearly the same words, once periods and days are left out.
    Nearly,
    /// Only the lowest header is the same: the column was moved out of its group.
    Lowest,
}

const KINDS: [Likeness; 5] =
    [Likeness::Same, Likeness::Tail, Likeness::Words, Likeness::Nearly, Likeness::Lowest];

/// A header prepared for comparing.
pub(super) struct PreparedHeader<'h> {
    path: &'h HeaderPath,
    joined: String,
    words: Vec<String>,
    /// The words in their order and in alphabetical order, without periods.
    without_period: [String; 2],
    /// The lowest header's words, without periods.
    lowest: String,
}

impl<'h> PreparedHeader<'h> {
    pub(super) fn new(path: &'h HeaderPath) -> Self {
        let joined = path.join(" ");
        let mut words = words_of(&joined);
        let lowest = without_period(&path.last().map(|text| words_of(text)).unwrap_or_default());
        let as_written = without_period(&words);
        words.sort_unstable();
        let without_period = [as_written, without_period(&words)];
        Self { path, joined, words, without_period, lowest }
    }

    fn is_alike(&self, other: &Self, kind: Likeness) -> bool {
        match kind {
            Likeness::Same => self.joined == other.joined,
            Likeness::Tail => self.path.ends_with(other.path) || other.path.ends_with(self.path),
            Likeness::Words => self.words == other.words,
            Likeness::Nearly => {
                let [one, sorted] = &self.without_period;
                let [another, other_sorted] = &other.without_period;
                let lowest_only = self.path.len().min(other.path.len()) == 1;
                sorted == other_sorted
                    || lowest_only && self.lowest == other.lowest
                    || is_near(one, another)
            }
            Likeness::Lowest => self.path.last() == other.path.last(),
        }
    }
}

/// Are the letters nearly the same? Never where one text is much longer than the other.
fn is_near(one: &str, other: &str) -> bool {
    const NEAR: f64 = 0.8;
    let (one_length, other_length) = (one.chars().count(), other.chars().count());
    let (shorter, longer) = (one_length.min(other_length), one_length.max(other_length));
    shorter * 5 >= longer * 4 && strsim::normalized_levenshtein(one, other) >= NEAR
}

fn words_of(text: &str) -> Vec<String> {
    let spaced = text.replace(['-', ':', ',', '(', ')', '/', '.', ';', '+'], " ");
    spaced.split_whitespace().map(str::to_owned).collect()
}

/// "thực hiện 10 tháng", "thực hiện tháng 10", "thực hiện đến 31 10 2023" all mean "thực hiện đến
/// kỳ báo cáo": numbers of days and months are left out with the words around them.
fn without_period(words: &[String]) -> String {
    let idle = |word: &&String| {
        !(word.bytes().all(|b| b.is_ascii_digit() || b == b'#')
            || matches!(word.as_str(), "tháng" | "ngày" | "đến" | "kì" | "báo" | "cáo" | "đầu"))
    };
    words.iter().filter(idle).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Gives each known header the column that is most like it. A column serves one header only.
/// Except for the same words, a likeness counts only where it is the only one of its kind.
pub(super) fn assign(
    known: &[PreparedHeader<'_>],
    found: &[(u32, HeaderPath)],
) -> Vec<Option<u32>> {
    let found: Vec<(u32, PreparedHeader<'_>)> =
        found.iter().map(|(col, path)| (*col, PreparedHeader::new(path))).collect();
    let mut places: Vec<Option<u32>> = vec![None; known.len()];
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    for kind in KINDS {
        if taken.len() == known.len().min(found.len()) {
            break;
        }
        let open: Vec<usize> = (0..known.len()).filter(|index| places[*index].is_none()).collect();
        for &index in &open {
            let alike = |other: &PreparedHeader<'_>| known[index].is_alike(other, kind);
            let mut columns =
                found.iter().filter(|(col, path)| !taken.contains(col) && alike(path));
            let Some((col, path)) = columns.next() else { continue };
            let unique = columns.next().is_none()
                && open.iter().all(|other| *other == index || !known[*other].is_alike(path, kind));
            // Headers with the same words (two "Thực hiện" with nothing above) are matched from
            // left to right.
            if kind == Likeness::Same || unique {
                places[index] = Some(*col);
                taken.insert(*col);
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(texts: &[&str]) -> Vec<HeaderPath> {
        texts.iter().map(|text| text.split('|').map(str::to_owned).collect()).collect()
    }

    fn assigned(known: &[&str], found: &[&str]) -> Vec<Option<u32>> {
        let found: Vec<(u32, HeaderPath)> = (0..).zip(paths(found)).collect();
        let known = paths(known);
        assign(&known.iter().map(PreparedHeader::new).collect::<Vec<_>>(), &found)
    }

    #[test]
    fn by_words_and_group() {
        let known = ["doanh thu|thực hiện", "doanh thu|ước", "lãi|thực hiện", "lãi|ước"];
        let found = ["lãi|ước", "lãi|thực hiện", "doanh thu|thực hiện", "doanh thu|ước"];
        assert_eq!(assigned(&known, &found), [Some(2), Some(3), Some(1), Some(0)]);
        let flat = ["thực hiện doanh thu", "ước - doanh thu", "lãi thực hiện", "ước lãi"];
        assert_eq!(assigned(&known, &flat), [Some(0), Some(1), Some(2), Some(3)]);
    }

    #[test]
    fn an_ambiguous_header_matches_none() {
        let known = ["thành viên|tổng số", "lao động|tổng số"];
        assert_eq!(assigned(&known, &["khác|tổng số"]), [None, None]);
        assert_eq!(assigned(&known, &["tổng số"]), [None, None]);
        assert_eq!(assigned(&known[..1], &["tổng số"]), [Some(0)]);
        assert_eq!(assigned(&["kế hoạch"], &["kế hoạch a", "kế hoạch b"]), [None]);
    }

    #[test]
    fn a_period_in_a_header_is_left_aside() {
        let known = [
            "năm ####|kế hoạch",
            "năm ####|thực hiện đến kì báo cáo",
            "năm ####|ước thực hiện cả năm",
        ];
        for header in ["thực hiện 10 tháng", "thực hiện đến 31/10/2023", "thực hiện tháng 10"]
        {
            let found = [known[0], &format!("năm ####|{header}"), known[2]];
            assert_eq!(assigned(&known, &found), [Some(0), Some(1), Some(2)], "{header}");
        }
    }
}
