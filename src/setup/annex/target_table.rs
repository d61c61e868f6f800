//! A table of targets in an annex: what is judged, its level, what was reached, the verdict.

use rust_decimal::Decimal;

use super::cells::{number, text};
use crate::settings::Basis;
use viet_text::period::Period;
use viet_text::period_text::find_closing_day;
use viet_text::text::folded;
use workbook_io::{Address, Grid};

/// A table of targets.
#[derive(Clone, Debug, Default)]
pub struct TargetTable {
    /// Its sheet.
    pub sheet: String,
    /// The lines above it.
    pub titles: Vec<String>,
    /// Its rows with a level, downwards.
    pub rows: Vec<AnnexTarget>,
}

/// A row with a level.
#[derive(Clone, Debug, Default)]
pub struct AnnexTarget {
    /// What is judged.
    pub name: String,
    /// Unit of measure.
    pub unit: String,
    /// The level as written.
    pub level: String,
    /// The level, where it is a plain number.
    pub level_number: Option<Decimal>,
    /// How far the result is from the level, as the annex says, with its cell.
    pub gap: Option<(Address, Decimal)>,
    /// What was reached, with its cell.
    pub results: Vec<(Address, Basis, Decimal)>,
    /// The two numbers of a share that a note names: "105/140 người".
    pub fraction: Option<(Decimal, Decimal)>,
    /// The verdict, with its cell.
    pub verdict: Option<(Address, String)>,
}

/// What a column of the table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Name,
    Unit,
    Level,
    Gap,
    Result(Basis),
    Verdict,
}

/// Where the columns of a table of targets stand.
struct Columns {
    name: u32,
    level: u32,
    unit: Option<u32>,
    gap: Option<u32>,
    verdict: Option<u32>,
    results: Vec<(u32, Basis)>,
}

impl Columns {
    /// `None` where a column for what is judged, for levels or for results is missing.
    fn of(roles: &[(u32, Role)]) -> Option<Self> {
        let col =
            |wanted: Role| roles.iter().find(|(_, role)| *role == wanted).map(|(col, _)| *col);
        let results = roles.iter().filter_map(|(col, role)| match role {
            Role::Result(basis) => Some((*col, *basis)),
            _ => None,
        });
        let results: Vec<_> = results.collect();
        let found = Self {
            name: col(Role::Name)?,
            level: col(Role::Level)?,
            unit: col(Role::Unit),
            gap: col(Role::Gap),
            verdict: col(Role::Verdict),
            results,
        };
        (!found.results.is_empty()).then_some(found)
    }

    /// What a row says.
    fn target(&self, grid: &Grid, row: u32) -> AnnexTarget {
        let cell = |col: u32| Address::new(row, col);
        let said = |col: u32| text(grid, cell(col));
        let results = self.results.iter();
        let results = results
            .filter_map(|(col, basis)| Some((cell(*col), *basis, number(grid, cell(*col))?)));
        let gap = self.gap.map(cell);
        let verdict = self.verdict.map(|col| (cell(col), said(col)));
        AnnexTarget {
            name: said(self.name).trim_start_matches(['-', '+', '–', ' ']).to_owned(),
            unit: self.unit.map(said).unwrap_or_default(),
            level: level_text(grid, cell(self.level)),
            level_number: number(grid, cell(self.level)),
            gap: gap.and_then(|at| Some((at, number(grid, at)?))),
            results: results.collect(),
            fraction: grid.row(row).find_map(|(at, _)| fraction(&text(grid, at))),
            verdict: verdict.filter(|(_, said)| !said.is_empty()),
        }
    }
}

/// The table of targets on a sheet; none where a column for what is judged, for levels or for results
/// is missing.
pub(super) fn find(grid: &Grid, period: Period) -> Option<TargetTable> {
    let rows = grid.filled_rows();
    let top = rows.iter().copied().find(|row| {
        let named = grid.row(*row).any(|(at, _)| is_name(&folded(&text(grid, at))));
        named && grid.row(*row).count() >= 3
    })?;
    let depth = header_depth(grid, top);
    let columns = Columns::of(&roles(grid, top..top + depth, period))?;
    let titles = (0..top).flat_map(|row| grid.row(row).map(|(at, _)| text(grid, at)));
    let own = (top + depth..=*rows.last()?).map(|row| columns.target(grid, row));
    let rows = with_levels(own);
    let table = TargetTable { sheet: grid.name.clone(), titles: titles.collect(), rows };
    (!table.rows.is_empty()).then_some(table)
}

