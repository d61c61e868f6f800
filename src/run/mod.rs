//! The pipeline, from a period's folder to its results: read, consolidate, judge, check.

mod review_refusal;

use std::collections::BTreeSet;
use std::mem::discriminant;
use std::thread;

use crate::check::{self, Checked, Evidence, Finding};
use crate::figures::consolidate::{Figures, consolidate};
use crate::figures::decision::{self, Decisions};
use crate::figures::history::History;
use crate::figures::history::sendings::sendings;
use crate::figures::ledger::{Ledger, account};
use crate::intake;
use crate::intake::Source;
use crate::intake::submission::{Month, gather_watched};
use crate::judge::units::{UnitVerdicts, judge_units};
use crate::judge::{SetVerdict, enter_doubts, judge};
use crate::progress::Progress;
use crate::results::Results;
use crate::revision::Revision;
use crate::settings::{Basis, Settings};
use crate::system_error::folder_not_opened;
use crate::workspace::{
    self, EarlierOpinions, Entries, EntryRow, PeriodPlace, Workspace, read_review, sheets,
};
use crate::workspace::{REVIEW_FILE, own_path};
use viet_text::period::Period;
use workbook_io::read::catch_panic;

/// A new workspace may have no unit yet; then there is nothing to consolidate.
const NO_UNITS: &str = "khai-bao.xlsx, trang \"Đơn vị\": chưa có đơn vị nào phải báo cáo. Ghi mã \
                        và tên từng đơn vị dưới dòng tiêu đề (cột Mã, Tên), lưu lại rồi chạy lại.";

fn no_units(settings: &Settings, place: &PeriodPlace) -> String {
    if settings.timeline.all().is_empty() {
        return NO_UNITS.to_owned();
    }
    format!(
        "khai-bao.xlsx, trang \"Đơn vị\": không có đơn vị nào phải báo cáo vào ngày {}. Xem lại cột Từ \
         ngày, Đến ngày rồi chạy lại.",
        place.period.last_day().format("%d/%m/%Y")
    )
}

impl<'w> Results<'w> {
    /// Reads, consolidates and judges a period. Writes nothing.
    ///
    /// # Errors
    /// A Vietnamese sentence, where no unit is declared, the folder cannot be listed, or what lies in the
    /// review workbook's place cannot be read or is not the one of this period.
    pub fn read(workspace: &'w Workspace, place: &PeriodPlace) -> Result<Self, String> {
        let settings = &workspace.settings;
        if settings.units.is_empty() {
            return Err(no_units(settings, place));
        }
        let sources = intake::list(&place.folder)
            .map_err(|error| folder_not_opened(&place.folder, &error))?;
        let mut entries = entries(workspace, place)?;
        entries.doubt_sent_on(place.period);
        if sendings(&entries.facts.sent_annexes, place.period).is_none() {
            entries.doubt_sent_annexes();
        }
        let (month, history) = gather_periods(&sources, workspace, place);
        let run =
            |month: &Month| judged(month.clone(), entries.clone(), &history, workspace, place);
        let judged = catch_panic(|| run(&month)).unwrap_or_else(|| {
            run(&without_failing_files(&month, |month| catch_panic(|| run(month)).is_some()))
        });
        let Judged {
            month,
            entries,
            decisions,
            figures,
            ledger,
            verdicts,
            by_unit,
            doubtful,
            findings,
        } = judged;
        let revision = Revision::default();
        Ok(Self {
            workspace,
            month,
            figures,
            verdicts,
            by_unit,
            doubtful,
            findings,
            entries,
            decisions,
            ledger,
            history,
            revision,
        })
    }
}

/// What comes of a month as it was gathered.
struct Judged<'w> {
    month: Month,
    entries: Entries,
    decisions: Decisions,
    figures: Figures,
    ledger: Ledger,
    verdicts: Vec<SetVerdict<'w>>,
    by_unit: UnitVerdicts,
    doubtful: BTreeSet<(usize, Basis)>,
    findings: Vec<Finding>,
}

fn judged<'w>(
    mut month: Month,
    mut entries: Entries,
    history: &History,
    workspace: &'w Workspace,
    place: &PeriodPlace,
) -> Judged<'w> {
    let settings = &workspace.settings;
    let mut decisions = decision::decide(&mut month, &mut entries, settings);
    let mut figures = consolidate(&month, settings);
    decisions.confirm(&mut month, &mut figures, &mut entries, settings);
    let earlier = history.nearest(place.period);
    decisions.carry_over(&mut figures, earlier, &mut entries, settings);
    history.add_first_months(&mut figures, settings, place.period);
    figures.count_units(settings, place.period.last_day());
    let ledger = account(&month, &figures, settings);
    let mut verdicts = judge(&figures, settings, place.period, &entries.judgements);
    let evidence = Evidence::new(settings, &month, &figures, &verdicts, &entries, history);
    let evidence = evidence.with_earlier(earlier).with_templates(&workspace.templates);
    let Checked { findings, doubts, standing } = check::check(&evidence, &decisions);
    decisions.stand(standing);
    enter_doubts(&mut verdicts, doubts.items);
    let by_unit = judge_units(&verdicts, &figures, settings, place.period, &doubts.units);
    let doubtful = doubts.totals;
    Judged { month, entries, decisions, figures, ledger, verdicts, by_unit, doubtful, findings }
}

