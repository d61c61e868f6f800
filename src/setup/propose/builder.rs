//! What is proposed so far, and what is done with it for tables of either kind.

use std::collections::{HashMap, HashSet};

use super::codes::{self, Taken};
use super::versions::Family;
use crate::setup::blank::BlankTable;
use crate::setup::proposal::{
    Kind, MarkedCell, Proposal, ProposedFigure, ProposedRelation, Question,
};

/// How units' figures make the whole's, as the settings write it: added up, or not at all.
pub(super) const ADDED: &str = "cộng";
pub(super) const NOT_ADDED: &str = "không cộng";

/// A table under its codes' prefix.
pub(super) struct TablePlace<'t> {
    pub(super) table: &'t BlankTable,
    pub(super) prefix: String,
    pub(super) place: String,
    /// The place of what is known of it and its versions.
    pub(super) family: usize,
}

impl TablePlace<'_> {
    /// The group in which its figures are shown.
    pub(super) fn group(&self) -> String {
        let title = &self.table.title;
        if title.is_empty() { self.place.clone() } else { title.clone() }
    }
}

/// What is proposed so far.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) proposal: Proposal,
    pub(super) prefixes: Taken,
    pub(super) codes: Taken,
    /// What is known of tables and their versions.
    pub(super) families: Vec<Family>,
    /// How many figures there were before the table at hand.
    known: usize,
    /// Where each code's first figure stands.
    places: HashMap<String, usize>,
}

impl Builder {
    /// Begins a table of a form: the place of what is known of it, as a version of an earlier table or
    /// as one of its own.
    pub(super) fn family(&mut self, table: &BlankTable, form: usize, name: &str) -> usize {
        self.known = self.proposal.figures.len();
        let known = self.families.iter().position(|family| family.has_version(table, form));
        known.unwrap_or_else(|| {
            let prefix = codes::prefix(&table.sheet, name, &mut self.prefixes);
            self.families.push(Family::new(table, form, prefix));
            self.families.len() - 1
        })
    }

    /// Is a figure one of the table at hand, not of an earlier version?
    pub(super) fn is_new(&self, code: &str) -> bool {
        self.places.get(code).is_some_and(|place| *place >= self.known)
    }

    /// Adds a figure. Several of one code count under different answers to a question.
    pub(super) fn add(&mut self, figure: ProposedFigure) {
        let place = self.proposal.figures.len();
        self.places.entry(figure.code.clone()).or_insert(place);
        self.proposal.figures.push(figure);
    }

    /// The figure of a code.
    pub(super) fn figure(&self, code: &str) -> Option<&ProposedFigure> {
        self.places.get(code).map(|place| &self.proposal.figures[*place])
    }

    /// Adds a question; its place.
    pub(super) fn ask(&mut self, question: Question) -> usize {
        self.proposal.questions.push(question);
        self.proposal.questions.len() - 1
    }

    /// Adds a question that figures hang on; none where there are none.
    pub(super) fn ask_about(
        &mut self,
        codes: &[String],
        question: impl FnOnce(&Self, &[String]) -> Question,
    ) {
        // What is asked of one version of a table is not asked of the next.
        let mut met = HashSet::new();
        let is_first = |code: &&String| self.is_new(code) && met.insert((*code).clone());
        let codes: Vec<String> = codes.iter().filter(is_first).cloned().collect();
        if codes.is_empty() {
            return;
        }
        let place = self.ask(question(self, &codes));
        let codes: HashSet<&String> = codes.iter().collect();
        for figure in self.proposal.figures.iter_mut().filter(|own| codes.contains(&own.code)) {
            figure.questions.push(place);
        }
    }

    /// The code of a row: its label's words, with those of the row above it where they are taken.
    pub(super) fn row_code(&mut self, prefix: &str, wanted: &[String]) -> String {
        let wanted: Vec<String> = wanted.iter().map(|own| format!("{prefix}.{own}")).collect();
        self.codes.free(&wanted)
    }

