//! The number or bullet before a label: how deep its row stands.

use viet_text::text::clean;

/// How a row is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// Not at all.
    None,
    /// A, B, C.
    Capital,
    /// I, II, III.
    Roman,
    /// 1, 2, 3; 1.1 is on the second level.
    Arabic(usize),
    /// a), b), c).
    Small,
    /// -, +, *.
    Bullet(char),
}

impl Marker {
    /// Reads a cell of running numbers.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = clean(text);
        let bare = text.trim_matches(['.', ')', '(', ' ', '/']);
        let is_roman = |text: &str| text.chars().all(|letter| "IVX".contains(letter));
        let levels: Vec<&str> = bare.split('.').collect();
        let is_number = |part: &&str| {
            !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit())
        };
        let mut letters = bare.chars();
        match (letters.next(), letters.next()) {
            (None, _) => Self::None,
            (Some(bullet @ ('-' | '+' | '*' | '•' | '–')), None) => Self::Bullet(bullet),
            _ if levels.iter().all(is_number) => Self::Arabic(levels.len()),
            _ if is_roman(bare) => Self::Roman,
            (Some(letter), None) if letter.is_uppercase() => Self::Capital,
            (Some(letter), None) if letter.is_lowercase() => Self::Small,
            _ => Self::None,
        }
    }

    /// The marker that stands before a label within its own cell, and the rest.
    #[must_use]
    pub fn split(label: &str) -> (Self, &str) {
        if let Some(bullet) = label.chars().next().filter(|first| "-+*•–".contains(*first)) {
            return (Self::Bullet(bullet), label[bullet.len_utf8()..].trim_start());
        }
        let Some((first, rest)) = label.split_once([' ', '\u{a0}']) else {
            return (Self::None, label);
        };
        let is_closed = first.ends_with(['.', ')', ':']) || first.contains('.');
        match Self::read(first.trim_end_matches(':')) {
            marker @ (Self::Roman | Self::Capital | Self::Arabic(_) | Self::Small) if is_closed => {
                (marker, rest.trim_start())
            }
            _ => (Self::None, label),
        }
    }
}

/// How deep rows stand, told from the order in which kinds of markers occur.
#[derive(Debug, Default)]
pub(super) struct Depths(Vec<Marker>);

impl Depths {
    /// The depth of the next row: a kind of marker that is open already closes what is deeper.
    pub(super) fn next(&mut self, marker: Marker) -> usize {
        if let Marker::Arabic(levels) = marker
            && let Some(place) = self.0.iter().position(|open| matches!(open, Marker::Arabic(_)))
        {
            // 1.1 stands below 1, whatever stood between.
            let first = match self.0[place] {
                Marker::Arabic(first) => first,
                _ => levels,
            };
            self.0.truncate(place + 1);
            if levels < first {
                self.0[place] = marker;
            }
            return place + levels.saturating_sub(first.min(levels));
        }
        match self.0.iter().position(|open| *open == marker) {
            Some(place) => {
                self.0.truncate(place + 1);
                place
            }
            None => {
                self.0.push(marker);
                self.0.len() - 1
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_of_rows() {
        for (text, marker) in [
            ("I", Marker::Roman),
            ("IV.", Marker::Roman),
            ("A", Marker::Capital),
            ("1", Marker::Arabic(1)),
            ("1.2", Marker::Arabic(2)),
            ("a)", Marker::Small),
            ("-", Marker::Bullet('-')),
            ("", Marker::None),
            ("Hộ", Marker::None),
        ] {
            assert_eq!(Marker::read(text), marker, "{text}");
        }
        assert_eq!(Marker::split("1. Số hộ nghèo"), (Marker::Arabic(1), "Số hộ nghèo"));
        assert_eq!(Marker::split("- Trong đó: nữ"), (Marker::Bullet('-'), "Trong đó: nữ"));
        assert_eq!(Marker::split("I Khu vực thành thị"), (Marker::None, "I Khu vực thành thị"));
        assert_eq!(Marker::split("Xã Mỹ Quý"), (Marker::None, "Xã Mỹ Quý"));
    }

    #[test]
    fn depths_follow_the_order_of_markers() {
        let depths = |texts: &[&str]| {
            let mut depths = Depths::default();
            texts.iter().map(|text| depths.next(Marker::read(text))).collect::<Vec<_>>()
        };
        assert_eq!(depths(&["I", "1", "2", "-", "3", "II", "1"]), [0, 1, 1, 2, 1, 0, 1]);
        assert_eq!(depths(&["1", "1.1", "1.2", "2", "2.1"]), [0, 1, 1, 0, 1]);
        assert_eq!(depths(&["A", "I", "1", "a)", "B", "I"]), [0, 1, 2, 3, 0, 1]);
    }
}
