//! Values as the review workbook lists them: one for each cell, in the order of the cells.

use viet_text::text::clean;
use workbook_io::Address;

const BETWEEN: &str = "; ";

/// What cells say, in one line.
#[must_use]
pub fn written_in_words(written: &[impl AsRef<str>]) -> String {
    let texts = written.iter().map(|text| plain(text.as_ref()));
    texts.collect::<Vec<_>>().join(BETWEEN)
}

/// What the cells said when [`written_in_words`] put it down.
pub(super) fn written_from_words(words: &str, cells: usize) -> Option<Vec<String>> {
    let parts: Vec<String> = words.split(';').map(plain).collect();
    (parts.len() == cells).then_some(parts)
}

/// Stands for a blank cell.
const BLANK: &str = "(trống)";

/// A cell's text without the sign that separates cells.
pub(super) fn plain(text: &str) -> String {
    let text = clean(&text.replace(';', ","));
    if text.is_empty() { BLANK.to_owned() } else { text }
}

/// Proposals for some of the cells: the bare values where every cell has one, else each with
/// its cell.
#[must_use]
pub fn proposals_in_words(cells: &[Address], proposed: &[(Address, String)]) -> String {
    let value = |at: &Address| proposed.iter().find(|(cell, _)| cell == at).map(|(_, v)| v);
    let values: Option<Vec<&String>> = cells.iter().map(value).collect();
    let words: Vec<String> = match values {
        Some(values) => values.into_iter().map(|value| plain(value)).collect(),
        None => proposed.iter().map(|(at, value)| format!("{at}: {}", plain(value))).collect(),
    };
    words.join(BETWEEN)
}

/// The proposals that [`proposals_in_words`] put down for these cells.
pub(super) fn proposals_from_words(
    words: &str,
    cells: &[Address],
) -> Option<Vec<(Address, String)>> {
    let parts: Vec<&str> = words.split(';').map(str::trim).filter(|p| !p.is_empty()).collect();
    let paired = parts.iter().map(|part| {
        let (at, value) = part.split_once(':')?;
        let at: Address = at.trim().parse().ok()?;
        cells.contains(&at).then(|| (at, clean(value)))
    });
    if let Some(paired) = paired.collect::<Option<Vec<_>>>() {
        return (!paired.is_empty()).then_some(paired);
    }
    let values = parts.iter().map(|part| clean(part));
    (parts.len() == cells.len()).then(|| cells.iter().copied().zip(values).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposals_are_read_as_they_were_put_down() {
        let cells: Vec<Address> = ["L9", "M9"].map(|at| at.parse().unwrap()).to_vec();
        let both = vec![(cells[0], "1.189".to_owned()), (cells[1], "1.300,5".to_owned())];
        for (proposed, words) in
            [(both.clone(), "1.189; 1.300,5"), (both[1..].to_vec(), "M9: 1.300,5")]
        {
            assert_eq!(proposals_in_words(&cells, &proposed), words);
            assert_eq!(proposals_from_words(words, &cells), Some(proposed));
        }
        assert_eq!(proposals_from_words("", &cells), None);
        assert_eq!(proposals_from_words("1.189", &cells), None);
        let day = vec![(cells[0], "09/12/2008".to_owned())];
        assert_eq!(proposals_from_words("09/12/2008", &cells[..1]), Some(day));
    }
}
