//! What recognising forms looks up again and again.

use super::vocabulary::Vocabulary;
use crate::form::column_mapping::Headers;
use crate::form::label_normalizer::LabelNormalizer;

/// What forms are recognised by.
#[derive(Clone, Copy)]
pub(in crate::form) struct RecognitionCache<'m, 't> {
    pub(in crate::form) wording: &'m LabelNormalizer<'t>,
    pub(in crate::form) words: &'m Vocabulary<'t>,
    pub(in crate::form) headers: &'m Headers,
}
