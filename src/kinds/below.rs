//! "dưới": the level itself is too much.

use super::distance::distance;
use super::level::between;
use super::{Certain, Kind, Share, Upper};

pub(super) const KIND: Kind = Kind {
    code: "<",
    words: &["dưới", "<"],
    upper: Upper::Unused,
    holds: |figure, level, _| figure < level,
    condition: |figure, level, _| format!("{figure}<{level}"),
    certain: Certain::Unmet,
    required: |level| format!("dưới {}", level.level),
    explained: "",
    before_level: |_, _| "dưới ",
    between,
    beside_level: false,
    distance: distance!("cao hơn", "thấp hơn", "chưa thấp hơn mức"),
    beside_common: ["Dưới mức chung", "Bằng/trên mức chung"],
    better: Some("<0"),
    share: Share::Cap,
    share_note: "Phải dưới mức",
    no_pace: None,
};
