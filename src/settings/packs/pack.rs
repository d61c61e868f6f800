//! What a built-in pack is.

use include_dir::Dir;

use viet_text::period::Period;

/// A pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The name by which it is asked for.
    pub name: &'static str,
    /// The resolutions or plans in it; none in the empty pack.
    pub documents: Vec<String>,
    /// The period that its workspace starts with, where none is asked for.
    pub first_period: Option<Period>,
    pub(super) files: &'static Dir<'static>,
}

impl Pack {
    /// What is in it, in words.
    #[must_use]
    pub fn in_words(&self) -> String {
        match &self.documents[..] {
            [] => "gói trống: chưa có biểu mẫu, số liệu, đơn vị, chỉ tiêu".to_owned(),
            documents => documents.join("; "),
        }
    }

    /// The bytes of one of its files, by its path within the pack.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&'static [u8]> {
        self.files.get_file(self.files.path().join(path)).map(include_dir::File::contents)
    }
}
