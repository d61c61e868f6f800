//! Items that hang on a question about the settings: until it is answered nothing is judged by a guess.

use super::trial::Trial;
use crate::judge::{Doubts, FigureDoubt, JudgedOtherwise, Status};
use crate::settings::Basis;

/// Enters every item that hangs on an open question, and the figures that the question is about.
pub(super) fn enter(doubts: &mut Doubts, trial: &Trial<'_>) {
    let settings = trial.evidence.settings;
    let open: Vec<_> =
        settings.open_questions().filter(|question| !question.codes.is_empty()).collect();
    for question in &open {
        let places =
            question.codes.iter().filter_map(|code| settings.indicators.get_index_of(code));
        let on_all = |place| Basis::ALL.map(|basis| (place, basis));
        doubts.totals.extend(places.flat_map(on_all));
    }
    for judged in &trial.items {
        let hangs = open.iter().any(|question| settings.hangs_on(judged.item, question));
        if !hangs || judged.verdict.status == Status::NotChecked {
            continue;
        }
        doubts.items.retain(|other| other.item != judged.at);
        doubts.items.push(JudgedOtherwise {
            item: judged.at,
            figures: vec![FigureDoubt::Verdict; judged.verdict.measured.len()],
            status: Status::NotChecked,
            if_accepted: judged.verdict.clone(),
        });
    }
}
