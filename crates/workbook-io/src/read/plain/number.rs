//! Numbers in cells.

use calamine::{Data, ExcelDateTime, ExcelDateTimeType};
use rust_decimal::Decimal;

use super::template::StyleKind;
use crate::grid::Value;
use crate::number;
use crate::read::value::{CellContent, from_calamine};

/// Parses up to nine digits and nothing else.
pub(super) fn digits(text: &[u8]) -> Option<u64> {
    let plain = (1..=9).contains(&text.len()) && text.iter().all(u8::is_ascii_digit);
    plain.then(|| text.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
}

/// Parses a stored number. With at most fifteen digits, the text is the shortest decimal of its
/// double.
pub(super) fn number(raw: &[u8], style: StyleKind, is_1904: bool) -> Option<CellContent> {
    const EXACT: usize = 15;
    if raw.len() <= 9
        && style != StyleKind::Date
        && style != StyleKind::Unusual
        && let Some(whole) = digits(raw)
    {
        return Some(CellContent::Value(Value::Number(Decimal::from(whole))));
    }
    let text = std::str::from_utf8(raw).ok()?;
    let is_plain = text.len() <= 32
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'E' | b'e' | b'+'))
        && text.bytes().next().is_some_and(|b| b.is_ascii_digit() || b == b'-')
        && text.bytes().next_back().is_some_and(|b| b.is_ascii_digit());
    if !is_plain {
        return None;
    }
    match style {
        StyleKind::Unusual => None,
        StyleKind::Date => {
            let kind = ExcelDateTimeType::DateTime;
            let stamp = ExcelDateTime::new(text.parse().ok()?, kind, is_1904);
            Some(from_calamine(Data::DateTime(stamp)))
        }
        StyleKind::Number if text.len() <= EXACT && !text.contains(['e', 'E', '-', '+']) => {
            let exact = text.parse::<Decimal>().ok()?.normalize();
            (exact <= number::LIMIT).then_some(CellContent::Value(Value::Number(exact)))
        }
        StyleKind::Number => Some(from_calamine(Data::Float(text.parse().ok()?))),
    }
}
