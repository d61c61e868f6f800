//! How the sheets of an .xlsx look, in the terms of the writer's model: enough to write a sheet that
//! looks like one that was read. What the model cannot say is left out.

mod colors;
mod sheet;
mod styles;

use std::collections::BTreeMap;

use self::colors::Palette;
use self::styles::CellStyles;
use super::careful::xlsx::manifest::manifest;
use super::package::Package;
use super::{Limits, catch_panic};
use crate::grid::Address;
use crate::sheet::{Margins, Style};

/// How a sheet looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetLook {
    /// Widths of columns (counted from zero), in characters of 12 pt, as [`crate::sheet::Sheet`]
    /// has them.
    pub widths: BTreeMap<u32, f64>,
    /// Hidden columns.
    pub hidden_columns: Vec<u32>,
    /// Heights of rows that the file sets, in points.
    pub heights: BTreeMap<u32, f64>,
    /// The height of all other rows, in points, where the file says it.
    pub usual_height: Option<f64>,
    /// The style of each cell that the file has, empty ones among them.
    pub styles: BTreeMap<Address, Style>,
    /// Is it printed across? `None` if the file does not say.
    pub landscape: Option<bool>,
    /// Page margins, where the file says them.
    pub margins: Option<Margins>,
    /// Are gridlines hidden on the screen?
    pub hides_gridlines: bool,
}

/// The looks of all sheets of an .xlsx, in their order; `None` for other formats, and for a file
/// that cannot be read.
#[must_use]
pub fn sheet_looks(bytes: &[u8], limits: &Limits) -> Option<Vec<SheetLook>> {
    catch_panic(|| read(bytes, limits)).flatten()
}

fn read(bytes: &[u8], limits: &Limits) -> Option<Vec<SheetLook>> {
    let mut package = Package::open(bytes)?;
    package.check(limits).ok()?;
    let parts = manifest(&mut package, limits).ok()?;
    let folder = parts.styles.rsplit_once('/').map_or("", |(folder, _)| folder);
    let theme = package.part(&format!("{folder}/theme/theme1.xml"), limits).ok()?;
    let palette = theme.and_then(|theme| Palette::of_theme(&theme)).unwrap_or_default();
    let styles = package.part(&parts.styles, limits).ok()?;
    let styles = styles.and_then(|xml| CellStyles::read(&xml, &palette)).unwrap_or_default();
    let mut looks = Vec::new();
    for part in &parts.sheets {
        looks.push(sheet::look(&package.part(part, limits).ok()??, &styles)?);
    }
    Some(looks)
}

#[cfg(test)]
mod tests;
