//! Which cell styles of a package show a day.

use super::package::FormPackage;
use super::xml::{attribute, tokens, unescaped};

const STYLES: &str = "xl/styles.xml";

/// For each cell style: does it show a serial as a day?
pub(super) fn dates(package: &FormPackage<'_>) -> Result<Vec<bool>, String> {
    let workbook = package.text(&package.workbook)?;
    // Serials of the 1904 calendar start four years later, so days are written as text.
    let other_calendar = tokens(&workbook)?.iter().any(|token| {
        token.is_open("workbookPr")
            && matches!(attribute(&token.text, "date1904").as_deref(), Some("1" | "true"))
    });
    if other_calendar || !package.has(STYLES) {
        return Ok(Vec::new());
    }
    let tokens = tokens(&package.text(STYLES)?)?;
    let own = tokens.iter().filter(|token| token.is_open("numFmt"));
    let own: Vec<(u32, bool)> = own
        .filter_map(|token| {
            let id = attribute(&token.text, "numFmtId")?.parse().ok()?;
            Some((id, is_date(&unescaped(&attribute(&token.text, "formatCode")?))))
        })
        .collect();
    let mut styles = Vec::new();
    let mut within = false;
    for token in &tokens {
        if token.name == "cellXfs" {
            within = token.is_open("cellXfs");
        } else if within && token.is_open("xf") {
            let id: u32 =
                attribute(&token.text, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
            let declared = own.iter().find(|(other, _)| *other == id).map(|(_, date)| *date);
            styles.push(declared.unwrap_or(matches!(id, 14..=17 | 22)));
        }
    }
    Ok(styles)
}

/// Does a format contain a day or year, outside quotes and brackets?
fn is_date(code: &str) -> bool {
    let mut quoted = false;
    let mut bracketed = false;
    code.to_lowercase().chars().any(|letter| {
        match letter {
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            'd' | 'y' => return !quoted && !bracketed,
            _ => {}
        }
        false
    })
}
