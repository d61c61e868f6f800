//! What a clause is about: its words without those of comparison, time and announcement.

use super::phrases::LEAD_LIST;
use super::quantity::Quantity;
use super::times::{Time, TimeRole};
use super::tokens::{Token, TokenKind};

/// Do these tokens say nothing of what a clause is about?
pub(super) fn is_bare(tokens: &[Token], times: &[Time]) -> bool {
    rest(tokens, 0, times) >= tokens.len()
}

/// The first token from a place on that is no announcement, time or sign.
fn rest(tokens: &[Token], from: usize, times: &[Time]) -> usize {
    let mut at = from;
    while at < tokens.len() {
        let time = times.iter().find(|time| time.from == at && time.to <= tokens.len());
        match (time, LEAD_LIST.at(tokens, at)) {
            (Some(time), _) => at = time.to,
            (None, Some(length)) => at += length,
            (None, None) if tokens[at].kind == TokenKind::Sign => at += 1,
            (None, None) => return at,
        }
    }
    at
}

/// What a clause is about.
pub(super) struct Subject {
    /// Before its level.
    pub before: String,
    /// Behind its level: of what a share is one, or what is counted.
    pub behind: String,
}

impl Subject {
    /// Both together.
    pub(super) fn whole(&self) -> String {
        format!("{} {}", self.before, self.behind).trim().to_owned()
    }
}

/// The subject of a clause with its level; `core` is where the part with the level begins.
pub(super) fn subject(
    text: &str,
    tokens: &[Token],
    main: &Quantity,
    times: &[Time],
    core: usize,
) -> Subject {
    let is_time = |at: usize| {
        times.iter().any(|time| time.role != TimeRole::Other && (time.from..time.to).contains(&at))
    };
    let told = |from: usize, to: usize| {
        let mut words = String::new();
        for token in (from..to).filter(|at| !is_time(*at)).map(|at| &tokens[at]) {
            if !words.is_empty() && !token.is_glued {
                words.push(' ');
            }
            words.push_str(&text[token.from..token.to]);
        }
        words.trim().trim_matches([',', ';', '.', ':', '-']).trim().to_owned()
    };
    let begin = announced(&tokens[..main.from]).max(core.min(main.from));
    let from = rest(&tokens[..main.from], begin, times).min(main.from);
    let before = told(from, main.from);
    let behind = match main.after {
        Some(_) => {
            format!("{} {}", told(noun(tokens, main), main.suffix), told(main.to, tokens.len()))
        }
        None => told(noun(tokens, main), tokens.len()),
    };
    Subject { before, behind: behind.trim().to_owned() }
}

/// Behind the last "phấn đấu": what stands before it only leads there.
fn announced(tokens: &[Token]) -> usize {
    let aim = tokens.windows(2).rposition(|pair| {
        ["phấn", "phần"].contains(&pair[0].key.as_str())
            && ["đấu", "đầu"].contains(&pair[1].key.as_str())
    });
    aim.map_or(0, |at| at + 2)
}

/// Where what is counted begins: "07 tổ hợp tác ở các xã" is about them. Not where it was said
/// before: "số thành viên đạt 2.600 thành viên".
fn noun(tokens: &[Token], main: &Quantity) -> usize {
    let Some(unit) = main.unit.as_ref().filter(|unit| unit.is_counted && unit.to == unit.noun_end)
    else {
        return main.unit_end;
    };
    let noun = &tokens[unit.from..unit.noun_end];
    let is_said = tokens[..main.from]
        .windows(noun.len())
        .any(|own| own.iter().zip(noun).all(|(token, word)| token.key == word.key));
    if is_said { main.unit_end } else { unit.from }
}
