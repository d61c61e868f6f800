//! Items that are unmet or open, which leaders ask about.

use crate::judge::{ItemVerdict, Measurement, Status, difference};
use crate::report::wording::{
    capital, difference_shown, figure, in_doubt, judged_against, name_of, number_of, required,
    turn_and_gap,
};
use crate::results::Results;
use crate::settings::{Criterion, Item, Target};

/// One resolution's items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolutionItems {
    /// The resolution's name, if there are several.
    pub document: String,
    /// Its items, unmet ones first.
    pub items: Vec<OpenItem>,
}

/// An item that is unmet or open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// Its number on the annex.
    pub number: String,
    /// Its short wording.
    pub name: String,
    /// What is required.
    pub required: String,
    /// The result.
    pub result: String,
    /// Both in short: "95/200 triệu đồng/năm".
    pub against: String,
    /// The difference; may be empty.
    pub difference: String,
    /// The verdict's word.
    pub verdict: &'static str,
    /// Is it unmet, not only open?
    pub unmet: bool,
    /// What would meet it, and which units make its gap; may be empty.
    pub by_unit: String,
    /// What the officer typed about it; may be empty.
    pub cause: String,
}

/// The unmet and open items of all resolutions in force; resolutions without any are left out.
pub(super) fn groups(results: &Results<'_>) -> Vec<ResolutionItems> {
    let several = results.verdicts.len() > 1;
    let groups = results.verdicts.iter().enumerate().map(|(set, verdict)| {
        let mut items = Vec::new();
        for status in [Status::Unmet, Status::NoData, Status::NotChecked] {
            let targets = verdict.set.targets.iter().zip(&verdict.targets).enumerate();
            for (place, (target, judged)) in targets {
                let pairs = target.items.iter().zip(&judged.items).enumerate();
                let wanted = pairs.filter(|(_, (_, judged))| judged.status == status);
                items.extend(wanted.map(|(at, (item, judged))| {
                    let cause = results.cause(verdict.set, target, item);
                    let by_unit = match status {
                        Status::Unmet => turn_and_gap(results, [set, place, at]),
                        _ => String::new(),
                    };
                    OpenItem { by_unit, ..open_item(target, item, judged, cause) }
                }));
            }
        }
        let document = if several { verdict.set.document.clone() } else { String::new() };
        ResolutionItems { document, items }
    });
    groups.filter(|group| !group.items.is_empty()).collect()
}

fn open_item(target: &Target, item: &Item, judged: &ItemVerdict, cause: String) -> OpenItem {
    let mut open = OpenItem {
        number: number_of(target, item).to_owned(),
        name: name_of(item).to_owned(),
        required: String::new(),
        result: String::new(),
        against: String::new(),
        difference: String::new(),
        verdict: judged.vietnamese(),
        unmet: judged.status == Status::Unmet,
        by_unit: String::new(),
        cause,
    };
    match (&item.criterion, &judged.measured[..]) {
        (Criterion::ByFigure(yardstick), [measured]) => {
            let far = difference(yardstick, measured);
            open.required = required(yardstick);
            let so_far = provisional(measured);
            open.result = figure(yardstick, measured) + &so_far;
            open.against = judged_against(yardstick, measured) + &so_far;
            open.difference = far.map(|far| difference_shown(yardstick, far)).unwrap_or_default();
        }
        (Criterion::ByParts { parts, .. }, all) => {
            let each = |words: &dyn Fn(usize) -> String| {
                let parts = parts.iter().enumerate().take(all.len());
                let words = parts.map(|(place, part)| format!("{} {}", part.name, words(place)));
                words.collect::<Vec<_>>().join("; ")
            };
            open.required = each(&|place| required(&parts[place].yardstick));
            let so_far = |place: usize| provisional(&all[place]);
            open.result =
                each(&|place| figure(&parts[place].yardstick, &all[place]) + &so_far(place));
            open.against = each(&|place| {
                judged_against(&parts[place].yardstick, &all[place]) + &so_far(place)
            });
        }
        _ => {
            let reason = judged.reason.as_deref().filter(|reason| !reason.is_empty());
            open.result = capital(reason.unwrap_or("chờ nhận định của cơ quan tổng hợp"));
            open.against.clone_from(&open.result);
        }
    }
    open
}

/// Marks a figure that lacks units as provisional, and one that open findings leave in doubt.
fn provisional(measured: &Measurement) -> String {
    let lacks = !measured.missing.is_empty() && measured.printed.is_some();
    format!("{}{}", if lacks { " (tạm tính)" } else { "" }, in_doubt(measured))
}
