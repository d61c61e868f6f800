//! What a control of the report holds.

/// What stands in a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlContent {
    /// The control's tag without the program's part.
    pub tag: &'static str,
    /// What the officer calls it.
    pub name: &'static str,
    /// Its paragraphs and tables.
    pub blocks: Vec<Block>,
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph of the body.
    Text(String),
    /// A heading of the third level.
    Heading(String),
    /// A table: its header, then its rows.
    Table(Vec<Vec<String>>),
}
