//! Names of files in sentences, and texts as Windows programs read them.

use std::path::Path;

use crate::path_text::PathText as _;
use crate::report::screen;

/// The slips as text, to paste into a chat.
pub(super) const MESSAGE_FILE: &str = "tin-nhan.txt";

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| Path::new(name).on_one_line()).unwrap_or_default()
}

/// Text with the line ends that every Notepad shows, and nothing that a program would obey.
pub(super) fn for_windows(text: &str) -> Vec<u8> {
    screen::plain(text).replace('\n', "\r\n").into_bytes()
}
