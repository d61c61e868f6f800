//! Messages to a child: bytes preceded by their length.

use std::io::{self, Read, Write};

/// Writes a message.
pub(super) fn write(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)
}

/// Reads a message; an error if there is none, or if it is incomplete.
pub(super) fn read(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_back_and_incomplete_ones_refused() {
        let mut written = Vec::new();
        write(&mut written, b"limits").unwrap();
        write(&mut written, b"").unwrap();
        let mut from = &written[..];
        assert_eq!(read(&mut from).unwrap(), b"limits");
        assert_eq!(read(&mut from).unwrap(), b"");
        assert!(read(&mut from).is_err());
        assert!(read(&mut &written[..9]).is_err());
    }
}
