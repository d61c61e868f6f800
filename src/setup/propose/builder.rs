//! What is proposed so far, and what is done with it for tables of either kind.

use super::codes::Taken;
use crate::setup::blank::BlankTable;
use crate::setup::proposal::{
    Kind, MarkedCell, Proposal, ProposedFigure, ProposedRelation, Question,
};

/// A table under its codes' prefix.
pub(super) struct TablePlace<'t> {
    pub(super) table: &'t BlankTable,
    pub(super) prefix: String,
    pub(super) place: String,
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
}

impl Builder {
    /// Adds a question; its place.
    pub(super) fn ask(&mut self, question: Question) -> usize {
        self.proposal.questions.push(question);
        self.proposal.questions.len() - 1
    }

    pub(super) fn figure_named(&mut self, code: &str) -> Option<&mut ProposedFigure> {
        self.proposal.figures.iter_mut().find(|figure| figure.code == code)
    }
}

impl Builder {
    /// The code of a row: its label's words, with those of the row above it where they are taken.
    pub(super) fn row_code(&mut self, prefix: &str, wanted: &[String]) -> String {
        let wanted: Vec<String> = wanted.iter().map(|own| format!("{prefix}.{own}")).collect();
        self.codes.free(&wanted)
    }
}

impl Builder {
    /// A figure that the form itself divides: its total is divided, too.
    pub(super) fn share(&mut self, left: &str, part: Option<String>, whole: Option<String>) {
        let (Some(part), Some(whole)) = (part, whole) else { return };
        let is_plain = ![left, &part, &whole].iter().any(|term| term.contains('@'));
        if let Some(figure) = self.figure_named(left).filter(|_| is_plain) {
            figure.over_units = format!("{part} / {whole}");
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

impl Builder {
    /// Adds a question that figures hang on.
    pub(super) fn ask_about(&mut self, question: Question, codes: &[String]) {
        let place = self.ask(question);
        for figure in self.proposal.figures.iter_mut().filter(|figure| codes.contains(&figure.code))
        {
            figure.questions.push(place);
        }
    }
}

/// Asks how shares and means of units make the whole's: they are not added up, and the form does not
/// say by what they are divided.
pub(super) fn ask_rule(
    at: &TablePlace<'_>,
    open: Vec<String>,
    codes: &[String],
    builder: &mut Builder,
) {
    const OFFERED: usize = 5;
    if open.is_empty() {
        return;
    }
    let could_weigh = |figure: &&ProposedFigure| {
        codes.contains(&figure.code) && figure.kind == Kind::Count && figure.over_units == "cộng"
    };
    let weights = builder.proposal.figures.iter().filter(could_weigh).take(OFFERED);
    let mut choices: Vec<String> =
        weights.map(|figure| format!("bình quân theo {} ({})", figure.code, figure.name)).collect();
    choices.push("cộng".to_owned());
    let question = Question {
        place: at.place.clone(),
        cells: in_short(builder, &open),
        field: "Qua các đơn vị",
        text: "Số chung của toàn địa bàn tính thế nào từ số của các đơn vị?".to_owned(),
        understood: "không cộng".to_owned(),
        reason: "Tỷ lệ, bình quân không cộng được; biểu không ghi chia cho số nào".to_owned(),
        choices,
    };
    builder.ask_about(question, &open);
}

/// Asks how months make a longer period, of what sounds like something that happens.
pub(super) fn ask_periods(at: &TablePlace<'_>, flows: Vec<String>, builder: &mut Builder) {
    if flows.is_empty() {
        return;
    }
    let question = Question {
        place: at.place.clone(),
        cells: in_short(builder, &flows),
        field: "Qua các kỳ",
        text: "Mỗi kỳ ghi số hiện có đến lúc báo cáo, số lũy kế từ đầu năm, hay chỉ số phát sinh trong kỳ?"
            .to_owned(),
        understood: "thời điểm".to_owned(),
        reason: "Tên gọi có vẻ là số phát sinh, nhưng tiêu đề không ghi trong kỳ hay lũy kế".to_owned(),
        choices: ["lũy kế", "phát sinh"].map(str::to_owned).to_vec(),
    };
    builder.ask_about(question, &flows);
}

/// The names of a few figures, and how many there are.
pub(super) fn in_short(builder: &Builder, codes: &[String]) -> String {
    const SHOWN: usize = 3;
    let named = |code: &String| {
        let figure = builder.proposal.figures.iter().find(|figure| figure.code == *code);
        figure.map_or_else(|| code.clone(), |figure| figure.name.clone())
    };
    let names: Vec<String> = codes.iter().take(SHOWN).map(named).collect();
    let more = codes.len().saturating_sub(SHOWN);
    let names = names.join("; ");
    if more == 0 { names } else { format!("{names}; và {more} số liệu khác") }
}
