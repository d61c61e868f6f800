//! The table behind the charts of attainment: each item's share of its level, and the value drawn.

use rust_decimal::Decimal;

use super::chart_sheet::{ChartSheet, FIRST, FONT, short, width};
use crate::judge::{IN_DOUBT, Status};
use crate::kinds::Share;
use crate::report::annex::formula::{literal, number_or_blank};
use crate::report::annex::mirror::PageItem;
use crate::report::annex::signed::{SignedPage, says_unmet};
use crate::report::annex::style;
use workbook_io::Address;
use workbook_io::number::rounded;
use workbook_io::sheet::{
    Area, Content, FormulaResult, HorizontalAlign, Style, count_lines, row_height,
};

/// The axis ends here; a larger share is written at the top of its column.
const HIGHEST: Decimal = Decimal::from_parts(200, 0, 0, false, 0);
/// The height of a column for 0 %, so that it still has its label.
const SHORTEST: Decimal = Decimal::from_parts(1, 0, 0, false, 2);
/// The longest item name below a column, in letters.
const NAME_LENGTH: usize = 44;
const HEADS: [&str; 8] = [
    "Mức",
    "Kết quả",
    "Tỷ lệ so với mức (%)",
    "Vẽ: đạt",
    "Vẽ: chưa đạt",
    "Vẽ: chưa đủ số liệu",
    "Vẽ: mức 100%",
    "Ghi chú",
];
/// The column of levels; the others follow.
pub(super) const LEVEL_COL: u32 = FIRST - 1;

/// Which shares of its level meet the item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ShareKind {
    /// 100 % or more.
    Reach,
    /// 100 % or less.
    Cap,
    /// The item has no share.
    None,
}

/// How an item's share of its level is read.
pub(super) fn share_kind(item: &PageItem<'_>) -> ShareKind {
    match (item.yardstick, item.level_now()) {
        (Some(yardstick), Some(level)) if level > Decimal::ZERO => match yardstick.kind.share {
            Share::Reach => ShareKind::Reach,
            Share::Cap => ShareKind::Cap,
            Share::Undrawn => ShareKind::None,
        },
        _ => ShareKind::None,
    }
}

