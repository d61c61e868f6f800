//! A kind's levels in words, as sentences use them.

/// A level, and an upper one where there is one, in words.
#[derive(Clone, Copy, Debug)]
pub struct Level<'a> {
    /// With its unit of measure: "2.600 thành viên"; or whose figure it is: "số năm trước".
    pub level: &'a str,
    /// The same where an upper level follows, which has the unit: "2.600".
    pub lower: &'a str,
    /// The upper level with its unit of measure.
    pub upper: Option<&'a str>,
}

/// "khoảng 10 - 21"
pub(super) fn between(lower: &str, upper: &str) -> String {
    format!("khoảng {lower} - {upper}")
}
