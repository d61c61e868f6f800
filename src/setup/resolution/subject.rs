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

/// The subject of a clause with its level.
pub(super) fn subject(text: &str, tokens: &[Token], main: &Quantity, times: &[Time]) -> String {
    let counted = main.unit.as_ref().filter(|unit| unit.is_counted && unit.to == unit.noun_end);
    // "07 tổ hợp tác ở các xã": what is counted says what it is about.
    let behind = counted.map_or(main.unit_end, |unit| {
        let mut from = unit.noun_end;
        while from > main.at + 1 && !tokens[from - 1].is_number() {
            from -= 1;
        }
        from
    });
    // "Số thành viên đạt 2.600 thành viên": once is enough.
    let noun: Vec<&str> = counted.map_or(Vec::new(), |unit| {
        tokens[behind..unit.noun_end].iter().map(|token| token.key.as_str()).collect()
    });
    let is_said = !noun.is_empty()
        && tokens[..main.from]
            .windows(noun.len())
            .any(|own| own.iter().zip(&noun).all(|(token, word)| token.is(word)));
    let behind = if is_said { main.unit_end } else { behind };
    let is_time = |at: usize| {
        times.iter().any(|time| time.role != TimeRole::Other && (time.from..time.to).contains(&at))
    };
    let before = rest(&tokens[..main.from], 0, times)..main.from;
    let is_suffix = |at: usize| (main.unit_end..main.to).contains(&at) && main.after.is_some();
    let kept = before.chain(behind..tokens.len()).filter(|at| !is_time(*at));
    let mut words = String::new();
    for at in kept {
        let token = &tokens[at];
        if is_suffix(at) && ["trở", "lên", "xuống"].contains(&token.key.as_str()) {
            continue;
        }
        if !words.is_empty() && !token.is_glued && !text[..token.from].ends_with('(') {
            words.push(' ');
        }
        words.push_str(&text[token.from..token.to]);
    }
    words.trim().trim_matches([',', ';', '.', ':', '-']).trim().to_owned()
}
