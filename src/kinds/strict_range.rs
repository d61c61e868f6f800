//! "từ … đến …, không vượt mức trên": unmet below the lower level and above the upper one.

use super::distance::distance;
use super::{Bound, Certain, Kind, Share, Upper};

pub(super) const KIND: Kind = Kind {
    code: "strict_range",
    words: &[
        "từ … đến …",
        "từ ... đến ...",
        "từ … đến …, không vượt mức trên",
        "từ ... đến ..., không vượt mức trên",
    ],
    upper: Upper::Required,
    holds: |figure, level, upper| figure >= level && upper.is_none_or(|upper| figure <= upper),
    condition: |figure, level, upper| match upper {
        Some(upper) => format!("AND({figure}>={level},{figure}<={upper})"),
        None => format!("{figure}>={level}"),
    },
    certain: Certain::UnmetPast(Bound::Upper),
    required: |level| match level.upper {
        Some(upper) => between(level.lower, upper),
        None => format!("từ {}", level.level),
    },
    explained: ", không vượt mức trên",
    before_level: |_, _| "từ ",
    between,
    beside_level: false,
    distance: distance!("cao hơn mức trên", "thiếu", "trong khoảng"),
    beside_common: ["Trong mức chung", "Ngoài mức chung"],
    better: None,
    share: Share::Undrawn,
    share_note: "Có mức dưới và mức trên: không tính tỷ lệ, xem số tuyệt đối",
    no_pace: Some("Mức có giới hạn trên: không tính tiến độ"),
};

fn between(lower: &str, upper: &str) -> String {
    format!("từ {lower} đến {upper}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::Level;
    use rust_decimal::Decimal;

    fn holds(figure: i64) -> bool {
        (KIND.holds)(figure.into(), 10.into(), Some(21.into()))
    }

    #[test]
    fn both_levels_belong_to_it_and_nothing_beyond() {
        let met: Vec<i64> = (8..=23).filter(|figure| holds(*figure)).collect();
        assert_eq!(met, (10..=21).collect::<Vec<_>>());
        let condition = (KIND.condition)("G7", "10", Some(21.into()));
        assert_eq!(condition, "AND(G7>=10,G7<=21)");
    }

    #[test]
    fn with_units_missing_only_what_is_above_is_decided() {
        let decided = |figure: i64| {
            let upper = Some(Decimal::from(21));
            KIND.certain.is_decided(holds(figure), figure.into(), 10.into(), upper)
        };
        assert_eq!([9, 10, 21, 22].map(decided), [false, false, false, true]);
    }

    #[test]
    fn above_the_upper_level_is_not_worded_as_success() {
        let level = Level { level: "10 HTX", lower: "10", upper: Some("21 HTX") };
        assert_eq!((KIND.required)(&level), "từ 10 đến 21 HTX");
        let words = KIND.distance;
        for word in [words.above, words.whole, words.whole_share] {
            assert!(word.contains("cao hơn mức trên") && !word.contains("vượt"), "{word}");
        }
        assert_eq!(KIND.better, None);
    }
}
