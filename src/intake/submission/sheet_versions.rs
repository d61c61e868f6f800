//! Two sheets of one list in one file: does the second go on with the list, or is it another version
//! of the first?
//!
//! A copy that was kept bears its mark ("(cũ)", "- Copy"), or repeats what the other says. "Biểu 03
//! (2)" alone may be the list's second page.

use std::collections::BTreeSet;

use crate::form::{FieldValue, FormSheet, ListRow};
use crate::workspace::without_copy_marks;
use rust_decimal::Decimal;
use viet_text::text::folded;

/// Can two sheets of one heading stand side by side? Two of one form cannot, but for a list that
/// goes on on another sheet: with hardly an organisation on both.
pub(super) fn goes_with(one: &FormSheet, other: &FormSheet) -> bool {
    if !one.is_same_form(other) {
        return true;
    }
    let filled = !one.rows.is_empty() && !other.rows.is_empty();
    let names = |sheet: &FormSheet| -> BTreeSet<String> {
        sheet.rows.iter().map(|row| folded(&row.name)).collect()
    };
    filled
        && one.hidden == other.hidden
        && is_said_old(&one.on.sheet) == is_said_old(&other.on.sheet)
        && names(one).is_disjoint(&names(other))
        && !repeats(one, other)
}

/// Does a sheet's name say that it is a copy, or an older state?
pub(super) fn is_copy(name: &str) -> bool {
    without_copy_marks(name).is_some() || is_said_old(name)
}

/// The same, by a word for it and not by a number alone.
fn is_said_old(name: &str) -> bool {
    const OLD: [&str; 5] = ["cũ", "old", "cu", "nháp", "trước"];
    let spaced = folded(name).replace(|c: char| !c.is_alphanumeric(), " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let bare_number = name.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let is_numbered =
        bare_number.is_some_and(|(_, number)| number.bytes().all(|digit| digit.is_ascii_digit()));
    let unnumbered = bare_number.filter(|_| is_numbered).map_or(name, |(rest, _)| rest);
    words.last().is_some_and(|last| OLD.contains(last)) || without_copy_marks(unnumbered).is_some()
}

/// Do most rows of the shorter sheet say the same numbers as a row of the other?
fn repeats(one: &FormSheet, other: &FormSheet) -> bool {
    let (short, long) =
        if one.rows.len() <= other.rows.len() { (one, other) } else { (other, one) };
    let numbers = |sheet: &FormSheet| -> Vec<Vec<Decimal>> {
        sheet.rows.iter().map(|row| numbers(row)).filter(|numbers| numbers.len() > 1).collect()
    };
    let known: BTreeSet<Vec<Decimal>> = numbers(long).into_iter().collect();
    let own = numbers(short);
    let same = own.iter().filter(|numbers| known.contains(*numbers)).count();
    same * 2 > own.len()
}

fn numbers(row: &ListRow) -> Vec<Decimal> {
    let number = |value: &FieldValue| match value {
        FieldValue::Number(reading) => reading.number().map(|number| number.normalize()),
        _ => None,
    };
    row.filled().filter_map(|field| number(field.value)).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_copy, is_said_old};

    #[test]
    fn sheets_that_say_they_are_older() {
        for name in
            ["Biểu 02 cũ", "Biểu 03 (cũ)", "Bieu 03 cu", "Biểu 03 - Copy", "Biểu 03 copy (2)"]
        {
            assert!(is_said_old(name) && is_copy(name), "{name}");
        }
        assert!(is_copy("Biểu 03 (2)") && !is_said_old("Biểu 03 (2)"));
        for name in ["Biểu 03", "Biểu 03 tiếp", "Biểu 03 (mới)", "Củ Chi"] {
            assert!(!is_copy(name), "{name}");
        }
    }
}
