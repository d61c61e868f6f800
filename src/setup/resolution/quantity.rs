//! Levels in a sentence: numbers with what stands before them and behind them.

use rust_decimal::Decimal;

use super::numerals::numeral_at;
use super::phrases::{After, Before, LABEL_LIST, after, before};
use super::terms::Terms;
use super::times::Time;
use super::tokens::{Token, TokenKind};
use super::units::{FoundUnit, noun_at, unit_at};

/// A number that could be a level.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// The first token of the phrases before it.
    pub from: usize,
    /// The token of the number.
    pub at: usize,
    /// The token behind the number and its unit.
    pub unit_end: usize,
    /// Where "trở lên" begins; the same as `to` where there is none.
    pub suffix: usize,
    /// The token behind all that belongs to it.
    pub to: usize,
    /// The number; none where its digits can be read in two ways.
    pub level: Option<Decimal>,
    /// The second number of a range.
    pub upper: Option<Decimal>,
    /// Where the figure stands so far: "từ 45% lên 60%".
    pub baseline: Option<Decimal>,
    /// Out of how many: "19/19 tiêu chí".
    pub out_of: Option<Decimal>,
    /// A share written as a fraction: "2/3 số xã".
    pub is_fraction: bool,
    /// Its unit.
    pub unit: Option<FoundUnit>,
    /// What binds it, nearest first.
    pub before: Vec<Before>,
    /// What binds it from behind.
    pub after: Option<After>,
}

impl Quantity {
    /// Does one of the phrases before it mean this?
    pub(super) fn has(&self, meaning: Before) -> bool {
        self.before.contains(&meaning)
    }

    /// Is it a share?
    pub(super) fn is_share(&self, tokens: &[Token]) -> bool {
        self.is_fraction || self.unit.as_ref().is_some_and(|unit| tokens[unit.from].is("%"))
    }
}

/// All numbers that could be levels, in order.
pub(super) fn quantities(tokens: &[Token], times: &[Time], terms: &Terms) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(time) = times.iter().find(|time| (time.from..time.to).contains(&at)) {
            at = time.to;
            continue;
        }
        let number = match tokens[at].kind {
            TokenKind::Number(value) if !is_label(tokens, at, terms) => Some((value, at + 1)),
            TokenKind::Word if is_numeral(tokens, at, terms) => {
                numeral_at(tokens, at).map(|(value, end)| (Some(value), end))
            }
            _ => None,
        };
        let Some((level, end)) = number else {
            at += 1;
            continue;
        };
        let from = found.last().map_or(0, |last: &Quantity| last.to);
        let quantity = quantity(tokens, (at, end), level, from, terms);
        at = quantity.to;
        found.push(quantity);
    }
    with_baselines(found, tokens)
}

/// The quantity of a number, which stands between two tokens.
fn quantity(
    tokens: &[Token],
    (at, mut end): (usize, usize),
    level: Option<Decimal>,
    left: usize,
    terms: &Terms,
) -> Quantity {
    let mut level = level;
    let mut is_fraction = false;
    let mut out_of = None;
    // "19/19 tiêu chí"; "2/3 số xã" is a share.
    if tokens.get(end).is_some_and(|token| token.is("/"))
        && tokens.get(end + 1).is_some_and(|token| token.is_number() && token.is_glued)
    {
        if let TokenKind::Number(whole) = tokens[end + 1].kind {
            out_of = whole;
        }
        is_fraction = tokens.get(end + 2).is_some_and(|token| token.is("số") || token.is("tổng"));
        if let Some(whole) = out_of.filter(|_| is_fraction) {
            let share = level.and_then(|part| (part * Decimal::ONE_HUNDRED).checked_div(whole));
            level = share.map(|share| share.round_dp(2).normalize());
        }
        end += 2;
    }
    let upper = upper(tokens, at, end, level);
    if let Some((_, behind)) = upper {
        end = behind;
    }
    let unit = unit_at(tokens, end, terms).filter(|_| !is_fraction);
    let unit_end = unit.as_ref().map_or(end, |unit| unit.to);
    let (before, from) = chain(tokens, at, left);
    let (after, suffix, to) = suffix(tokens, unit_end);
    let upper = upper.map(|(upper, _)| upper);
    Quantity {
        from,
        at,
        unit_end,
        suffix,
        to,
        level,
        upper,
        baseline: None,
        out_of,
        is_fraction,
        unit,
        before,
        after,
    }
}

/// The second number of a range, and the token behind it.
fn upper(
    tokens: &[Token],
    at: usize,
    end: usize,
    level: Option<Decimal>,
) -> Option<(Decimal, usize)> {
    let is_from = at > 0 && tokens[at - 1].is("từ");
    // "3% - 5%": the sign of the first stands before the dash.
    let skips = (0..=3).find(|skip| {
        tokens.get(end + skip).is_some_and(|token| {
            token.is("-") || token.is("~") || token.is("đến") && (is_from || *skip == 0)
        })
    })?;
    let between = &tokens[end..end + skips];
    let number = tokens.get(end + skips + 1)?;
    let TokenKind::Number(Some(upper)) = number.kind else { return None };
    let is_unit = between.iter().all(|token| token.kind == TokenKind::Word || token.is("%"));
    (is_unit && level.is_some_and(|level| level < upper)).then_some((upper, end + skips + 2))
}

/// The phrases before a number, nearest first, and where they begin.
fn chain(tokens: &[Token], at: usize, left: usize) -> (Vec<Before>, usize) {
    let mut meanings = Vec::new();
    let mut from = at;
    // "từ trung cấp trở lên đạt 40%": "trở lên" belongs to what stands before.
    let is_behind = |begins: usize| begins > 0 && tokens[begins - 1].is("trở");
    while let Some((meaning, begins)) =
        before(tokens, from).filter(|(_, begins)| *begins >= left && !is_behind(*begins))
    {
        meanings.push(meaning);
        from = begins;
    }
    (meanings, from)
}

