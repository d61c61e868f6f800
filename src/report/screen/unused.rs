//! Settings that nothing uses, and figures that nobody reports.

use std::collections::BTreeSet;

use crate::form::{Body, Template};
use crate::kinds::Upper;
use crate::settings::{Indicator, Item, Settings};
use crate::workspace::Workspace;

/// Sentences for the officer; empty if all is in order.
pub(super) fn remarks(workspace: &Workspace) -> Vec<String> {
    let settings = &workspace.settings;
    let on_forms = codes_on_forms(&workspace.templates);
    let groups = [
        (
            "Chưa có nguồn (không có trên biểu mẫu, không tính từ danh sách)",
            without_source(settings, &on_forms),
        ),
        ("Số liệu cơ quan chưa nhập giá trị", not_entered(settings)),
        (
            "Không nội dung, quan hệ nào dùng, chỉ hiện ở trang Tổng hợp",
            unused(workspace, &on_forms),
        ),
        ("Có ghi Mức trên nhưng cách so sánh không xét mức trên", upper_unused(settings)),
        ("Cột danh sách không có trên biểu mẫu nào", columns_off_forms(settings, &on_forms)),
        ("Cách ghi khác trùng với chính tên đơn vị, có thể bỏ", needless_aliases(settings)),
    ];
    let said = groups.into_iter().filter(|(_, what)| !what.is_empty());
    said.map(|(why, what)| format!("{why}: {}.", what.join("; "))).collect()
}

/// The codes of figures, and of list columns with the list's code.
fn codes_on_forms(templates: &[Template]) -> BTreeSet<String> {
    let sheets = templates.iter().flat_map(|template| &template.sheets);
    let codes = sheets.flat_map(|sheet| match &sheet.body {
        Body::Figures(area) => {
            area.rows.iter().flat_map(|row| row.codes()).map(str::to_owned).collect()
        }
        Body::List(list) => {
            let code = |column: &crate::form::FormColumn| format!("{list}.{}", column.code);
            sheet.columns.iter().map(code).collect::<Vec<_>>()
        }
    });
    codes.collect()
}

fn items(settings: &Settings) -> impl Iterator<Item = &Item> {
    settings.sets.iter().flat_map(|set| &set.targets).flat_map(|target| &target.items)
}

/// Items with an upper level that their comparison does not use.
fn upper_unused(settings: &Settings) -> Vec<String> {
    let unused = |item: &&Item| {
        let mut yardsticks = item.yardsticks().into_iter();
        yardsticks.any(|one| one.upper.is_some() && one.kind.upper == Upper::Unused)
    };
    items(settings).filter(unused).map(|item| format!("nội dung {}", item.number)).collect()
}

/// The items that use a code, in words.
fn items_with(code: &str, settings: &Settings) -> String {
    let names = |item: &&Item| {
        let terms = item.yardsticks().into_iter().flat_map(|yardstick| yardstick.figure.terms());
        terms.into_iter().any(|term| term.code == code)
    };
    let numbers: Vec<&str> =
        items(settings).filter(names).map(|item| item.number.as_str()).collect();
    match &numbers[..] {
        [] => String::new(),
        numbers => format!(", dùng ở nội dung {}", numbers.join(", ")),
    }
}

fn described(indicator: &Indicator, settings: &Settings) -> String {
    let used = items_with(&indicator.code, settings);
    format!("{} ({}{used})", indicator.code, indicator.name)
}

fn without_source(settings: &Settings, on_forms: &BTreeSet<String>) -> Vec<String> {
    let has_none = |indicator: &&Indicator| {
        indicator.derivation.is_none()
            && indicator.entered.is_none()
            && !indicator.over_units.is_quotient()
            && indicator.over_units.test.is_none()
            && !on_forms.contains(&indicator.code)
    };
    settings.indicators.values().filter(has_none).map(|i| described(i, settings)).collect()
}

fn not_entered(settings: &Settings) -> Vec<String> {
    let blank = |indicator: &&Indicator| indicator.entered.as_ref().is_some_and(|e| e.is_empty());
    settings.indicators.values().filter(blank).map(|i| described(i, settings)).collect()
}

fn unused(workspace: &Workspace, on_forms: &BTreeSet<String>) -> Vec<String> {
    let settings = &workspace.settings;
    let in_items = items(settings).flat_map(Item::yardsticks).flat_map(|y| y.figure.terms());
    let in_relations =
        settings.relations.iter().flat_map(|r| r.right.terms().into_iter().chain([&r.left]));
    let named = in_items.chain(in_relations).map(|term| term.code.as_str());
    let in_rules = settings.indicators.values().flat_map(|i| &i.over_units.codes);
    let used: BTreeSet<&str> = named.chain(in_rules.map(String::as_str)).collect();
    let asked_above = workspace.upward.iter().flat_map(|form| &form.cells);
    let asked_above: BTreeSet<usize> = asked_above.filter_map(|cell| cell.indicator).collect();
    let left = settings.indicators.values().enumerate();
    let left = left.filter(|(place, _)| !asked_above.contains(place)).map(|(_, own)| own);
    let left = left.filter(|i| !used.contains(i.code.as_str()) && !on_forms.contains(&i.code));
    left.map(|i| format!("{} ({})", i.code, i.name)).collect()
}

fn columns_off_forms(settings: &Settings, on_forms: &BTreeSet<String>) -> Vec<String> {
    let columns = settings.lists.values().flat_map(|list| {
        list.columns.values().map(move |column| format!("{}.{}", list.code, column.code))
    });
    columns.filter(|code| !on_forms.contains(code)).collect()
}

fn needless_aliases(settings: &Settings) -> Vec<String> {
    let folded = viet_text::text::folded;
    let aliases = settings.units.iter().flat_map(|unit| {
        let same = |also: &&String| folded(also) == folded(&unit.name);
        unit.also.iter().filter(same).map(|also| format!("{also} ({})", unit.name))
    });
    aliases.collect()
}
