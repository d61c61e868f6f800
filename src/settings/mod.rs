//! The settings workbook `khai-bao.xlsx`: what an office declares (`model`), how it is read
//! (`parse`), and the packs from which a new office starts.

mod model;
pub mod packs;
mod parse;

pub use crate::arithmetic::Operator;
pub use model::*;
pub(crate) use parse::nearest;
pub use parse::{Problem, is_settings};

/// The file name of the settings workbook.
pub const SETTINGS_FILE: &str = "khai-bao.xlsx";
/// The folder of marked templates.
pub const TEMPLATE_FOLDER: &str = "bieu-mau";
