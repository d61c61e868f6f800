//! UTF-16 text in files.

/// The code units of little-endian bytes. An odd byte at the end is dropped.
pub(super) fn units_le(bytes: &[u8]) -> Vec<u16> {
    bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect()
}

/// The code units of big-endian bytes.
pub(super) fn units_be(bytes: &[u8]) -> Vec<u16> {
    bytes.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect()
}

/// Decodes little-endian text; invalid units become U+FFFD.
pub(super) fn decode_le(bytes: &[u8]) -> String {
    String::from_utf16_lossy(&units_le(bytes))
}
