//! A clause whose level is a number.

use super::super::clauses::Joint;
use super::super::comparison::{Reading, comparison};
use super::super::item::{About, ProposedCriterion, ProposedItem, Whole};
use super::super::phrases::Before;
use super::super::quantity::Quantity;
use super::super::subject::subject;
use super::part::Part;

impl Part<'_> {
    /// An item whose level is a number.
    pub(super) fn level_item(
        &self,
        main: &Quantity,
        before: Option<&ProposedItem>,
    ) -> ProposedItem {
        let reading = comparison(&self.tokens, main);
        let about = subject(&self.text, &self.tokens, main, &self.times, self.core);
        let Reading { kind, change, questions } = reading;
        let unit = match &main.unit {
            _ if main.is_fraction => "%".to_owned(),
            Some(unit) => self.source(unit.from, unit.to),
            None => String::new(),
        };
        let level = main.level.unwrap_or_default();
        let mut own = self.plain_comparison(kind, level, unit);
        own.upper = main.upper;
        own.baseline = main.baseline;
        own.change = change;
        own.whole = self.whole(main);
        own.scope = self.scope();
        own.parts = self.parts(&own);
        let mut item = self.item(about.whole(), own);
        item.counted = about.behind;
        item.questions.extend(questions);
        self.ask_about_level(main, &mut item);
        self.ask_about_kinds(&mut item);
        self.join(&mut item, before);
        item
    }

    /// What is doubtful about a level as such.
    pub(super) fn ask_about_level(&self, main: &Quantity, item: &mut ProposedItem) {
        if main.level.is_none() {
            item.ask(
                About::Level,
                format!(
                    "Số \"{}\" viết không theo cách viết của Việt Nam (dấu chấm ngăn hàng nghìn, dấu phẩy \
                     ngăn phần thập phân): mức đúng là bao nhiêu?",
                    self.source(main.at, main.at + 1)
                ),
                &[],
            );
        }
        if main.is_fraction {
            item.ask(
                About::Level,
                "Mức viết bằng phân số, đã đổi ra phần trăm: có đúng không?",
                &["đúng", "không đúng"],
            );
        } else if !main.unit.as_ref().is_some_and(|unit| unit.is_known) {
            self.ask_unit(item);
        }
        if main.out_of.is_some_and(|whole| Some(whole) != main.level) && !main.is_fraction {
            item.ask(
                About::Level,
                format!(
                    "Câu viết \"{}\": mức phải đạt là số đứng trước dấu gạch chéo?",
                    self.source(main.at, main.unit_end)
                ),
                &["đúng", "không đúng"],
            );
        }
        let others = self.quantities.iter().filter(|other| self.could_be_level(main, other));
        let others: Vec<String> =
            others.map(|other| self.source(other.at, other.unit_end)).collect();
        if !others.is_empty() {
            item.ask(
                About::Level,
                format!(
                    "Câu còn có số \"{}\": mức phải đạt là \"{}\"?",
                    others.join("\", \""),
                    self.source(main.at, main.unit_end)
                ),
                &["đúng", "không đúng"],
            );
        }
    }

    /// Could another number of the clause be the level, and not a condition?
    fn could_be_level(&self, main: &Quantity, other: &Quantity) -> bool {
        let unit = |quantity: &Quantity| {
            quantity.unit.as_ref().map(|unit| self.source(unit.from, unit.to))
        };
        let is_bound = main.before.iter().any(|meaning| *meaning != Before::Idle);
        let is_alike = other.unit.is_none() || unit(other) == unit(main);
        other.at != main.at
            && other.after.is_none()
            && (other.has(Before::Reach) || !is_bound || is_alike)
    }

    /// "HTX và tổ hợp tác": several kinds of organisations, counted together?
    pub(super) fn ask_about_kinds(&self, item: &mut ProposedItem) {
        if item.comparison().is_some_and(|own| !own.parts.is_empty()) {
            return;
        }
        let pair = (1..self.tokens.len()).find_map(|at| {
            let joins = ["và", ","].iter().any(|join| self.tokens[at].is(join));
            let first = self.organisation_ending(at).filter(|_| joins)?;
            let second = self.organisation_at(at + 1)?;
            Some(self.source(first, at + 1 + second))
        });
        if let Some(kinds) = pair {
            item.ask(
                About::Parts,
                format!("Câu nêu nhiều loại (\"{kinds}\"): tính chung hay đánh giá từng loại?"),
                &["tính chung", "từng loại đều phải đạt"],
            );
        }
    }

    pub(super) fn ask_unit(&self, item: &mut ProposedItem) {
        let unit = item.comparison().map(|own| own.unit.clone()).unwrap_or_default();
        let text = match unit.is_empty() {
            true => "Câu không nêu đơn vị tính: đơn vị tính là gì?".to_owned(),
            false => {
                format!("Đơn vị tính \"{unit}\" được đoán theo chữ đứng sau số: có đúng không?")
            }
        };
        item.ask(About::Unit, text, &[]);
    }

    /// What a clause without a subject of its own takes from the one before.
    pub(super) fn join(&self, item: &mut ProposedItem, before: Option<&ProposedItem>) {
        let Some(before) = before else { return };
        if item.subject.is_empty() {
            item.subject.clone_from(&before.subject);
            if self.joint == Joint::And {
                item.ask(
                    About::Rest,
                    "Câu nêu nhiều mức liền nhau: mức này thuộc nội dung nào?",
                    &[],
                );
            }
            return;
        }
        let ProposedCriterion::ByFigure(own) = &mut item.criterion else { return };
        match self.joint {
            Joint::Within if own.is_share() => own.whole = Whole::ItemBefore,
            Joint::Within | Joint::With => {
                let text = format!(
                    "Câu nối với nội dung trước (\"{}\"): chỉ tính trong phạm vi nội dung trước hay \
                     tính toàn bộ?",
                    before.subject
                );
                item.ask(About::Scope, text, &["trong phạm vi nội dung trước", "toàn bộ"]);
            }
            Joint::Beside | Joint::And => {}
        }
    }
}
