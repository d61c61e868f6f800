//! "đếm các đơn vị đạt nội dung 2.1": how many units' own figures meet an item, each at the level that it
//! was given, else at the item's.

use crate::kinds::after;

use super::sum::{of_units, sum_of_numbers};
use super::{Divisor, OverUnits, Rule, UnitTest};

pub(super) const RULE: Rule = Rule {
    syntax: "đếm các đơn vị đạt nội dung SỐ",
    read: |text| {
        let named = after(text, "đếm các đơn vị đạt nội dung")?;
        let (set, item) = named.rsplit_once(' ').unwrap_or(("", named));
        // A number cell 2.1 reads "2,1".
        let (set, item) = (set.trim().to_owned(), item.replace(',', "."));
        let test = (!item.is_empty()).then_some(UnitTest::MeetsItem { set, item });
        test.map(|test| OverUnits { test: Some(test), ..OverUnits::counting(&RULE) })
    },
    adds_up: true,
    divisor: Divisor::None,
    value: |sum, _| Some(sum),
    unit_formula: |_| None,
    total_formula: |cells| Some(of_units(cells, &sum_of_numbers(&cells.units))),
    in_words: |own, _| match &own.test {
        Some(UnitTest::MeetsItem { item, .. }) => {
            format!("Đếm các đơn vị có số liệu đạt nội dung {item}")
        }
        _ => String::new(),
    },
    source_in_words: Some(|own, _| match &own.test {
        Some(UnitTest::MeetsItem { item, .. }) => {
            format!("1 nếu số liệu của đơn vị đạt mức của nội dung {item}, 0 nếu không đạt")
        }
        _ => String::new(),
    }),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_item_may_be_named_with_its_resolution() {
        let test = |text: &str| OverUnits::read(text).unwrap().test.unwrap();
        let meets = |set: &str, item: &str| UnitTest::MeetsItem {
            set: set.to_owned(),
            item: item.to_owned(),
        };
        assert_eq!(test("Đếm các đơn vị đạt nội dung 2,1"), meets("", "2.1"));
        assert_eq!(test("đếm các đơn vị đạt nội dung nq47 12.3"), meets("nq47", "12.3"));
        assert_eq!(OverUnits::read("đếm các đơn vị đạt nội dung"), None);
    }
}