/// "trở lên" behind a unit, or behind a few words that go on with it.
fn suffix(tokens: &[Token], from: usize) -> (Option<After>, usize, usize) {
    const WORDS_BETWEEN: usize = 4;
    for at in from..=from + WORDS_BETWEEN {
        if let Some((meaning, to)) = after(tokens, at) {
            return (Some(meaning), at, to);
        }
        let goes_on = tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word
                && !["từ", "có", "đạt", "và"].contains(&token.key.as_str())
        });
        if !goes_on {
            break;
        }
    }
    (None, from, from)
}

/// "tăng từ 45% lên 60%": the first is where the figure stands, the second is the level.
fn with_baselines(quantities: Vec<Quantity>, tokens: &[Token]) -> Vec<Quantity> {
    let mut kept: Vec<Quantity> = Vec::new();
    for mut quantity in quantities {
        let joins = quantity.has(Before::UpTo) || quantity.has(Before::Left);
        // "từ 60% đến dưới 80%" tells no change.
        let moves = |token: &Token| {
            ["lên", "xuống", "còn", "tăng", "giảm", "nâng"].contains(&token.key.as_str())
        };
        let joins = joins && tokens[..quantity.at].iter().any(moves);
        let earlier = kept.last().filter(|last| {
            joins
                && last.to >= quantity.from
                && last.at > 0
                && tokens[last.at - 1].is("từ")
                && last.upper.is_none()
        });
        if let Some(earlier) = earlier {
            quantity.baseline = earlier.level;
            quantity.from = earlier.from;
            kept.pop();
        }
        kept.push(quantity);
    }
    kept
}

/// Is a number a name, a condition on age, or what a mean is counted by?
fn is_label(tokens: &[Token], at: usize, terms: &Terms) -> bool {
    let key = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| &token.key);
    let (last, next) = (key(at.checked_sub(1)), key(Some(at + 1)));
    let follows = tokens.get(at + 1);
    let is_glued_word =
        follows.is_some_and(|token| token.is_glued && token.kind == TokenKind::Word);
    const GLUED_UNITS: [&str; 10] = ["ha", "km", "m", "m2", "m3", "kg", "tr", "đ", "km2", "l"];
    if is_glued_word && !GLUED_UNITS.contains(&next) {
        return true;
    }
    // "47/NQ-…", "20-NQ/TW"
    let names_document = |token: &Token| token.is_capitals && token.is_glued;
    if ["/", "-"].contains(&next) && tokens.get(at + 2).is_some_and(names_document) {
        return true;
    }
    if last == "/" || ["4.0", "24/7"].contains(&tokens[at].key.as_str()) || next == "sao" {
        return true;
    }
    if is_age(tokens, at) {
        return true;
    }
    let unit = unit_at(tokens, at + 1, terms);
    let is_measured = next == "%" || unit.as_ref().is_some_and(|unit| unit.is_known);
    let is_first_of_many = ["của", "mỗi", "trên", "quân", "một", "cho"].contains(&last)
        && tokens[at].kind == TokenKind::Number(Some(Decimal::ONE))
        && unit.as_ref().is_some_and(|unit| unit.is_counted && unit.to == unit.noun_end);
    if is_first_of_many && tokens[at + 1..].iter().any(Token::is_number) {
        return true;
    }
    // "trong 5 năm"
    if next == "năm" && ["trong", "sau", "qua"].contains(&last) {
        return true;
    }
    // "giảm trên cả ba tiêu chí"
    let is_all = last == "cả" && !["%"].contains(&next);
    let is_ordinal = is_all || ["thứ", "khóa", "khoá", "điều", "khoản"].contains(&last);
    let is_named = LABEL_LIST.ending(tokens, at).is_some();
    // "mức độ 3, 4"
    let is_listed = [",", "-", "và"].contains(&last)
        && at >= 2
        && tokens[at - 2].is_number()
        && LABEL_LIST.ending(tokens, at - 2).is_some();
    is_ordinal || (is_named || is_listed) && !is_measured
}

/// "trẻ em dưới 5 tuổi", "từ 15 đến 60 tuổi"; but "tuổi thọ đạt 75 tuổi".
fn is_age(tokens: &[Token], at: usize) -> bool {
    let is_word = |place: usize, word: &str| tokens.get(place).is_some_and(|token| token.is(word));
    let joins = |place: usize| is_word(place, "-") || is_word(place, "đến");
    let ends = |place: usize| {
        is_word(place, "tuổi") || is_word(place, "tháng") && is_word(place + 1, "tuổi")
    };
    let is_range =
        joins(at + 1) && tokens.get(at + 2).is_some_and(Token::is_number) && ends(at + 3);
    let is_life = tokens.windows(2).any(|pair| pair[0].is("tuổi") && pair[1].is("thọ"));
    (ends(at + 1) || is_range) && !is_life
}

/// Is a word a number here? "ít nhất một mô hình", but "một số", "bình quân một hộ", "năm 2025".
fn is_numeral(tokens: &[Token], at: usize, terms: &Terms) -> bool {
    let Some((_, end)) = numeral_at(tokens, at) else { return false };
    let asks = before(tokens, at).is_some_and(|(meaning, _)| {
        matches!(
            meaning,
            Before::AtLeast
                | Before::AtMost
                | Before::Above
                | Before::Below
                | Before::Reach
                | Before::About
        )
    });
    let is_bound = asks && !tokens[at - 1].is("là") && !tokens[at - 1].is("trên");
    is_bound && noun_at(tokens, end, terms).is_some()
}
