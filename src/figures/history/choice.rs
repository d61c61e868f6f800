//! Which of a period's annexes is its history: the one that was sent, else the newest. Where that
//! one cannot be read or determined, there is none: another annex must not replace it unnoticed.

use std::path::{Path, PathBuf};

use super::names::{annexes, file_name, number};
use super::{EarlierPeriod, UnreadAnnex, manual_edits, read, sendings};
use crate::intake::submission::{describe_book, is_annex_of};
use crate::settings::Settings;
use crate::workspace::annex_book::names::SOURCES;
use crate::workspace::annex_book::sources;
use crate::workspace::{OUTPUT_FOLDER, REVIEW_FILE, own_path};
use crate::workspace::{PeriodFacts, ReviewRefusal, io_error_in_words, read_review, try_open};
use viet_text::period::Period;
use viet_text::text::folded;
use workbook_io::Workbook;
use workbook_io::digest::is_as_written;

/// How the title of an annex begins that corrects one already sent.
const CORRECTION: &str = "điều chỉnh lần";

/// An annex of a period.
struct OpenedAnnex {
    path: PathBuf,
    book: Workbook,
}

/// Why a period's annex cannot be used: the file or folder, the reason, and what to do.
struct Obstacle {
    path: PathBuf,
    why: String,
    to_do: &'static str,
}

const MEND: &str = "Đồng bộ lại thư mục, mở tệp bằng Excel xem lại, hoặc chép đè bản đã gửi lên đúng tên tệp, rồi \
    chạy lại";
const PUT_RIGHT: &str = "Chép bản phụ lục đúng của kỳ đó đè lên tên tệp này, hoặc chuyển tệp này ra chỗ khác, rồi chạy \
    lại";
const LET_IN: &str = "Kiểm tra quyền mở thư mục, hoặc đồng bộ lại, rồi chạy lại";
const BRING_BACK: &str = "Đồng bộ lại thư mục, hoặc chép bản đã gửi về đúng tên tệp; nếu đã gửi tệp khác thì sửa cột \
    Phụ lục đã gửi ở trang Thông tin kỳ của tệp rà soát kỳ đó, rồi chạy lại";
const MEND_REVIEW: &str = "Mở tệp rà soát của kỳ đó bằng Excel xem lại, hoặc chép lại từ bản đã lưu trước đó, rồi chạy \
    lại";

/// Reads a period's annex, by the units of its time; `None` where the period has none.
///
/// # Errors
/// [`UnreadAnnex`], where there is one and it cannot be read.
pub(super) fn read_of_period(
    root: &Path,
    period: Period,
    folder: &Path,
    then: &Settings,
) -> Result<Option<EarlierPeriod>, UnreadAnnex> {
    let within =
        |path: &Path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let unread =
        |Obstacle { path, why, to_do }| UnreadAnnex { period, file: within(&path), why, to_do };
    let Some(annex) = chosen(folder, period, then).map_err(unread)? else { return Ok(None) };
    if sources(&annex.book).is_some() && !is_annex_of(&annex.book, period, then) {
        return Err(unread(foreign(&annex, period, then)));
    }
    let edited = !is_as_written(&annex.book);
    let Some(mut earlier) = read(&annex.book, period, &within(&annex.path), then) else {
        let why =
            format!("Tệp không phải là phụ lục do chương trình lập, không có trang {SOURCES}");
        return Err(unread(Obstacle { path: annex.path, why, to_do: MEND }));
    };
    if edited {
        earlier.edited = true;
        manual_edits::apply(&annex.book, &mut earlier, then);
    }
    Ok(Some(earlier))
}

fn open(path: &Path) -> Result<OpenedAnnex, Obstacle> {
    let path = path.to_owned();
    match try_open(&path) {
        Ok(book) => Ok(OpenedAnnex { path, book }),
        Err(why) => Err(Obstacle { path, why: why.describe(), to_do: MEND }),
    }
}

/// A period's annex: the one that the review workbook names as sent last. Where it only says that
/// one was sent, the newest that is not a correction; else the newest.
fn chosen(folder: &Path, period: Period, then: &Settings) -> Result<Option<OpenedAnnex>, Obstacle> {
    let output = own_path(folder, OUTPUT_FOLDER);
    let found = annexes(&output, period).map_err(|error| Obstacle {
        path: output.clone(),
        why: format!("Không mở được thư mục: {}", io_error_in_words(&error)),
        to_do: LET_IN,
    })?;
    let newest_first: Vec<PathBuf> = found.into_iter().rev().map(|(_, path)| path).collect();
    let facts = match facts(folder, period, then) {
        Ok(facts) => facts,
        // Of one there is nothing to choose.
        Err(_) if newest_first.len() < 2 => PeriodFacts::default(),
        Err(obstacle) => return Err(obstacle),
    };
    let sendings = sendings::sendings(&facts.sent_annexes, period);
    if let Some(last) = sendings.and_then(|all| all.last().map(|sending| sending.number)) {
        let there = newest_first.iter().find(|path| has_number(path, last, period));
        return there.map_or_else(|| Err(gone(&output, period, last)), |path| open(path).map(Some));
    }
    let Some(newest) = newest_first.first() else { return Ok(None) };
    if facts.sent_said {
        for path in &newest_first {
            let annex = open(path)?;
            if !corrects(&annex.book) {
                return Ok(Some(annex));
            }
        }
    }
    open(newest).map(Some)
}

fn has_number(path: &Path, wanted: u32, period: Period) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    name.and_then(|name| number(&name, period)) == Some(wanted)
}

/// The annex that was sent is no longer in the folder.
fn gone(output: &Path, period: Period, sent: u32) -> Obstacle {
    let why = "Tệp rà soát của kỳ đó ghi đã gửi tệp này, nay không còn trong thư mục".to_owned();
    Obstacle { path: output.join(file_name(period, sent)), why, to_do: BRING_BACK }
}

/// The annex's own pages say that it is another month's or another office's.
fn foreign(annex: &OpenedAnnex, period: Period, then: &Settings) -> Obstacle {
    let what = describe_book(&annex.book, period, then, &[]);
    let wanted = period.in_words();
    let why = format!("Tệp này là {what}, không phải phụ lục {wanted} của cơ quan này");
    Obstacle { path: annex.path.clone(), why, to_do: PUT_RIGHT }
}

/// What the period's review workbook says of it; without one nothing is known to be sent.
fn facts(folder: &Path, period: Period, then: &Settings) -> Result<PeriodFacts, Obstacle> {
    let path = own_path(folder, REVIEW_FILE);
    let what = match read_review(&path, period, then) {
        Ok(entries) => return Ok(entries.map(|entries| entries.facts).unwrap_or_default()),
        Err(ReviewRefusal::NotOpened(_)) => "tệp này không đọc được",
        Err(_) => "tệp này không phải là tệp rà soát của kỳ đó",
    };
    let why = format!("Kỳ đó có nhiều phụ lục, {what} nên không rõ phụ lục nào đã gửi");
    Err(Obstacle { path, why, to_do: MEND_REVIEW })
}

/// Is the annex a correction of one already sent? Its first sheet's title says so.
fn corrects(book: &Workbook) -> bool {
    let first = book.sheets.first();
    let cells = first.into_iter().flat_map(|sheet| sheet.cells.iter());
    let above = cells.filter(|(at, _)| at.row < 10);
    above.filter_map(|(_, cell)| cell.text()).any(|text| folded(text).contains(CORRECTION))
}
