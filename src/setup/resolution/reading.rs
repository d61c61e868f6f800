//! A sentence → the items that it sets.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::clauses::{Clause, Joint, clauses, grows_in_number};
use super::comparison::{Reading, comparison, kind};
use super::item::{About, Comparison, ProposedCriterion, ProposedItem, Question, Scope, Whole};
use super::phrases::{
    ALL_LIST, Before, EARLIER_LIST, LESS_LIST, MORE_LIST, MOST_LIST, NEARLY_NONE_LIST,
    NONE_ANYWHERE_LIST, NONE_LEFT_LIST, NOT_LESS_LIST, NOT_MORE_LIST, OF_THE_YEAR_LIST,
};
use super::quantity::{Quantity, quantities};
use super::subject::{is_bare, subject};
use super::terms::Terms;
use super::times::{Time, TimeRole, times};
use super::tokens::{Token, holds, reads, tokens};
use super::units::noun_at;
use crate::settings::{Basis, Threshold};

/// What a sentence takes from its document.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The document's date.
    pub day: Option<NaiveDate>,
    /// The day by which the aims of its section are to be met.
    pub deadline: Option<NaiveDate>,
    /// Abbreviations.
    pub terms: Terms,
}

/// The items that a sentence sets: at least one, by the office's judgement where no level is read.
pub(super) fn read_sentence(sentence: &str, context: &Context) -> Vec<ProposedItem> {
    let plain = without_brackets(sentence);
    let all = tokens(&plain);
    let all_times = times(&all);
    let all_quantities = quantities(&all, &all_times, &context.terms);
    let mut items: Vec<ProposedItem> = Vec::new();
    for clause in clauses(&all, &all_quantities) {
        let part = Part::new(&plain, &clause, &all, context);
        let is_addition = items.last().is_some() && part.only_adds();
        match items.last_mut() {
            Some(last) if is_addition => last.ask(
                About::Rest,
                format!(
                    "Câu còn viết \"{}\": đây là lời giải thích hay một nội dung riêng phải đánh \
                     giá?",
                    part.text()
                ),
                &["lời giải thích", "nội dung riêng"],
            ),
            _ => {
                let read = part.items(items.last());
                items.extend(read);
            }
        }
    }
    with_brackets(sentence, &plain, &mut items, context);
    let named = all_times.iter().find_map(deadline);
    for item in &mut items {
        item.deadline = item.deadline.or(named).or(context.deadline);
    }
    items
}

/// A level that stands in brackets only: "vượt mức năm trước (trên 45 triệu đồng)".
fn with_brackets(sentence: &str, plain: &str, items: &mut Vec<ProposedItem>, context: &Context) {
    let has_none = items.iter().all(|item| item.comparison().is_none());
    let opened = sentence.replace(['(', ')'], " ");
    if plain.len() == sentence.len() || !has_none {
        return;
    }
    let all = tokens(&opened);
    if quantities(&all, &times(&all), &context.terms).is_empty() {
        return;
    }
    let mut read = read_sentence(&opened, context);
    for item in &mut read {
        item.sentence = sentence.trim().to_owned();
        item.ask(
            About::Level,
            "Mức này đứng trong ngoặc đơn của câu: đây có phải mức phải đạt không?",
            &["có", "không"],
        );
    }
    *items = read;
}

/// The sentence without what stands in brackets.
pub(super) fn without_brackets(sentence: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for letter in sentence.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    // A bracket that is never closed hides nothing.
    if depth > 0 { sentence.to_owned() } else { plain }
}

/// The day by which a time asks for something.
fn deadline(time: &Time) -> Option<NaiveDate> {
    match time.role {
        TimeRole::Deadline => time.last_day,
        TimeRole::Before => time.last_day.and_then(|day| day.pred_opt()),
        TimeRole::Other => None,
    }
}

/// A clause on its own.
struct Part<'c> {
    text: String,
    joint: Joint,
    core: usize,
    tokens: Vec<Token>,
    times: Vec<Time>,
    quantities: Vec<Quantity>,
    context: &'c Context,
}

