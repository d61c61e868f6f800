//! A clause on its own: what in it sets the level, and the item that this makes.

use rust_decimal::Decimal;

use super::super::clauses::{Clause, Joint};
use super::super::item::{
    About, Comparison, ProposedCriterion, ProposedItem, Question, Scope, Whole,
};
use super::super::phrases::{Before, NONE_ANYWHERE_LIST, NONE_LEFT_LIST, OF_THE_YEAR_LIST};
use super::super::quantity::{Quantity, quantities};
use super::super::subject::is_bare;
use super::super::times::{Time, times};
use super::super::tokens::{Token, holds, tokens};
use super::context::{Context, deadline};
use crate::kinds::Kind;
use crate::settings::{Basis, Threshold};

/// A clause on its own.
pub(super) struct Part<'c> {
    pub text: String,
    pub joint: Joint,
    pub core: usize,
    pub tokens: Vec<Token>,
    pub times: Vec<Time>,
    pub quantities: Vec<Quantity>,
    pub context: &'c Context,
}

impl<'c> Part<'c> {
    pub(super) fn new(
        sentence: &str,
        clause: &Clause,
        all: &[Token],
        context: &'c Context,
    ) -> Self {
        let (first, last) = (&all[clause.from], &all[clause.to - 1]);
        let text = sentence[first.from..last.to].to_owned();
        let own = tokens(&text);
        let own_times = times(&own);
        let own_quantities = quantities(&own, &own_times, &context.terms);
        Self {
            text,
            joint: clause.joint,
            core: clause.core - clause.from,
            tokens: own,
            times: own_times,
            quantities: own_quantities,
            context,
        }
    }

    pub(super) fn text(&self) -> &str {
        self.text.trim().trim_end_matches(['.', ';', ','])
    }

    /// Does it only tell more of the level before: ", tăng 10% so với năm 2020"?
    pub(super) fn only_adds(&self) -> bool {
        let Some(main) = self.quantities.first() else { return false };
        let has_time = self.times.iter().any(|time| deadline(time).is_some());
        let adds = [Before::Up, Before::Down, Before::Exceeds, Before::Times]
            .into_iter()
            .any(|meaning| main.has(meaning))
            || ["bằng", "chiếm", "tương"].iter().any(|word| self.tokens[0].is(word));
        let is_change = adds && self.joint == Joint::Beside && main.from == 0;
        is_change && !has_time && !main.unit.as_ref().is_some_and(|unit| unit.is_counted)
    }

    pub(super) fn items(&self, before: Option<&ProposedItem>) -> Vec<ProposedItem> {
        let main = self.main();
        // "xóa 50 căn nhà", "tỷ lệ hộ không còn nhà tạm đạt 90%": the number is the level.
        let yields = |to: usize| {
            main.is_some_and(|main| {
                let is_reached = main.has(Before::Reach);
                main.from == to || is_reached && (main.from < to || main.is_share(&self.tokens))
            })
        };
        let none = self.none_left().filter(|(_, to)| !yields(*to));
        let mut item = match (none, main) {
            (Some(none), _) => self.none_item(none),
            (None, Some(main)) => self.level_item(main, before),
            (None, None) => match self.without_level() {
                Some(item) => item,
                None => return vec![self.judgement()],
            },
        };
        self.add_time(&mut item);
        let mut items = vec![item];
        items.extend(self.quality());
        items
    }

    /// The level of the clause; other numbers are conditions.
    pub(super) fn main(&self) -> Option<&Quantity> {
        let score = |quantity: &Quantity| {
            let binds = quantity.before.iter().any(|meaning| *meaning != Before::Idle);
            let begins = is_bare(&self.tokens[..quantity.from], &self.times);
            u32::from(binds) * 4
                + u32::from(quantity.is_share(&self.tokens)) * 3
                + u32::from(quantity.after.is_some()) * 2
                + u32::from(begins) * 4
                + u32::from(quantity.baseline.is_some()) * 4
        };
        let best = self.quantities.iter().map(score).max()?;
        self.quantities.iter().find(|quantity| score(quantity) == best)
    }

    pub(super) fn none_left(&self) -> Option<(usize, usize)> {
        let anywhere = NONE_ANYWHERE_LIST.find(&self.tokens).map(|(at, length)| (at, at + length));
        let start = (0..self.tokens.len())
            .find(|at| NONE_LEFT_LIST.at(&self.tokens, *at).is_some())
            .filter(|at| is_bare(&self.tokens[..*at], &self.times));
        let start = start.and_then(|at| Some((at, at + NONE_LEFT_LIST.at(&self.tokens, at)?)));
        start.or(anywhere)
    }

