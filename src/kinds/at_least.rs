//! "từ … trở lên": the level itself is enough.

use viet_text::notation::vietnamese;
use viet_text::text::folded;

use super::distance::distance;
use super::level::between;
use super::{Certain, Kind, Share, Upper};

pub(super) const KIND: Kind = Kind {
    code: ">=",
    words: &["từ … trở lên", "từ ... trở lên", ">=", "≥"],
    upper: Upper::Unused,
    holds: |figure, level, _| figure >= level,
    condition: |figure, level, _| format!("{figure}>={level}"),
    certain: Certain::Met,
    required: |level| format!("từ {} trở lên", level.level),
    explained: "",
    // As the resolution itself writes it.
    before_level: |level, text| match level {
        Some(level) if folded(text).contains(&format!("từ {}", vietnamese(level))) => "từ ",
        _ => "",
    },
    between,
    beside_level: true,
    distance: distance!("vượt", "thiếu", "bằng mức"),
    beside_common: ["Bằng/trên mức chung", "Dưới mức chung"],
    better: Some(">0"),
    share: Share::Reach,
    share_note: "",
    no_pace: None,
};
