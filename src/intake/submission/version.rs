//! Which of several submissions of one unit is used, by a stated rule: what a version says
//! of itself ("sửa lần 2" over "sửa lần 1" over nothing), then the time stamped inside the
//! file, then the file's name.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, TimeDelta};

use super::senders::Senders;
use super::sheet_versions::is_copy;
use super::{AnnexFigure, Fate, Month, Outcome, Reason, Ruling, Submission};
use crate::form::revision::read_revision;
use crate::form::{FieldValue, FormSheet, ListRow, NamedUnit, Reading};
use crate::settings::{Basis, Mark};
use crate::workspace::annex_book::names::file_name;
use viet_text::period::Period;

/// The office's rulings by the submissions' places.
type Rulings = BTreeMap<usize, Ruling>;

/// Settles the fate of every submission: by the office's ruling where there is one.
pub(super) fn settle(month: &mut Month, rulings: &Rulings) {
    let period = month.period;
    let is_marked: Vec<bool> = month.files.iter().map(|file| file.made_from.is_some()).collect();
    for (place, submission) in month.submissions.iter_mut().enumerate() {
        let fate = match (&submission.unit, submission.period) {
            _ if rulings.get(&place) == Some(&Ruling::Drop) => Fate::SetAside(Reason::ByOffice),
            _ if is_empty(submission, is_marked[submission.file]) => {
                Fate::SetAside(Reason::EmptyForm)
            }
            (None, _) => Fate::SetAside(Reason::NoUnit),
            (Some(NamedUnit::Unknown(name)), _) => {
                Fate::SetAside(Reason::UnknownUnit(name.clone()))
            }
            _ if rulings.contains_key(&place) => Fate::Used,
            (_, Some(other)) if other != period => Fate::SetAside(Reason::OtherPeriod(other)),
            _ => Fate::Used,
        };
        if submission.fate != fate {
            Arc::make_mut(submission).fate = fate;
        }
    }
    let senders = Senders::new(&month.files, &month.submissions);
    // Submissions that are set aside in part are added at the end.
    let submitted = month.submissions.len();
    for place in 0..submitted {
        let Some(NamedUnit::Known(unit)) = month.submissions[place].unit else { continue };
        let own = senders.submissions_of(unit);
        let earlier = || own.iter().copied().take_while(|other| *other < place);
        while let Some(other) = earlier().find(|other| are_rivals(month, *other, place)) {
            settle_rivals(month, other, place, rulings);
        }
    }
    follow_winners(month);
    let is_known = month.submissions.len() == submitted;
    let senders = if is_known { senders } else { Senders::new(&month.files, &month.submissions) };
    month.senders = Arc::new(senders);
}

/// Is it a column of the period itself, not one of last year or of the plan?
fn is_current(basis: Basis) -> bool {
    matches!(basis, Basis::Actual | Basis::Estimate)
}

/// A form without a figure, an organisation or a stray number: a blank one sent back. Rows that
/// the office itself had filled in from last month's list count only with a figure.
fn is_empty(submission: &Submission, is_marked: bool) -> bool {
    if let Some(annexed) = &submission.annexed {
        return annexed.figures().next().is_none();
    }
    let blank = |reading: &Reading| {
        matches!(reading, Reading::Blank | Reading::Sign(Mark::Missing) | Reading::NoResult)
    };
    let says_nothing = |row: &ListRow| {
        let numbers = || {
            row.fields().filter(|field| is_current(field.basis)).filter_map(|field| {
                match field.value {
                    FieldValue::Number(reading) => Some(reading),
                    _ => None,
                }
            })
        };
        is_marked && numbers().next().is_some() && numbers().all(blank)
    };
    // A form that the office made has last year's figures and the plan's in it already.
    let is_filled_in = |sheet: &FormSheet| {
        let asks = sheet.figures.slots().iter().any(|slot| is_current(slot.basis));
        let mut figures =
            sheet.figures.iter().filter(|figure| !(is_marked && asks) || is_current(figure.basis));
        figures.any(|figure| !blank(figure.reading))
    };
    submission.sheets.iter().all(|sheet| {
        sheet.rows.iter().all(|row| says_nothing(row))
            && sheet.leftovers.is_empty()
            && !is_filled_in(sheet)
    })
}

/// Both used, of one unit, and with a form in common; forms sent in separate files do not
/// rival each other. An annex speaks for all forms.
fn are_rivals(month: &Month, one: usize, other: usize) -> bool {
    let (one, other) = (&month.submissions[one], &month.submissions[other]);
    one.fate == Fate::Used
        && other.fate == Fate::Used
        && one.unit == other.unit
        && (is_annex(one)
            || is_annex(other)
            || one.sheets.iter().any(|a| other.sheets.iter().any(|b| a.is_same_form(b))))
}

