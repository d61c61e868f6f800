//! What a new period takes over from earlier ones: contacts of units, and causes to be used again.

use super::entries::{Entries, OFFERED_CAUSE};
use super::entry_table::{EntryRow, EntryTable};
use super::sheets;
use crate::settings::Settings;
use viet_text::text::folded;

/// The columns of sheet Bàn giao that the program fills.
const OF_THE_PROGRAM: [&str; 3] = ["Mục", "Nội dung", "Tình trạng"];

/// The columns that a new workbook has for the officer.
const FOR_CONTACTS: [&str; 4] = ["Người phụ trách", "Điện thoại", "Thư điện tử", "Ghi chú"];

impl Entries {
    /// Has nothing been taken over into this period yet?
    #[must_use]
    pub fn awaits_earlier(&self) -> bool {
        let causes = self.tables.get(sheets::CAUSES);
        let offers = causes.is_some_and(|table| table.column(OFFERED_CAUSE).is_some());
        !offers || !self.tables.contains_key(sheets::HANDOVER)
    }

    /// Takes over contacts and causes from earlier periods, the nearest first. A period without
    /// any, like a quarter between two months, hides nothing of those before it.
    pub fn take_over(&mut self, earlier: impl Iterator<Item = Self>, settings: &Settings) {
        let own = self.tables.remove(sheets::HANDOVER);
        let has_contacts = own.as_ref().is_some_and(has_entries);
        let mut contacts = own.filter(|_| has_contacts);
        for mut other in earlier {
            for (item, cause) in other.causes {
                if !self.causes.contains_key(&item) {
                    self.offered.entry(item).or_insert(cause);
                }
            }
            let table = other.tables.remove(sheets::HANDOVER).filter(has_entries);
            match (&mut contacts, table) {
                (_, None) => {}
                (None, table) => contacts = table,
                (Some(_), Some(_)) if has_contacts => {}
                (Some(known), Some(table)) => add_units(known, table, settings),
            }
        }
        self.tables.extend(contacts.map(|table| (sheets::HANDOVER, table)));
    }
}

/// Adds what is written of units of which the nearer period says nothing.
fn add_units(known: &mut EntryTable, older: EntryTable, settings: &Settings) {
    let is_unit = |row: &EntryRow| {
        let name = folded(&row.text("Mục"));
        settings.units.iter().any(|unit| folded(&unit.name) == name)
    };
    for row in older.rows.into_iter().filter(|row| is_unit(row) && has_entry(row)) {
        let is_same = |own: &&mut EntryRow| folded(&own.text("Mục")) == folded(&row.text("Mục"));
        match known.rows.iter_mut().find(is_same) {
            Some(own) if has_entry(own) => {}
            Some(own) => own.values.extend(row.values),
            None => known.rows.push(row),
        }
    }
    for header in older.headers {
        if known.column(&header).is_none() {
            known.headers.push(header);
        }
    }
}

/// Has the officer written anything, be it a column of their own?
fn has_entries(table: &EntryTable) -> bool {
    let is_known = |header: &String| {
        let mut known = OF_THE_PROGRAM.iter().chain(&FOR_CONTACTS);
        header.is_empty() || known.any(|own| folded(own) == folded(header))
    };
    table.rows.iter().any(has_entry) || !table.headers.iter().all(is_known)
}

/// Has the officer written into the row?
fn has_entry(row: &EntryRow) -> bool {
    let is_own = |header: &String| OF_THE_PROGRAM.iter().all(|own| folded(own) != folded(header));
    row.values.keys().any(is_own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Workspace;
    use std::path::Path;
    use workbook_io::Value;

    fn period(contacts: &[(&str, &str)], causes: &[(&str, &str)]) -> Entries {
        let row = |(unit, phone): &(&str, &str)| {
            let cells = [("Mục", *unit), ("Tình trạng", "Đã nhận"), ("Điện thoại", *phone)];
            let cells = cells.into_iter().filter(|(_, text)| !text.is_empty());
            let values = cells.map(|(header, text)| (header.to_owned(), Value::Text(text.into())));
            EntryRow { values: values.collect(), ..EntryRow::default() }
        };
        let headers = ["Mục", "Nội dung", "Tình trạng", "Điện thoại"].map(str::to_owned).to_vec();
        let rows = contacts.iter().map(row).collect();
        let table = EntryTable { headers, rows, above: Vec::new() };
        let cause = |(item, text): &(&str, &str)| {
            (("nq".to_owned(), (*item).to_owned()), (*text).to_owned())
        };
        Entries {
            tables: [(sheets::HANDOVER, table)].into(),
            causes: causes.iter().map(cause).collect(),
            ..Entries::default()
        }
    }

    #[test]
    fn a_period_without_contacts_hides_none() {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/thap-muoi");
        let settings = Workspace::open(&sample)
            .unwrap()
            .settings
            .on(chrono::NaiveDate::from_ymd_opt(2023, 10, 31).unwrap());
        let quarter = period(&[("Xã Mỹ An", ""), ("Xã Mỹ Quý", "")], &[]);
        let half_year = period(&[("Xã Mỹ An", "0900"), ("Xã Mỹ Quý", "")], &[("2.1", "Do A")]);
        let june = period(
            &[("Xã Mỹ An", "0911"), ("Xã Mỹ Quý", "0922")],
            &[("2.1", "Do B"), ("3", "Do C")],
        );
        let mut july = Entries::default();
        assert!(july.awaits_earlier());
        july.take_over([quarter, half_year, june].into_iter(), &settings);
        let rows = july.rows(sheets::HANDOVER);
        let phones: Vec<String> = rows.map(|row| row.text("Điện thoại")).collect();
        assert_eq!(phones, ["0900", "0922"]);
        let offered: Vec<&str> = july.offered.values().map(String::as_str).collect();
        assert_eq!(offered, ["Do A", "Do C"]);
        assert!(july.causes.is_empty());
    }
}
