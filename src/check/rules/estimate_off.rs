//! An estimate for the whole year that does not go with what was carried out so far.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::estimates::{Estimate, Oddity, Ordinary, estimates};
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::{Check, Finding, Fix, Rule, Severity, WithFixesApplied};
use crate::settings::Basis;
use workbook_io::number::rounded;

pub(super) const RULE: Rule = Rule {
    code: "uoc-lech-thuc-hien",
    severity: Severity::Warning,
    title: "Số ước cả năm lệch xa số thực hiện",
    why: "Nội dung đánh giá theo ước cả năm mà ô ước thừa, thiếu một chữ số thì kết quả sai, dù ô thực \
          hiện đúng.",
    remedy: "Hỏi lại đơn vị; ghi x vào cột Ý kiến để nhận số đề xuất; nếu số ghi là thật, ghi \"giữ\".",
    example: "Xã Hai, Biểu 02, ô M9: Doanh thu của HTX DVNN Hai ước cả năm 21.950, thực hiện 2.195 (ô \
              L9), gấp 10 lần; ở các đơn vị khác thường gấp 1,1 lần. Có thể ghi thừa hoặc thiếu chữ \
              số, đề xuất 2.195. Đang dùng số đã ghi. Đề nghị hỏi lại đơn vị.",
    check: Check::Moved(check),
};

/// An estimate that is odd, why, and which of its two cells is to blame.
struct Odd<'a> {
    estimate: Estimate<'a>,
    oddity: Oddity,
    blames_actual: bool,
    likely: Option<Decimal>,
    middle: Option<Decimal>,
}

fn check(fixed: &WithFixesApplied<'_>) -> Vec<Finding> {
    let period = fixed.evidence.month.period;
    let mut odd: Vec<Odd<'_>> = Vec::new();
    for kind in estimates(&fixed.evidence) {
        let ordinary = Ordinary::learn(&kind, period);
        let found = kind.into_iter().filter_map(|estimate| {
            let oddity = ordinary.oddity(&estimate)?;
            let blames_actual = ordinary.blames_actual(&estimate);
            let likely = ordinary.without_digit_slip(&estimate, blames_actual);
            Some(Odd { estimate, oddity, blames_actual, likely, middle: ordinary.middle_of_many() })
        });
        odd.extend(found);
    }
    let mut sheets: BTreeMap<(usize, String, String, bool), Vec<Odd<'_>>> = BTreeMap::new();
    for odd in odd {
        let on = odd.estimate.on;
        let place =
            (odd.estimate.unit, on.file.to_string(), on.sheet.to_string(), odd.likely.is_none());
        sheets.entry(place).or_default().push(odd);
    }
    let findings = sheets.into_iter().map(|((unit, file, sheet, _), odd)| {
        let at = Finding { unit: Some(unit), file, sheet, ..Finding::default() };
        finding(fixed, &odd, at)
    });
    findings.collect()
}

fn finding(fixed: &WithFixesApplied<'_>, odd: &[Odd<'_>], at: Finding) -> Finding {
    let mut finding = Finding {
        cells: odd.iter().map(|odd| odd.blamed().0).collect(),
        indicators: odd.iter().flat_map(|odd| odd.estimate.indicators.clone()).collect(),
        found: odd.iter().map(|odd| number(odd.blamed().1)).collect::<Vec<_>>().join("; "),
        expected: odd.iter().map(Odd::expected).collect::<Vec<_>>().join("; "),
        ..at
    };
    finding.cells.sort_unstable();
    finding.cells.dedup();
    finding.bases = odd.iter().map(|odd| odd.basis()).collect();
    finding.bases.sort_unstable();
    finding.bases.dedup();
    let said: Vec<String> = odd.iter().map(Odd::said).collect();
    let likely = odd.iter().filter_map(|odd| Some(odd.fix(odd.likely?)));
    finding.fixes = likely.collect();
    let instead = odd.iter().filter_map(|odd| Some((odd.blamed().0, Some(odd.instead()?))));
    finding.alternatives = vec![finding.numbers(instead)];
    let values: Vec<String> = finding.fixes.iter().map(|fix| number(fix.value)).collect();
    let (proposed, asked) = match &values[..] {
        [] => (String::new(), String::new()),
        values => {
            let values = first_few(values, "ô");
            let slip = "Có thể ghi thừa hoặc thiếu chữ số";
            (format!(" {slip}, đề xuất {values}."), format!(" {slip}, số đúng có thể là {values}."))
        }
    };
    let said = first_few(&said, "ô");
    let place = place_of(&fixed.evidence, &finding);
    finding.message =
        format!("{place}: {said}.{proposed} Đang dùng số đã ghi. Đề nghị hỏi lại đơn vị.");
    finding.ask = format!(
        "{said}.{asked} Đề nghị kiểm tra lại; nếu số đã ghi là đúng, đề nghị cho biết lý do."
    );
    finding
}

impl Odd<'_> {
    /// The cell to blame with its number.
    const fn blamed(&self) -> (workbook_io::Address, Decimal) {
        if self.blames_actual {
            (self.estimate.actual_at, self.estimate.actual)
        } else {
            (self.estimate.at, self.estimate.value)
        }
    }

    const fn basis(&self) -> Basis {
        if self.blames_actual { Basis::Actual } else { Basis::Estimate }
    }

    fn fix(&self, value: Decimal) -> Fix {
        let written = match self.blames_actual {
            true => self.estimate.actual_written.clone(),
            false => self.estimate.written.clone(),
        };
        Fix { at: self.blamed().0, written, value }
    }

    /// What the cell may have to say: as proposed, else as the other cell and the common measure
    /// would have it.
    fn instead(&self) -> Option<Decimal> {
        let middle = self.middle.unwrap_or(Decimal::ONE);
        let instead = if self.blames_actual {
            self.estimate.value.checked_div(middle)
        } else {
            self.estimate.actual.checked_mul(middle)
        };
        let decimals = if self.estimate.is_count { 0 } else { 2 };
        self.likely.or_else(|| instead.map(|value| rounded(value, decimals)))
    }

    fn expected(&self) -> String {
        match (self.likely, self.blames_actual) {
            (Some(likely), _) => number(likely),
            (None, true) => format!("phù hợp với ước {}", number(self.estimate.value)),
            (None, false) => format!("phù hợp với thực hiện {}", number(self.estimate.actual)),
        }
    }

    fn said(&self) -> String {
        let Estimate { name, value, actual, at, actual_at, .. } = &self.estimate;
        let other =
            |is_other: bool, at| if is_other { format!(" (ô {at})") } else { String::new() };
        let pair = format!(
            "{name} ước cả năm {}{}, thực hiện {}{}",
            number(*value),
            other(self.blames_actual, at),
            number(*actual),
            other(!self.blames_actual, actual_at)
        );
        let times = |value: Decimal| number(rounded(value, 1));
        let mut said = match self.oddity {
            Oddity::LessThanDone => format!("{pair}, ước nhỏ hơn số đã thực hiện"),
            Oddity::Nothing => format!("{pair}, ước bằng 0 trong khi đã thực hiện"),
            Oddity::Far(ratio) if ratio >= Decimal::ONE => {
                format!("{pair}, gấp {} lần", times(ratio))
            }
            Oddity::Far(ratio) => {
                let less = Decimal::ONE.checked_div(ratio).unwrap_or_default();
                format!("{pair}, bằng một phần {}", times(less))
            }
        };
        if let (Some(middle), Oddity::Far(_)) = (self.middle, self.oddity) {
            said = format!("{said}; ở các đơn vị khác thường gấp {} lần", times(middle));
        }
        said
    }
}
