//! A clause without a number that still sets a level: none left, all, more than last year.

use rust_decimal::Decimal;

use super::super::clauses::grows_in_number;
use super::super::comparison::kind;
use super::super::item::{About, ProposedItem};
use super::super::phrases::{
    ALL_LIST, EARLIER_LIST, LESS_LIST, MORE_LIST, MOST_LIST, NEARLY_NONE_LIST, NOT_LESS_LIST,
    NOT_MORE_LIST,
};
use super::super::units::noun_at;
use super::part::Part;
use crate::settings::{Basis, Threshold};

impl Part<'_> {
    /// "không còn …": none at all.
    pub(super) fn none_item(&self, (at, to): (usize, usize)) -> ProposedItem {
        let mut noun = to;
        while self.tokens.get(noun).is_some_and(|token| {
            [
                "tình", "trạng", "các", "những", "việc", "toàn", "bộ", "số", "hoàn", "toàn", "tất",
                "cả",
            ]
            .contains(&token.key.as_str())
        }) {
            noun += 1;
        }
        let length = noun_at(&self.tokens, noun, &self.context.terms);
        let unit = length.map_or_else(String::new, |length| self.source(noun, noun + length));
        let mut comparison = self.plain_comparison(kind("<="), Decimal::ZERO, unit);
        comparison.baseline = None;
        let mut item = self.item(self.source(noun, self.tokens.len()), comparison);
        if length.is_none() {
            self.ask_unit(&mut item);
        }
        if NEARLY_NONE_LIST.at(&self.tokens, at).is_some() {
            item.ask(
                About::Level,
                format!(
                    "Câu viết \"{}\": có nghĩa là không còn trường hợp nào?",
                    self.source(at, to)
                ),
                &["không còn (bằng 0)", "theo nhận định của cơ quan"],
            );
        }
        if self.tokens[to..].windows(2).any(|pair| pair[0].is("và") && pair[1].is("các")) {
            item.ask(
                About::Parts,
                "Câu nêu nhiều đối tượng: tính chung hay đánh giá từng đối tượng?",
                &["tính chung", "từng đối tượng"],
            );
        }
        item
    }

    /// An item without a number: all of them, or an earlier period's figure.
    pub(super) fn without_level(&self) -> Option<ProposedItem> {
        let own = &self.tokens;
        let all = ALL_LIST.find(own).filter(|_| !MOST_LIST.is_in(own));
        if let Some((at, length)) = all {
            let rest = format!("{} {}", self.source(0, at), self.source(at + length, own.len()));
            let comparison =
                self.plain_comparison(kind(">="), Decimal::ONE_HUNDRED, "%".to_owned());
            return Some(self.item(rest.trim().to_owned(), comparison));
        }
        let code = match () {
            () if NOT_LESS_LIST.is_in(own) => ">=",
            () if NOT_MORE_LIST.is_in(own) => "<=",
            () if LESS_LIST.is_in(own) => "<",
            () if MORE_LIST.is_in(own) => ">",
            () => return None,
        };
        (EARLIER_LIST.is_in(own) || grows_in_number(own)).then(|| self.against_last_year(code))
    }

    pub(super) fn against_last_year(&self, code: &str) -> ProposedItem {
        let noun = (0..self.tokens.len().min(5)).find_map(|at| {
            let length = noun_at(&self.tokens, at, &self.context.terms)?;
            Some((at, at + length))
        });
        let unit = noun.map_or_else(String::new, |(from, to)| self.source(from, to));
        let mut comparison = self.plain_comparison(kind(code), Decimal::ZERO, unit);
        comparison.threshold = Threshold::Column(Basis::Prior);
        let mut item = self.item(self.text().to_owned(), comparison);
        item.ask(
            About::Level,
            "Câu so với kỳ trước mà không nêu số. Đề xuất: so với số thực hiện năm trước của cùng \
             biểu",
            &["số năm trước", "theo nhận định của cơ quan"],
        );
        item
    }
}
