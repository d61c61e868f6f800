//! A sheet of the form that a unit's report lacks, or that has no figure: one finding, not one for
//! each cell.

use std::collections::BTreeSet;

use crate::check::blank_cells::is_blank_sheet;
use crate::check::expected_tables::{
    ExpectedTable, declared_count, expected_tables, missing_figures,
};
use crate::check::figure_gaps::NeededFigures;
use crate::check::number_cell::NumberCell;
use crate::check::sentence_parts::{first_few, unit_name};
use crate::check::used_data::UsedSheet;
use crate::check::{Check, Evidence, Finding, Rule, Severity, WithFixesApplied};
use crate::settings::Basis;

pub(super) const RULE: Rule = Rule {
    code: "thieu-bieu",
    severity: Severity::Error,
    title: "Báo cáo thiếu một trang của biểu mẫu",
    why: "Trang bị xóa, để trống hoặc bị cắt thì số liệu ở đó chưa có; coi như đủ thì tổng số thiếu \
          mà không ai biết.",
    remedy: "Đề nghị đơn vị gửi bổ sung trang còn thiếu, hoặc gửi lại tệp đủ các trang. Trang gửi ở \
             tệp khác của cùng đơn vị cũng được tính.",
    example: "Xã Hai: báo cáo không có trang \"Biểu 01\" của mẫu (trang bị xóa, bị xóa hết nội dung \
              hoặc không còn đúng mẫu). Chưa có 4 số liệu (Thành viên nữ; Thành viên nam; …), không \
              tính là 0. Đề nghị gửi bổ sung trang này.",
    check: Check::WithFixesApplied(check),
};

type FigurePlaces = Vec<(usize, Basis)>;

fn check(fixed: &WithFixesApplied<'_>) -> Vec<Finding> {
    let evidence = &fixed.evidence;
    let (needed, asked) = (NeededFigures::new(evidence), expected_tables(evidence));
    evidence
        .map_units(|unit| findings_of_unit(&UnitReport { evidence, needed: &needed, unit }, &asked))
}

const BLANK: &str = "trang để trống";

/// The sentence on a sheet: where, what is wrong, what the unit is to do.
struct SheetSentence {
    place: String,
    what: String,
    to_do: &'static str,
}

/// One unit, report at.
struct UnitReport<'l, 'a> {
    evidence: &'l Evidence<'a>,
    needed: &'l NeededFigures,
    unit: usize,
}

