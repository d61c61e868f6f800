//! What every file of a folder is read by.

use crate::form::{Template, UnitNames};
use crate::settings::Settings;
use viet_text::period::Period;

/// What a file is read by.
#[derive(Clone, Copy)]
pub(super) struct ReadContext<'a> {
    pub period: Period,
    pub settings: &'a Settings,
    pub templates: &'a [Template],
    pub units: &'a UnitNames,
}