fn is_annex(submission: &Submission) -> bool {
    submission.annexed.is_some()
}

/// Sets the weaker of two rivals aside, but only the forms that the stronger has, too: a
/// correction of one form leaves the others in force.
fn settle_rivals(month: &mut Month, other: usize, place: usize, rulings: &Rulings) {
    let same = same_content(&month.submissions[other], &month.submissions[place]);
    let chosen = |place: usize| rulings.get(&place) == Some(&Ruling::Use);
    let later_wins = match (chosen(other), chosen(place)) {
        (true, false) => false,
        (false, true) => true,
        _ => !same && version_rank(month, place, other) > version_rank(month, other, place),
    };
    let (winner, loser) = if later_wins { (place, other) } else { (other, place) };
    let reason = if same { Reason::IdenticalCopy(winner) } else { Reason::OtherVersion(winner) };
    let replaced = |sheet: &FormSheet| {
        month.submissions[winner].sheets.iter().any(|other| sheet.is_same_form(other))
    };
    let (replaced, kept): (Vec<FormSheet>, Vec<FormSheet>) =
        month.submissions[loser].sheets.iter().cloned().partition(replaced);
    let fate = Fate::SetAside(reason);
    let as_a_whole = is_annex(&month.submissions[winner]) || is_annex(&month.submissions[loser]);
    if kept.is_empty() || as_a_whole {
        Arc::make_mut(&mut month.submissions[loser]).fate = fate;
        return;
    }
    let set_aside = Submission { sheets: replaced, fate, ..(*month.submissions[loser]).clone() };
    Arc::make_mut(&mut month.submissions[loser]).sheets = kept;
    let added = month.submissions.len();
    if let Outcome::Submissions(places) =
        &mut Arc::make_mut(&mut month.files)[set_aside.file].outcome
    {
        places.push(added);
    }
    month.submissions.push(Arc::new(set_aside));
}

/// A version set aside early must point to the version that is used in the end.
fn follow_winners(month: &mut Month) {
    for place in 0..month.submissions.len() {
        let mut at = place;
        while let Fate::SetAside(Reason::OtherVersion(next) | Reason::IdenticalCopy(next)) =
            month.submissions[at].fate
        {
            at = next;
        }
        if at != place
            && let Fate::SetAside(Reason::OtherVersion(to) | Reason::IdenticalCopy(to)) =
                &mut Arc::make_mut(&mut month.submissions[place]).fate
        {
            *to = at;
        }
    }
}

/// Why one of two versions is used and not the other, in the officer's words.
pub(super) fn why(month: &Month, used: usize, other: usize) -> &'static str {
    let is_one_file = month.submissions[used].file == month.submissions[other].file;
    let (used, other) = (version_rank(month, used, other), version_rank(month, other, used));
    if used < other {
        "theo ý kiến của cơ quan tổng hợp"
    } else if used.0 != other.0 {
        "bản kia là phiếu gửi lại, chưa sửa gì"
    } else if used.1 != other.1 {
        "phụ lục của cấp dưới đã tổng hợp báo cáo của đơn vị"
    } else if used.2 != other.2 {
        "tên tệp đúng tên đơn vị"
    } else if used.3 != other.3 {
        "bản kia nằm ở trang ẩn"
    } else if used.4 != other.4 {
        "tên trang kia ghi là bản sao hoặc bản cũ"
    } else if used.5 != other.5 {
        "phụ lục có số thứ tự lớn hơn"
    } else if used.6 != other.6 {
        "tên tệp hoặc đầu biểu ghi là bản sửa sau"
    } else if is_one_file {
        "không có căn cứ khác nên lấy trang đứng trước"
    } else if used.7 != other.7 {
        "giờ lưu ghi trong tệp muộn hơn"
    } else {
        "không có căn cứ khác nên lấy theo tên tệp"
    }
}

/// The rank of a version, the strongest reason first: it is not an unchanged slip, which only
/// repeats another version; it is an annex, for its office has checked what the unit sent; its
/// file's name does not name another unit, as a heading may be copied; its sheets are visible; that they are not, beside others of their file, said to be
/// copies; an
/// annex's number; what it says of itself; its time; its name.
type VersionRank = (bool, bool, bool, bool, bool, u32, u32, Option<NaiveDateTime>, String);

