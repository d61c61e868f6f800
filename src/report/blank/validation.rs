//! What a unit may type into each cell, with Vietnamese messages for anything else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::report::patch::sheet_xml::{SheetXml, elements_before};
use crate::report::patch::xml::{TokenKind, XmlToken, attribute, escaped, with_attribute};
use crate::settings::{Column, ColumnKind, NumberKind};
use workbook_io::Address;

/// The values allowed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AllowedInput {
    /// A whole number, not below zero.
    Whole,
    /// A number.
    Number,
    /// A day.
    Day,
    /// One of these words.
    Words(Vec<String>),
}

/// The longest list of a drop-down that Excel takes.
const LONGEST: usize = 255;

impl AllowedInput {
    pub(super) fn of_figure(kind: NumberKind) -> Self {
        match kind {
            NumberKind::Count => Self::Whole,
            NumberKind::Money | NumberKind::Share => Self::Number,
            NumberKind::YesNo => Self::Words(["Đạt", "Chưa đạt"].map(str::to_owned).to_vec()),
        }
    }

    /// What a list's column takes; `None` for free text and for choices that are too long.
    pub(super) fn of_column(column: &Column, yes: Option<&str>) -> Option<Self> {
        match column.kind {
            ColumnKind::Name | ColumnKind::Text => None,
            ColumnKind::Count => Some(Self::Whole),
            ColumnKind::Money => Some(Self::Number),
            ColumnKind::Date => Some(Self::Day),
            ColumnKind::Mark => yes.map(|yes| Self::Words(vec![yes.to_owned()])),
            ColumnKind::Choice => {
                let fits = !column.choices.is_empty()
                    && column.choices.iter().all(|choice| !choice.contains([',', '"']))
                    && column.choices.join(",").encode_utf16().count() <= LONGEST;
                fits.then(|| Self::Words(column.choices.clone()))
            }
        }
    }

    fn element(&self, areas: &str) -> String {
        let (attributes, formulas, title, text) = match self {
            Self::Whole => (
                "type=\"whole\" operator=\"greaterThanOrEqual\"",
                "<formula1>0</formula1>".to_owned(),
                "Cần ghi số nguyên",
                "Ô này ghi số nguyên từ 0 trở lên, không ghi kèm chữ, ví dụ 42. Không có thì ghi 0; \
                 chưa có số liệu thì để trống."
                    .to_owned(),
            ),
            Self::Number => (
                "type=\"decimal\" operator=\"between\"",
                "<formula1>-9999999999999</formula1><formula2>9999999999999</formula2>".to_owned(),
                "Cần ghi số",
                "Ô này ghi số theo đơn vị tính của biểu, không ghi kèm chữ, ví dụ 1250,5. Không có \
                 thì ghi 0; chưa có số liệu thì để trống."
                    .to_owned(),
            ),
            Self::Day => (
                "type=\"date\" errorStyle=\"warning\" operator=\"between\"",
                "<formula1>7306</formula1><formula2>73050</formula2>".to_owned(),
                "Cần ghi ngày",
                "Ô này ghi ngày/tháng/năm, ví dụ 15/3/2021.".to_owned(),
            ),
            Self::Words(words) => (
                "type=\"list\"",
                format!("<formula1>\"{}\"</formula1>", escaped(&words.join(","))),
                "Chọn trong danh sách",
                if words.len() == 1 {
                    format!("Đánh dấu {} nếu có, để trống nếu không.", words[0])
                } else {
                    "Bấm mũi tên cạnh ô và chọn một trong các giá trị có sẵn.".to_owned()
                },
            ),
        };
        format!(
            "<dataValidation {attributes} allowBlank=\"1\" showErrorMessage=\"1\" \
             errorTitle=\"{title}\" error=\"{}\" sqref=\"{areas}\">{formulas}</dataValidation>",
            escaped(&text)
        )
    }
}

/// The validation elements for a sheet's cells, without those that the office validates itself.
pub(super) fn elements(cells: &BTreeMap<Address, AllowedInput>, own: &[String]) -> Vec<String> {
    let taken: Vec<(Address, Address)> =
        own.iter().flat_map(|areas| areas.split(' ')).filter_map(corners).collect();
    let is_free = |at: &Address| {
        !taken.iter().any(|(from, to)| {
            (from.row..=to.row).contains(&at.row) && (from.col..=to.col).contains(&at.col)
        })
    };
    let mut by_kind: BTreeMap<&AllowedInput, Vec<Address>> = BTreeMap::new();
    for (at, allowed) in cells.iter().filter(|(at, _)| is_free(at)) {
        by_kind.entry(allowed).or_default().push(*at);
    }
    by_kind.into_iter().map(|(allowed, cells)| allowed.element(&areas(cells))).collect()
}

fn corners(area: &str) -> Option<(Address, Address)> {
    let (from, to) = area.split_once(':').unwrap_or((area, area));
    Some((from.parse().ok()?, to.parse().ok()?))
}

/// Cells as areas; neighbours in a column are joined.
fn areas(mut cells: Vec<Address>) -> String {
    cells.sort_by_key(|at| (at.col, at.row));
    let mut runs: Vec<(Address, Address)> = Vec::new();
    for at in cells {
        match runs.last_mut() {
            Some((_, last)) if last.col == at.col && last.row + 1 == at.row => *last = at,
            _ => runs.push((at, at)),
        }
    }
    let area = |(from, to): &(Address, Address)| {
        if from == to { from.to_string() } else { format!("{from}:{to}") }
    };
    runs.iter().map(area).collect::<Vec<_>>().join(" ")
}

impl SheetXml {
    /// The areas of the office's own validations.
    pub(super) fn validated(&self) -> Vec<String> {
        let own = self.tokens.iter().filter(|token| token.is_open("dataValidation"));
        own.filter_map(|token| attribute(&token.text, "sqref")).collect()
    }

    /// Adds validation elements.
    pub(in crate::report) fn add_validations(&mut self, elements: &[String]) {
        if elements.is_empty() {
            return;
        }
        let of_name = |t: &XmlToken, kind| t.kind == kind && t.name == "dataValidations";
        if let Some(end) = self.tokens.iter().position(|t| of_name(t, TokenKind::End)) {
            let start = self.tokens.iter_mut().find(|t| of_name(t, TokenKind::Start));
            if let Some(start) = start
                && let Some(count) =
                    attribute(&start.text, "count").and_then(|c| c.parse::<usize>().ok())
            {
                let count = (count + elements.len()).to_string();
                start.text = with_attribute(&start.text, "count", &count);
            }
            let added = elements.iter().cloned().map(XmlToken::other);
            self.tokens.splice(end..end, added);
            return;
        }
        self.tokens.retain(|token| token.name != "dataValidations");
        let mut text = String::new();
        let _ = write!(text, "<dataValidations count=\"{}\">", elements.len());
        text.push_str(&elements.concat());
        text.push_str("</dataValidations>");
        let place = self.after(elements_before("dataValidations"));
        self.tokens.insert(place, XmlToken::other(text));
    }
}
