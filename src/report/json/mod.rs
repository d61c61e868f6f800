//! A run's results as one JSON document. Its names are a contract with other programs.
//!
//! Decimals are strings, shares are in per cent, a missing figure is null.

mod document;
mod items;

use crate::check::{Finding, action};
use crate::figures::ledger::Counts;
use crate::form::NamedUnit;
use crate::intake::FileError;
use crate::intake::submission::{
    Fate, FileRecord, Outcome, form_in_words, outcome_in_words, reason_in_words,
};
use crate::judge::{tally_items, tally_targets};
use crate::report::upward::{FilledCell, filled};
use crate::results::Results;
use crate::settings::Basis;
use crate::workspace::annex_book::names::file_name;
use document::{
    CorrectionJson, Document, FileJson, FindingJson, IndicatorJson, SheetJson, SummaryJson,
    TargetJson, UnitJson, UpwardCellJson, UpwardFormJson, figure,
};

/// Renders the document, ending with a line break.
#[must_use]
pub fn render(results: &Results<'_>) -> String {
    let document = Document {
        version: 1,
        period: results.month.period.to_string(),
        correction: correction(results),
        summary: summary(results),
        items: items::items(results),
        targets: targets(results),
        indicators: indicators(results),
        units: units(results),
        files: files(results),
        findings: results.findings.iter().map(|finding| finding_json(results, finding)).collect(),
        upward_forms: upward_forms(results),
    };
    let json = serde_json::to_string_pretty(&document).expect("plain data always serialises");
    json + "\n"
}

fn upward_forms(results: &Results<'_>) -> Vec<UpwardFormJson> {
    let cell = |own: &FilledCell<'_>| UpwardCellJson {
        sheet: own.cell.sheet.clone(),
        cell: own.cell.at.to_string(),
        code: own.cell.code.clone(),
        value: figure(own.figure),
        missing_units: own.missing,
        doubtful: own.is_doubtful,
    };
    let forms = filled(results).into_iter().map(|form| UpwardFormJson {
        file: form.form.file.clone(),
        cells: form.cells.iter().map(cell).collect(),
        output: if form.cells.is_empty() { String::new() } else { form.name },
        problems: form.form.problems.clone(),
    });
    forms.collect()
}

fn correction(results: &Results<'_>) -> Option<CorrectionJson> {
    let correction = results.revision.correction.as_ref()?;
    Some(CorrectionJson {
        number: correction.number,
        against: file_name(results.month.period, correction.against.number),
        sent_on: correction.against.on.map(|day| day.to_string()),
        changes: correction.changes.as_ref().ok().map(Vec::len),
    })
}

fn summary(results: &Results<'_>) -> SummaryJson {
    let targets = tally_targets(&results.verdicts);
    let items = tally_items(&results.verdicts);
    let units = results.workspace.settings.units.len();
    let received = |unit: &usize| results.month.used_by(*unit).next().is_some();
    SummaryJson {
        targets: targets.all,
        targets_met: targets.met,
        targets_unmet: targets.unmet,
        items: items.all,
        items_met: items.met,
        items_unmet: items.unmet,
        items_no_data: items.no_data,
        items_not_checked: items.not_checked,
        units,
        units_received: (0..units).filter(received).count(),
    }
}

fn targets(results: &Results<'_>) -> Vec<TargetJson> {
    let all = results.verdicts.iter().flat_map(|verdict| {
        verdict.set.targets.iter().zip(&verdict.targets).map(|(target, judged)| TargetJson {
            set: verdict.set.code.clone(),
            target: target.number.clone(),
            text: target.title.clone(),
            status: judged.status,
        })
    });
    all.collect()
}

fn indicators(results: &Results<'_>) -> Vec<IndicatorJson> {
    let indicators = results.workspace.settings.indicators.values().enumerate();
    let json = indicators.map(|(place, indicator)| {
        let value = |basis| figure(results.figures.total(place, basis).value);
        IndicatorJson {
            code: indicator.code.clone(),
            name: indicator.name.clone(),
            unit: indicator.unit.clone(),
            actual: value(Basis::Actual),
            estimate: value(Basis::Estimate),
            prior: value(Basis::Prior),
            plan: value(Basis::Plan),
        }
    });
    json.collect()
}

