//! Tóm tắt: one page for leaders. The summary, then the items from the largest shortfall on, with what
//! would meet them and which units make the gap. Figures and verdicts refer to the signed page.

use rust_decimal::Decimal;

use super::columns::count;
use super::mirror::{PageItem, page_items};
use super::signed::{ShownCell, SignedPage, says_unmet};
use super::widths::widen;
use super::{earlier, style};
use crate::figures::history::Span;
use crate::judge::{Status, difference};
use crate::kinds::Share;
use crate::report::wording::{capital, difference_shown, mark_in_words, turn_and_gap};
use crate::results::Results;
use viet_text::notation::vietnamese;
use workbook_io::Address;
use workbook_io::number::rounded;
use workbook_io::sheet::{
    Area, Content, FormulaResult, Highlight, HorizontalAlign, Row, Sheet, Style, count_lines,
    quote_sheet_name, row_height,
};

/// The sheet's name.
const SHEET: &str = "Tóm tắt";
/// In half points.
const SIZE: u16 = 20;
/// In tenths of a character.
const WIDTHS: [u32; 8] = [50, 250, 95, 95, 130, 115, 115, 410];
const HEADS: [&str; 8] = [
    "STT",
    "Nội dung",
    "Mức",
    "Kết quả",
    "So với mức",
    "Tỷ lệ so với mức",
    "Đánh giá",
    "Địa bàn, điều kiện để đạt",
];
const LAST: u32 = 7;
const VERDICT: u32 = 6;
/// A bar of so many signs is the level itself.
const BAR: i64 = 8;
const NOTE: &str = "Xếp theo mức còn thiếu. Tỷ lệ so với mức chỉ để so sánh; đánh giá theo Phụ lục. Điều kiện để đạt: \
                    thay đổi nhỏ nhất của tử số (tổng số) để kết quả sau khi làm tròn đạt mức, các số khác giữ nguyên.";

/// The sheet, one resolution after another.
pub(super) fn sheet(results: &Results<'_>, pages: &[SignedPage<'_, '_>]) -> Sheet<'static> {
    let mut sheet = BriefSheet {
        results,
        rows: Vec::new(),
        merges: Vec::new(),
        highlights: Vec::new(),
        breaks: Vec::new(),
    };
    pages.iter().for_each(|page| sheet.page(page));
    let last = Address::new(sheet.next().saturating_sub(1), LAST);
    let mut widths = WIDTHS;
    widen(&mut widths, &sheet.rows);
    Sheet {
        widths: (0..).zip(widths.map(style::width)).collect(),
        merges: sheet.merges,
        highlights: sheet.highlights,
        page: style::landscape(Area::new(Address::new(0, 0), last), sheet.breaks),
        gridlines: false,
        ..Sheet::new(SHEET, sheet.rows)
    }
}

/// An item of the page with what is said of it.
struct BriefRow<'w> {
    item: PageItem<'w>,
    /// Its places among the verdicts.
    at: [usize; 3],
    /// How near the figure comes to its level, where that can be said.
    share: Option<Decimal>,
}

struct BriefSheet<'a, 'w> {
    results: &'a Results<'w>,
    rows: Vec<Row>,
    merges: Vec<Area>,
    highlights: Vec<Highlight>,
    breaks: Vec<u32>,
}

impl BriefSheet<'_, '_> {
    fn next(&self) -> u32 {
        count(self.rows.len())
    }

    fn page(&mut self, page: &SignedPage<'_, '_>) {
        if !self.rows.is_empty() {
            self.breaks.push(self.next());
        }
        let title = format!("TÓM TẮT: {}", page.verdict.set.title);
        let centre = Style { across: HorizontalAlign::Center, ..style::line_bold(SIZE + 4) };
        self.across(title.clone().into(), &title, centre);
        let (at, sentence) = page.summary();
        let live = Content::formula(
            format!("{}!{at}", quote_sheet_name(&page.name)),
            FormulaResult::Text(sentence.clone()),
        );
        self.across(live, &sentence, style::line_bold(SIZE + 2));
        let style = style::head(SIZE);
        let cells = (0..).zip(HEADS).map(|(col, text)| (col, text.into(), style.clone()));
        let (index, height) = (self.next(), Some(row_height(2, SIZE)));
        self.rows.push(Row { index, height, cells: cells.collect() });
        let first = self.next();
        let rows = rows(page);
        rows.iter().for_each(|row| self.item(row));
        self.paint(first, &page.unmet_words());
        let italic = Style { italic: true, ..style::line(SIZE) };
        if rows.iter().any(|row| row.item.is_marked()) {
            let said = mark_in_words(self.results);
            self.across(said.into(), said, italic.clone());
        }
        self.across(NOTE.into(), NOTE, italic);
    }

    fn paint(&mut self, first: u32, unmet: &[&str]) {
        let last = self.next().saturating_sub(1).max(first);
        let area = || vec![Area::new(Address::new(first, VERDICT), Address::new(last, VERDICT))];
        let at = Address::new(first, VERDICT).to_string();
        let open = [Status::NoData, Status::NotChecked].map(Status::vietnamese);
        for (words, emphasis) in [(unmet, style::UNMET), (&open[..], style::OPEN)] {
            let formula = says_unmet(&at, words);
            self.highlights.push(Highlight { areas: area(), formula, emphasis });
        }
    }

    fn across(&mut self, content: Content, text: &str, style: Style) {
        let index = self.next();
        let need = count_lines(text, WIDTHS.iter().sum(), style.half_points, style.bold);
        self.merges.push(Area::new(Address::new(index, 0), Address::new(index, LAST)));
        let height = Some(row_height(need, style.half_points));
        self.rows.push(Row { index, height, cells: vec![(0, content, style)] });
    }

