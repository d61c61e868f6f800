//! What to type beside a finding so that it is settled: one action, in the officer's words.

use std::collections::BTreeSet;

use super::{Finding, RULES};
use crate::figures::consolidate::{FigureSource, Figures};
use crate::figures::decision::{
    FORM_DIFFERS, SAME_ORGANISATION, SEVERAL_VERSIONS, UNIT_UNKNOWN, proposals_in_words,
};
use crate::form::FormSheet;
use crate::intake::submission::Month;
use crate::settings::{Column, ColumnKind, Settings};
use crate::workspace::REVIEW_FILE;
use viet_text::notation::vietnamese;
use workbook_io::number::rounded;
use workbook_io::{Address, format_addresses, parse_addresses};

/// Longer proposals and choices are read where they stand.
const SHORT: usize = 40;
/// Nobody types values for more cells than these.
const TYPED: usize = 8;

/// What to do about an open finding; empty for one that is settled or only for information.
#[must_use]
pub fn action(finding: &Finding, month: &Month, figures: &Figures, settings: &Settings) -> String {
    if !finding.is_open() {
        return String::new();
    }
    match finding.code {
        UNIT_UNKNOWN => whose(finding, settings),
        SEVERAL_VERSIONS => {
            "Ghi giữ để dùng bản đang dùng; muốn dùng bản kia thì ghi tên tệp của bản đó (cùng một tệp thì ghi tên trang)."
                .to_owned()
        }
        _ if finding.about_rows => about_rows(finding, month, figures),
        _ => about_values(finding, month, figures, settings),
    }
}

fn whose(finding: &Finding, settings: &Settings) -> String {
    let near = settings.units.iter().any(|unit| unit.name == finding.expected);
    if near {
        return format!(
            "Ghi x nếu là {}; là đơn vị khác thì ghi tên đơn vị đó; ghi giữ để không dùng tệp này.",
            finding.expected
        );
    }
    "Ghi tên đơn vị có báo cáo này; hoặc ghi giữ để không dùng tệp này.".to_owned()
}

/// "dòng 11", "dòng 9, 11".
fn lines(cells: &[Address]) -> String {
    let rows: BTreeSet<u32> = cells.iter().map(|at| at.row + 1).collect();
    let rows: Vec<String> = rows.iter().map(u32::to_string).collect();
    format!("dòng {}", rows.join(", "))
}

fn about_rows(finding: &Finding, month: &Month, figures: &Figures) -> String {
    let cells = &finding.cells;
    let sheets = || month.sheets_in(&finding.file).filter(|own| *own.on.sheet == *finding.sheet);
    let names = |at: &Address| sheets().any(|own| own.rows.iter().any(|row| row.name_at == *at));
    let is_example =
        |at: &Address| sheets().any(|own| own.example_rows.iter().any(|row| row.at == *at));
    let own = finding.unit.into_iter();
    let own = own.flat_map(|unit| figures.lists.iter().flat_map(move |list| list.counted(unit)));
    let here = own.filter(|row| *row.on.file == *finding.file && *row.on.sheet == *finding.sheet);
    let counted: Vec<Address> = here.map(|row| row.row.name_at).collect();
    if cells.is_empty() || !cells.iter().all(|at| names(at) || is_example(at)) {
        return in_general(finding);
    }
    let said = lines(cells);
    if !cells.iter().all(|at| counted.contains(at)) {
        return format!("Ghi giữ để không tính {said}; nếu là một tổ chức riêng, ghi tính.");
    }
    let mut ordered = cells.clone();
    ordered.sort_unstable();
    match &ordered[..] {
        [_, rest @ ..] if finding.code == SAME_ORGANISATION && !rest.is_empty() => format!(
            "Ghi bỏ nếu là một tổ chức (không tính {}); ghi giữ nếu khác nhau (vẫn tính cả).",
            lines(rest)
        ),
        _ => format!("Ghi bỏ để không tính {said}; ghi giữ để vẫn tính."),
    }
}

/// What the unit's list says where that is in use and differs from what is proposed for the form.
fn listed_instead(finding: &Finding, month: &Month, figures: &Figures) -> Option<String> {
    let unit = finding.unit?;
    let sheets = || month.sheets_in(&finding.file).filter(|own| *own.on.sheet == *finding.sheet);
    let listed = finding.fixes.iter().filter_map(|fix| {
        let slots = sheets().flat_map(|own| own.figures.slots());
        let slot = slots.into_iter().find(|slot| slot.at == fix.at)?;
        let figure = figures.unit_figure(unit, slot.indicator, slot.basis)?;
        let is_other =
            matches!(figure.source, FigureSource::List { .. }) && !figure.is_given_as(fix.value);
        is_other.then(|| figure.value().map(|value| vietnamese(rounded(value, 2))))?
    });
    let listed: Vec<String> = listed.collect();
    (!listed.is_empty()).then(|| listed.join("; "))
}