fn findings_of_unit(report: &UnitReport<'_, '_>, asked: &[ExpectedTable<'_>]) -> Vec<Finding> {
    let UnitReport { evidence, unit, .. } = *report;
    // What an annex of the unit's own lacks is reported by its rules.
    if evidence.month.used_by(unit).any(|submission| submission.annexed.is_some()) {
        return Vec::new();
    }
    let sheets: Vec<UsedSheet<'_>> = evidence.used_sheets_of(unit).collect();
    let blank = sheets.iter().filter(|used| is_blank_sheet(used.sheet));
    let mut findings: Vec<Finding> = blank.map(|used| report.blank_figures(*used)).collect();
    findings.extend(asked.iter().filter_map(|asked| report.blank_list(asked, &sheets)));
    let is_absent = |asked: &&ExpectedTable<'_>| {
        let is_there = sheets.iter().any(|used| asked.is_on(used.sheet));
        !sheets.is_empty() && !is_there && !asked.is_set_aside(evidence, unit)
    };
    let absent: Vec<&ExpectedTable<'_>> = asked.iter().filter(is_absent).collect();
    // Tables of one sheet are missing together.
    let of_one_sheet = |one: &&ExpectedTable<'_>, other: &&ExpectedTable<'_>| {
        std::ptr::eq(one.template, other.template) && one.form.name == other.form.name
    };
    let is_own = |tables: &&[&ExpectedTable<'_>]| report.is_own(tables[0], &sheets);
    let (own, others): (Vec<_>, Vec<_>) = absent.chunk_by(of_one_sheet).partition(is_own);
    let mut reported = BTreeSet::new();
    for tables in &own {
        findings.extend(report.none_of_list(tables, &sheets));
    }
    for tables in own.into_iter().chain(others) {
        findings.extend(report.absent(tables, &sheets, &mut reported));
    }
    findings
}

impl UnitReport<'_, '_> {
    /// A sheet of figures on which nothing is filled in.
    fn blank_figures(&self, used: UsedSheet<'_>) -> Finding {
        let slots = used.sheet.figures.slots().iter();
        let own = slots.map(|slot| (slot.indicator, slot.basis)).collect();
        let what = SheetSentence {
            place: self.place(Some(used)),
            what: "trang để trống, chưa ghi số liệu nào".to_owned(),
            to_do: "Đề nghị điền rồi gửi lại; nếu không phát sinh thì ghi 0.",
        };
        let finding = Finding { found: BLANK.to_owned(), ..used.finding(Vec::new()) };
        self.graded(finding, what, &self.missing(&own), Severity::Warning)
    }

    /// A list without a row, although no figure says that it is empty.
    fn blank_list(&self, asked: &ExpectedTable<'_>, sheets: &[UsedSheet<'_>]) -> Option<Finding> {
        asked.list()?;
        let own = || sheets.iter().filter(|used| asked.is_on(used.sheet));
        let used = own().next().filter(|_| own().all(|used| used.sheet.rows.is_empty()))?;
        let missing = self.missing(&asked.figures);
        if missing.is_empty() || self.is_declared(asked)? {
            return None;
        }
        let what = SheetSentence {
            place: self.place(Some(*used)),
            what: "danh sách để trống, báo cáo không cho biết có tổ chức nào hay không".to_owned(),
            to_do: "Đề nghị điền danh sách rồi gửi lại.",
        };
        let finding = Finding { found: BLANK.to_owned(), ..used.finding(Vec::new()) };
        Some(self.graded(finding, what, &missing, Severity::Warning))
    }

    /// Is the unit's report on the form of which this is a sheet?
    fn is_own(&self, asked: &ExpectedTable<'_>, sheets: &[UsedSheet<'_>]) -> bool {
        sheets.iter().any(|used| *used.sheet.template == *asked.template.name)
    }

    /// A missing sheet. If the report is on another form or version, only figures that items need
    /// and that are not reported yet are asked for.
    fn absent(
        &self,
        tables: &[&ExpectedTable<'_>],
        sheets: &[UsedSheet<'_>],
        reported: &mut BTreeSet<(usize, Basis)>,
    ) -> Option<Finding> {
        let first = tables.first()?;
        let is_own = self.is_own(first, sheets);
        let tables = tables.iter().filter(|asked| self.is_declared(asked) == Some(false));
        let tables: Vec<&ExpectedTable<'_>> = tables.copied().collect();
        let mut missing: FigurePlaces =
            tables.iter().flat_map(|asked| self.missing(&asked.figures)).collect();
        missing.retain(|of| is_own || !reported.contains(of));
        missing.sort_unstable();
        missing.dedup();
        let is_sent = tables.iter().any(|asked| asked.is_sent);
        let is_due = is_own || is_sent && self.is_needed(&missing);
        if tables.is_empty() || !is_due {
            return None;
        }
        reported.extend(missing.iter().copied());
        let name = &first.form.name;
        let whole = first.template.sheets.iter().filter(|form| form.name == *name).count();
        let what = if whole > tables.len() { "một bảng của trang" } else { "trang" };
        let finding = Finding {
            unit: Some(self.unit),
            file: sheets.first()?.sheet.on.file.to_string(),
            sheet: name.clone(),
            found: "không có".to_owned(),
            expected: format!("có {what} này, đủ số liệu"),
            ..Finding::default()
        };
        let what = SheetSentence {
            place: self.place(None),
            what: format!(
                "báo cáo không có {what} \"{name}\" của mẫu (trang bị xóa, bị xóa hết nội dung hoặc \
                 không còn đúng mẫu)"
            ),
            to_do: "Đề nghị gửi bổ sung trang này.",
        };
        // If no unit has sent it, it may not be due this period.
        let least = if is_sent { Severity::Warning } else { Severity::Info };
        Some(self.graded(finding, what, &missing, least))
    }

    /// A missing sheet of lists, if a figure says that they are empty. The unit is asked for
    /// nothing; the officer sees the assumption.
    fn none_of_list(
        &self,
        tables: &[&ExpectedTable<'_>],
        sheets: &[UsedSheet<'_>],
    ) -> Option<Finding> {
        let cells: Option<Vec<_>> =
            tables.iter().map(|asked| self.declared_count(asked)?).collect();
        let cell = *cells?.first().filter(|_| self.say_none(tables))?;
        let name = &tables.first()?.form.name;
        let unit = unit_name(self.evidence, self.unit);
        Some(Finding {
            unit: Some(self.unit),
            file: sheets.first()?.sheet.on.file.to_string(),
            sheet: name.clone(),
            found: "không có".to_owned(),
            expected: "có trang này, danh sách để trống".to_owned(),
            message: format!(
                "{unit}: báo cáo không có trang \"{name}\" của mẫu; {}, ô {} ghi 0 nên coi như không \
                 có tổ chức nào.",
                cell.sheet, cell.at
            ),
            eased: Some(Severity::Info),
            ..Finding::default()
        })
    }

    /// Do figures say that all these lists are empty?
    fn say_none(&self, tables: &[&ExpectedTable<'_>]) -> bool {
        tables.iter().all(|asked| {
            let cell = self.declared_count(asked).flatten();
            cell.and_then(|cell| cell.reading.number()).is_some_and(|number| number.is_zero())
        })
    }

    fn place(&self, on: Option<UsedSheet<'_>>) -> String {
        let unit = unit_name(self.evidence, self.unit);
        on.map_or_else(|| unit.clone(), |used| format!("{unit}, {}", used.sheet.on.sheet))
    }

    /// Does a figure say how many organisations the list has? Then nothing is missing, or another
    /// finding says so. `None` if the settings have no such list.
    fn is_declared(&self, asked: &ExpectedTable<'_>) -> Option<bool> {
        if asked.list().is_none() {
            return Some(false);
        }
        self.declared_count(asked).map(|cell| cell.is_some())
    }

    /// That figure; `None` if it is no list of the settings.
    fn declared_count(&self, asked: &ExpectedTable<'_>) -> Option<Option<NumberCell<'_>>> {
        let list = self.evidence.settings.lists.get(asked.list()?)?;
        Some(declared_count(self.evidence, self.unit, list))
    }

    /// The figures that the unit lacks. Last year's and planned figures are often left blank and
    /// only count as missing if items need them.
    fn missing(&self, own: &FigurePlaces) -> FigurePlaces {
        let asked = own.iter().copied().filter(|(place, basis)| {
            matches!(basis, Basis::Actual | Basis::Estimate)
                || self.needed.has_figure(*place, *basis)
        });
        missing_figures(self.evidence, self.unit, asked)
    }

    fn is_needed(&self, missing: &FigurePlaces) -> bool {
        missing.iter().any(|(place, basis)| self.needed.has_figure(*place, *basis))
    }

    /// Which figures are missing with the sheet; those that items need first.
    fn without(&self, missing: &FigurePlaces) -> String {
        let mut indicators: Vec<(bool, usize)> = missing
            .iter()
            .map(|(place, basis)| (!self.needed.has_figure(*place, *basis), *place))
            .collect();
        indicators.sort_unstable();
        let mut places: Vec<usize> = Vec::new();
        for (_, place) in indicators {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        if places.is_empty() {
            return " Số liệu đang tính từ các trang còn lại, không có gì để đối chiếu.".to_owned();
        }
        let name = |place: &usize| self.evidence.settings.indicators[*place].name.clone();
        let names: Vec<String> = places.iter().map(name).collect();
        let (count, names) = (names.len(), first_few(&names, "số liệu"));
        format!(" Chưa có {count} số liệu ({names}), không tính là 0.")
    }

    /// The finding with its severity: an error if items need what is missing.
    fn graded(
        &self,
        finding: Finding,
        SheetSentence { place, what, to_do }: SheetSentence,
        missing: &FigurePlaces,
        least: Severity,
    ) -> Finding {
        let code = |place: usize| self.evidence.settings.indicators[place].code.clone();
        let mut indicators: Vec<String> = missing.iter().map(|(place, _)| code(*place)).collect();
        indicators.dedup();
        let mut bases: Vec<Basis> = missing.iter().map(|(_, basis)| *basis).collect();
        bases.sort();
        bases.dedup();
        let message = format!("{place}: {what}.{} {to_do}", self.without(missing));
        let ask = format!("{what}. {to_do}");
        let eased = if self.is_needed(missing) { None } else { Some(least) };
        Finding { message, ask, indicators, bases, eased, ..finding }
    }
}
