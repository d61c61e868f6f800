//! What would turn a verdict, and which units make a gap, in words.

use rust_decimal::Decimal;

use super::{in_sentence, with_unit};
use crate::judge::Status;
use crate::judge::units::{Contribution, Direction, PartByUnits, Split, Turning};
use crate::results::Results;
use crate::settings::{Settings, Yardstick};
use viet_text::notation::vietnamese;

/// So many units are named with their parts of a gap.
const MOST: usize = 5;
/// So many are named that have none of what is counted.
const MOST_LACKING: usize = 15;

/// "cần thêm 91 người"; of a met figure "còn cách mức 5 người"; empty where no one change turns it.
#[must_use]
pub fn what_turns_it(
    settings: &Settings,
    yardstick: &Yardstick,
    part: &PartByUnits,
    status: Status,
) -> String {
    let Some(turning) = &part.turning else { return String::new() };
    let change = amount(settings, yardstick, turning);
    match status {
        Status::Unmet if turning.change.is_zero() && !turning.is_open => String::new(),
        Status::Unmet => {
            let verb = if turning.direction == Direction::Up { "thêm" } else { "giảm" };
            let at_least = match (turning.is_open, turning.is_whole) {
                (true, _) => "trên ",
                (false, true) => "",
                (false, false) => "ít nhất ",
            };
            format!("cần {verb} {at_least}{change}")
        }
        Status::Met => format!("còn cách mức {change}"),
        Status::NoData | Status::NotChecked => String::new(),
    }
}

/// "91 người", "13 triệu đồng (tính trên tổng số)".
#[must_use]
pub fn amount(settings: &Settings, yardstick: &Yardstick, turning: &Turning) -> String {
    let indicator = &settings.indicators[turning.of.indicator];
    // Of a sum the words of the item are nearer than those of the form.
    let is_sum = !yardstick.is_share() && indicator.over_units.rule.adds_up;
    let unit =
        if is_sum && !yardstick.figure.divides() { &yardstick.unit } else { &indicator.unit };
    let unit = unit.split('/').next().unwrap_or_default().trim();
    let is_mean = indicator.over_units.is_mean() && !turning.of.is_weight;
    let change = with_unit(turning.change, if unit == "%" { "" } else { unit });
    if is_mean { format!("{change} (tính trên tổng số)") } else { change }
}

/// Which units make the gap and how much: "Còn thiếu so với mức giao: Xã Hai 92, Xã Ba 14 và 03 đơn vị
/// khác". Units stand in the settings' order. Empty where no honest split exists.
#[must_use]
pub fn who_makes_the_gap(
    results: &Results<'_>,
    yardstick: &Yardstick,
    part: &PartByUnits,
) -> String {
    let settings = &results.workspace.settings;
    let Some(own) = &part.contribution else { return String::new() };
    match own.split {
        Split::Lacking if own.lacking.is_empty() => String::new(),
        Split::Lacking => {
            let names = own.lacking.iter().map(|unit| settings.units[*unit].name.as_str());
            let all: Vec<&str> = names.take(MOST_LACKING).collect();
            let rest = others(own.lacking.len() - all.len());
            format!("Đơn vị chưa có ({:02}): {}{rest}", own.lacking.len(), all.join(", "))
        }
        Split::Assigned | Split::CommonLevel => parts(settings, yardstick, own),
        Split::NoLevels | Split::Impossible => String::new(),
    }
}

fn parts(settings: &Settings, yardstick: &Yardstick, own: &Contribution) -> String {
    let pulling = own.parts.iter().enumerate();
    let pulling = pulling.filter_map(|(unit, part)| Some((unit, (*part)?)));
    let mut pulling: Vec<(usize, Decimal)> =
        pulling.filter(|(_, part)| *part > Decimal::ZERO).collect();
    if pulling.is_empty() {
        return String::new();
    }
    let all = pulling.len();
    pulling.sort_by_key(|(unit, part)| (-part, *unit));
    pulling.truncate(MOST);
    pulling.sort_unstable_by_key(|(unit, _)| *unit);
    let named = pulling.iter().map(|(unit, part)| {
        let part = vietnamese(workbook_io::number::rounded(*part, 2));
        format!("{} {part}", settings.units[*unit].name)
    });
    let named = named.collect::<Vec<_>>().join(", ");
    let what = match (own.split, own.direction) {
        (Split::Assigned, Direction::Up) => "Còn thiếu so với mức giao",
        (Split::Assigned, Direction::Down) => "Cao hơn mức giao",
        _ => "Chênh lệch so với mức chung",
    };
    format!("{what}{}: {named}{}", measure(settings, yardstick, own), others(all - pulling.len()))
}

/// " (người)": the unit of the parts, where it has a plain name.
fn measure(settings: &Settings, yardstick: &Yardstick, own: &Contribution) -> String {
    if own.split == Split::Assigned {
        return match yardstick.unit.trim() {
            "" => String::new(),
            unit => format!(" ({})", in_sentence(unit)),
        };
    }
    let fraction = crate::judge::units::Fraction::of(yardstick, settings);
    let first = fraction.as_ref().and_then(|own| own.numerator.terms.first());
    let unit = first.map_or("", |(quantity, _)| &settings.indicators[quantity.indicator].unit);
    match unit.split('/').next().unwrap_or_default().trim() {
        "" | "%" => String::new(),
        unit => format!(" ({})", in_sentence(unit)),
    }
}

fn others(more: usize) -> String {
    if more == 0 { String::new() } else { format!(" và {more:02} đơn vị khác") }
}

/// Both on one line, part by part: what would turn an item, and who makes its gap.
#[must_use]
pub fn turn_and_gap(results: &Results<'_>, at: [usize; 3]) -> String {
    let [set, target, place] = at;
    let item = &results.verdicts[set].set.targets[target].items[place];
    let judged = &results.verdicts[set].targets[target].items[place];
    let Some(by_unit) = results.by_unit.item(at) else { return String::new() };
    let yardsticks = item.yardsticks();
    let parts = by_unit.parts.iter().zip(&judged.measured).zip(&yardsticks);
    let said = parts.enumerate().flat_map(|(part, ((by_unit, measured), yardstick))| {
        let is_met = measured.status == Status::Met;
        // Of an unmet item only what is unmet of it.
        if is_met && judged.status == Status::Unmet {
            return None;
        }
        let settings = &results.workspace.settings;
        let turn = what_turns_it(settings, yardstick, by_unit, measured.status);
        let gap = who_makes_the_gap(results, yardstick, by_unit);
        let name = match &item.criterion {
            crate::settings::Criterion::ByParts { parts, .. } => format!("{}: ", parts[part].name),
            _ => String::new(),
        };
        let said = [turn, gap].into_iter().filter(|text| !text.is_empty());
        let said = said.collect::<Vec<_>>().join(". ");
        (!said.is_empty()).then(|| format!("{name}{said}"))
    });
    said.collect::<Vec<_>>().join("; ")
}
