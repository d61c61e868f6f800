//! Which of two versions of a report goes first, and what decides it.

use chrono::{DateTime, NaiveDateTime, TimeDelta};

use super::sheet_versions::is_copy;
use super::{Month, Submission};
use crate::form::revision::read_revision;
use crate::form::{FormSheet, NamedUnit};
use crate::workspace::annex_book::names::file_name;
use viet_text::period::Period;

pub(super) fn is_annex(submission: &Submission) -> bool {
    submission.annexed.is_some()
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
pub(super) type VersionRank =
    (bool, bool, bool, bool, bool, u32, u32, Option<NaiveDateTime>, String);

/// The rank of a version beside a rival: of its sheets those speak that the rival has, too.
pub(super) fn version_rank(month: &Month, place: usize, rival: usize) -> VersionRank {
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
