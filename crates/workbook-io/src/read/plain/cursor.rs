//! A position in a sheet's bytes, and parsers for what common files contain there.

use crate::grid::Address;

/// The remaining bytes.
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// Skips these bytes, if they are next.
    pub(super) fn skip(&mut self, what: &[u8]) -> bool {
        match self.rest.strip_prefix(what) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Parses up to nine digits and the closing quote.
    pub(super) fn number(&mut self) -> Option<u32> {
        const MOST: usize = 9;
        let mut number = 0;
        let mut length = 0;
        while let Some(digit @ b'0'..=b'9') = self.rest.get(length)
            && length < MOST
        {
            number = number * 10 + u32::from(digit - b'0');
            length += 1;
        }
        self.rest = self.rest.get(length..)?.strip_prefix(b"\"")?;
        (length > 0).then_some(number)
    }

    /// Parses an address as Excel writes it: capitals, then a number without leading zeros, and the
    /// closing quote.
    pub(super) fn address(&mut self) -> Option<Address> {
        const MOST: usize = 3;
        let mut col = 0;
        let mut length = 0;
        while let Some(letter @ b'A'..=b'Z') = self.rest.get(length)
            && length < MOST
        {
            col = col * 26 + u32::from(letter - b'A') + 1;
            length += 1;
        }
        self.rest = &self.rest[length..];
        if self.rest.starts_with(b"0") {
            return None;
        }
        let (row, col) = (self.number()?.checked_sub(1)?, u32::checked_sub(col, 1)?);
        (row < Address::MAX_ROWS && col < Address::MAX_COLS).then_some(Address::new(row, col))
    }

    /// The bytes up to a byte, which is skipped.
    pub(super) fn until(&mut self, end: u8) -> Option<&'a [u8]> {
        let at = memchr::memchr(end, self.rest)?;
        let found = &self.rest[..at];
        self.rest = &self.rest[at + 1..];
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_excel_writes_them() {
        for (text, at) in [
            ("A1\"", Some(Address::new(0, 0))),
            ("XFD1048576\"", Some(Address::new(1_048_575, 16_383))),
            ("XFE1\"", None),
            ("A1048577\"", None),
            ("A01\"", None),
            ("a1\"", None),
            ("A\"", None),
            ("1\"", None),
            ("AAAA1\"", None),
            ("A1", None),
        ] {
            assert_eq!(Cursor { rest: text.as_bytes() }.address(), at, "{text}");
        }
        let mut cursor = Cursor { rest: b"12\" 1234567890\"" };
        assert_eq!((cursor.number(), cursor.rest), (Some(12), &b" 1234567890\""[..]));
        assert!(cursor.skip(b" ") && cursor.number().is_none());
    }
}