    /// A figure that the form itself divides: its total is divided, too.
    pub(super) fn share(&mut self, left: &str, part: Option<String>, whole: Option<String>) {
        let (Some(part), Some(whole)) = (part, whole) else { return };
        let is_plain = ![left, &part, &whole].iter().any(|term| term.contains('@'));
        if let Some(place) = self.places.get(left).filter(|_| is_plain) {
            self.proposal.figures[*place].over_units = format!("{part} / {whole}");
        }
    }

    pub(super) fn relate(&mut self, left: String, right: Option<String>, explanation: &str) {
        let Some(right) = right else { return };
        self.proposal.relations.push(ProposedRelation {
            left,
            sign: "=",
            right,
            explanation: explanation.to_owned(),
            questions: Vec::new(),
        });
    }
}

/// A cell with its code.
pub(super) fn marked(table: &BlankTable, row: u32, col: u32, code: String) -> MarkedCell {
    MarkedCell { sheet_index: table.sheet_index, at: workbook_io::Address::new(row, col), code }
}

/// Asks how shares and means of units make the whole's: they are not added up, and the form does not
/// say by what they are divided. `codes` are the table's figures.
pub(super) fn ask_rule(at: &TablePlace<'_>, codes: &[String], builder: &mut Builder) {
    const OFFERED: usize = 5;
    let found = || codes.iter().filter_map(|code| builder.figure(code));
    let open = found().filter(|figure| figure.over_units == NOT_ADDED);
    let open: Vec<String> = open.map(|figure| figure.code.clone()).collect();
    let could_weigh = |own: &&ProposedFigure| own.kind == Kind::Count && own.over_units == ADDED;
    let weights = found().filter(could_weigh).take(OFFERED);
    let mut choices: Vec<String> =
        weights.map(|own| format!("bình quân theo {} ({})", own.code, own.name)).collect();
    choices.push(ADDED.to_owned());
    builder.ask_about(&open, |builder, open| Question {
        place: at.place.clone(),
        cells: in_short(builder, open),
        field: "Qua các đơn vị",
        text: "Số chung của toàn địa bàn tính thế nào từ số của các đơn vị?".to_owned(),
        understood: NOT_ADDED.to_owned(),
        reason: "Tỷ lệ, bình quân không cộng được; biểu không ghi chia cho số nào".to_owned(),
        choices,
    });
}

/// Asks how months make a longer period, of what sounds like something that happens.
pub(super) fn ask_periods(at: &TablePlace<'_>, flows: &[String], builder: &mut Builder) {
    builder.ask_about(flows, |builder, flows| Question {
        place: at.place.clone(),
        cells: in_short(builder, flows),
        field: "Qua các kỳ",
        text: "Mỗi kỳ ghi số hiện có đến lúc báo cáo, số lũy kế từ đầu năm, hay chỉ số phát sinh trong kỳ?"
            .to_owned(),
        understood: "thời điểm".to_owned(),
        reason: "Tên gọi có vẻ là số phát sinh, nhưng tiêu đề không ghi trong kỳ hay lũy kế"
            .to_owned(),
        choices: ["lũy kế", "phát sinh"].map(str::to_owned).to_vec(),
    });
}

/// The names of a few figures, and how many there are.
pub(super) fn in_short(builder: &Builder, codes: &[String]) -> String {
    let names =
        codes.iter().map(|code| builder.figure(code).map_or(code.as_str(), |own| &own.name));
    first_few(names, "số liệu")
}

/// The first few names, and how many more there are of what.
pub(super) fn first_few<'n>(names: impl ExactSizeIterator<Item = &'n str>, what: &str) -> String {
    const SHOWN: usize = 3;
    let more = names.len().saturating_sub(SHOWN);
    let shown = names.take(SHOWN).collect::<Vec<_>>().join("; ");
    if more == 0 { shown } else { format!("{shown}; và {more} {what} khác") }
}