/// The rank of a version beside a rival: of its sheets those speak that the rival has, too.
fn version_rank(month: &Month, place: usize, rival: usize) -> VersionRank {
    let (submission, rival) = (&month.submissions[place], &month.submissions[rival]);
    let file = &month.files[submission.file];
    let named_so = match (file.unit_by_name, &file.unknown_by_name) {
        (Some(unit), _) => submission.unit == Some(NamedUnit::Known(unit)),
        (None, unknown) => unknown.is_none(),
    };
    let annexed = is_annex(submission);
    let is_shared = |sheet: &&FormSheet| rival.sheets.iter().any(|own| own.is_same_form(sheet));
    let mut sheets: Vec<&FormSheet> = submission.sheets.iter().filter(is_shared).collect();
    if sheets.is_empty() {
        sheets.extend(&submission.sheets);
    }
    let visible = annexed || sheets.iter().any(|sheet| !sheet.hidden);
    let is_original =
        submission.file != rival.file || sheets.iter().any(|sheet| !is_copy(&sheet.on.sheet));
    let number = if annexed { annex_number(&file.path, month.period) } else { 0 };
    let said = sheets.iter().map(|sheet| sheet.heading.revision).max().unwrap_or(0);
    let in_names = sheets.iter().map(|sheet| read_revision(&sheet.on.sheet)).max().unwrap_or(0);
    let said = said.max(in_names).max(read_revision(&file.path));
    let filled_in = !file.is_unfilled_slip;
    (
        filled_in,
        annexed,
        named_so,
        visible,
        is_original,
        number,
        said,
        file.modified.as_deref().and_then(instant),
        file.path.to_string(),
    )
}

/// A time of last change as every program stamps it, in one zone. One without a zone (LibreOffice
/// writes such) is Vietnam's.
fn instant(stamp: &str) -> Option<NaiveDateTime> {
    const VIETNAM: i64 = 7;
    if let Ok(time) = DateTime::parse_from_rfc3339(stamp) {
        return Some(time.naive_utc());
    }
    let local: NaiveDateTime = stamp.parse().ok()?;
    local.checked_sub_signed(TimeDelta::hours(VIETNAM))
}

/// The number in an annex's name, whatever stands around it: "Huyện A phu-luc-2023-10-2 (1)".
fn annex_number(path: &str, period: Period) -> u32 {
    let first = file_name(period, 1);
    let stem = first.trim_end_matches(".xlsx");
    let rest = path.rsplit_once(stem).map_or("", |(_, rest)| rest);
    let digits = rest.strip_prefix('-').unwrap_or_default();
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().unwrap_or(1)
}

/// Do both have the same content in the forms that they share, wherever it stands on the sheets?
fn same_content(one: &Submission, other: &Submission) -> bool {
    let written = |submission: &Submission, rival: &Submission| {
        let mut cells: Vec<(String, String, String, String)> = Vec::new();
        for (part, AnnexFigure { figure, .. }) in
            submission.annexed.iter().flat_map(|annexed| annexed.figures())
        {
            let value = format!("{}/{} {}", figure.sum, figure.weight, figure.complete);
            let column = figure.basis.suffix().to_owned();
            cells.push((part.name.to_string(), figure.indicator.to_string(), column, value));
        }
        let shared = |sheet: &&FormSheet| rival.sheets.iter().any(|r| sheet.is_same_form(r));
        for sheet in submission.sheets.iter().filter(shared) {
            let list = sheet.list.as_deref().unwrap_or_default();
            let form = format!("{list} {}", sheet.sub_unit.as_deref().unwrap_or_default());
            let mut add = |row: String, column: String, text: &str| {
                cells.push((form.clone(), row, column, text.to_owned()));
            };
            for figure in sheet.figures.iter() {
                add(figure.code.to_string(), figure.basis.suffix().to_owned(), &figure.written());
            }
            for (place, row) in sheet.rows.iter().enumerate() {
                for field in row.fields() {
                    let column = format!("{}{}", field.column, field.basis.suffix());
                    add(format!("{place:06}"), column, &field.written());
                }
            }
        }
        cells.sort();
        cells
    };
    written(one, other) == written(other, one)
}

#[cfg(test)]
mod tests {
    use super::instant;

    #[test]
    fn time_stamps_are_compared_in_one_zone() {
        for stamp in [
            "2023-11-02T01:30:00Z",
            "2023-11-02T08:30:00+07:00",
            "2023-11-02T08:30:00",
            "2023-11-02T08:30:00.000000000",
        ] {
            assert_eq!(instant(stamp), instant("2023-11-02T01:30:00Z"), "{stamp}");
        }
        // Saved at half past eight in LibreOffice, at nine in Excel.
        assert!(instant("2023-11-02T08:30:00") < instant("2023-11-02T02:00:00Z"));
        assert_eq!(instant("hôm qua"), None);
    }
}
