//! How each item changed: its figure in each period, from the earlier annexes, against its level.

use super::chart_sheet::{ChartSheet, FIRST, FONT};
use super::points::Point;
use super::trend_rows::{Areas, Trend};
use crate::judge::Status;
use crate::report::annex::columns::count;
use crate::report::annex::mirror::PageItem;
use crate::report::annex::{earlier, style};
use crate::results::Results;
use workbook_io::Address;
use workbook_io::sheet::{Chart, Style, row_height};

/// A trend is drawn from this many periods on, this one among them.
const FEWEST_PERIODS: usize = 4;
/// Charts in a row, and rows of charts on a page.
const ACROSS_PAGE: u32 = 3;
const DOWN_PAGE: u32 = 3;
/// A chart's height in pixels.
const CHART_HEIGHT: u32 = 180;

const LEGEND: &str = "Đường liền có chấm đặc: kết quả; chấm rỗng, không nối đường: kỳ chưa đủ số liệu \
    của các đơn vị hoặc còn đang rà soát (tạm tính); đường gạch: mức đề ra hiện nay. Chỗ đứt của đường: kỳ chưa có phụ lục hoặc chưa đủ số liệu. Kỳ \
    trước lấy từ phụ lục các kỳ trước; kỳ này lấy từ Phụ lục. Trục đứng không phải lúc nào cũng bắt đầu từ 0.";

pub(super) fn draw(
    sheet: &mut ChartSheet,
    results: &Results<'_>,
    points: &[Point],
    items: &[PageItem<'_>],
    most: usize,
) {
    let trends: Vec<Trend<'_, '_>> =
        items.iter().filter_map(|item| Trend::new(item, points, results)).collect();
    if trends.is_empty() {
        return;
    }
    sheet.break_page();
    sheet.across("Diễn biến qua các kỳ", style::line_bold(24));
    let italic = Style { italic: true, ..style::line(FONT) };
    let drawn = drawn(&trends, most);
    if !drawn.is_empty() {
        sheet.across(LEGEND, italic.clone());
    }
    let mut chart_rows = Vec::new();
    for line in 0..count(drawn.len()).div_ceil(ACROSS_PAGE) {
        if line > 0 && line % DOWN_PAGE == 0 {
            sheet.break_page();
        }
        chart_rows.push(sheet.reserve_rows(CHART_HEIGHT));
    }
    if !drawn.is_empty() {
        sheet.break_page();
    }
    let mut labels: Vec<String> = points.iter().map(|point| point.period.in_short()).collect();
    labels.push(results.month.period.in_short());
    let areas = table(sheet, &trends, &labels);
    let third = sheet.width() / ACROSS_PAGE;
    for (place, own) in (0..).zip(&drawn) {
        sheet.charts.push(Chart {
            at: Address::new(chart_rows[(place / ACROSS_PAGE) as usize], 0),
            shift: ((place % ACROSS_PAGE) * third + 2, 4),
            size: (third - 6, CHART_HEIGHT - 8),
            ..trends[*own].chart(&labels, &areas[*own])
        });
    }
    if drawn.len() < trends.len() {
        sheet.across(
            "Biểu đồ diễn biến chỉ vẽ nội dung có từ 04 kỳ trở lên, nội dung chưa đạt trước; nội dung khác xem \
             bảng này.",
            italic.clone(),
        );
    }
    if let Some(said) = incomplete(&trends, points, results) {
        sheet.across(&said, italic);
    }
}

/// Which trends are drawn, in the page's order: of too many those that are not met.
fn drawn(trends: &[Trend<'_, '_>], most: usize) -> Vec<usize> {
    let long = |place: &usize| trends[*place].known() >= FEWEST_PERIODS;
    let mut drawn: Vec<usize> = (0..trends.len()).filter(long).collect();
    drawn.sort_by_key(|place| trends[*place].item.status == Status::Met);
    drawn.truncate(most);
    drawn.sort_unstable();
    drawn
}

/// The table of the figures drawn; returns where each trend's stand.
fn table(sheet: &mut ChartSheet, trends: &[Trend<'_, '_>], labels: &[String]) -> Vec<Areas> {
    sheet.across("Bảng số liệu vẽ biểu đồ diễn biến", style::line_bold(22));
    let style = style::head(FONT);
    let heads = ["STT", "Nội dung", "Đơn vị tính", "Số liệu"].map(str::to_owned);
    let heads = heads.into_iter().chain(labels.iter().cloned());
    let cells = (0..).zip(heads).map(|(col, text)| (col, text.into(), style.clone()));
    let header = sheet.next();
    sheet.push(row_height(1, FONT), cells.collect());
    let to = FIRST + count(labels.len()) - 1;
    trends.iter().map(|trend| trend.rows(sheet, header, to)).collect()
}

/// Which earlier periods are incomplete, and whose figures they lack.
fn incomplete(trends: &[Trend<'_, '_>], points: &[Point], results: &Results<'_>) -> Option<String> {
    let settings = &results.workspace.settings;
    let said = points.iter().enumerate().filter_map(|(place, point)| {
        let span = point.told.as_ref()?;
        let lacking = trends.iter().filter(|trend| trend.is_hollow(place));
        let mut units: Vec<usize> = lacking
            .flat_map(|trend| {
                let yardstick = trend.yardstick;
                earlier::missing(span.totals(), yardstick, yardstick.basis, settings)
            })
            .collect();
        units.sort_unstable();
        units.dedup();
        let names = earlier::names(&units, settings);
        (!units.is_empty()).then(|| format!("{} (thiếu {names})", point.period.in_words()))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("Kỳ chưa đủ số liệu, chỉ tạm tính: {}.", said.join("; ")))
}
