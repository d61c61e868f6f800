//! "không quá": the level itself is still allowed.

use super::distance::distance;
use super::level::between;
use super::{Certain, Kind, Share, Upper};

pub(super) const KIND: Kind = Kind {
    code: "<=",
    words: &["không quá", "<=", "≤"],
    upper: Upper::Unused,
    holds: |figure, level, _| figure <= level,
    condition: |figure, level, _| format!("{figure}<={level}"),
    certain: Certain::Unmet,
    required: |level| format!("không quá {}", level.level),
    explained: "",
    // "Không quá 0" is none.
    before_level: |level, _| match level {
        Some(level) if level.is_zero() => "",
        _ => "không quá ",
    },
    between,
    beside_level: false,
    distance: distance!("cao hơn", "thấp hơn", "bằng mức"),
    beside_common: ["Bằng/dưới mức chung", "Trên mức chung"],
    better: Some("<0"),
    share: Share::Cap,
    share_note: "Không quá mức",
    no_pace: None,
};
