//! The annex as a whole: its sheets in their order.

use super::columns::ColumnPlan;
use super::page_names::page_names;
use super::signed::SignedPage;
use super::{
    brief, by_unit, charts, consolidated, correction, definitions, form_totals, lists, progress,
    quick_view, sources,
};
use crate::cell_text::UNNAMED_SHEET;
use crate::report::LOCALE;
use crate::results::Results;
use crate::workspace::annex_book::names::{MOST_ROWS, list_sheets};
use workbook_io::parallel_map;
use workbook_io::sheet::{Book, Properties, Sheet, valid_sheet_name};

/// The annex, or a correction if the results say so.
#[must_use]
pub fn book<'a>(results: &'a Results<'_>) -> Book<'a> {
    book_of_sheets(results, MOST_ROWS)
}

/// The annex, its long sheets split after this many rows.
pub(super) fn book_of_sheets<'a>(results: &'a Results<'_>, most_rows: usize) -> Book<'a> {
    let causes = &results.entries.causes;
    let settings = &results.workspace.settings;
    let plan = ColumnPlan::new(results);
    let named = results.verdicts.iter().zip(page_names(results)).enumerate();
    let pages: Vec<SignedPage<'_, '_>> = named
        .map(|(place, (verdict, (name, numeral)))| SignedPage {
            results,
            verdict,
            place,
            plan: &plan,
            causes,
            numeral,
            name,
        })
        .collect();
    let sheets = sheets(results, &pages, &plan, most_rows);
    let period = results.month.period;
    let title = match &results.verdicts[..] {
        [verdict] => verdict.set.title.clone(),
        _ => format!("Phụ lục {}", period.in_words()),
    };
    let properties = Properties {
        title: correction::titled(title, results),
        custom: correction::properties(results),
        subject: format!("Kỳ báo cáo: {}", period.in_words()),
        author: settings.office.name.clone(),
    };
    Book { properties, sheets, names: Vec::new(), locale: Some(LOCALE) }
}

/// A function that makes consecutive sheets.
type Maker<'m, 'a> = Box<dyn Fn() -> Vec<Sheet<'a>> + Sync + 'm>;

/// All sheets in the annex's order. They are made in parallel, because a large annex takes time.
fn sheets<'a>(
    results: &'a Results<'_>,
    pages: &[SignedPage<'_, 'a>],
    plan: &ColumnPlan,
    most_rows: usize,
) -> Vec<Sheet<'a>> {
    let lists = list_sheets(&results.workspace.settings);
    let mut makers: Vec<Maker<'_, 'a>> = vec![
        Box::new(|| {
            let mut sheets: Vec<Sheet<'a>> = pages.iter().map(SignedPage::sheet).collect();
            if !pages.is_empty() {
                sheets.push(brief::sheet(results, pages));
                sheets.push(quick_view::sheet(pages));
            }
            sheets.extend(correction::sheet(results));
            for page in pages {
                sheets.extend(page.term_sheet());
            }
            sheets.extend(by_unit::sheet(results, pages, plan));
            sheets
        }),
        Box::new(|| vec![consolidated::sheet(results, plan)]),
        Box::new(|| form_totals::sheets(results, plan)),
    ];
    for (place, name) in lists.iter().enumerate() {
        makers.push(Box::new(move || lists::sheets(results, place, name, most_rows)));
    }
    makers.push(Box::new(|| {
        let mut sheets = Vec::from_iter(charts::sheet(results, pages));
        sheets.extend(progress::sheet(results, pages));
        sheets.push(definitions::sheet(results));
        sheets
    }));
    makers.push(Box::new(|| sources::sheets(results, most_rows)));
    let mut made = parallel_map(&makers, || (), |(), make| make());
    name_forms(&mut made);
    made.into_iter().flatten().collect()
}

/// Which of the makers makes the forms with their totals.
const FORMS: usize = 2;

/// Gives the forms' sheets names that no other sheet of the annex has.
fn name_forms(made: &mut [Vec<Sheet<'_>>]) {
    let others = made.iter().enumerate().filter(|(place, _)| *place != FORMS);
    let others = others.flat_map(|(_, sheets)| sheets).map(|sheet| sheet.name.clone());
    let mut taken: Vec<String> = others.collect();
    for form in &mut made[FORMS] {
        form.name = valid_sheet_name(&form.name, UNNAMED_SHEET, &taken);
        taken.push(form.name.clone());
    }
}
