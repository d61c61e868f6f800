//! What a blank form is made from.

use super::{KnownFigures, LastLists};
use crate::form::Template;
use crate::settings::Settings;
use viet_text::period::Period;
use workbook_io::Workbook;

/// What a blank form is made from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The marked template.
    pub template: &'a Template,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its content.
    pub book: &'a Workbook,
    /// The office's settings.
    pub settings: &'a Settings,
    /// The period; `None` leaves its slot empty.
    pub period: Option<Period>,
    /// The lists of the last period.
    pub last: &'a LastLists,
    /// What is known of last year and of the plan.
    pub known: &'a KnownFigures,
}
