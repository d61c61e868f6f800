//! What is proposed to an office: the rows of its settings as they will be written, the cells of its
//! forms with their codes, and what it has to confirm.

use workbook_io::Address;

/// All that is proposed.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// Units that report, in their order.
    pub units: Vec<ProposedUnit>,
    /// What they are called together, the usual kind first; empty where that is not known.
    pub unit_kinds: Vec<&'static str>,
    /// Figures, in the order of the forms.
    pub figures: Vec<ProposedFigure>,
    /// Columns of lists.
    pub columns: Vec<ProposedColumn>,
    /// Relations between figures.
    pub relations: Vec<ProposedRelation>,
    /// Resolutions and plans.
    pub sets: Vec<ProposedSet>,
    /// Their targets.
    pub targets: Vec<ProposedTargetRow>,
    /// The targets' items and items' parts.
    pub items: Vec<ProposedItemRow>,
    /// What must be confirmed.
    pub questions: Vec<Question>,
    /// The codes in the cells of each form, in the forms' order.
    pub forms: Vec<Vec<MarkedCell>>,
}

impl Proposal {
    /// Takes a rule over units that the office's own annex shows; what was asked about it is settled.
    pub fn take_rule(&mut self, code: &str, rule: &str) {
        const ASKED: &str = "Qua các đơn vị";
        let asked: Vec<usize> = (0..self.questions.len())
            .filter(|place| self.questions[*place].field == ASKED)
            .collect();
        for figure in self.figures.iter_mut().filter(|own| own.code == code) {
            rule.clone_into(&mut figure.over_units);
            figure.questions.retain(|place| !asked.contains(place));
        }
        for place in asked.into_iter().rev() {
            let open = self.figures.iter().filter(|own| own.questions.contains(&place));
            let names: Vec<&str> = open.map(|own| own.name.as_str()).collect();
            if names.is_empty() {
                self.drop_question(place);
            } else {
                self.questions[place].cells = names.join("; ");
            }
        }
    }

    /// Judges an item by other figures; what was asked about it stays open, with these for an answer.
    pub fn take_figure(&mut self, number: &str, arithmetic: &str) {
        for item in self.items.iter_mut().filter(|own| own.number == number && own.part.is_empty())
        {
            arithmetic.clone_into(&mut item.arithmetic);
            if let Some(place) = item.question {
                let question = &mut self.questions[place];
                arithmetic.clone_into(&mut question.understood);
                question.reason =
                    "Phụ lục cơ quan đã lập ghi đúng kết quả của số liệu này".to_owned();
            }
        }
    }

    /// Asks how an item is compared whose verdict in the office's own annex says something else.
    pub fn ask_comparison(&mut self, number: &str, reason: &str) {
        let place = self.questions.len();
        let mut items = self.items.iter_mut().filter(|own| own.number == number);
        let Some(item) = items.find(|own| own.question.is_none()) else { return };
        item.question = Some(place);
        self.questions.push(Question {
            place: format!("Nội dung {number}"),
            cells: item.text.clone(),
            field: "So sánh",
            text: "Mức này so sánh thế nào?".to_owned(),
            understood: item.comparison.to_owned(),
            reason: reason.to_owned(),
            choices: ["trên", "không quá", "dưới"].map(str::to_owned).to_vec(),
        });
    }

    /// The same with every item judged as it is proposed.
    #[must_use]
    pub fn as_if_confirmed(&self) -> Self {
        let mut confirmed = self.clone();
        // What has no figure yet stays the office's to judge.
        let has_figure = |own: &&mut ProposedItemRow| !own.arithmetic.is_empty();
        confirmed.items.iter_mut().filter(has_figure).for_each(|item| item.question = None);
        confirmed
    }

    /// Drops a question that nothing hangs on; later ones move up.
    fn drop_question(&mut self, gone: usize) {
        self.questions.remove(gone);
        let moved = |place: &mut usize| *place -= usize::from(*place > gone);
        for figure in &mut self.figures {
            figure.questions.iter_mut().for_each(moved);
            figure.only_when.iter_mut().for_each(|(place, _)| moved(place));
        }
        self.columns.iter_mut().flat_map(|own| &mut own.questions).for_each(moved);
        self.relations.iter_mut().flat_map(|own| &mut own.questions).for_each(moved);
        self.items.iter_mut().filter_map(|own| own.question.as_mut()).for_each(moved);
    }
}

/// A row of the sheet of units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposedUnit {
    /// The code: a running number where nothing better is known.
    pub code: String,
    /// The full name.
    pub name: String,
    /// Other ways in which it was written.
    pub also: Vec<String>,
}

