//! A sentence's clauses: each part of it that sets a level of its own.

use super::phrases::{
    ALL_LIST, Before, EARLIER_LIST, LESS_LIST, MORE_LIST, NONE_ANYWHERE_LIST, NONE_LEFT_LIST,
};
use super::quantity::Quantity;
use super::tokens::{Token, TokenKind, holds, reads};

/// A part of a sentence that sets a level, by its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// Its first token.
    pub from: usize,
    /// The token behind its last.
    pub to: usize,
    /// The token with which the part that sets the level begins, where it begins anew.
    pub core: usize,
    /// How it is joined to the one before.
    pub joint: Joint,
}

/// How a clause is joined to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// By a comma, or it is the first.
    Beside,
    /// By "trong đó": part of what was said before.
    Within,
    /// By "với": what goes with what was said before.
    With,
    /// By "và".
    And,
}

/// Words with which a clause of its own begins.
const BEGINNINGS: [&str; 30] = [
    "tỉ lệ",
    "tỉ trọng",
    "số",
    "tổng",
    "thu nhập",
    "doanh thu",
    "diện tích",
    "giá trị",
    "sản lượng",
    "xây dựng",
    "thành lập",
    "phát triển",
    "phấn đấu",
    "phần đấu",
    "hỗ trợ",
    "mỗi",
    "bình quân",
    "có",
    "đưa",
    "duy trì",
    "tốc độ",
    "mức",
    "đào tạo",
    "giải quyết",
    "toàn",
    "nâng",
    "giảm",
    "lợi nhuận",
    "tạo",
    "thu hút",
];

/// Of these, those with which what is judged begins.
const SUBJECTS: [&str; 9] = [
    "tỉ lệ",
    "số",
    "tổng số",
    "thu nhập",
    "doanh thu",
    "lợi nhuận",
    "bình quân",
    "mỗi",
    "diện tích",
];

/// The clauses of a sentence; none where it sets no level.
pub(super) fn clauses(tokens: &[Token], quantities: &[Quantity]) -> Vec<Clause> {
    let segments = segments(tokens, quantities);
    let carries = |clause: &Clause| carries(tokens, quantities, clause);
    let mut found: Vec<Clause> = Vec::new();
    // Segments that set no level and wait for one that does.
    let mut waiting: Option<Clause> = None;
    for segment in segments {
        let joined = match waiting.take() {
            Some(before) => {
                let anew = SUBJECTS.iter().any(|words| reads(tokens, segment.from, words));
                let core = if anew { segment.from } else { before.core };
                Clause { from: before.from, to: segment.to, core, joint: before.joint }
            }
            None => segment.clone(),
        };
        if carries(&segment) {
            found.push(joined);
        } else if found.is_empty() || begins_anew(tokens, &segment) || joined.from < segment.from {
            waiting = Some(joined);
        } else if let Some(last) = found.last_mut() {
            last.to = segment.to;
        }
    }
    match (waiting, found.last_mut()) {
        (Some(rest), Some(last)) => last.to = rest.to,
        (Some(rest), None) => found.push(rest),
        (None, _) => {}
    }
    found
}

/// Does a part of the sentence set a level?
fn carries(tokens: &[Token], quantities: &[Quantity], clause: &Clause) -> bool {
    let own = &tokens[clause.from..clause.to];
    quantities.iter().any(|quantity| (clause.from..clause.to).contains(&quantity.at))
        || NONE_ANYWHERE_LIST.is_in(own)
        || NONE_LEFT_LIST.at(own, 0).is_some()
        || ALL_LIST.is_in(own)
        || EARLIER_LIST.is_in(own) && (MORE_LIST.is_in(own) || LESS_LIST.is_in(own))
        || grows_in_number(own)
}

/// "phát triển mạnh … về số lượng"
pub(super) fn grows_in_number(tokens: &[Token]) -> bool {
    let grows = ["phát", "tăng", "nâng", "mở"]
        .iter()
        .any(|word| tokens.first().is_some_and(|token| token.is(word)));
    grows && holds(tokens, "về số lượng")
}

fn begins_anew(tokens: &[Token], clause: &Clause) -> bool {
    BEGINNINGS.iter().any(|words| reads(tokens, clause.from, words))
}

/// The sentence between its commas and joining words.
fn segments(tokens: &[Token], quantities: &[Quantity]) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut clause = Clause { from: 0, to: 0, core: 0, joint: Joint::Beside };
    let mut at = 0;
    while at < tokens.len() {
        let cut = cut(tokens, quantities, clause.from, at);
        match cut {
            Some((next, joint)) => {
                clause.to = at;
                if clause.to > clause.from {
                    found.push(clause.clone());
                }
                clause = Clause { from: next, to: next, core: next, joint };
                at = next;
            }
            None => at += 1,
        }
    }
    clause.to = tokens.len();
    if clause.to > clause.from {
        found.push(clause);
    }
    found
}

/// Does a new part begin at a token? Where, and how is it joined?
fn cut(
    tokens: &[Token],
    quantities: &[Quantity],
    from: usize,
    at: usize,
) -> Option<(usize, Joint)> {
    // Within a number's own phrases nothing begins.
    if quantities.iter().any(|quantity| quantity.from < at && at < quantity.to) {
        return None;
    }
    let is = |words: &str| reads(tokens, at, words);
    let comma = usize::from(tokens[at].is(",") || tokens[at].is(";"));
    let next = at + comma;
    let behind = |words: &str| reads(tokens, next, words).then(|| next + words.split(' ').count());
    if let Some(behind) = behind("trong đó") {
        return Some((behind, Joint::Within));
    }
    if let Some(behind) = behind("đồng thời").or_else(|| behind("cùng với đó")) {
        return Some((behind, Joint::Beside));
    }
    let starts = |at: usize| quantities.iter().any(|quantity| quantity.from == at);
    if let Some(behind) = behind("với").filter(|behind| starts(*behind) && from < at) {
        return Some((behind, Joint::With));
    }
    if comma > 0 {
        let joint = if tokens.get(next).is_some_and(|token| token.is("và")) {
            Joint::And
        } else {
            Joint::Beside
        };
        return Some((next + usize::from(joint == Joint::And), joint));
    }
    let is_and = is("và") && joins_levels(quantities, from, at);
    is_and.then_some((at + 1, Joint::And))
}

/// Does "và" stand between two levels, each with words of its own?
fn joins_levels(quantities: &[Quantity], from: usize, and: usize) -> bool {
    let binds = |quantity: &Quantity| {
        let is_first = quantity.from <= from + 2;
        quantity.before.iter().any(|meaning| *meaning != Before::Idle) || is_first
    };
    let before = quantities.iter().rev().find(|quantity| quantity.to <= and && quantity.at >= from);
    let after = quantities.iter().find(|quantity| quantity.from > and);
    let (Some(before), Some(after)) = (before, after) else { return false };
    let is_next = after.from == and + 1;
    let is_counted =
        |quantity: &Quantity| quantity.unit.as_ref().is_some_and(|unit| unit.is_counted);
    if is_counted(before) && is_counted(after) {
        return true;
    }
    binds(before) && (is_next || after.before.iter().any(|meaning| *meaning != Before::Idle))
}

/// Is a token a sign that separates?
pub(super) fn is_separator(token: &Token) -> bool {
    token.kind == TokenKind::Sign && [",", ";", ":", "-", "."].contains(&token.key.as_str())
}
