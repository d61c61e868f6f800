//! "bằng": the level and nothing else.

use super::distance::distance;
use super::level::between;
use super::{Bound, Certain, Kind, Share, Upper};

pub(super) const KIND: Kind = Kind {
    code: "=",
    words: &["bằng", "="],
    upper: Upper::Unused,
    holds: |figure, level, _| figure == level,
    condition: |figure, level, _| format!("{figure}={level}"),
    certain: Certain::UnmetPast(Bound::Level),
    required: |level| format!("bằng {}", level.level),
    explained: "",
    before_level: |_, _| "",
    between,
    beside_level: false,
    distance: distance!("vượt", "thiếu", "bằng mức"),
    beside_common: ["Bằng mức chung", "Khác mức chung"],
    better: None,
    share: Share::Reach,
    share_note: "Phải bằng mức",
    no_pace: Some("Mức “bằng”: không tính tiến độ"),
};