    fn item(&mut self, row: &BriefRow<'_>) {
        let (item, index) = (&row.item, self.next());
        let name = match (item.is_part, item.measure.as_str()) {
            (true, _) => format!("- {}", item.name),
            (_, "") => item.name.clone(),
            (_, measure) => format!("{} ({measure})", item.name),
        };
        let said = if item.is_part { String::new() } else { self.said(row) };
        let plain = Style { italic: item.is_part, ..style::cell(SIZE) };
        let centre = Style { across: HorizontalAlign::Center, ..plain.clone() };
        let number = if item.is_part { String::new() } else { item.number.clone() };
        let like = |shown: &ShownCell, bold: bool| Style {
            number: shown.number.clone(),
            bold,
            ..centre.clone()
        };
        let difference = self.difference(item);
        let texts = [
            (&name, WIDTHS[1]),
            (&item.threshold.text, WIDTHS[2]),
            (&item.figure.text, WIDTHS[3]),
            (&difference, WIDTHS[4]),
            (&said, WIDTHS[7]),
        ];
        let need = texts.map(|(text, width)| count_lines(text, width, SIZE, false));
        let height = Some(row_height(need.into_iter().max().unwrap_or(1), SIZE));
        let cells = vec![
            (0, number.into(), centre.clone()),
            (1, name.into(), plain.clone()),
            (2, item.threshold.content.clone(), like(&item.threshold, false)),
            (3, item.figure.content.clone(), like(&item.figure, true)),
            (4, difference.into(), centre.clone()),
            (5, bar(row, index), plain.clone()),
            (VERDICT, item.verdict.content.clone(), like(&item.verdict, false)),
            (LAST, said.into(), plain),
        ];
        self.rows.push(Row { index, height, cells });
    }

    /// The difference in words, and the change since the period before.
    fn difference(&self, item: &PageItem<'_>) -> String {
        let (Some(yardstick), Some(measured)) = (item.yardstick, &item.measured) else {
            return String::new();
        };
        let far = difference(yardstick, measured);
        let far = far.map(|far| difference_shown(yardstick, far));
        let settings = &self.results.workspace.settings;
        let before = self.results.preceding().map(Span::totals);
        let before =
            before.and_then(|then| earlier::figure(then, yardstick, yardstick.basis, settings));
        let whole = before.filter(|before| before.whole).zip(item.whole_figure());
        let change = whole.map(|(before, now)| {
            let change = now - before.value;
            match (change.is_zero(), change.is_sign_negative()) {
                (true, _) => "không đổi so với kỳ trước".to_owned(),
                (_, true) => format!("giảm {} so với kỳ trước", vietnamese(change.abs())),
                (_, false) => format!("tăng {} so với kỳ trước", vietnamese(change)),
            }
        });
        far.into_iter().chain(change).collect::<Vec<_>>().join("; ")
    }

    /// Who makes the gap and what would close it, then the cause that the officer typed.
    fn said(&self, row: &BriefRow<'_>) -> String {
        let [set, target, item] = row.at;
        let set = self.results.verdicts[set].set;
        let target = &set.targets[target];
        let said = capital(&turn_and_gap(self.results, row.at));
        let cause = self.results.cause(set, target, &target.items[item]);
        let both = [said, cause.split_whitespace().collect::<Vec<_>>().join(" ")];
        both.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ")
    }
}

/// The page's items, from the largest shortfall on: unmet, open, met. Parts stay with their item.
fn rows<'w>(page: &SignedPage<'_, 'w>) -> Vec<BriefRow<'w>> {
    let targets = page.verdict.set.targets.iter().enumerate();
    let mut places = targets
        .flat_map(|(target, own)| (0..own.items.len()).map(move |item| [page.place, target, item]));
    let mut groups: Vec<Vec<BriefRow<'w>>> = Vec::new();
    for item in page_items(page) {
        let share = share(&item);
        match (item.is_part, groups.last_mut()) {
            (true, Some(group)) => {
                let at = group[0].at;
                group.push(BriefRow { item, at, share });
            }
            _ => {
                let at = places.next().expect("the page has the items of its resolution");
                groups.push(vec![BriefRow { item, at, share }]);
            }
        }
    }
    groups.sort_by_key(|group| {
        let least = group.iter().filter_map(|row| row.share).min();
        let status = match group[0].item.item_status {
            Status::Unmet => 0,
            Status::NoData => 1,
            Status::NotChecked => 2,
            Status::Met => 3,
        };
        (status, least.unwrap_or(Decimal::ONE))
    });
    groups.into_iter().flatten().collect()
}

/// The figure over its level, for kinds that a figure reaches from below.
fn share(item: &PageItem<'_>) -> Option<Decimal> {
    let yardstick = item.yardstick?;
    let reaches = yardstick.kind.share == Share::Reach;
    let level = item.level_now().filter(|level| reaches && *level > Decimal::ZERO)?;
    item.whole_figure()?.checked_div(level)
}

/// A bar of signs, as long as the figure comes near to its level; live.
fn bar(row: &BriefRow<'_>, index: u32) -> Content {
    let Some(share) = row.share else { return Content::Blank };
    let most = Decimal::from(BAR + 2);
    let signs = rounded(share.min(most) * Decimal::from(BAR), 0).clamp(Decimal::ZERO, most);
    let signs = usize::try_from(signs).unwrap_or_default();
    let (level, figure) = (Address::new(index, 2), Address::new(index, 3));
    let level = row.item.level(&level.to_string());
    let length = format!("MAX(0,MIN({most},ROUND({figure}/{level}*{BAR},0)))");
    let formula = format!("IF(ISNUMBER({figure}),REPT(\"█\",{length}),\"\")");
    Content::formula(formula, FormulaResult::Text("█".repeat(signs)))
}