/// The rows with results. One without a level of its own is a part of the row above that has a level
/// and no results, and takes that level.
fn with_levels(rows: impl Iterator<Item = AnnexTarget>) -> Vec<AnnexTarget> {
    const FEWEST_LETTERS: usize = 2;
    let mut found = Vec::new();
    let mut above: Option<AnnexTarget> = None;
    for mut own in rows {
        if own.name.chars().filter(|letter| letter.is_alphabetic()).count() < FEWEST_LETTERS {
            continue;
        }
        match (own.level.is_empty(), own.results.is_empty()) {
            (true, true) => above = None,
            (true, false) => {
                let Some(whole) = &above else { continue };
                own.name = format!("{} {}", whole.name, own.name);
                own.level.clone_from(&whole.level);
                own.level_number = whole.level_number;
                found.push(own);
            }
            (false, true) => above = Some(own),
            (false, false) => {
                above = None;
                found.push(own);
            }
        }
    }
    found
}

/// A level as written, with a sign of its own where the cell has one; a dash is none.
fn level_text(grid: &Grid, at: Address) -> String {
    let said = match number(grid, at) {
        Some(number) => viet_text::notation::vietnamese(number),
        None => text(grid, at),
    };
    if said.chars().any(|letter| letter.is_ascii_digit()) { said } else { String::new() }
}

/// "105/140 người": two whole numbers with a stroke between them.
fn fraction(said: &str) -> Option<(Decimal, Decimal)> {
    let word = said.split(' ').find(|word| word.contains('/'))?;
    let (part, whole) = word.trim_matches(['(', ')', ',', ';']).split_once('/')?;
    let number = |text: &str| -> Option<Decimal> {
        let digits = text.replace('.', "");
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    number(part).zip(number(whole))
}

fn is_name(header: &str) -> bool {
    const NAMES: [&str; 5] = ["chỉ tiêu", "nội dung", "mục tiêu", "tiêu chí", "nhiệm vụ"];
    header.chars().count() < 40 && NAMES.iter().any(|word| header.contains(&folded(word)))
}

/// The rows of the header: as far as merged cells or rows of words without numbers go.
fn header_depth(grid: &Grid, top: u32) -> u32 {
    let merged = grid.row(top).filter_map(|(at, _)| grid.merge_at(at)).map(|own| own.area.to.row);
    let mut bottom = merged.max().unwrap_or(top).clamp(top, top + 4);
    if crate::form::is_numbering(grid, bottom + 1) {
        bottom += 1;
    }
    bottom + 1 - top
}

fn roles(grid: &Grid, rows: std::ops::Range<u32>, period: Period) -> Vec<(u32, Role)> {
    let columns: std::collections::BTreeSet<u32> = rows
        .clone()
        .flat_map(|row| grid.row(row).map(|(at, _)| at.col).collect::<Vec<_>>())
        .collect();
    let mut roles: Vec<(u32, Role)> = Vec::new();
    for col in columns {
        let mut words = String::new();
        for row in rows.clone() {
            let at = Address::new(row, col);
            let from = grid.merge_at(at).map_or(at, |merge| merge.area.from);
            words.push_str(&text(grid, from));
            words.push(' ');
        }
        let has = |role: Role| roles.iter().any(|(_, own)| *own == role);
        let role = role(&words, has(Role::Name), has(Role::Level), period);
        roles.extend(role.map(|role| (col, role)));
    }
    roles
}

fn role(header: &str, has_name: bool, has_level: bool, period: Period) -> Option<Role> {
    let small = folded(header);
    let has = |words: &[&str]| words.iter().any(|word| small.contains(&folded(word)));
    let is_other_day = find_closing_day(header)
        .is_some_and(|day| day < period.first_day() || day > period.last_day());
    match () {
        () if has(&["stt", "ghi chú", "nguyên nhân", "giải pháp", "tỷ lệ %"]) => None,
        () if has(&["so với", "so sánh", "chênh lệch"]) => {
            (!is_other_day).then_some(Role::Gap)
        }
        () if has(&["đvt", "đơn vị tính"]) => Some(Role::Unit),
        () if has(&["đánh giá", "kết luận", "nhận xét"]) => Some(Role::Verdict),
        () if has(&["năm trước", "cùng kỳ", "kỳ trước", "tháng trước"]) || is_other_day => {
            None
        }
        () if has(&["ước"]) => Some(Role::Result(Basis::Estimate)),
        () if has(&["thực hiện", "kết quả", "đạt được"]) && !is_name_only(&small) => {
            Some(Role::Result(Basis::Actual))
        }
        () if !has_name && is_name(small.trim()) => Some(Role::Name),
        () if !has_level
            && has(&["nghị quyết", "kế hoạch", "mục tiêu", "đề ra", "giao", "mức", "phấn đấu"]) =>
        {
            Some(Role::Level)
        }
        () => None,
    }
}

/// "Nội dung thực hiện" names what is judged.
fn is_name_only(header: &str) -> bool {
    header.contains(&folded("nội dung")) || header.contains(&folded("nhiệm vụ"))
}