fn units(results: &Results<'_>) -> Vec<UnitJson> {
    let units = results.workspace.settings.units.iter().enumerate();
    let json = units.map(|(place, unit)| UnitJson {
        code: unit.code.clone(),
        name: unit.name.clone(),
        status: if results.month.used_by(place).next().is_some() {
            "received"
        } else if results.month.sent_something(place) {
            "unusable"
        } else {
            "missing"
        },
        carried_from: carried_from(results, place),
        ledger: results.ledger.by_unit[place],
    });
    json.collect()
}

fn carried_from(results: &Results<'_>, unit: usize) -> Option<String> {
    let carried = results.decisions.carried.contains(&unit);
    let earlier = results.earlier().filter(|_| carried)?;
    Some(earlier.period.to_string())
}

fn files(results: &Results<'_>) -> Vec<FileJson> {
    let files = results.month.files.iter().zip(&results.ledger.by_file).enumerate();
    let templates = &results.workspace.templates;
    let json = files.map(|(place, (file, ledger))| FileJson {
        form: form_in_words(place, &results.month, templates),
        sheets: sheets(file, &results.ledger.by_sheet[place]),
        ..file_json(results, file, *ledger)
    });
    json.collect()
}

fn file_json(results: &Results<'_>, file: &FileRecord, ledger: Counts) -> FileJson {
    let units = &results.workspace.settings.units;
    let by_name = file.unit_by_name.map(|unit| units[unit].name.clone());
    let by_file = outcome_in_words(&file.outcome);
    let (status, reason, unit) = match &file.outcome {
        Outcome::Refused(FileError::Ignored(_)) => ("ignored", by_file, None),
        Outcome::Refused(FileError::Refused(what)) => {
            let nobody = !what.is_spreadsheet() && by_name.is_none();
            (if nobody { "ignored" } else { "unreadable" }, by_file, by_name)
        }
        Outcome::Refused(FileError::NotOpened(..)) => ("unreadable", by_file, by_name),
        Outcome::NoForm(_) => ("set_aside", by_file, by_name),
        Outcome::Own(_) => ("set_aside", by_file, None),
        Outcome::Submissions(places) => submissions_status(results, places),
    };
    let (path, form, sheets) = (file.path.to_string(), String::new(), Vec::new());
    FileJson { path, unit, status, reason, form, ledger, sheets }
}

fn sheets(file: &FileRecord, ledger: &[Counts]) -> Vec<SheetJson> {
    let sheets = file.sheets.iter().zip(ledger).map(|(sheet, ledger)| SheetJson {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        what: sheet.kind.in_words(),
        ledger: *ledger,
    });
    sheets.collect()
}

/// A file is used if any of its submissions is.
fn submissions_status(
    results: &Results<'_>,
    places: &[usize],
) -> (&'static str, String, Option<String>) {
    let submissions = || places.iter().map(|place| &results.month.submissions[*place]);
    let used = submissions().any(|submission| submission.fate == Fate::Used);
    let reasons: Vec<String> = submissions()
        .filter_map(|submission| match &submission.fate {
            Fate::Used => None,
            Fate::SetAside(reason) => Some(reason_in_words(reason, &results.month)),
        })
        .collect();
    let unit = submissions().find_map(|submission| match &submission.unit {
        Some(NamedUnit::Known(unit)) => Some(results.workspace.settings.units[*unit].name.clone()),
        Some(NamedUnit::Unknown(name)) => Some(name.clone()),
        None => None,
    });
    (if used { "used" } else { "set_aside" }, reasons.join("; "), unit)
}

fn finding_json(results: &Results<'_>, finding: &Finding) -> FindingJson {
    FindingJson {
        code: finding.code,
        severity: finding.severity,
        unit: finding.unit.map(|unit| results.workspace.settings.units[unit].name.clone()),
        file: finding.file.clone(),
        sheet: finding.sheet.clone(),
        cells: finding.cells.iter().map(ToString::to_string).collect(),
        found: finding.found.clone(),
        expected: finding.expected.clone(),
        message: finding.message.clone(),
        affects: finding.affects.clone(),
        settled: finding.settled,
        action: action(finding, &results.month, &results.figures, &results.workspace.settings),
    }
}
