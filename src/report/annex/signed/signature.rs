//! The foot of an annex that is a document of its own: receivers and signature.

use super::layout::{Head, Layout};
use super::page_fit::{RowBlock, Widths, across};
use crate::report::annex::columns::count;
use crate::report::annex::style;
use crate::results::Results;
use workbook_io::sheet::{Content, HorizontalAlign, Row, Style, count_lines, row_height};

/// Empty rows for signature and seal.
const ROOM: usize = 4;

/// The two blocks side by side, starting at a row.
pub(super) fn signature(
    results: &Results<'_>,
    layout: &Layout,
    widths: &Widths,
    first: u32,
) -> RowBlock {
    let page = &results.workspace.settings.office.page;
    let receivers = receivers(&page.receivers);
    let signer = signer(&page.signed_as, &page.signer);
    let (left, right) = (layout.col(Head::Measure), layout.col(Head::Estimate));
    let [near, far] = [&widths[..=left as usize], &widths[right as usize..]]
        .map(|columns| columns.iter().sum::<u32>());
    let mut block = RowBlock::default();
    for place in 0..receivers.len().max(signer.len()) {
        let index = first + count(place);
        let mut row = Row { index, height: Some(row_height(1, 26)), cells: Vec::new() };
        let sides =
            [(receivers.get(place), 0, left, near), (signer.get(place), right, layout.last(), far)];
        for (side, from, to, width) in sides {
            let Some((text, style)) = side else { continue };
            let need = count_lines(text, width, style.half_points, style.bold);
            row.height = row.height.map(|tall| tall.max(row_height(need, style.half_points)));
            let content = if text.is_empty() { Content::Blank } else { text.as_str().into() };
            row.cells.push((from, content, style.clone()));
            block.merges.push(across(index, from, to));
        }
        block.rows.push(row);
    }
    block
}

/// "Nơi nhận:" with one receiver a line, the archive last.
fn receivers(named: &[String]) -> Vec<(String, Style)> {
    let head = Style { bold: true, italic: true, ..style::line(24) };
    let line = style::line(22);
    let mut all = vec![("Nơi nhận:".to_owned(), head)];
    all.extend(
        named
            .iter()
            .map(|name| (format!("- {};", name.trim_end_matches(['.', ','])), line.clone())),
    );
    if !named.iter().any(|name| name.to_lowercase().starts_with("lưu")) {
        all.push(("- Lưu: VT.".to_owned(), line));
    } else if let Some((last, _)) = all.last_mut() {
        last.pop();
        last.push('.');
    }
    all
}

/// On whose behalf, space to sign, the name.
fn signer(signed_as: &[String], name: &str) -> Vec<(String, Style)> {
    let bold = Style { bold: true, across: HorizontalAlign::Center, ..style::line(26) };
    let mut all: Vec<_> =
        signed_as.iter().map(|line| (line.to_uppercase(), bold.clone())).collect();
    if all.is_empty() {
        all.push(("THỦ TRƯỞNG CƠ QUAN".to_owned(), bold.clone()));
    }
    all.extend(std::iter::repeat_n((String::new(), bold.clone()), ROOM));
    all.push((name.to_owned(), bold));
    all
}
