//! "đếm các đơn vị có quyết định công nhận": how many units a decision recognises. Their figures do not
//! decide it.

use viet_text::text::folded;

use super::sum::{of_units, sum_of_numbers};
use super::{Divisor, OverUnits, Rule, UnitTest};

pub(super) const RULE: Rule = Rule {
    syntax: "đếm các đơn vị có quyết định công nhận",
    read: |text| {
        let is_rule = folded(text) == folded(RULE.syntax);
        let test = Some(UnitTest::IsRecognised);
        is_rule.then(|| OverUnits { test, ..OverUnits::counting(&RULE) })
    },
    adds_up: true,
    divisor: Divisor::None,
    value: |sum, _| Some(sum),
    unit_formula: |_| None,
    total_formula: |cells| Some(of_units(cells, &sum_of_numbers(&cells.units))),
    in_words: |_, _| "Đếm các đơn vị có quyết định công nhận".to_owned(),
    source_in_words: Some(|_, _| {
        "Cột Quyết định công nhận của trang Đơn vị, theo ngày của quyết định".to_owned()
    }),
};
