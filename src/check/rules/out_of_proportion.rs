//! Numbers out of all proportion: enormous beside the same number of every other unit, and beside
//! whatever else the report counts in that unit of measure.
//!
//! Where a row or column is filled by few, nothing usual can be learned from it; a damaged bit in a
//! .xls, or a pasted code, then shows only by its size.

use rust_decimal::Decimal;

use crate::check::number_cell::{CellSubject, NumberCell, all_written, by_sheet};
use crate::check::sentence_parts::{first_few, number, place_of};
use crate::check::{Check, Evidence, Finding, Rule, Severity, WithFixesApplied};

pub(super) const RULE: Rule = Rule {
    code: "so-lon-bat-thuong",
    severity: Severity::Warning,
    title: "Số lớn khác thường so với mọi số cùng loại",
    why: "Một số lớn gấp hàng chục, hàng trăm lần cùng số liệu của mọi đơn vị khác và mọi số cùng đơn \
          vị tính trong báo cáo thường là gõ nhầm, dán nhầm, hoặc do tệp .xls bị hỏng khi gửi.",
    remedy: "Mở tệp của đơn vị để xem lại, hỏi lại đơn vị; nếu số ghi là thật, ghi \"giữ\".",
    example: "Xã Hai, Biểu 01, ô G63: Số HTX thành viên của liên hiệp HTX (ước cả năm) ghi 33.554.432; \
              không nơi nào khác có số, số HTX lớn nhất ở các mục khác của báo cáo là 3. Có thể ghi nhầm hoặc tệp bị \
              hỏng. Đang dùng số đã ghi. Đề nghị hỏi lại đơn vị.",
    check: Check::WithFixesApplied(check),
};

/// Enormous: so many times the largest number beside it.
const ENORMOUS: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
/// Beyond so many times the largest elsewhere, a number is odd whatever else the report holds.
const BEYOND_OTHERS: Decimal = Decimal::from_parts(300, 0, 0, false, 0);
/// As many as that must have a number then.
const ENOUGH: usize = 5;
/// Beyond so many times the largest of the report, where nothing has its unit of measure.
const BEYOND_REPORT: Decimal = Decimal::ONE_THOUSAND;

/// Whose number it is: a unit's, on all bases, or that of a row of its list.
type Owner<'a> = (usize, &'a str, &'a str, u32);

/// The numbers of one form row or list column, over all units.
#[derive(Clone, Debug, Default)]
struct Extent<'a> {
    largest: Option<(NumberCell<'a>, Decimal)>,
    /// The largest of other owners; 0 if none has any.
    elsewhere: Decimal,
    owners: usize,
    latest: Option<Owner<'a>>,
}

/// A number out of proportion, and what it was held against.
struct Odd<'a> {
    cell: NumberCell<'a>,
    elsewhere: Decimal,
    /// The largest of its unit of measure in the same report.
    beside: Decimal,
}

fn check(fixed: &WithFixesApplied<'_>) -> Vec<Finding> {
    let evidence = &fixed.evidence;
    let extents = extents(evidence);
    let odd: Vec<Odd<'_>> =
        extents.iter().flat_map(|extent| odd_cells(evidence, &extents, extent)).collect();
    let sheets = by_sheet(odd.iter().map(|odd| odd.cell));
    let finding = |cells: &Vec<NumberCell<'_>>| {
        let own = |odd: &&Odd<'_>| cells.iter().any(|cell| is_same(cell, &odd.cell));
        finding(evidence, cells, &odd.iter().filter(own).collect::<Vec<_>>())
    };
    sheets.iter().map(finding).collect()
}

/// The extent of every row and column.
fn extents<'a>(evidence: &Evidence<'a>) -> Vec<Extent<'a>> {
    let parts = evidence.map_unit_parts(|units| {
        let mut extents: Vec<Extent<'a>> = Vec::new();
        let cells = units.flat_map(|unit| evidence.number_cells_of(unit));
        for cell in cells.filter(|cell| !cell.is_share()) {
            let place = cell.row_or_column();
            if extents.len() <= place {
                extents.resize_with(place + 1, Extent::default);
            }
            extents[place].add(cell);
        }
        extents
    });
    let longest = parts.iter().map(Vec::len).max().unwrap_or(0);
    let merged = |place: usize| {
        let parts = parts.iter().filter_map(|part| part.get(place));
        parts.fold(Extent::default(), |all, part| all.with(part))
    };
    (0..longest).map(merged).collect()
}

impl<'a> Extent<'a> {
    /// Adds a number; those of one owner come one after another.
    fn add(&mut self, cell: NumberCell<'a>) {
        let Some(value) = cell.reading.number().filter(|value| *value > Decimal::ZERO) else {
            return;
        };
        let owner = Some(owner(&cell));
        self.owners += usize::from(self.latest != owner);
        self.latest = owner;
        match &self.largest {
            Some((largest, most)) if *most >= value => {
                if Some(self::owner(largest)) != owner {
                    self.elsewhere = self.elsewhere.max(value);
                }
                return;
            }
            Some((largest, most)) if Some(self::owner(largest)) != owner => {
                self.elsewhere = self.elsewhere.max(*most);
            }
            _ => {}
        }
        self.largest = Some((cell, value));
    }

    /// Together with that of other units.
    fn with(self, other: &Self) -> Self {
        let values = [&self, other].map(|one| one.largest.map_or(Decimal::ZERO, |(_, most)| most));
        let elsewhere = values[0].min(values[1]).max(self.elsewhere).max(other.elsewhere);
        let largest = if values[1] > values[0] { other.largest } else { self.largest };
        Self { largest, elsewhere, owners: self.owners + other.owners, latest: None }
    }
}