/// A row of the sheet of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposedFigure {
    /// The code.
    pub code: String,
    /// The group it is shown in.
    pub group: String,
    /// Its name.
    pub name: String,
    /// Unit of measure.
    pub unit: String,
    /// What kind of number it is.
    pub kind: Kind,
    /// Decimals to which it is printed; as usual for its kind where none are named.
    pub decimals: Option<u32>,
    /// How units' figures make the whole's, as the settings write it.
    pub over_units: String,
    /// How months make a longer period, as the settings write it.
    pub over_periods: &'static str,
    /// How a list gives it.
    pub derivation: Option<ProposedDerivation>,
    /// The questions that it hangs on, by their places.
    pub questions: Vec<usize>,
    /// It counts only while a question, by its place, has this answer.
    pub only_when: Option<(usize, &'static str)>,
}

/// How a figure is drawn from a list, as the settings write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposedDerivation {
    /// The list's code.
    pub list: String,
    /// What is done with its rows.
    pub operation: &'static str,
    /// The column added up; empty where rows are counted.
    pub column: String,
    /// Which rows count.
    pub condition: String,
}

/// What a figure or a column of a list holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers.
    #[default]
    Count,
    /// Amounts: money, hectares, tonnes.
    Amount,
    /// Shares in per cent.
    Share,
    /// Met or not, yes or no.
    YesNo,
    /// The name of a row.
    Name,
    /// What parts the rows of one name.
    Breakdown,
    /// Words.
    Text,
    /// A day.
    Day,
    /// A tick.
    Tick,
}

impl Kind {
    /// The settings' word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Count => "đếm",
            Self::Amount => "đo lường",
            Self::Share => "tỷ lệ",
            Self::YesNo => "đạt/không",
            Self::Name => "tên",
            Self::Breakdown => "phân tổ",
            Self::Text => "chữ",
            Self::Day => "ngày",
            Self::Tick => "đánh dấu",
        }
    }
}

/// A row of the sheet of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposedColumn {
    /// The list's code.
    pub list: String,
    /// The list's name.
    pub list_name: String,
    /// The column's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Unit of measure.
    pub unit: String,
    /// What may be chosen.
    pub choices: Vec<String>,
    /// The questions that it hangs on, by their places.
    pub questions: Vec<usize>,
}

/// A row of the sheet of relations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposedRelation {
    /// The figure on the left.
    pub left: String,
    /// `=` or `<=`.
    pub sign: &'static str,
    /// What it is held against.
    pub right: String,
    /// The relation in the form's own numbers or words.
    pub explanation: String,
    /// The questions that it hangs on, by their places.
    pub questions: Vec<usize>,
}

/// A row of the sheet of resolutions, as the settings write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposedSet {
    /// The code.
    pub code: String,
    /// Name, number and day.
    pub document: String,
    /// The annex's title.
    pub title: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The day by which its targets are to be met.
    pub deadline: String,
}

/// A row of the sheet of targets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposedTargetRow {
    /// The set's code.
    pub set: String,
    /// The number.
    pub number: String,
    /// The title.
    pub title: String,
}

/// A row of the sheet of items, as the settings write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposedItemRow {
    /// The set's code.
    pub set: String,
    /// The item's number.
    pub number: String,
    /// The part's name; empty for an item.
    pub part: String,
    /// Short wording.
    pub short: String,
    /// The sentence.
    pub text: String,
    /// The arithmetic over codes; empty where no figure was found.
    pub arithmetic: String,
    /// How it is compared.
    pub comparison: &'static str,
    /// The level.
    pub threshold: String,
    /// The upper level.
    pub upper: String,
    /// Where the figure stood.
    pub baseline: String,
    /// Unit of measure.
    pub unit: String,
    /// The column on which it is judged.
    pub basis: &'static str,
    /// The day by which it is to be met.
    pub deadline: String,
    /// The question that it waits for.
    pub question: Option<usize>,
}

/// Something that the office has to confirm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The form and sheet that it is about.
    pub place: String,
    /// The cells or rows that it is about.
    pub cells: String,
    /// The header in the settings of what an answer changes; empty where it only lets something be used.
    pub field: &'static str,
    /// The question.
    pub text: String,
    /// What is taken for the time being.
    pub understood: String,
    /// Why.
    pub reason: String,
    /// The other answers that may be chosen.
    pub choices: Vec<String>,
}

impl Question {
    /// The answer that takes what was understood.
    #[must_use]
    pub fn first_answer(&self) -> String {
        "đúng".to_owned()
    }
}

/// A cell of a form with the code that goes into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedCell {
    /// The sheet's place in the workbook.
    pub sheet_index: usize,
    /// The cell.
    pub at: Address,
    /// The code with its basis.
    pub code: String,
}