/// What x comes to; empty where nothing is proposed.
fn accepting(finding: &Finding, proposed: &str, listed: Option<String>) -> String {
    let what = match proposed.chars().count() {
        0 => return String::new(),
        1..=SHORT => proposed.to_owned(),
        _ => "các giá trị ở cột Đề xuất".to_owned(),
    };
    match listed {
        Some(_) if finding.code == FORM_DIFFERS => {
            format!("Ghi ý kiến cho các dòng về danh sách trước, rồi ghi x để dùng {what}")
        }
        Some(listed) => {
            format!("Ghi x nếu biểu đúng ra là {what} (vẫn dùng số tính theo danh sách: {listed})")
        }
        None => format!("Ghi x để dùng {what}"),
    }
}

fn about_values(
    finding: &Finding,
    month: &Month,
    figures: &Figures,
    settings: &Settings,
) -> String {
    let ordered = parse_addresses(&format_addresses(&finding.cells)).unwrap_or_default();
    let proposed = proposals_in_words(&ordered, &finding.proposed());
    let accept = accepting(finding, &proposed, listed_instead(finding, month, figures));
    let each = if ordered.len() > 1 {
        " của từng ô, cách nhau bằng dấu chấm phẩy"
    } else {
        ""
    };
    let value = value_of_first(finding, month, settings);
    match (&*accept, &*finding.in_use) {
        ("", "") => match value {
            Some(value) if ordered.len() <= TYPED => {
                format!("Ghi {value}{each}; hoặc ghi giữ để như hiện nay.")
            }
            _ => in_general(finding),
        },
        (accept, "") => {
            let value = value.unwrap_or_else(|| "giá trị đúng".to_owned());
            format!("{accept}; không đúng thì ghi {value}{each}; hoặc ghi giữ để như hiện nay.")
        }
        // Where the list is in use, what the form says is typed as any other value.
        (accept, used) => {
            let written = &finding.found;
            let of_form = match written.chars().count() {
                0..=SHORT => format!("ghi {written}"),
                _ => "ghi lại các số ở cột Đã ghi".to_owned(),
            };
            let accept = match accept {
                "" => format!("Ghi giữ để dùng {used}"),
                accept => format!("{accept} ({used})"),
            };
            format!("{accept}; dùng số của biểu thì {of_form}.")
        }
    }
}

/// What to type for the finding's first cell, if it holds data.
fn value_of_first(finding: &Finding, month: &Month, settings: &Settings) -> Option<String> {
    let at = finding.cells.first()?;
    let mut sheets = month.sheets_in(&finding.file).filter(|own| *own.on.sheet == *finding.sheet);
    sheets.find_map(|own| value_at(own, *at, settings))
}

fn value_at(own: &FormSheet, at: Address, settings: &Settings) -> Option<String> {
    if let Some(slot) = own.figures.slots().iter().find(|slot| slot.at == at) {
        let indicator = &settings.indicators[slot.indicator];
        let may_be_given = indicator.entered.is_none() && !indicator.over_units.is_quotient();
        return may_be_given.then(|| "số đúng".to_owned());
    }
    let list = &settings.lists[own.list.as_deref()?];
    let row = own.rows.iter().find(|row| row.row == at.row)?;
    let field = row.fields().find(|field| field.at == at)?;
    Some(value_for(&list.columns[field.place]))
}

fn value_for(column: &Column) -> String {
    match column.kind {
        ColumnKind::Count | ColumnKind::Money => "số đúng".to_owned(),
        ColumnKind::Date => "ngày đúng (viết như 10/11/2023)".to_owned(),
        ColumnKind::Mark => "có hoặc không".to_owned(),
        ColumnKind::Name => "tên đúng".to_owned(),
        ColumnKind::Choice | ColumnKind::Text if column.choices.is_empty() => "chữ đúng".to_owned(),
        ColumnKind::Choice | ColumnKind::Text => {
            let all = column.choices.join(", ");
            match all.chars().count() {
                0..=SHORT => format!("một từ của danh mục ({all})"),
                _ => "một từ của danh mục".to_owned(),
            }
        }
    }
}

/// Where no cell can be given a value: what the rule asks for, or to let it be.
fn in_general(finding: &Finding) -> String {
    let rule = RULES.iter().find(|rule| rule.code == finding.code);
    let remedy = rule.map_or("", |rule| rule.remedy);
    if finding.file == REVIEW_FILE || remedy.contains("giữ") {
        return remedy.to_owned();
    }
    format!("{remedy} Chấp nhận như hiện nay thì ghi giữ.").trim().to_owned()
}
