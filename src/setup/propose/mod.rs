//! From the tables of blank forms to what is proposed to the office.

pub(crate) mod codes;
mod column_meaning;
mod fixed;
mod list;
mod phrases;
mod totals;

use codes::Taken;

use super::blank::{BlankBody, BlankTable};
use super::proposal::{Kind, MarkedCell, Proposal, ProposedFigure, Question};

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
    for form in forms {
        let mut cells = Vec::new();
        for table in &form.tables {
            let prefix = codes::prefix(&table.sheet, &form.name, &mut builder.prefixes);
            let at = TablePlace { table, prefix, place: place(form, table, forms.len() > 1) };
            cells.extend(match &table.body {
                BlankBody::Fixed(rows) => fixed::propose(&at, rows, &mut builder),
                BlankBody::List(rows) => list::propose(&at, rows, &mut builder),
            });
        }
        builder.proposal.forms.push(cells);
    }
    builder.proposal
}

/// How a table is named to the officer.
fn place(form: &BlankForm, table: &BlankTable, several: bool) -> String {
    if several { format!("{} - {}", form.name, table.sheet) } else { table.sheet.clone() }
}

/// A table under its codes' prefix.
struct TablePlace<'t> {
    table: &'t BlankTable,
    prefix: String,
    place: String,
}

impl TablePlace<'_> {
    /// The group in which its figures are shown.
    fn group(&self) -> String {
        let title = &self.table.title;
        if title.is_empty() { self.place.clone() } else { title.clone() }
    }
}

/// What is proposed so far.
#[derive(Default)]
struct Builder {
    proposal: Proposal,
    prefixes: Taken,
    codes: Taken,
}

impl Builder {
    /// Adds a question; its place.
    fn ask(&mut self, question: Question) -> usize {
        self.proposal.questions.push(question);
        self.proposal.questions.len() - 1
    }

    fn figure_named(&mut self, code: &str) -> Option<&mut super::proposal::ProposedFigure> {
        self.proposal.figures.iter_mut().find(|figure| figure.code == code)
    }
}

/// A cell with its code.
fn marked(table: &BlankTable, row: u32, col: u32, code: String) -> MarkedCell {
    MarkedCell { sheet_index: table.sheet_index, at: workbook_io::Address::new(row, col), code }
}

impl Builder {
    /// Adds a question that figures hang on.
    fn ask_about(&mut self, question: Question, codes: &[String]) {
        let place = self.ask(question);
        for figure in self.proposal.figures.iter_mut().filter(|figure| codes.contains(&figure.code))
        {
            figure.questions.push(place);
        }
    }
}

/// Asks how shares and means of units make the whole's: they are not added up, and the form does not
/// say by what they are divided.
fn ask_rule(at: &TablePlace<'_>, open: Vec<String>, codes: &[String], builder: &mut Builder) {
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
        cells: fixed::in_short(builder, &open),
        field: "Qua các đơn vị",
        text: "Số chung của toàn địa bàn tính thế nào từ số của các đơn vị?".to_owned(),
        understood: "không cộng".to_owned(),
        reason: "Tỷ lệ, bình quân không cộng được; biểu không ghi chia cho số nào".to_owned(),
        choices,
    };
    builder.ask_about(question, &open);
}

/// Asks how months make a longer period, of what sounds like something that happens.
fn ask_periods(at: &TablePlace<'_>, flows: Vec<String>, builder: &mut Builder) {
    if flows.is_empty() {
        return;
    }
    let question = Question {
        place: at.place.clone(),
        cells: fixed::in_short(builder, &flows),
        field: "Qua các kỳ",
        text: "Mỗi kỳ ghi số hiện có đến lúc báo cáo, số lũy kế từ đầu năm, hay chỉ số phát sinh trong kỳ?"
            .to_owned(),
        understood: "thời điểm".to_owned(),
        reason: "Tên gọi có vẻ là số phát sinh, nhưng tiêu đề không ghi trong kỳ hay lũy kế".to_owned(),
        choices: ["lũy kế", "phát sinh"].map(str::to_owned).to_vec(),
    };
    builder.ask_about(question, &flows);
}
