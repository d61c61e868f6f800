//! A file's bytes, from disk or from the .zip that it lies in.

use std::fs;
use std::io::{Error, ErrorKind, Read};
use std::path::Path;

use super::archive;
use super::file_error::FileError;
use super::source::{Content, Source};
use crate::held_file::held_in_words;
use crate::system_error::in_words;
use crate::workspace::{LEADS_OUT, link_out};
use workbook_io::read::{Limit, Refusal};

/// What to do about a file that another program has open.
const CLOSE: &str = "Đóng tệp đó rồi chạy lại";

/// About one that the system would not hand over for another reason.
const LET_READ: &str = "Kiểm tra quyền đọc tệp, kết nối tới ổ đĩa rồi chạy lại";

/// About a link out of the workspace.
const REPLACE_LINK: &str = "Chép tệp thật vào thư mục của kỳ thay cho liên kết rồi chạy lại";

/// About what is no file.
const TAKE_AWAY: &str = "Chuyển mục này ra khỏi thư mục của kỳ rồi chạy lại";

/// A file's bytes; a file with more than `most` is refused.
pub(super) fn bytes(source: &Source, most: u64) -> Result<Vec<u8>, FileError> {
    match &source.content {
        Content::Refused(refusal) => Err(refusal.clone()),
        Content::Zipped(member) => archive::bytes(member, most).map_err(FileError::Refused),
        Content::Disk(file, is_file) => {
            if !is_file && link_out(file).is_some() {
                return Err(FileError::NotOpened(LEADS_OUT.to_owned(), REPLACE_LINK));
            }
            // What is no regular file (a pipe, a device) might never open, or never end.
            if !is_file && !fs::metadata(file).map_err(|error| not_opened(file, &error))?.is_file()
            {
                return Err(FileError::NotOpened(
                    "đây không phải là một tệp".to_owned(),
                    TAKE_AWAY,
                ));
            }
            of_file(file, most)
        }
    }
}

fn of_file(path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    let mut file = fs::File::open(path).map_err(|error| not_opened(path, &error))?;
    let length = file.metadata().map_err(|error| not_opened(path, &error))?.len();
    if length > most {
        return Err(FileError::Refused(Refusal::TooLarge(Limit::File)));
    }
    let mut bytes = vec![0; usize::try_from(length).unwrap_or(0).saturating_add(1)];
    let filled = fill(&mut file, &mut bytes).map_err(|error| not_opened(path, &error))?;
    bytes.truncate(filled);
    if filled as u64 > length {
        // It has grown meanwhile.
        let left = most.saturating_add(1).saturating_sub(filled as u64);
        file.take(left).read_to_end(&mut bytes).map_err(|error| not_opened(path, &error))?;
    }
    Ok(bytes)
}

/// Reads into a buffer that is one byte longer than the file should be, mostly in one call: the
/// free byte shows that the end was reached. Returns how much was read.
fn fill(from: &mut impl Read, room: &mut [u8]) -> Result<usize, Error> {
    let mut filled = 0;
    while filled + 1 < room.len() {
        match from.read(&mut room[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn not_opened(path: &Path, error: &Error) -> FileError {
    if let Some(how) = held_in_words(path, error) {
        return FileError::NotOpened(how, CLOSE);
    }
    let why = match error.kind() {
        ErrorKind::NotFound => "không còn thấy tệp này".to_owned(),
        ErrorKind::PermissionDenied => "không có quyền đọc".to_owned(),
        _ => in_words(error),
    };
    FileError::NotOpened(why, LET_READ)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that is handed over a few bytes at a time, once interrupted.
    struct Pieces(Vec<Result<&'static [u8], ErrorKind>>);

    impl Read for Pieces {
        fn read(&mut self, room: &mut [u8]) -> Result<usize, Error> {
            if self.0.is_empty() {
                return Ok(0);
            }
            let mut piece = self.0.remove(0)?;
            piece.read(room)
        }
    }

    #[test]
    fn a_file_is_read_to_where_it_ends() {
        let read = |pieces: &[Result<&'static [u8], ErrorKind>], room: usize| {
            let (mut from, mut room) = (Pieces(pieces.to_vec()), vec![0; room]);
            let filled = fill(&mut from, &mut room).map_err(|error| error.kind())?;
            Ok((room[..filled].to_vec(), from.0.len()))
        };
        let whole = |bytes: &[u8]| Ok((bytes.to_vec(), 0));
        assert_eq!(read(&[Ok(b"abcd")], 5), whole(b"abcd"));
        assert_eq!(read(&[Ok(b"ab"), Err(ErrorKind::Interrupted), Ok(b"cd")], 5), whole(b"abcd"));
        // Shorter or longer than it was said to be.
        assert_eq!(read(&[Ok(b"ab")], 5), whole(b"ab"));
        assert_eq!(read(&[Ok(b"abcde")], 5), whole(b"abcde"));
        assert_eq!(read(&[], 1), whole(b""));
        let failed = read(&[Ok(b"ab"), Err(ErrorKind::PermissionDenied)], 5);
        assert_eq!(failed, Err(ErrorKind::PermissionDenied));
    }
}
