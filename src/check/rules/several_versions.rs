//! Two versions of one unit's submission: which is used, and where they differ.

use std::collections::BTreeMap;

use crate::check::sentence_parts::{first_few, number, unit_name};
use crate::check::{Check, Evidence, Finding, Rule, Severity};
use crate::figures::alternative::Changed;
use crate::figures::decision::SEVERAL_VERSIONS;
use crate::form::{FormSheet, NamedUnit};
use crate::intake::submission::{AnnexFigure, Fate, Reason, SubUnit, Submission};
use workbook_io::Address;

pub(super) const RULE: Rule = Rule {
    code: SEVERAL_VERSIONS,
    severity: Severity::Warning,
    title: "Một đơn vị gửi nhiều bản khác nhau",
    why: "Không bao giờ cộng hai bản của một đơn vị; cần chắc bản đang dùng là bản đúng.",
    remedy: "Xem các ô khác nhau. Cột Ý kiến: giữ là dùng bản đang dùng; muốn dùng bản kia thì ghi tên tệp \
             của bản đó, hoặc ghi dùng ở dòng của tệp đó, trang Theo dõi tiếp nhận.",
    example: "Xã Sáu gửi nhiều bản; dùng tệp Xã Sáu (sửa lần 1).xlsx (tên tệp hoặc đầu \
              biểu ghi là bản sửa sau). Tệp Xã Sáu.xlsx khác tại Biểu 01, ô F53: 235 (đang \
              dùng) và 228. Bản còn lại không cộng vào kết quả.",
    check: Check::Written(check),
};

fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let month = evidence.month;
    let others = month.submissions.iter().enumerate().filter_map(|(place, other)| {
        let Fate::SetAside(Reason::OtherVersion(used)) = other.fate else { return None };
        Some((place, used))
    });
    others.flat_map(|(other, used)| findings(evidence, other, used)).collect()
}

/// One finding for each sheet in which the versions differ; one without cells if only something
/// other than figures differs.
fn findings(evidence: &Evidence<'_>, other: usize, used: usize) -> Vec<Finding> {
    let month = evidence.month;
    let unit = match month.submissions[used].unit {
        Some(NamedUnit::Known(unit)) => unit,
        _ => return Vec::new(),
    };
    let file = |place: usize| month.files[month.submissions[place].file].path.to_string();
    let why = month.why_used(used, other);
    let unit_name = unit_name(evidence, unit);
    let place = used;
    let start = match sheets_of_one_file(evidence, used, other) {
        Some((used, other)) => format!(
            "{unit_name}: trong tệp {} có nhiều trang cùng một biểu; dùng {used} ({why}). Trang {other}",
            file(place),
        ),
        None => format!(
            "{unit_name} gửi nhiều bản; dùng tệp {} ({why}). Tệp {}",
            file(used),
            file(other)
        ),
    };
    let end = "Bản còn lại không cộng vào kết quả.";
    // What the office has chosen needs no further opinion.
    let eased = month.is_chosen(used).then_some(Severity::Info);
    let mut base = Finding { unit: Some(unit), file: file(used), eased, ..Finding::default() };
    base.alternatives = vec![base.changes([Changed::OtherVersion { used, other }])];
    let sheets = differing(&month.submissions[used], &month.submissions[other]);
    if month.submissions[used].annexed.is_some() != month.submissions[other].annexed.is_some() {
        let message = format!(
            "{start} không cộng vào kết quả. Nếu cần dùng tệp đó, ghi ý kiến ở trang Theo dõi tiếp \
             nhận."
        );
        return vec![Finding { message, ..base }];
    }
    if sheets.is_empty() {
        let message = format!("{start} có cùng số liệu, khác vị trí hoặc phần khác. {end}");
        return vec![Finding { message, ..base }];
    }
    let finding = |(sheet, cells): (String, Vec<Difference>)| {
        let said: Vec<String> = cells.iter().map(Difference::said).collect();
        Finding {
            sheet: sheet.clone(),
            cells: cells.iter().map(|cell| cell.at).collect(),
            found: first_few(&cells.iter().map(|c| c.other.clone()).collect::<Vec<_>>(), "ô"),
            expected: first_few(&cells.iter().map(|c| c.used.clone()).collect::<Vec<_>>(), "ô"),
            message: format!("{start} khác tại {sheet}, {}. {end}", first_few(&said, "ô")),
            ..base.clone()
        }
    };
    sheets.into_iter().map(finding).collect()
}

