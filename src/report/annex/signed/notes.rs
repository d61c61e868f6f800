//! The last column: the officer's causes, fixed notes and live counts. Each is on a line of its
//! own, so that what was typed into the annex can be recognised later.

use rust_decimal::Decimal;

use super::verdict_formulas::{FormulaContext, NO_FIGURE};
use super::verdict_range::VerdictRange;
use crate::judge::{FigureDoubt, IN_DOUBT, ItemVerdict, Measurement, Status, TargetVerdict};
use crate::report::annex::columns::index;
use crate::report::annex::formula::{grouped, in_sentence, literal};
use crate::settings::{Criterion, Expr, Item, Operator, Term, Yardstick};
use viet_text::notation::vietnamese;
use workbook_io::sheet::{Content, FormulaResult};
use workbook_io::write::stays_text;

/// The longest formula of a note; Excel takes 8.192 characters. With a longer cause the counts are
/// written as plain text.
const LONGEST: usize = 7_000;

/// A piece of a note.
#[derive(Clone, Debug)]
pub(in crate::report::annex) enum NotePiece {
    /// Text.
    Fixed(String),
    /// A formula and its present text.
    Live(String, String),
    /// A formula shown while a condition holds, its text, and whether it is shown now.
    While { condition: String, live: String, text: String, now: bool },
}

/// The pieces as the content of one cell, and the text that it shows. A piece that may be hidden
/// comes last, so that no line break is left of it; there is one at most.
pub(super) fn joined(pieces: &[NotePiece]) -> (Content, String) {
    let mut shown: Vec<&str> = Vec::new();
    let mut formula: Vec<String> = Vec::new();
    let may_hide = |piece: &&NotePiece| matches!(piece, NotePiece::While { .. });
    let (hiding, always): (Vec<_>, Vec<_>) = pieces.iter().partition(may_hide);
    for piece in always.into_iter().chain(hiding) {
        let before = if formula.is_empty() { "" } else { "CHAR(10)&" };
        match piece {
            NotePiece::Fixed(text) => {
                shown.push(text);
                formula.push(format!("{before}{}", literal(text).replace('\n', "\"&CHAR(10)&\"")));
            }
            NotePiece::Live(live, text) => {
                shown.push(text);
                formula.push(format!("{before}{live}"));
            }
            NotePiece::While { condition, live, text, now } => {
                shown.extend(now.then_some(text.as_str()));
                formula.push(format!("IF({condition},{before}{live},\"\")"));
            }
        }
    }
    let text = shown.join("\n");
    let is_live = pieces.iter().any(|piece| !matches!(piece, NotePiece::Fixed(_)));
    // What was typed may be a number by itself, which no text result can be.
    let is_live = is_live && stays_text(&text);
    let formula = formula.join("&");
    if pieces.is_empty() {
        (Content::Blank, text)
    } else if is_live && formula.encode_utf16().count() <= LONGEST {
        let result = FormulaResult::Text(text.clone());
        (Content::formula(formula, result), text)
    } else {
        (text.clone().into(), text)
    }
}

impl FormulaContext<'_, '_> {
    /// The program's own notes on an item.
    pub(super) fn item_notes(&self, item: &Item, judged: &ItemVerdict) -> Vec<NotePiece> {
        let mut pieces = Vec::new();
        if let Criterion::ByOffice = item.criterion {
            pieces.push(NotePiece::Fixed(office_note(judged)));
        }
        if !item.note.is_empty() {
            pieces.push(NotePiece::Fixed(item.note.clone()));
        }
        if let (Criterion::ByFigure(yardstick), [measured]) =
            (&item.criterion, &judged.measured[..])
        {
            pieces.extend(self.figure_notes(yardstick, measured));
        }
        pieces
    }

    /// Notes on a figure: the counts behind a share, and missing units.
    pub(super) fn figure_notes(
        &self,
        yardstick: &Yardstick,
        measured: &Measurement,
    ) -> Vec<NotePiece> {
        let mut pieces: Vec<NotePiece> = self.heads(yardstick, measured).into_iter().collect();
        if measured.doubt == FigureDoubt::Verdict {
            let live = format!("IF({}>0,{},\"\")", self.doubt(yardstick), literal(IN_DOUBT));
            pieces.push(NotePiece::Live(live, IN_DOUBT.to_owned()));
        }
        pieces.extend(self.provisional(yardstick, measured));
        pieces
    }

