//! The pipeline, from a period's folder to its results: read, consolidate, judge, check.

mod review_refusal;

use std::thread;

use crate::check::{self, Evidence};
use crate::figures::consolidate::consolidate;
use crate::figures::decision;
use crate::figures::history::History;
use crate::figures::history::sendings::sendings;
use crate::figures::ledger::account;
use crate::intake;
use crate::intake::Source;
use crate::intake::submission::{Month, gather_watched};
use crate::judge::judge;
use crate::progress::Progress;
use crate::results::Results;
use crate::revision::Revision;
use crate::settings::Settings;
use crate::system_error::folder_not_opened;
use crate::workspace::{self, Entries, PeriodPlace, Workspace, read_review, sheets};
use crate::workspace::{REVIEW_FILE, own_path};
use viet_text::period::Period;

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
        let (mut month, history) = gather_periods(&sources, workspace, place);
        let mut decisions = decision::decide(&mut month, &mut entries, settings);
        let mut figures = consolidate(&month, settings);
        decisions.confirm(&mut month, &mut figures, &mut entries, settings);
        let earlier = history.nearest(place.period);
        decisions.carry_over(&mut figures, earlier, &mut entries, settings);
        history.add_first_months(&mut figures, settings, place.period);
        let ledger = account(&month, &figures, settings);
        let verdicts = judge(&figures, settings, place.period, &entries.judgements);
        let evidence = Evidence::new(settings, &month, &figures, &verdicts, &entries, &history);
        let evidence = evidence.with_earlier(earlier).with_templates(&workspace.templates);
        let mut findings = check::check(&evidence);
        check::settle(&mut findings, &decisions.kept, &month, settings);
        Ok(Self {
            workspace,
            month,
            figures,
            verdicts,
            findings,
            entries,
            decisions,
            ledger,
            history,
            revision: Revision::default(),
        })
    }
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

/// What the officer typed in this period; contacts come from an earlier period if needed.
fn entries(workspace: &Workspace, place: &PeriodPlace) -> Result<Entries, String> {
    let read =
        read_review(&own_path(&place.folder, REVIEW_FILE), place.period, &workspace.settings);
    let read = read.map_err(|why| review_refusal::refusal_sentence(why, workspace, place))?;
    let mut entries = read.unwrap_or_default();
    if !entries.tables.contains_key(sheets::HANDOVER) {
        entries.tables.extend(handed_over(workspace, place.period));
    }
    Ok(entries)
}

/// The sheet Bàn giao of the nearest earlier period whose own review workbook has one.
fn handed_over(
    workspace: &Workspace,
    period: Period,
) -> Option<(&'static str, workspace::EntryTable)> {
    let folders = workspace::periods(&workspace.root).unwrap_or_default().into_iter().rev();
    let mut earlier = folders.filter(|(other, _)| *other < period);
    earlier.find_map(|(other, folder)| {
        let read = read_review(&own_path(&folder, REVIEW_FILE), other, &workspace.settings);
        read.ok()??.tables.remove_entry(sheets::HANDOVER)
    })
}
