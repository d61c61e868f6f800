//! Maps by code, in the order of the settings.

use foldhash::fast::RandomState;
use indexmap::IndexMap;

/// What the settings declare, by code, in the office's order. The hash is a fast one: every figure
/// looks up its indicator.
pub type ByCode<T> = IndexMap<String, T, RandomState>;