    /// "… về số lượng và chất lượng": beside what is counted, the office's judgement.
    pub(super) fn quality(&self) -> Option<ProposedItem> {
        let is_both = holds(&self.tokens, "số lượng và chất lượng");
        (is_both && self.quantities.is_empty()).then(|| {
            let mut item = self.judgement();
            item.subject = format!("{} (về chất lượng)", item.subject);
            item
        })
    }

    pub(super) fn judgement(&self) -> ProposedItem {
        let mut item = self.blank();
        item.subject = self.text().to_owned();
        item.ask(
            About::Kind,
            "Câu không có mức bằng số. Đề xuất: theo nhận định của cơ quan; nếu không phải chỉ tiêu \
             thì bỏ dòng này",
            &["nhận định", "không phải chỉ tiêu"],
        );
        item
    }

    pub(super) fn blank(&self) -> ProposedItem {
        ProposedItem {
            sentence: self.text().to_owned(),
            subject: String::new(),
            counted: String::new(),
            criterion: ProposedCriterion::ByOffice,
            deadline: None,
            since: None,
            basis: Basis::Actual,
            questions: Vec::new(),
        }
    }

    pub(super) fn plain_comparison(
        &self,
        kind: &'static Kind,
        level: Decimal,
        unit: String,
    ) -> Comparison {
        Comparison {
            kind,
            threshold: Threshold::Number(level),
            upper: None,
            baseline: None,
            unit,
            change: None,
            whole: Whole::Unsaid,
            scope: Scope::Total,
            parts: Vec::new(),
        }
    }

    pub(super) fn item(&self, subject: String, comparison: Comparison) -> ProposedItem {
        let is_of_year = OF_THE_YEAR_LIST.is_in(&self.tokens) && comparison.change.is_none();
        let mut item = self.blank();
        item.subject = subject;
        item.basis = if is_of_year { Basis::Estimate } else { Basis::Actual };
        if !comparison.parts.is_empty() {
            let each = "từng phần đều phải đạt";
            let parts = comparison.parts.join(", ");
            item.ask(
                About::Parts,
                format!("Câu nêu nhiều đối tượng ({parts}). Đề xuất: từng đối tượng đều phải đạt"),
                &[each, "tính chung"],
            );
        }
        if let Scope::Each(of) = &comparison.scope {
            item.ask(
                About::Scope,
                format!(
                    "Câu viết \"mỗi {of}\": mức này là của từng {of}. Đề xuất: mọi {of} đều phải đạt"
                ),
                &["mọi nơi đều phải đạt", "tính bình quân", "tính chung"],
            );
        }
        item.criterion = ProposedCriterion::ByFigure(comparison);
        item
    }

    /// When it is due, and from when what is new is counted.
    pub(super) fn add_time(&self, item: &mut ProposedItem) {
        item.deadline = self.times.iter().find_map(deadline);
        let founds =
            ["thành lập mới", "mới thành lập", "xây dựng mới", "phát triển mới", "kết nạp mới"]
                .iter()
                .any(|words| holds(&self.tokens, words));
        let in_year = ["trong năm", "mỗi năm", "hằng năm", "hàng năm"]
            .iter()
            .any(|words| holds(&self.tokens, words));
        if !founds || in_year || item.comparison().is_none() {
            return;
        }
        item.since = self.context.day;
        let text = match self.context.day {
            Some(day) => format!(
                "Số thành lập mới được đếm từ ngày ban hành văn bản ({}), cộng dồn qua các năm: có \
                 đúng không?",
                day.format("%d/%m/%Y")
            ),
            None => "Số thành lập mới được đếm từ ngày nào (văn bản không ghi đủ ngày ban hành)?"
                .to_owned(),
        };
        item.questions.push(Question { about: About::Since, text, choices: Vec::new() });
    }

    /// The words between two tokens as they stand.
    pub(super) fn source(&self, from: usize, to: usize) -> String {
        let Some(first) = self.tokens.get(from).filter(|_| from < to) else { return String::new() };
        let last = &self.tokens[to.min(self.tokens.len()) - 1];
        let text = &self.text[first.from..last.to];
        text.trim().trim_end_matches(['.', ';', ',']).to_owned()
    }
}
