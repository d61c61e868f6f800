//! The settings sheets as written: one struct a kind of row, a field a column.
//!
//! The headers are a contract: they stand in officers' workbooks.

use serde::Deserialize;

use super::cell::SettingsCell;

/// The sheet of indicators.
pub(super) const INDICATORS: &str = "Số liệu";

/// Declares a row struct: field, then the header it is written under.
macro_rules! row {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $header:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $(#[serde(rename = $header)] pub(super) $field: Option<SettingsCell>,)*
        }
    };
}

row! {
    /// `Cơ quan`: what the office says of itself, one fact a row.
    OfficeRow {
        entry: "Mục",
        value: "Giá trị",
        explanation: "Giải thích",
    }
}

row! {
    /// `Đơn vị`: a unit that must report.
    UnitRow {
        code: "Mã",
        name: "Tên",
        also: "Cách ghi khác",
        from: "Từ ngày",
        to: "Đến ngày",
        into: "Nhập vào",
        extent: "Phạm vi",
        counts_from: "Lũy kế tính từ",
        group: "Đơn vị cấp trên",
        groups: "Nhóm",
        recognition: "Quyết định công nhận",
    }
}

row! {
    /// `Số liệu`: an indicator and its rules.
    IndicatorRow {
        code: "Mã",
        group: "Nhóm",
        name: "Tên số liệu",
        unit: "Đơn vị tính",
        kind: "Loại",
        decimals: "Số lẻ",
        over_units: "Qua các đơn vị",
        over_periods: "Qua các kỳ",
        list: "Danh sách",
        operation: "Phép tính",
        column: "Cột",
        condition_1: "Điều kiện 1",
        condition_2: "Điều kiện 2",
        condition_3: "Điều kiện 3",
        condition_4: "Điều kiện 4",
        confirm: "Cần xác nhận",
    }
}

row! {
    /// `Số liệu cơ quan`: a figure that only the office has, for one period.
    EnteredRow {
        code: "Mã",
        name: "Tên số liệu",
        unit: "Đơn vị tính",
        period: "Kỳ",
        value: "Giá trị",
        source: "Nguồn",
    }
}

row! {
    /// `Danh sách`: a column of a list that communes fill in.
    ColumnRow {
        list: "Danh sách",
        list_name: "Tên danh sách",
        code: "Mã cột",
        name: "Tên cột",
        kind: "Loại",
        unit: "Đơn vị tính",
        required: "Bắt buộc",
        choices: "Giá trị",
    }
}

row! {
    /// `Quan hệ`: a relation that one unit's figures must satisfy.
    RelationRow {
        left: "Số liệu",
        comparison: "Phép so",
        right: "Các số liệu cộng",
        explanation: "Giải thích",
    }
}

row! {
    /// `Bộ chỉ tiêu`: a resolution or plan.
    SetRow {
        code: "Mã bộ",
        document: "Tên văn bản",
        title: "Tiêu đề phụ lục",
        from: "Từ ngày",
        to: "Đến ngày",
        deadline: "Hạn hoàn thành",
    }
}

row! {
    /// `Chỉ tiêu`: a target of a set.
    TargetRow {
        set: "Mã bộ",
        number: "Chỉ tiêu",
        title: "Tên chỉ tiêu",
    }
}

row! {
    /// `Nội dung`: an item of a target, or a part of an item.
    ItemRow {
        set: "Mã bộ",
        number: "Nội dung số",
        part: "Phần",
        short: "Tóm tắt",
        text: "Nội dung",
        arithmetic: "Cách tính",
        comparison: "So sánh",
        threshold: "Mức",
        upper: "Mức trên",
        baseline: "Mức xuất phát",
        unit: "Đơn vị tính",
        basis: "Căn cứ",
        decimals: "Số lẻ",
        deadline: "Hạn",
        note: "Ghi chú",
        confirm: "Cần xác nhận",
    }
}

row! {
    /// `Giao chỉ tiêu`: a level that a document gives to a unit or a group of units.
    AssignmentRow {
        set: "Mã bộ",
        number: "Nội dung số",
        part: "Phần",
        assignee: "Đơn vị, nhóm",
        level: "Mức",
        upper: "Mức trên",
        document: "Văn bản giao (số, ngày)",
        from: "Từ ngày",
        to: "Đến ngày",
    }
}

row! {
    /// `Ký hiệu`: how communes write nothing, zero, yes and no.
    MarkRow {
        written: "Cách ghi",
        meaning: "Nghĩa",
    }
}

row! {
    /// `Từ đồng nghĩa`: words of labels that stand for one another.
    SynonymRow {
        standard: "Cách ghi chuẩn",
        other: "Cách ghi khác",
    }
}
