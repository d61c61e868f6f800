//! "trên": the level itself is not enough.

use super::distance::distance;
use super::level::between;
use super::{Certain, Kind, Share, Upper};

pub(super) const KIND: Kind = Kind {
    code: ">",
    words: &["trên", ">"],
    upper: Upper::Unused,
    holds: |figure, level, _| figure > level,
    condition: |figure, level, _| format!("{figure}>{level}"),
    certain: Certain::Met,
    required: |level| format!("trên {}", level.level),
    explained: "",
    before_level: |_, _| "trên ",
    between,
    beside_level: false,
    distance: distance!("vượt", "thiếu", "chưa vượt mức"),
    beside_common: ["Trên mức chung", "Bằng/dưới mức chung"],
    better: Some(">0"),
    share: Share::Reach,
    share_note: "Phải trên mức",
    no_pace: None,
};
