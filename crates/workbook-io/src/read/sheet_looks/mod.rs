//! How the sheets of an .xlsx look, in the terms of the writer's model: enough to write a sheet that
//! looks like one that was read. What the model cannot say is left out.

mod colors;
mod look;
mod sheet;
mod styles;

pub use look::SheetLook;

use self::colors::Palette;
use self::styles::CellStyles;
use super::careful::xlsx::manifest::manifest;
use super::package::Package;
use super::{Limits, catch_panic};

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