impl<'c> Part<'c> {
    fn new(sentence: &str, clause: &Clause, all: &[Token], context: &'c Context) -> Self {
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

    fn text(&self) -> &str {
        self.text.trim().trim_end_matches(['.', ';', ','])
    }

    /// Does it only tell more of the level before: ", tăng 10% so với năm 2020"?
    fn only_adds(&self) -> bool {
        let Some(main) = self.quantities.first() else { return false };
        let has_time = self.times.iter().any(|time| deadline(time).is_some());
        let adds = [Before::Up, Before::Down, Before::Exceeds, Before::Times]
            .into_iter()
            .any(|meaning| main.has(meaning))
            || ["bằng", "chiếm", "tương"].iter().any(|word| self.tokens[0].is(word));
        let is_change = adds && self.joint == Joint::Beside && main.from == 0;
        is_change && !has_time && !main.unit.as_ref().is_some_and(|unit| unit.is_counted)
    }

    fn items(&self, before: Option<&ProposedItem>) -> Vec<ProposedItem> {
        let main = self.main();
        let none = self.none_left().filter(|at| {
            main.is_none_or(|main| {
                main.from > at.1 || !main.before.iter().any(|meaning| *meaning == Before::Reach)
            })
        });
        let none = none.filter(|(at, to)| main.is_none_or(|main| !(*at == 0 && main.from <= *to)));
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
    fn main(&self) -> Option<&Quantity> {
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

    fn none_left(&self) -> Option<(usize, usize)> {
        let anywhere = NONE_ANYWHERE_LIST.find(&self.tokens).map(|(at, length)| (at, at + length));
        let start = (0..self.tokens.len())
            .find(|at| NONE_LEFT_LIST.at(&self.tokens, *at).is_some())
            .filter(|at| is_bare(&self.tokens[..*at], &self.times));
        let start = start.and_then(|at| Some((at, at + NONE_LEFT_LIST.at(&self.tokens, at)?)));
        start.or(anywhere)
    }

    /// "không còn …": none at all.
    fn none_item(&self, (at, to): (usize, usize)) -> ProposedItem {
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

    /// An item whose level is a number.
    fn level_item(&self, main: &Quantity, before: Option<&ProposedItem>) -> ProposedItem {
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
    fn ask_about_level(&self, main: &Quantity, item: &mut ProposedItem) {
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
        let others = self.quantities.iter().filter(|other| {
            other.at != main.at
                && (other.before.iter().any(|meaning| matches!(meaning, Before::Reach))
                    || main.before.iter().all(|meaning| *meaning == Before::Idle)
                        && other.after.is_none())
        });
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

    /// "HTX và tổ hợp tác": several kinds of organisations, counted together?
    fn ask_about_kinds(&self, item: &mut ProposedItem) {
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

    fn organisation_at(&self, at: usize) -> Option<usize> {
        let length = noun_at(&self.tokens, at, &self.context.terms)?;
        (self.tokens[at].is_capitals || length >= 3).then_some(length)
    }

    fn ask_unit(&self, item: &mut ProposedItem) {
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
    fn join(&self, item: &mut ProposedItem, before: Option<&ProposedItem>) {
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

    /// "trên tổng số HTX của huyện"
    fn whole(&self, main: &Quantity) -> Whole {
        let named = ["trên tổng số", "so với tổng số", "trong tổng số", "tổng số"];
        let found = (main.unit_end..self.tokens.len()).find_map(|at| {
            let words = named.iter().find(|words| reads(&self.tokens, at, words))?;
            Some(at + words.split(' ').count())
        });
        found.map_or(Whole::Unsaid, |from| Whole::Named(self.source(from, self.tokens.len())))
    }

    /// "mỗi xã", "bình quân mỗi hộ".
    fn scope(&self) -> Scope {
        let each = self.tokens.iter().position(|token| token.is("mỗi") || token.is("từng"));
        let Some(at) = each else { return Scope::Total };
        let is_time = ["năm", "tháng", "quí", "ngày"]
            .iter()
            .any(|word| self.tokens.get(at + 1).is_some_and(|token| token.is(word)));
        let Some(length) = noun_at(&self.tokens, at + 1, &self.context.terms).filter(|_| !is_time)
        else {
            return Scope::Total;
        };
        let of = self.source(at + 1, at + 1 + length);
        let is_mean = at >= 2 && self.tokens[at - 1].is("quân");
        if is_mean { Scope::MeanOver(of) } else { Scope::Each(of) }
    }

    /// "…, cán bộ chuyên môn THT, HTX": the kinds of organisations named last, each for itself.
    fn parts(&self, own: &Comparison) -> Vec<String> {
        let is_mean = self.tokens.windows(2).any(|pair| pair[0].is("bình") && pair[1].is("quân"));
        if !own.is_share() && !is_mean || own.upper.is_some() {
            return Vec::new();
        }
        let mut parts = Vec::new();
        let mut end = self.tokens.len();
        while end > 0 && super::clauses::is_separator(&self.tokens[end - 1]) {
            end -= 1;
        }
        while let Some(from) = self.organisation_ending(end) {
            parts.insert(0, self.source(from, end));
            let joins = from
                .checked_sub(1)
                .filter(|at| [",", "và", ";"].iter().any(|join| self.tokens[*at].is(join)));
            let Some(joint) = joins else { break };
            end = joint;
        }
        if parts.len() > 1 { parts } else { Vec::new() }
    }

    /// Where a name of organisations that ends before a token begins: an abbreviation, or a term.
    fn organisation_ending(&self, end: usize) -> Option<usize> {
        let last = end.checked_sub(1)?;
        if self.tokens[last].is_capitals {
            return Some(last);
        }
        (end.saturating_sub(5)..end.saturating_sub(1)).find(|from| {
            let length = noun_at(&self.tokens, *from, &self.context.terms);
            length.is_some_and(|length| length >= 3 && from + length == end)
        })
    }

    /// An item without a number: all of them, or an earlier period's figure.
    fn without_level(&self) -> Option<ProposedItem> {
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

    fn against_last_year(&self, code: &str) -> ProposedItem {
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

    /// "… về số lượng và chất lượng": beside what is counted, the office's judgement.
    fn quality(&self) -> Option<ProposedItem> {
        let is_both = holds(&self.tokens, "số lượng và chất lượng");
        (is_both && self.quantities.is_empty()).then(|| {
            let mut item = self.judgement();
            item.subject = format!("{} (về chất lượng)", item.subject);
            item
        })
    }

    fn judgement(&self) -> ProposedItem {
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

    fn blank(&self) -> ProposedItem {
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

    fn plain_comparison(
        &self,
        kind: &'static crate::kinds::Kind,
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

    fn item(&self, subject: String, comparison: Comparison) -> ProposedItem {
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
    fn add_time(&self, item: &mut ProposedItem) {
        item.deadline = self.times.iter().find_map(deadline);
        let founds =
            ["thành lập mới", "mới thành lập", "xây dựng mới", "phát triển mới", "kết nạp mới"]
                .iter()
                .any(|words| holds(&self.tokens, words));
        let in_year = holds(&self.tokens, "trong năm")
            || (0..self.tokens.len()).any(|at| {
                reads(&self.tokens, at, "năm")
                    && self.tokens[..at].last().is_some_and(|before| {
                        before.is("mỗi") || before.is("hằng") || before.is("hàng")
                    })
            });
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
    fn source(&self, from: usize, to: usize) -> String {
        let Some(first) = self.tokens.get(from).filter(|_| from < to) else { return String::new() };
        let last = &self.tokens[to.min(self.tokens.len()) - 1];
        let text = &self.text[first.from..last.to];
        text.trim().trim_end_matches(['.', ';', ',']).to_owned()
    }
}
