//! What open findings leave in doubt: an item is judged with the figures in use, and again with what
//! the findings propose. Where the two differ the verdict is not said.

/// The note on the annex beside a verdict that waits for an open finding. Neither who nor what is
/// named there.
pub const IN_DOUBT: &str = "Số liệu đang rà soát";

/// What open findings leave in doubt about one figure that is held against a level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureDoubt {
    /// Nothing.
    #[default]
    None,
    /// The figure as printed, not whether it meets the level.
    Figure,
    /// Whether it meets the level.
    Verdict,
}