/// Of two versions in one file the sheets that they both have.
fn sheets_of_one_file(
    evidence: &Evidence<'_>,
    used: usize,
    other: usize,
) -> Option<(String, String)> {
    let (used, other) = (&evidence.month.submissions[used], &evidence.month.submissions[other]);
    let shared = |own: &Submission, rival: &Submission| {
        let is_shared = |sheet: &&FormSheet| rival.sheets.iter().any(|r| r.is_same_form(sheet));
        let name = |sheet: &FormSheet| {
            let hidden = if sheet.hidden { " (đang ẩn)" } else { "" };
            format!("\"{}\"{hidden}", sheet.on.sheet)
        };
        own.sheets.iter().filter(is_shared).map(name).collect::<Vec<_>>().join(", ")
    };
    (used.file == other.file).then(|| (shared(used, other), shared(other, used)))
}

struct Difference {
    at: Address,
    used: String,
    other: String,
}

impl Difference {
    fn said(&self) -> String {
        let word =
            |text: &str| if text.is_empty() { "trống".to_owned() } else { text.to_owned() };
        format!("ô {}: {} (đang dùng) và {}", self.at, word(&self.used), word(&self.other))
    }
}

/// The cells of the used version that differ in the other, by sheet. Cells are matched by meaning,
/// not by address.
fn differing(used: &Submission, other: &Submission) -> Vec<(String, Vec<Difference>)> {
    let there: BTreeMap<_, _> =
        other.sheets.iter().flat_map(written).chain(annexed(other)).collect();
    let shared = |sheet: &FormSheet| other.sheets.iter().any(|other| sheet.is_same_form(other));
    let mut sheets = Vec::new();
    if let Some(of_annex) = &used.annexed {
        let cells = differences(annexed(used), &there);
        sheets.extend((!cells.is_empty()).then(|| (of_annex.sheet.to_string(), cells)));
    }
    // A form that the other version lacks is not compared.
    for sheet in used.sheets.iter().filter(|sheet| shared(sheet)) {
        let cells = differences(written(sheet), &there);
        if !cells.is_empty() {
            sheets.push((sheet.on.sheet.to_string(), cells));
        }
    }
    sheets
}

/// Cells that differ in another version, in order.
fn differences(
    here: Vec<(CellKey, (Address, String))>,
    there: &BTreeMap<CellKey, (Address, String)>,
) -> Vec<Difference> {
    let differing = here.into_iter().filter_map(|(key, (at, text))| {
        let otherwise = there.get(&key).map(|(_, text)| text.clone()).unwrap_or_default();
        (otherwise != text).then_some(Difference { at, used: text, other: otherwise })
    });
    let mut cells: Vec<Difference> = differing.collect();
    cells.sort_by_key(|cell| cell.at);
    cells
}

/// The figures of an annex, each with its place.
fn annexed(submission: &Submission) -> Vec<(CellKey, (Address, String))> {
    let figures = submission.annexed.iter().flat_map(|annexed| annexed.figures());
    let cell = |(part, AnnexFigure { figure, at }): (&SubUnit, &AnnexFigure)| {
        let key =
            (part.name.to_string(), figure.indicator.to_string(), figure.basis.suffix().to_owned());
        let value = figure.sum.checked_div(figure.weight).map(number).unwrap_or_default();
        (key, (*at, value))
    };
    figures.map(cell).collect()
}

/// A form, its row and column; for an annex, the unit below, the figure and its basis.
type CellKey = (String, String, String);

/// A sheet's data cells by meaning, each with its address and text. A list row is known by its name
/// and its number among rows of that name.
fn written(sheet: &FormSheet) -> Vec<(CellKey, (Address, String))> {
    let list = sheet.list.as_deref().unwrap_or_default();
    let form = format!("{list}/{}", sheet.sub_unit.as_deref().unwrap_or_default());
    let text = |text: &str| viet_text::text::clean(text);
    let figures = sheet.figures.iter().map(|cell| {
        let key = (form.clone(), cell.code.to_string(), cell.basis.suffix().to_owned());
        (key, (cell.at, text(&cell.written())))
    });
    let mut cells: Vec<_> = figures.collect();
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for row in &sheet.rows {
        let name = viet_text::text::folded(&row.name);
        let turn = named.entry(name.clone()).or_default();
        *turn += 1;
        for field in row.fields() {
            let column = format!("{}{}", field.column, field.basis.suffix());
            let key = (form.clone(), format!("{name}#{turn}"), column);
            cells.push((key, (field.at, text(&field.written()))));
        }
    }
    cells
}