fn owner<'a>(cell: &NumberCell<'a>) -> Owner<'a> {
    match cell.subject {
        CellSubject::Figure(..) => (cell.unit, "", "", 0),
        CellSubject::Field(..) => (cell.unit, cell.file, cell.sheet, cell.at.row),
    }
}

/// The cells of the owner of the largest number that are out of proportion.
fn odd_cells<'a>(
    evidence: &Evidence<'a>,
    extents: &[Extent<'a>],
    extent: &Extent<'a>,
) -> Vec<Odd<'a>> {
    let Some((largest, most)) = &extent.largest else { return Vec::new() };
    if *most <= extent.elsewhere.saturating_mul(ENORMOUS) {
        return Vec::new();
    }
    let is_other = |cell: &NumberCell<'_>| cell.row_or_column() != largest.row_or_column();
    let beside = |is_alike: &dyn Fn(&NumberCell<'_>) -> bool| {
        let cells = evidence.number_cells_of(largest.unit);
        let cells = cells.filter(|cell| !cell.is_share() && is_other(cell) && is_alike(cell));
        cells.filter_map(|cell| cell.reading.number()).max().unwrap_or_default()
    };
    let has_measure = |cell: &NumberCell<'_>| measure(cell) == measure(largest);
    let of_measure = beside(&has_measure);
    let in_report = if of_measure > Decimal::ZERO {
        of_measure.saturating_mul(ENORMOUS)
    } else {
        beside(&|_| true).saturating_mul(BEYOND_REPORT)
    };
    // Another unit may well have many of what this one has few of.
    let others = extents.iter().filter_map(|extent| extent.largest.as_ref());
    let others = others.filter(|(cell, _)| is_other(cell) && has_measure(cell));
    let in_month = others.map(|(_, value)| *value).max().unwrap_or_default();
    let bound = in_report.max(in_month).max(extent.elsewhere.saturating_mul(ENORMOUS));
    let among_many = extent.elsewhere.saturating_mul(BEYOND_OTHERS);
    let is_odd = |value: Decimal| {
        let beyond_report = value > bound && in_report > Decimal::ZERO;
        beyond_report || extent.owners > ENOUGH && value > among_many
    };
    let own = evidence.number_cells_of(largest.unit);
    let own = own.filter(|cell| !is_other(cell) && owner(cell) == owner(largest));
    let own = own.filter(|cell| cell.reading.number().is_some_and(is_odd));
    own.map(|cell| Odd { cell, elsewhere: extent.elsewhere, beside: of_measure }).collect()
}

fn measure(cell: &NumberCell<'_>) -> String {
    cell.measured_in().trim().to_lowercase()
}

fn is_same(cell: &NumberCell<'_>, other: &NumberCell<'_>) -> bool {
    (cell.file, cell.sheet, cell.at) == (other.file, other.sheet, other.at)
}

fn finding(evidence: &Evidence<'_>, cells: &[NumberCell<'_>], odd: &[&Odd<'_>]) -> Finding {
    let mut finding = evidence.finding_at(cells);
    let said: Vec<String> = odd.iter().map(|odd| odd.said()).collect();
    let asked: Vec<String> = odd.iter().map(|odd| odd.asked()).collect();
    // It is some number that is not.
    let bounds: [fn(&Odd<'_>) -> Decimal; 2] =
        [|_| Decimal::ZERO, |odd| odd.elsewhere.max(odd.beside)];
    finding.alternatives = bounds
        .map(|bound| finding.numbers(odd.iter().map(|odd| (odd.cell.at, Some(bound(odd))))))
        .into();
    finding.found = all_written(cells);
    let expected: Vec<String> = odd.iter().map(|odd| odd.expected()).collect();
    finding.expected = expected.join("; ");
    let (said, asked) = (first_few(&said, "ô"), first_few(&asked, "ô"));
    finding.message = format!(
        "{}: {said}. Có thể ghi nhầm, dán nhầm hoặc tệp bị hỏng. Đang dùng số đã ghi. Đề nghị hỏi lại đơn vị.",
        place_of(evidence, &finding)
    );
    finding.ask = format!(
        "{asked}. Có thể ghi nhầm, dán nhầm hoặc tệp bị hỏng. Đề nghị kiểm tra, ghi lại; nếu số đã ghi là \
         đúng, đề nghị cho biết lý do."
    );
    finding
}

impl Odd<'_> {
    fn said(&self) -> String {
        let elsewhere = match self.elsewhere {
            most if most.is_zero() => "không nơi nào khác có số".to_owned(),
            most => format!("nơi khác nhiều nhất {}", number(most)),
        };
        format!("{}; {elsewhere}{}", self.written(), self.beside())
    }

    /// The same without what others reported.
    fn asked(&self) -> String {
        format!("{}, lớn khác thường{}", self.written(), self.beside())
    }

    fn written(&self) -> String {
        format!("{} ghi {}", self.cell.name(), self.cell.written().trim())
    }

    fn beside(&self) -> String {
        let unit = self.cell.measured_in().trim();
        match self.beside {
            most if most.is_zero() => String::new(),
            most => format!(", số {unit} lớn nhất ở các mục khác của báo cáo là {}", number(most)),
        }
    }

    fn expected(&self) -> String {
        match self.elsewhere.max(self.beside) {
            most if most.is_zero() => "nhỏ hơn nhiều".to_owned(),
            most => format!("không quá xa {}", number(most)),
        }
    }
}