    /// How many units are missing, also where none is yet: words typed over a figure make its unit
    /// one.
    fn provisional(&self, yardstick: &Yardstick, measured: &Measurement) -> Option<NotePiece> {
        let units = &self.results.workspace.settings.office.unit_short;
        let opening = "Tạm tính, thiếu ";
        let text = format!("{opening}{:02} {units}", measured.missing.len());
        let now = !measured.missing.is_empty();
        let Some(count) = self.units_missing(yardstick) else {
            return now.then_some(NotePiece::Fixed(text));
        };
        let live = format!(
            "{}&IF({count}<10,\"0\",\"\")&{count}&{}",
            literal(opening),
            literal(&format!(" {units}"))
        );
        Some(NotePiece::While { condition: format!("{count}>0"), live, text, now })
    }

    /// `105/140 người` behind a share of whole numbers.
    fn heads(&self, yardstick: &Yardstick, measured: &Measurement) -> Option<NotePiece> {
        let (part, whole) = measured.fraction?;
        let is_head = |number: Decimal| number.is_integer() && !number.is_sign_negative();
        if !is_head(part) || !is_head(whole) {
            return None;
        }
        let settings = &self.results.workspace.settings;
        let total = |term: &Term| self.plan.total(term, yardstick.basis, settings);
        let (above, below, unit) = match &yardstick.figure {
            Expr::Binary(above, Operator::Divide, below) => {
                let unit = below.terms().first().map(|t| &settings.indicators[&t.code].unit)?;
                (above.formula(&total), below.formula(&total), unit)
            }
            Expr::Term(term) => {
                let basis = term.basis.unwrap_or(yardstick.basis);
                let indicator = &settings.indicators[index(settings, &term.code)];
                let [above, below] = indicator.over_units.quotient()?;
                let term = |code: &str| total(&Term { code: code.to_owned(), basis: Some(basis) });
                (term(above), term(below), &settings.indicators[below].unit)
            }
            _ => return None,
        };
        let unit = in_sentence(unit);
        let live = format!(
            "{}&\"/\"&{}&{}",
            head(&above, part),
            head(&below, whole),
            literal(&format!(" {unit}"))
        );
        let text = format!("{}/{} {unit}", vietnamese(part), vietnamese(whole));
        // Counts are whole, so the reader's decimal separator does not matter.
        Some(NotePiece::Live(live, text))
    }

    /// "Đạt 1/2 nội dung" on a target of several items.
    pub(super) fn items_met(&self, target: &TargetVerdict, items: &VerdictRange) -> NotePiece {
        let met = items.count_of(Status::Met.vietnamese());
        let all = target.items.len();
        let now = target.items.iter().filter(|item| item.status == Status::Met).count();
        NotePiece::Live(
            format!("\"Đạt \"&{met}&\"/{all} nội dung\""),
            format!("Đạt {now}/{all} nội dung"),
        )
    }
}

/// One of the two numbers behind a share, or "…" if words were typed over it.
fn head(reference: &str, now: Decimal) -> String {
    format!("IF(ISNUMBER({reference}),{},{})", grouped(reference, now), literal(NO_FIGURE))
}

fn office_note(judged: &ItemVerdict) -> String {
    match (&judged.reason, judged.status) {
        (_, Status::NotChecked) => "Chờ ý kiến nhận định của cơ quan tổng hợp".to_owned(),
        (Some(reason), _) if !reason.is_empty() => {
            format!("Nhận định của cơ quan tổng hợp: {reason}")
        }
        _ => "Nhận định của cơ quan tổng hợp".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hiding(now: bool) -> NotePiece {
        let text = "Tạm tính, thiếu 01 xã".to_owned();
        NotePiece::While { condition: "A1>0".to_owned(), live: literal(&text), text, now }
    }

    #[test]
    fn what_may_be_hidden_leaves_no_line_behind() {
        let fixed = NotePiece::Fixed("Do hạn hán".to_owned());
        let (content, text) = joined(&[hiding(false), fixed.clone()]);
        let Content::Formula(live) = content else { panic!("{content:?}") };
        assert_eq!(text, "Do hạn hán");
        let shown = "IF(A1>0,CHAR(10)&\"Tạm tính, thiếu 01 xã\",\"\")";
        assert_eq!(&*live.formula, format!("\"Do hạn hán\"&{shown}"));
        assert_eq!(joined(&[hiding(true), fixed]).1, "Do hạn hán\nTạm tính, thiếu 01 xã");
    }

    #[test]
    fn a_number_typed_as_a_cause_stays_what_it_is() {
        for typed in ["2024", "TRUE", "#N/A"] {
            let (content, _) = joined(&[NotePiece::Fixed(typed.to_owned()), hiding(false)]);
            assert_eq!(content, Content::from(typed));
        }
    }
}
