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

/// The table of targets on a sheet; none where a column for what is judged, for levels or for results
/// is missing.
pub(super) fn find(grid: &Grid, period: Period) -> Option<TargetTable> {
    let rows = grid.filled_rows();
    let top = rows.iter().copied().find(|row| {
        let named = grid.row(*row).any(|(at, _)| is_name(&folded(&text(grid, at))));
        named && grid.row(*row).count() >= 3
    })?;
    let last = *rows.last()?;
    let depth = header_depth(grid, top);
    let roles = roles(grid, top..top + depth, period);
    let col = |wanted: fn(&Role) -> bool| {
        roles.iter().find(|(_, role)| wanted(role)).map(|(col, _)| *col)
    };
    let name = col(|role| *role == Role::Name)?;
    let level = col(|role| *role == Role::Level)?;
    col(|role| matches!(role, Role::Result(_)))?;
    let gap = col(|role| *role == Role::Gap);
    let (unit, verdict) = (col(|role| *role == Role::Unit), col(|role| *role == Role::Verdict));
    let mut table = TargetTable { sheet: grid.name.clone(), ..TargetTable::default() };
    table.titles = (0..top)
        .flat_map(|row| grid.row(row).map(|(at, _)| text(grid, at)).collect::<Vec<_>>())
        .collect();
    // What a row without a level of its own is a part of.
    let mut above: Option<AnnexTarget> = None;
    for row in top + depth..=last {
        let at = |col: u32| text(grid, Address::new(row, col));
        let own_name = at(name);
        let mut own = AnnexTarget {
            name: own_name.trim_start_matches(['-', '+', '–', ' ']).to_owned(),
            unit: unit.map(at).unwrap_or_default(),
            level: level_text(grid, Address::new(row, level)),
            level_number: number(grid, Address::new(row, level)),
            gap: gap.map(|col| Address::new(row, col)).and_then(|at| Some((at, number(grid, at)?))),
            results: Vec::new(),
            fraction: grid.row(row).find_map(|(at, _)| fraction(&text(grid, at))),
            verdict: None,
        };
        if own.name.chars().filter(|letter| letter.is_alphabetic()).count() < 2 {
            continue;
        }
        for (col, role) in &roles {
            let (Role::Result(basis), cell) = (role, Address::new(row, *col)) else { continue };
            own.results.extend(number(grid, cell).map(|value| (cell, *basis, value)));
        }
        let verdict = verdict.map(|col| Address::new(row, col));
        own.verdict = verdict.map(|at| (at, text(grid, at))).filter(|(_, said)| !said.is_empty());
        if own.level.is_empty() {
            if own.results.is_empty() {
                above = None;
                continue;
            }
            let Some(whole) = &above else { continue };
            own.name = format!("{} {}", whole.name, own.name);
            own.level.clone_from(&whole.level);
            own.level_number = whole.level_number;
        } else if own.results.is_empty() {
            // Its parts below have the results.
            above = Some(own);
            continue;
        } else {
            above = None;
        }
        table.rows.push(own);
    }
    (!table.rows.is_empty()).then_some(table)
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
