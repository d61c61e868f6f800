//! Character tables of the two legacy Vietnamese encodings.
//!
//! A workbook stores each legacy byte as the character U+0020 to U+00FF with the same number and
//! relies on the font, so both tables map characters to characters.

/// TCVN 5712 (ABC fonts, `.VnTime`), U+00A0 to U+00FF; `\0` where it has no letter.
///
/// It has no capitals with tone marks: capital fonts (`.VnTimeH`) draw the small letters as
/// capitals.
const TCVN3: [[char; 16]; 6] = [
    // A0
    ['\0', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', '\0'],
    // B0
    ['\0', '\0', '\0', '\0', '\0', 'à', 'ả', 'ã', 'á', 'ạ', '\0', 'ằ', 'ẳ', 'ẵ', 'ắ', '\0'],
    // C0
    ['\0', '\0', '\0', '\0', '\0', '\0', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', '\0', 'ẻ', 'ẽ'],
    // D0
    ['é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', '\0', '\0', '\0', 'ĩ', 'í', 'ị', 'ò'],
    // E0
    ['\0', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù'],
    // F0
    ['\0', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', '\0'],
];

/// VNI: the marks after a base letter, in the order of the letters in [`VNI_MARKED`].
const VNI_MARKS: &str = "ùøûõïâáàåãäêéèúüë";

/// VNI: each base letter with the letters its marks make. `ô` is ơ and `ö` is ư.
const VNI_MARKED: [(char, &str); 7] = [
    ('a', "áàảãạâấầẩẫậăắằẳẵặ"),
    ('e', "éèẻẽẹêếềểễệ"),
    ('o', "óòỏõọôốồổỗộ"),
    ('u', "úùủũụ"),
    ('y', "ýỳỷỹ"),
    ('ô', "ớờởỡợ"),
    ('ö', "ứừửữự"),
];

/// VNI: letters of a single character, and the letters they stand for.
const VNI_SINGLE: (&str, &str) = ("íìæóòñôöî", "íìỉĩịđơưỵ");

/// The Vietnamese letter of a TCVN3 character.
pub(crate) fn tcvn3(code: char) -> Option<char> {
    let place = u32::from(code).checked_sub(0xA0)? as usize;
    let letter = *TCVN3.get(place / 16)?.get(place % 16)?;
    (letter != '\0').then_some(letter)
}

/// The Vietnamese letter of a VNI base letter and its mark.
///
/// No mark is also a base letter, so every pair that is found is meant. The base letter decides the
/// case.
pub(crate) fn vni_pair(base: char, mark: char) -> Option<char> {
    let place = VNI_MARKS.chars().position(|known| known == small(mark))?;
    let (_, letters) = VNI_MARKED.iter().find(|(known, _)| *known == small(base))?;
    letters.chars().nth(place).map(|letter| in_case_of(base, letter))
}

/// The Vietnamese letter of a single VNI character.
pub(crate) fn vni_single(code: char) -> Option<char> {
    let place = VNI_SINGLE.0.chars().position(|known| known == small(code))?;
    VNI_SINGLE.1.chars().nth(place).map(|letter| in_case_of(code, letter))
}

/// Lower case, for letters whose lower case is one character.
fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn in_case_of(model: char, letter: char) -> char {
    if model.is_uppercase() { letter.to_uppercase().next().unwrap_or(letter) } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tcvn3_has_its_74_letters_each_once() {
        let mut letters: Vec<char> = ('\u{A0}'..='\u{FF}').filter_map(tcvn3).collect();
        assert_eq!(letters.len(), 74);
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), 74);
        assert_eq!(tcvn3('\u{AD}'), Some('ư'));
        assert_eq!(tcvn3('a'), None);
        assert_eq!(tcvn3('ư'), None);
    }

    #[test]
    fn vni_has_its_134_letters_each_once() {
        let bases = "aeouyôöAEOUYÔÖ".chars();
        let pairs = bases.flat_map(|base| {
            VNI_MARKS.chars().filter_map(move |mark| vni_pair(base, mark)).collect::<Vec<_>>()
        });
        let singles = "íìæóòñôöîÍÌÆÓÒÑÔÖÎ".chars().filter_map(vni_single);
        let mut letters: Vec<char> = pairs.chain(singles).collect();
        assert_eq!(letters.len(), 134);
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), 134);
    }

    #[test]
    fn vni_marks_are_no_letters() {
        let letters = format!("{}aeouy", VNI_SINGLE.0);
        assert!(VNI_MARKS.chars().all(|mark| !letters.contains(mark)));
    }
}
