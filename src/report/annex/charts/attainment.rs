//! How far each item has come: its figure in per cent of its level. At 100 % it is at its level.
//!
//! Levels to reach and levels not to exceed have separate charts: a high column is good in one and
//! bad in the other. An item without a share (its level is 0, or it is a judgement) is only in the
//! table, with a note.

use super::attainment_table::{LEVEL_COL, ShareKind, share_kind, table};
use super::chart_sheet::{ChartSheet, LEVEL, MET, MOST_CHARTS, OPEN, UNMET};
use crate::judge::Status;
use crate::report::annex::columns::count;
use crate::report::annex::mirror::PageItem;
use crate::report::annex::signed::SignedPage;
use workbook_io::Address;
use workbook_io::sheet::{Area, Chart, ChartKind, Series, SeriesLook};

/// With more items than this, the axis shows numbers instead of names.
const MOST_NAMED: usize = 12;
pub(super) fn draw(sheet: &mut ChartSheet, page: &SignedPage<'_, '_>, items: &[PageItem<'_>]) {
    let mut drawn: Vec<(&PageItem<'_>, ShareKind)> =
        items.iter().map(|item| (item, share_kind(item))).collect();
    drawn.sort_by_key(|(_, share_kind)| *share_kind);
    let kinds = [
        (
            ShareKind::Reach,
            "Tỷ lệ thực hiện so với mức đề ra (%): từ đường 100% trở lên là đạt mức",
        ),
        (ShareKind::Cap, "Nội dung có mức tối đa (%): không vượt đường 100% là trong mức"),
    ];
    let both = kinds.iter().all(|(kind, _)| drawn.iter().any(|(_, other)| other == kind));
    let tall = if both { 260 } else { 440 };
    let mut chart_rows = Vec::new();
    for (share_kind, title) in kinds {
        let of_kind = drawn.iter().filter(|(_, other)| *other == share_kind).count();
        // The tables are there for every resolution; charts end where nobody looks at more.
        if of_kind > 0 && sheet.charts.len() + chart_rows.len() < MOST_CHARTS {
            chart_rows.push((share_kind, title, sheet.reserve_rows(tall)));
        }
    }
    sheet.break_page();
    let first = table(sheet, page, &drawn);
    for (share_kind, title, at) in chart_rows {
        let start = drawn.iter().position(|(_, other)| *other == share_kind).unwrap_or_default();
        let of_kind: Vec<_> = drawn.iter().filter(|(_, other)| *other == share_kind).collect();
        let from = first + count(start);
        let to = from + count(of_kind.len()) - 1;
        let area = |col| Area::new(Address::new(from, col), Address::new(to, col));
        let named = of_kind.len() <= MOST_NAMED;
        let alt_text = alt_text(title, of_kind.iter().map(|(item, _)| *item), page);
        sheet.charts.push(Chart {
            kind: ChartKind::Columns,
            at: Address::new(at, 0),
            shift: (2, 4),
            size: (sheet.width() - 4, tall - 8),
            title: title.to_owned(),
            title_size: 12,
            alt_text,
            categories: area(u32::from(named)),
            series: series(page, &area),
            number: "#,##0\"%\"".into(),
            legend: true,
        });
    }
}

fn series(page: &SignedPage<'_, '_>, area: &impl Fn(u32) -> Area) -> Vec<Series> {
    let label = "[>=200]\"từ 200%\";[=0]\"\";#,##0.0\"%\"";
    let unmet = page.unmet_words().join(", ");
    [
        ("Đạt", 3, SeriesLook::Filled(MET), Some(label)),
        (&*unmet, 4, SeriesLook::Hatched(UNMET), Some(label)),
        ("Chưa đủ số liệu (tạm tính)", 5, SeriesLook::Dotted(OPEN), Some(label)),
        ("Mức đề ra (100%)", 6, SeriesLook::Dashed(LEVEL), None),
    ]
    .map(|(name, place, look, labels)| Series {
        name: name.to_owned(),
        values: area(LEVEL_COL + place),
        look,
        labels: labels.map(Into::into),
    })
    .into()
}

fn alt_text<'a, 'w: 'a>(
    title: &str,
    items: impl Iterator<Item = &'a PageItem<'w>>,
    page: &SignedPage<'_, '_>,
) -> String {
    let unmet = page.unmet_words().join(", ").to_lowercase();
    let (mut all, mut missed) = (0, Vec::new());
    for item in items {
        all += 1;
        if item.status == Status::Unmet {
            missed.push(item.number.clone());
        }
    }
    let missed = if missed.is_empty() { "không có".to_owned() } else { missed.join(", ") };
    format!("Biểu đồ cột. {title}. Gồm {all} nội dung; {unmet}: {missed}. Số liệu ở bảng bên dưới.")
}
