//! What may stand between the cells of a table (OpenDocument 1.3, part 3, 9). A misspelt element or
//! attribute there is damage that would move or change values.

use quick_xml::events::BytesStart;

use crate::read::{Damage, Refusal};

/// Elements of a table that hold no cells have names of many kinds; those with cells, or beside
/// them, have these.
const ELEMENTS: [&str; 23] = [
    "table-row",
    "table-rows",
    "table-header-rows",
    "table-row-group",
    "table-cell",
    "covered-table-cell",
    "table-column",
    "table-columns",
    "table-header-columns",
    "table-column-group",
    "table-source",
    "table-template",
    "table-protection",
    "title",
    "desc",
    "scenario",
    "shapes",
    "named-expressions",
    "named-range",
    "named-expression",
    "cell-range-source",
    "dde-source",
    "dde-link",
];
/// Attributes of rows, columns and cells.
const TABLE: [&str; 13] = [
    "number-columns-repeated",
    "number-rows-repeated",
    "number-columns-spanned",
    "number-rows-spanned",
    "number-matrix-columns-spanned",
    "number-matrix-rows-spanned",
    "style-name",
    "default-cell-style-name",
    "visibility",
    "formula",
    "content-validation-name",
    "protect",
    "protected",
];
const OFFICE: [&str; 7] = [
    "value-type",
    "value",
    "date-value",
    "time-value",
    "boolean-value",
    "string-value",
    "currency",
];

/// Refuses an element of a table that the format does not know.
pub(super) fn check_element(element: &BytesStart<'_>) -> Result<(), Refusal> {
    let name = element.name();
    let Some(name) = name.as_ref().strip_prefix("table:") else { return Ok(()) };
    let has_values = matches!(name, "table-row" | "table-column") || name.ends_with("table-cell");
    let known = ELEMENTS.contains(&name) && (!has_values || has_known_attributes(element));
    if known { Ok(()) } else { Err(damage()) }
}

/// Extensions have prefixes of their own, but do not say how often a cell is repeated.
fn has_known_attributes(element: &BytesStart<'_>) -> bool {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    attributes.map_while(Result::ok).all(|attribute| {
        let name = attribute.key.as_ref();
        match name.split_once(':').unwrap_or(("", name)) {
            ("table", name) => TABLE.contains(&name),
            ("office", name) => OFFICE.contains(&name),
            ("calcext" | "loext", _) => true,
            (_, name) => {
                !name.ends_with("-repeated")
                    && !name.ends_with("-spanned")
                    && !OFFICE.contains(&name)
            }
        }
    })
}

/// Refuses text between cells.
pub(super) fn check_text(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() { Ok(()) } else { Err(damage()) }
}

fn damage() -> Refusal {
    Refusal::Damaged(Damage::MalformedXml)
}
