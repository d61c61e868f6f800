//! What recognising forms looks up again and again.

use super::label_normalizer::LabelNormalizer;
use super::vocabulary::Vocabulary;
use crate::form::column_mapping::Headers;

/// The part of the cache that recognition uses.
#[derive(Clone, Copy)]
pub(in crate::form) struct RecognitionCache<'m, 't> {
    pub(in crate::form) normalizer: &'m LabelNormalizer<'t>,
    pub(in crate::form) terms: &'m Vocabulary<'t>,
    pub(in crate::form) headers: &'m Headers,
}
