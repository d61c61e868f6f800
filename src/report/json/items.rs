//! The items of the document.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::by_unit;
use super::document::{ByUnitJson, IfAcceptedJson, IfAcceptedPartJson, ItemJson, PartJson, figure};
use crate::judge::units::PartByUnits;
use crate::judge::{ItemVerdict, Measurement, Status};
use crate::kinds::JUDGEMENT;
use crate::results::Results;
use crate::settings::{Basis, Criterion, Item, Yardstick};

/// Every item, set by set.
pub(super) fn items(results: &Results<'_>) -> Vec<ItemJson> {
    let mut items = Vec::new();
    for (set, verdict) in results.verdicts.iter().enumerate() {
        for (place, (target, judged)) in
            verdict.set.targets.iter().zip(&verdict.targets).enumerate()
        {
            for (at, (item, judged)) in target.items.iter().zip(&judged.items).enumerate() {
                let by_unit = results.by_unit.item([set, place, at]);
                let by_unit = by_unit.map_or(&[][..], |own| &own.parts);
                items.push(ItemJson {
                    set: verdict.set.code.clone(),
                    target: target.number.clone(),
                    ..item_json(results, item, judged, by_unit)
                });
            }
        }
    }
    items
}

fn item_json(
    results: &Results<'_>,
    item: &Item,
    judged: &ItemVerdict,
    by_unit: &[PartByUnits],
) -> ItemJson {
    let single = match (&item.criterion, &judged.measured[..]) {
        (Criterion::ByFigure(yardstick), [measured]) => Some((yardstick, measured)),
        _ => None,
    };
    let of = |pick: fn(&Measurement) -> Option<Decimal>| figure(single.and_then(|(_, m)| pick(m)));
    let all = item.yardsticks();
    let parts = match &item.criterion {
        Criterion::ByParts { parts, .. } => {
            let parts = parts.iter().zip(&judged.measured).zip(by_unit);
            let json = parts.map(|((part, m), by_unit)| PartJson {
                by_unit: by_unit_json(results, by_unit),
                ..part_json(&part.name, &part.yardstick, m)
            });
            json.collect()
        }
        _ => Vec::new(),
    };
    let (op, basis) = kind_and_basis(item);
    ItemJson {
        set: String::new(),
        target: String::new(),
        item: item.number.clone(),
        text: item.text.clone(),
        value: of(|measured| measured.value),
        printed: of(|measured| measured.printed),
        unit: all.first().map(|yardstick| yardstick.unit.clone()),
        op,
        threshold: of(|measured| measured.threshold),
        upper: figure(single.and_then(|(yardstick, _)| yardstick.upper)),
        basis,
        status: judged.status,
        past_deadline: judged.past_deadline,
        parts,
        reason: reason(results, item, judged),
        missing_units: missing_units(results, judged),
        doubtful_cells: doubtful_cells(results, item),
        as_used: judged.doubt.as_ref().filter(|doubt| doubt.decides).map(|doubt| doubt.as_used),
        if_accepted: judged.doubt.as_ref().map(|doubt| if_accepted(item, &doubt.if_accepted)),
        by_unit: match (single, by_unit) {
            (Some(_), [own]) => by_unit_json(results, own),
            _ => ByUnitJson::default(),
        },
    }
}

/// The code of an item's kind, and of the column that it judges.
fn kind_and_basis(item: &Item) -> (&'static str, &'static str) {
    match &item.criterion {
        Criterion::ByOffice => (JUDGEMENT.code, JUDGEMENT.code),
        Criterion::ByFigure(yardstick) => (yardstick.kind.code, basis(yardstick.basis)),
        Criterion::ByParts { how, .. } => {
            (how.code, item.yardsticks().first().map_or("actual", |own| basis(own.basis)))
        }
    }
}

/// The units without which the item's figures are not whole, in the settings' order.
fn missing_units(results: &Results<'_>, judged: &ItemVerdict) -> Vec<String> {
    let units = &results.workspace.settings.units;
    let missing = judged.measured.iter().flat_map(|measured| &measured.missing);
    let missing: BTreeSet<usize> = missing.copied().collect();
    missing.into_iter().map(|unit| units[unit].name.clone()).collect()
}

fn by_unit_json(results: &Results<'_>, own: &PartByUnits) -> ByUnitJson {
    let contribution = own.contribution.as_ref();
    ByUnitJson {
        gap: contribution.map(by_unit::gap),
        contributions: contribution
            .map(|own| by_unit::contributions(results, own))
            .unwrap_or_default(),
        turning: own.turning.as_ref().map(|own| by_unit::turning(results, own)),
    }
}

fn reason(results: &Results<'_>, item: &Item, judged: &ItemVerdict) -> String {
    match judged.status {
        Status::NotChecked if waits_for_answer(results, item) => "to_confirm".to_owned(),
        Status::NotChecked if judged.waits_for_findings() => "to_verify".to_owned(),
        Status::NotChecked => JUDGEMENT.code.to_owned(),
        _ => judged.reason.clone().unwrap_or_default(),
    }
}

/// Does it hang on a question about the settings that nobody has answered yet?
fn waits_for_answer(results: &Results<'_>, item: &Item) -> bool {
    let settings = &results.workspace.settings;
    item.to_confirm || settings.open_questions().any(|question| settings.hangs_on(item, question))
}

fn if_accepted(item: &Item, judged: &ItemVerdict) -> IfAcceptedJson {
    let (single, parts) = match &item.criterion {
        Criterion::ByParts { parts, .. } => (None, &parts[..]),
        _ => (judged.measured.first(), &[][..]),
    };
    let parts = parts.iter().zip(&judged.measured).map(|(part, measured)| IfAcceptedPartJson {
        part: part.name.clone(),
        value: figure(measured.value),
        printed: figure(measured.printed),
        status: measured.status,
    });
    IfAcceptedJson {
        value: figure(single.and_then(|measured| measured.value)),
        printed: figure(single.and_then(|measured| measured.printed)),
        status: judged.status,
        parts: parts.collect(),
    }
}

fn part_json(name: &str, yardstick: &Yardstick, measured: &Measurement) -> PartJson {
    PartJson {
        part: name.to_owned(),
        value: figure(measured.value),
        printed: figure(measured.printed),
        unit: yardstick.unit.clone(),
        op: yardstick.kind.code,
        threshold: figure(measured.threshold),
        upper: figure(yardstick.upper),
        basis: basis(yardstick.basis),
        status: measured.status,
        by_unit: ByUnitJson::default(),
    }
}

/// The number of cells with open findings on which the item depends.
fn doubtful_cells(results: &Results<'_>, item: &Item) -> usize {
    let hangs = results.findings.iter().filter(|finding| {
        finding.is_open()
            && finding.affects.iter().any(|name| name.split(' ').next_back() == Some(&item.number))
    });
    hangs.map(|finding| finding.cells.len()).sum()
}

const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Actual => "actual",
        Basis::Estimate => "estimate",
        Basis::Prior => "prior",
        Basis::Plan => "plan",
    }
}