/// Writes the table in the charts' order; returns its first row.
pub(super) fn table(
    sheet: &mut ChartSheet,
    page: &SignedPage<'_, '_>,
    drawn: &[(&PageItem<'_>, ShareKind)],
) -> u32 {
    sheet.across("Bảng số liệu vẽ biểu đồ tỷ lệ thực hiện", style::line_bold(22));
    let heads: Vec<&str> = ["STT", "Nội dung", "Đơn vị tính"].into_iter().chain(HEADS).collect();
    let most = (0..).zip(&heads).map(|(col, text)| {
        count_lines(text, if col > LEVEL_COL + 6 { 156 } else { width(col) }, FONT, true)
    });
    let tall = row_height(most.max().unwrap_or(1), FONT);
    let style = style::head(FONT);
    note_area(sheet);
    let cells = (0..).zip(heads).map(|(col, text)| (col, text.into(), style.clone()));
    sheet.push(tall, cells.collect());
    let first = sheet.next();
    for (item, share_kind) in drawn {
        row(sheet, page, item, *share_kind);
    }
    let in_doubt = drawn.iter().map(|(item, _)| item.is_marked());
    sheet.highlights.extend(style::whole_figures(Address::new(first, LEVEL_COL + 1), in_doubt));
    sheet.across(
        "Cột \"Vẽ\" là tỷ lệ được vẽ theo kết quả đánh giá; tỷ lệ trên 200% vẽ đến 200%. Tỷ lệ chỉ \
         để so sánh; kết quả đánh giá theo Phụ lục.",
        Style { italic: true, ..style::line(FONT) },
    );
    first
}

/// Merges the two columns that the note takes.
fn note_area(sheet: &mut ChartSheet) {
    let row = sheet.next();
    sheet
        .merges
        .push(Area::new(Address::new(row, LEVEL_COL + 7), Address::new(row, LEVEL_COL + 8)));
}

fn row(
    sheet: &mut ChartSheet,
    page: &SignedPage<'_, '_>,
    item: &PageItem<'_>,
    share_kind: ShareKind,
) {
    let row = sheet.next();
    let at = |place: u32| Address::new(row, LEVEL_COL + place).to_string();
    let plain = style::cell(FONT);
    let centred = Style { across: HorizontalAlign::Center, ..plain.clone() };
    let share = share(item, share_kind);
    let number = |number: &str| Style { number: number.to_owned().into(), ..centred.clone() };
    let shown = short(&item.full_name(), NAME_LENGTH);
    let note = note(item, share_kind);
    let most = count_lines(&shown, width(1), FONT, false)
        .max(count_lines(&note, 156, FONT, false).max(count_lines(
            &item.threshold.text,
            width(LEVEL_COL),
            FONT,
            false,
        )))
        .max(count_lines(&item.measure, width(2), FONT, false));
    let (level, figure) = (&item.threshold, &item.figure);
    let mut cells = vec![
        (0, item.number.as_str().into(), centred.clone()),
        (1, shown.into(), plain.clone()),
        (2, text(&item.measure), centred.clone()),
        (LEVEL_COL, level.content.clone(), number(&level.number)),
        (LEVEL_COL + 1, figure.content.clone(), number(&figure.number)),
        (LEVEL_COL + 2, share_cell(item, share_kind, &at(0), &at(1), share), number("#,##0.0")),
    ];
    let statuses = [Status::Met, Status::Unmet, Status::NoData];
    for (place, status) in (3..).zip(statuses) {
        let content = column_cell(page, item, status, &at(2), share);
        cells.push((LEVEL_COL + place, content, number("#,##0.0;-#,##0.0;\"–\"")));
    }
    cells.push((LEVEL_COL + 6, Decimal::ONE_HUNDRED.into(), number("#,##0")));
    note_area(sheet);
    cells.push((LEVEL_COL + 7, text(&note), plain));
    sheet.push(row_height(most, FONT), cells);
}

fn text(text: &str) -> Content {
    if text.is_empty() { Content::Blank } else { text.into() }
}

/// The share as it is now, to one decimal.
fn share(item: &PageItem<'_>, share_kind: ShareKind) -> Option<Decimal> {
    if share_kind == ShareKind::None {
        return None;
    }
    let share = item.figure_now()?.checked_div(item.level_now()?)?;
    Some(rounded(share.checked_mul(Decimal::ONE_HUNDRED)?, 1))
}

fn share_cell(
    item: &PageItem<'_>,
    share_kind: ShareKind,
    level: &str,
    figure: &str,
    now: Option<Decimal>,
) -> Content {
    if share_kind == ShareKind::None {
        return Content::Blank;
    }
    let level = item.level(level);
    let share = format!(
        "IF(AND(ISNUMBER({figure}),ISNUMBER({level})),IF({level}>0,ROUND({figure}/{level}*100,1),\"\"),\"\")"
    );
    // No share of a figure that is in doubt, so no bar either.
    let (formula, now) = match item.is_in_doubt() {
        true => {
            let waits = literal(Status::NotChecked.vietnamese());
            (format!("IF({}={waits},\"\",{share})", item.verdict_cell), None)
        }
        false => (share, now),
    };
    let result = number_or_blank(now);
    Content::formula(formula, result)
}

/// The value drawn in a verdict's column: the share where the item has that verdict, else 0.
fn column_cell(
    page: &SignedPage<'_, '_>,
    item: &PageItem<'_>,
    status: Status,
    share: &str,
    now: Option<Decimal>,
) -> Content {
    let verdict = &item.verdict_cell;
    let met = Status::Met.vietnamese();
    let unmet = page.unmet_words();
    let holds = match status {
        Status::NoData => format!("{verdict}={}", literal(Status::NoData.vietnamese())),
        Status::Unmet => says_unmet(verdict, &unmet),
        _ => format!("{verdict}={}", literal(met)),
    };
    let formula = format!(
        "IF(ISNUMBER({share}),IF({holds},IF({share}=0,{SHORTEST},MIN({share},{HIGHEST})),0),0)"
    );
    let drawn = now
        .filter(|_| item.status == status)
        .map_or(Decimal::ZERO, |share| if share.is_zero() { SHORTEST } else { share.min(HIGHEST) });
    Content::formula(formula, FormulaResult::Number(drawn))
}

fn note(item: &PageItem<'_>, share_kind: ShareKind) -> String {
    let Some(yardstick) = item.yardstick else {
        return match item.measured {
            None if item.item.yardsticks().is_empty() => "Theo nhận định, không tính tỷ lệ",
            _ => "Đánh giá theo từng phần",
        }
        .to_owned();
    };
    if item.is_in_doubt() {
        return IN_DOUBT.to_owned();
    }
    let said = match share_kind {
        ShareKind::None if item.level_now().is_none() => "Chưa có mức để so",
        ShareKind::None if yardstick.kind.share != Share::Undrawn => {
            "Mức không lớn hơn 0: không tính tỷ lệ, xem số tuyệt đối"
        }
        _ => yardstick.kind.share_note,
    };
    said.to_owned()
}
