//! Damage, the same in every run: a small generator of numbers, and what it does to bytes.

/// Numbers without pattern (xorshift64*), from a seed.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`; 0 where there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap() % end.max(1)
    }

    /// One of several.
    pub(crate) fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// Pieces that break readers: numbers beyond all bounds, ends of elements, odd records.
const NASTY: [&[u8]; 20] = [
    b"0",
    b"-1",
    b"1048577",
    b"4294967296",
    b"18446744073709551616",
    b"1e309",
    b"NaN",
    b"",
    b"XFE1048577",
    b"<",
    b"/>",
    b"</row>",
    b"<c/>",
    b"&#0;",
    b"&amp;",
    b"]]>",
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
    b"\x7f\xff",
    "ệ\u{301}\u{202e}".as_bytes(),
];

/// Bytes with a few accidents.
pub(crate) fn mutated(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let end = (at + chance.below(40)).min(bytes.len());
        match chance.below(8) {
            0 | 1 if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
            2 if !bytes.is_empty() => bytes[at] = chance.below(256) as u8,
            3 => drop(bytes.drain(at..end)),
            4 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            5 => drop(bytes.splice(at..end.min(at + 4), chance.of(&NASTY).iter().copied())),
            6 => replace_number(&mut bytes, chance),
            _ => bytes.truncate(bytes.len() - chance.below(bytes.len() / 8 + 1)),
        }
    }
    bytes
}

/// Puts something else where digits stand.
fn replace_number(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let from = chance.below(bytes.len());
    let Some(start) = bytes[from..].iter().position(u8::is_ascii_digit).map(|at| from + at) else {
        return;
    };
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.splice(start..start + length, chance.of(&NASTY[..9]).iter().copied());
}
