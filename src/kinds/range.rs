//! "khoảng": met from the lower level on; above the upper one it stays met.

use super::distance::distance;
use super::level::between;
use super::{Certain, Kind, Share, Upper};

pub(super) const KIND: Kind = Kind {
    code: "range",
    words: &["khoảng"],
    upper: Upper::Optional,
    holds: |figure, level, _| figure >= level,
    condition: |figure, level, _| format!("{figure}>={level}"),
    certain: Certain::Met,
    required: |level| match level.upper {
        Some(upper) => between(level.lower, upper),
        None => format!("khoảng {}", level.level),
    },
    explained: ", đạt khi từ mức thấp trở lên, cao hơn vẫn đạt",
    before_level: |_, _| "khoảng ",
    between,
    beside_level: false,
    distance: distance!("vượt", "thiếu", "trong khoảng"),
    beside_common: ["Bằng/trên mức chung", "Dưới mức chung"],
    better: None,
    share: Share::Reach,
    share_note: "So với mức dưới",
    no_pace: None,
};