/// The month without the files over which alone a stage fails: a bad file costs only itself.
fn without_failing_files(month: &Month, works: impl Fn(&Month) -> bool) -> Month {
    let all: BTreeSet<usize> = (0..month.files.len()).collect();
    let fails = |file: &usize| {
        let others: BTreeSet<usize> = all.iter().copied().filter(|other| other != file).collect();
        !works(&month.without_files(&others))
    };
    month.without_files(&all.iter().copied().filter(fails).collect())
}

/// The month and the earlier periods, read in parallel.
fn gather_periods(
    sources: &[Source],
    workspace: &Workspace,
    place: &PeriodPlace,
) -> (Month, History) {
    let (settings, period) = (&workspace.settings, place.period);
    let progress = Progress::begin(sources.len());
    let step = || progress.step();
    thread::scope(|scope| {
        let history = scope.spawn(|| History::read(&workspace.root, period, settings));
        let month = gather_watched(sources, period, settings, &workspace.templates, step);
        (month, history.join().expect("no stage in between panics"))
    })
}

/// What the officer typed in this period; what a new period has not yet comes from earlier ones.
fn entries(workspace: &Workspace, place: &PeriodPlace) -> Result<Entries, String> {
    let read =
        read_review(&own_path(&place.folder, REVIEW_FILE), place.period, &workspace.settings);
    let read = read.map_err(|why| review_refusal::refusal_sentence(why, workspace, place))?;
    let mut entries = read.unwrap_or_default();
    if entries.awaits_earlier() {
        let earlier = earlier_entries(workspace, place.period);
        entries.take_over(earlier, &workspace.settings);
    }
    entries.earlier = standing_opinions(workspace, place.period);
    Ok(entries)
}

/// The opinions that stand in the nearest earlier period's own review workbook: of the same kind of
/// period where there is one, for a quarter asks other questions than a month.
fn standing_opinions(workspace: &Workspace, period: Period) -> EarlierOpinions {
    let folders = workspace::periods(&workspace.root).unwrap_or_default().into_iter().rev();
    let earlier = folders.filter(|(other, _)| *other < period);
    let (alike, others): (Vec<_>, Vec<_>) =
        earlier.partition(|(other, _)| discriminant(other) == discriminant(&period));
    let mut nearest = alike.into_iter().chain(others).filter_map(|(other, folder)| {
        let read = read_review(&own_path(&folder, REVIEW_FILE), other, &workspace.settings);
        Some((other, read.ok()??))
    });
    let Some((other, entries)) = nearest.next() else { return EarlierOpinions::default() };
    let stands = |row: &&EntryRow| decision::stands_later(&row.text(decision::OPINION));
    let rows = entries.rows(sheets::CHECKS).filter(stands).cloned().collect();
    EarlierOpinions { period: Some(other), rows }
}

/// As far back as contacts and causes are looked for.
const PERIODS_BACK: usize = 24;

/// What the officer typed in earlier periods, the nearest first, of those whose review workbook is
/// their own.
fn earlier_entries(workspace: &Workspace, period: Period) -> impl Iterator<Item = Entries> {
    let folders = workspace::periods(&workspace.root).unwrap_or_default().into_iter().rev();
    let earlier = folders.filter(move |(other, _)| *other < period).take(PERIODS_BACK);
    earlier.filter_map(|(other, folder)| {
        read_review(&own_path(&folder, REVIEW_FILE), other, &workspace.settings).ok()?
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::intake::locate;
    use crate::intake::submission::{Fate, gather};

    #[test]
    fn a_file_over_which_a_stage_fails_is_set_aside_alone() {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi/2023-10");
        let place = locate(&sample, None).unwrap();
        let workspace = Workspace::open_for(&place).unwrap();
        let sources = intake::list(&place.folder).unwrap();
        let month = gather(&sources, place.period, &workspace.settings, &workspace.templates);
        let bad = &*month.files[3].path;
        let works = |month: &Month| month.submissions_in(bad).is_empty();
        let kept = without_failing_files(&month, works);
        assert!(works(&kept) && !works(&month));
        assert_eq!(kept.files.len(), month.files.len());
        assert_eq!(kept.submissions.len() + 1, month.submissions.len());
        assert!(kept.submissions.iter().all(|own| own.fate == Fate::Used));
        for own in &kept.submissions {
            let path = &kept.files[own.file].path;
            assert!(own.sheets.iter().all(|sheet| sheet.on.file == *path));
            assert_eq!(kept.submissions_in(path).len(), 1);
        }
    }
}
