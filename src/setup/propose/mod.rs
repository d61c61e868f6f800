//! From the tables of blank forms to what is proposed to the office.

mod builder;
pub(crate) mod codes;
mod column_meaning;
mod figures;
mod fixed;
mod list;
mod phrases;
mod totals;
mod versions;

use builder::{Builder, TablePlace};

use super::blank::{BlankBody, BlankTable};
use super::proposal::Proposal;

/// A form to propose for: its file's name without ending, and its tables.
#[derive(Clone, Debug)]
pub struct BlankForm {
    /// The file's name without its ending.
    pub name: String,
    /// Its tables.
    pub tables: Vec<BlankTable>,
}

/// Proposes figures, lists, relations and codes for forms.
#[must_use]
pub fn propose(forms: &[BlankForm]) -> Proposal {
    let mut builder = Builder::default();
    for (number, form) in forms.iter().enumerate() {
        let mut cells = Vec::new();
        for table in &form.tables {
            let family = builder.family(table, number, &form.name);
            let prefix = builder.families[family].prefix.clone();
            let place = place(form, table, forms.len() > 1);
            let at = TablePlace { table, prefix, place, family };
            cells.extend(match &table.body {
                BlankBody::Fixed(rows) => fixed::propose(&at, rows, &mut builder),
                BlankBody::List(rows) => list::propose(&at, rows, &mut builder),
            });
        }
        builder.proposal.forms.push(cells);
    }
    versions::without_repeats(&mut builder.proposal.relations);
    builder.proposal
}

/// How a table is named to the officer.
fn place(form: &BlankForm, table: &BlankTable, several: bool) -> String {
    if several { format!("{} - {}", form.name, table.sheet) } else { table.sheet.clone() }
}
