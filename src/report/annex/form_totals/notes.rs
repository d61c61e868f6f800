//! What is said under a form with its totals.

use super::figures::FormFigures;
use crate::report::annex::style;
use crate::report::wording::mark_in_words;
use crate::results::Results;
use crate::workspace::annex_book::names::{CONSOLIDATED, FORM_TOTALS};
use workbook_io::Address;
use workbook_io::sheet::{Content, Style};

const SIZE: u16 = 20;

/// The notes, one a row, from this row.
pub(super) fn below(
    results: &Results<'_>,
    figures: &FormFigures,
    first: u32,
) -> Vec<(Address, (Content, Style))> {
    let units = results.workspace.settings.units.len();
    let mut said = vec![format!(
        "{FORM_TOTALS} {CONSOLIDATED}: mỗi ô là tổng cộng, bình quân hoặc tỷ lệ của {units} đơn vị; \
         ô trống là chưa có số liệu, không phải là 0."
    )];
    if figures.known().any(|figure| figure.is_provisional) {
        said.push("Số in nghiêng: còn đơn vị chưa có số liệu, tạm tính.".to_owned());
    }
    if figures.known().any(|figure| figure.is_doubtful) {
        said.push(mark_in_words(results).to_owned());
    }
    let line = Style { italic: true, wrap: false, ..style::line(SIZE) };
    let notes = (first..).zip(said);
    notes.map(|(row, text)| (Address::new(row, 0), (text.into(), line.clone()))).collect()
}
