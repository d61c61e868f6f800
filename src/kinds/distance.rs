//! A difference between a figure and its level in words, and as number formats that show them.

/// The words of a difference.
#[derive(Clone, Copy, Debug)]
pub struct Distance {
    /// Before what the figure is above.
    pub above: &'static str,
    /// Before what it is below.
    pub below: &'static str,
    /// Where there is none.
    pub none: &'static str,
    /// The number format of a difference without decimals.
    pub whole: &'static str,
    /// The same of shares.
    pub whole_share: &'static str,
}

impl Distance {
    /// The number format of a difference, given that of a plain number and what follows it.
    #[must_use]
    pub fn format(&self, number: &str, after: &str) -> String {
        let Self { above, below, none, .. } = self;
        format!("\"{above} \"{number}{after};\"{below} \"{number}{after};\"{none}\"")
    }
}

/// Makes a [`Distance`] from its three words. A macro, because these number formats must be
/// constants.
macro_rules! distance {
    ($above:literal, $below:literal, $none:literal) => {
        $crate::kinds::Distance {
            above: $above,
            below: $below,
            none: $none,
            whole: concat!("\"", $above, " \"#,##0;\"", $below, " \"#,##0;\"", $none, "\""),
            whole_share: concat!(
                "\"",
                $above,
                " \"#,##0\" điểm phần trăm\";\"",
                $below,
                " \"#,##0\" điểm phần trăm\";\"",
                $none,
                "\""
            ),
        }
    };
}
pub(super) use distance;

#[cfg(test)]
mod tests {
    #[test]
    fn whole_numbers_read_as_others_do() {
        for kind in crate::kinds::KINDS {
            let words = kind.distance;
            assert_eq!(words.whole, words.format("#,##0", ""));
            assert_eq!(words.whole_share, words.format("#,##0", "\" điểm phần trăm\""));
        }
    }
}
