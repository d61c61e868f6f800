//! A resolution or plan as it was read: paragraphs and tables in their order, whatever the file.

/// A document's paragraphs and tables, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// As they follow each other.
    pub blocks: Vec<Block>,
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph; never blank.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text, with the number that was typed before it.
    pub text: String,
    /// The number that the word processor puts before it.
    pub number: Option<String>,
    /// It looks like a heading: by its style, or bold from end to end.
    pub is_heading: bool,
}

/// A table as a grid of texts; a cell over several rows or columns says the same in each of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The sheet's name, in a workbook.
    pub name: String,
    /// Rows from top to bottom, blank ones too.
    pub rows: Vec<Vec<String>>,
}
