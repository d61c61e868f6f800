//! Damaged copies of sound workbooks: a verdict for each, and no figure that differs.

use proptest::prelude::*;
use workbook_io::Workbook;
use workbook_io::read::{Limits, Refusal, read};

use super::build::{Part, ods, with, xls, xlsb, xlsx, zipped};
use super::mutate::{Chance, mutated};

fn verdict(bytes: &[u8]) -> Result<Workbook, Refusal> {
    read(bytes, &Limits::default())
}

/// Formats whose every part carries a checksum.
fn checksummed() -> [(&'static str, Vec<u8>); 3] {
    [("xlsx", xlsx::sound()), ("xlsb", xlsb::sound()), ("ods", ods::sound())]
}

#[test]
fn the_sound_ones_are_read_whole() {
    for (format, bytes) in checksummed() {
        let book = verdict(&bytes).unwrap();
        assert_eq!(book.sheets[0].filled_rows().len(), 40, "{format}");
    }
    let book = verdict(&xls::sound()).unwrap();
    assert_eq!(book.sheets[0].cells.len(), 80);
}

#[test]
fn no_bit_of_a_checksummed_file_changes_a_figure() {
    for (format, bytes) in checksummed() {
        let whole = verdict(&bytes).unwrap().sheets;
        for place in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[place] ^= 1 << (place % 8);
            if let Ok(book) = verdict(&flipped) {
                assert_eq!(book.sheets, whole, "{format}, byte {place}");
            }
        }
    }
}

#[test]
fn no_file_cut_short_is_read_as_less() {
    for (format, bytes) in checksummed().into_iter().chain([("xls", xls::sound())]) {
        let whole = verdict(&bytes).unwrap().sheets;
        for end in (0..bytes.len()).step_by(7) {
            if let Ok(book) = verdict(&bytes[..end]) {
                // Only what fills the container's last sector may be missing.
                assert!(format == "xls" && book.sheets == whole, "{format}, {end} bytes");
            }
        }
    }
}

/// A .xls has no checksums: a wrong bit in a number's own bytes is another number. Whatever
/// else it hits is refused, or changes no figure.
#[test]
fn a_bit_of_an_xls_changes_figures_only_in_their_own_bytes() {
    let bytes = xls::sound();
    let whole = verdict(&bytes).unwrap();
    let mut silent = 0;
    for place in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (place % 8);
        let Ok(book) = verdict(&flipped) else { continue };
        if book.sheets == whole.sheets {
            continue;
        }
        let (was, is) = (&whole.sheets[0].cells, &book.sheets[0].cells);
        let moved = was.keys().ne(is.keys());
        let lost: Vec<String> =
            was.keys().filter(|at| is.get(at).is_none()).map(ToString::to_string).collect();
        let around = &flipped[place - 12..place + 12];
        assert!(!moved, "byte {place}: {lost:?} elsewhere, {around:02x?}");
        silent += usize::from(was != is);
    }
    // 40 numbers of eight bytes, 40 places in the table of texts and one text of six letters.
    assert!(silent <= 40 * 8 + 40 + 6, "{silent}");
}

/// Every part of a package damaged within, then packed anew with sound checksums.
fn damaged_within(parts: &[Part], seed: u64) -> Vec<u8> {
    let mut chance = Chance::new(seed);
    let (name, content) = chance.of(parts).clone();
    zipped(&with(parts.to_vec(), &name, &mutated(&content, &mut chance)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn damage_within_a_package_ends_in_a_verdict(seed in 0u64..u64::MAX, format in 0usize..3) {
        let cells = [xlsb::row(0), xlsb::number(0, 1.0), xlsb::number(1, 2.0)].concat();
        let parts = match format {
            0 => xlsx::parts(&xlsx::sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")),
            1 => xlsb::parts(&xlsb::sheet(&cells)),
            _ => ods::parts("<table:table-row><table:table-cell office:value=\"1\"/></table:table-row>"),
        };
        let _ = verdict(&damaged_within(&parts, seed));
    }

    #[test]
    fn damage_to_the_bytes_ends_in_a_verdict(seed in 0u64..u64::MAX, format in 0usize..4) {
        let files = [xlsx::sound, xlsb::sound, xls::sound, ods::sound];
        let _ = verdict(&mutated(&files[format](), &mut Chance::new(seed)));
    }

    #[test]
    fn damage_within_the_records_of_an_xls_ends_in_a_verdict(seed in 0u64..u64::MAX) {
        let cells = [xls::dimensions(2, 2), xls::text(0, 0, 0), xls::number(0, 1, 2.5)].concat();
        let stream = mutated(&xls::stream(0, &cells), &mut Chance::new(seed));
        let _ = verdict(&xls::container(&[("/Workbook", &stream)]));
    }
}
