//! The names of the signed pages' sheets.

use crate::results::Results;

/// The signed pages' sheets: "Phụ lục", or where several resolutions hold "Phụ lục I",
/// "Phụ lục II", as NĐ 30/2020 numbers them.
pub(super) fn page_names(results: &Results<'_>) -> Vec<(String, Option<&'static str>)> {
    const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    if results.verdicts.len() == 1 {
        return vec![("Phụ lục".to_owned(), None)];
    }
    let numbered = (0..results.verdicts.len()).map(|place| match ROMAN.get(place) {
        Some(roman) => (format!("Phụ lục {roman}"), Some(*roman)),
        None => (format!("Phụ lục {}", place + 1), None),
    });
    numbered.collect()
}
