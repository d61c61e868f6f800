//! The columns of Tiến độ. Days have columns only where they differ from row to row.

use crate::report::annex::columns::count;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Name,
    Measure,
    Before,
    Figure,
    Change,
    Level,
    Base,
    From,
    To,
    Due,
    Ahead,
    End,
    Remark,
}

impl Column {
    const ALL: [Self; 14] = [
        Self::Number,
        Self::Name,
        Self::Measure,
        Self::Before,
        Self::Figure,
        Self::Change,
        Self::Level,
        Self::Base,
        Self::From,
        Self::To,
        Self::Due,
        Self::Ahead,
        Self::End,
        Self::Remark,
    ];

    /// In tenths of a character.
    pub(super) const fn width(self) -> u32 {
        match self {
            Self::Number => 45,
            Self::Name => 230,
            Self::Measure => 115,
            Self::Change => 78,
            Self::Level => 85,
            Self::From | Self::To | Self::Ahead => 90,
            Self::Before | Self::Figure | Self::Base => 85,
            Self::Due | Self::End => 100,
            Self::Remark => 200,
        }
    }

    pub(super) const fn head(self) -> &'static str {
        match self {
            Self::Number => "STT",
            Self::Name => "Nội dung",
            Self::Measure => "Đơn vị tính",
            Self::Before => "Kỳ trước",
            Self::Figure => "Kết quả kỳ này",
            Self::Change => "Thay đổi",
            Self::Level => "Mức đề ra",
            Self::Base => "Mức xuất phát",
            Self::From => "Tính từ ngày",
            Self::To => "Hạn hoàn thành",
            Self::Due => "Mức bình quân theo thời gian (tham khảo)",
            Self::Ahead => "So với mức bình quân",
            Self::End => "Nếu giữ tốc độ hiện nay, đến hạn có",
            Self::Remark => "Nhận xét (tham khảo)",
        }
    }
}

/// The sheet's columns from left to right.
pub(super) struct Columns(Vec<Column>);

impl Columns {
    /// With columns for the days of start and deadline where they are asked for.
    pub(super) fn new(from: bool, to: bool) -> Self {
        let shown = |column: &Column| match column {
            Column::From => from,
            Column::To => to,
            _ => true,
        };
        Self(Column::ALL.into_iter().filter(shown).collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, Column)> {
        (0..).zip(self.0.iter().copied())
    }

    /// Where a column stands, where it is shown.
    pub(super) fn at(&self, column: Column) -> Option<u32> {
        self.iter().find(|(_, other)| *other == column).map(|(at, _)| at)
    }

    pub(super) fn last(&self) -> u32 {
        count(self.0.len()) - 1
    }

    pub(super) fn widths(&self) -> Vec<u32> {
        self.0.iter().map(|column| column.width()).collect()
    }
}
