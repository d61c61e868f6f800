//! An item's row: its figures as the signed page has them, and what is computed from them.

use super::columns::{Column, Columns};
use super::straight_path::{self, StraightPath, excel_serial, known_figure};
use crate::judge::Status;
use crate::report::annex::earlier::EarlierFigure;
use crate::report::annex::formula::{literal, number_or_blank};
use crate::report::annex::mirror::PageItem;
use crate::report::annex::signed::says_unmet;
use crate::report::annex::style;
use crate::report::wording::name_of;
use crate::settings::Yardstick;
use workbook_io::Address;
use workbook_io::sheet::{
    Content, FormulaResult, HorizontalAlign, Row, Style, count_lines, row_height,
};

/// What a row is made of.
pub(super) struct ProgressRow<'p, 'w> {
    pub(super) item: PageItem<'w>,
    pub(super) yardstick: &'w Yardstick,
    /// The figure of the period before.
    pub(super) before: Option<EarlierFigure>,
    /// The line, or why there is none.
    pub(super) path: Result<StraightPath, &'static str>,
    /// The words of unmet verdicts on the item's page.
    pub(super) unmet: &'p [&'static str],
}

impl ProgressRow<'_, '_> {
    /// Does it say more than the signed page?
    pub(super) fn says_something(&self) -> bool {
        self.path.is_ok() || self.before.is_some()
    }

    /// The row at a place of the sheet.
    pub(super) fn row(&self, index: u32, columns: &Columns, size: u16) -> Row {
        let cells = columns.iter().map(|(col, column)| {
            let (content, style) = self.cell(column, &|column| at(index, columns, column), size);
            (col, content, style)
        });
        let need = |(col, text): (Column, &str)| count_lines(text, col.width(), size, false);
        let texts = [
            (Column::Name, &*self.name()),
            (Column::Measure, &self.item.measure),
            (Column::Level, &self.item.threshold.text),
            (Column::Remark, self.remark()),
        ]
        .map(need);
        let most = texts.into_iter().fold(2, u32::max);
        Row { index, height: Some(row_height(most, size)), cells: cells.collect() }
    }

    /// An item's name; a part's with its item's.
    fn name(&self) -> String {
        match self.item.is_part {
            true => format!("{} ({})", name_of(self.item.item), self.item.name),
            false => self.item.name.clone(),
        }
    }

    fn remark(&self) -> &str {
        if self.item.status.is_open() {
            return &self.item.verdict.text;
        }
        match &self.path {
            Ok(path) => path.verdict(self.yardstick).unwrap_or_default(),
            Err(reason) => reason,
        }
    }

    fn cell(&self, column: Column, at: &dyn Fn(Column) -> String, size: u16) -> (Content, Style) {
        let plain = style::cell(size);
        let centred = Style { across: HorizontalAlign::Center, ..plain.clone() };
        let decimals = self.yardstick.decimals;
        let number = |decimals| Style { number: style::decimals(decimals), ..centred.clone() };
        let change = |decimals| Style { number: signed(decimals), ..centred.clone() };
        let day = || Style { number: "dd/mm/yyyy".into(), ..centred.clone() };
        let path = self.path.as_ref().ok();
        let of_path =
            |content: &dyn Fn(&StraightPath) -> Content| path.map_or(Content::Blank, content);
        match column {
            Column::Number => (self.item.number.as_str().into(), centred),
            Column::Name => (self.name().into(), plain),
            Column::Measure => (self.item.measure.as_str().into(), centred),
            Column::Before => {
                let provisional = self.before.is_some_and(|before| !before.whole);
                let value = self.before.map(|before| before.value);
                let mut style = Style { italic: provisional, ..number(decimals) };
                if self.before.is_some_and(|before| before.under_review) {
                    style.number = style::marked(&style.number);
                }
                (value.map_or(Content::Blank, Content::Number), style)
            }
            Column::Figure => {
                let number = match self.item.is_marked() {
                    true => self.item.figure.number.clone(),
                    false => style::decimals(decimals),
                };
                // A figure that lacks a unit is provisional.
                let is_whole = self.item.status != Status::NoData;
                let style = Style { number, bold: is_whole, italic: !is_whole, ..centred };
                (self.item.figure.content.clone(), style)
            }
            Column::Change => (self.change(at), change(decimals)),
            Column::Level => {
                let number = self.item.threshold.number.clone();
                (self.item.threshold.content.clone(), Style { number, ..centred })
            }
            Column::Base => (of_path(&|path| path.base.into()), number(decimals)),
            Column::From => (of_path(&|path| path.from.into()), day()),
            Column::To => (of_path(&|path| path.to.into()), day()),
            Column::Due => (of_path(&|path| self.due(path, at)), number(decimals.max(1))),
            Column::Ahead => (of_path(&|path| self.ahead(path, at)), change(decimals.max(1))),
            Column::End => (of_path(&|path| self.end(path, at)), number(decimals.max(1))),
            Column::Remark => match path {
                Some(path) => (self.verdict(path, at), plain),
                None if self.item.status.is_open() => (self.item.verdict.content.clone(), plain),
                None => (self.remark().into(), plain),
            },
        }
    }

    /// The change since the last period, where both figures are whole.
    fn change(&self, at: &dyn Fn(Column) -> String) -> Content {
        let Some(EarlierFigure { value: before, whole: true, .. }) = self.before else {
            return Content::Blank;
        };
        let now = known_figure(&self.item).and_then(|now| now.checked_sub(before));
        let (before, figure) = (at(Column::Before), at(Column::Figure));
        let (judged, decimals) = (self.is_judged(), self.yardstick.decimals);
        Content::formula(
            format!(
                "IF(AND(ISNUMBER({figure}),{judged}),ROUND({figure}-{before},{decimals}),\"\")"
            ),
            number_or_blank(now),
        )
    }

    /// The condition that the item is judged: an open figure would show a wrong pace.
    fn is_judged(&self) -> String {
        let verdict = &self.item.verdict_cell;
        let met = literal(Status::Met.vietnamese());
        format!("OR({verdict}={met},{})", says_unmet(verdict, self.unmet))
    }

    /// The level as a formula's operand, and the condition that everything is known.
    fn known(&self, at: &dyn Fn(Column) -> String) -> (String, String) {
        let (level, figure) = (self.item.level(&at(Column::Level)), at(Column::Figure));
        let judged = self.is_judged();
        (level.clone(), format!("AND(ISNUMBER({figure}),ISNUMBER({level}),{judged})"))
    }

    fn due(&self, path: &StraightPath, at: &dyn Fn(Column) -> String) -> Content {
        let (level, known) = self.known(at);
        let base = at(Column::Base);
        let starts_met = self.yardstick.condition(&base, &level);
        let [now, from, to] = [path.now, path.from, path.to].map(excel_serial);
        let line = format!("{base}+({level}-{base})*({now}-{from})/({to}-{from})");
        Content::formula(
            format!("IF({known},IF({starts_met},{level},{line}),\"\")"),
            number_or_blank(path.due(self.yardstick)),
        )
    }

    fn ahead(&self, path: &StraightPath, at: &dyn Fn(Column) -> String) -> Content {
        let (figure, due) = (at(Column::Figure), at(Column::Due));
        Content::formula(
            format!("IF(ISNUMBER({due}),{figure}-{due},\"\")"),
            number_or_blank(path.ahead(self.yardstick)),
        )
    }

    fn end(&self, path: &StraightPath, at: &dyn Fn(Column) -> String) -> Content {
        let (_, known) = self.known(at);
        let (base, figure) = (at(Column::Base), at(Column::Figure));
        let [now, from, to] = [path.now, path.from, path.to].map(excel_serial);
        let mut end = format!("{base}+({figure}-{base})*({to}-{from})/({now}-{from})");
        let [floor, ceiling] = path.bounds;
        if let Some(floor) = floor {
            end = format!("MAX({floor},{end})");
        }
        if let Some(ceiling) = ceiling {
            end = format!("MIN({ceiling},{end})");
        }
        Content::formula(format!("IF({known},{end},\"\")"), number_or_blank(path.end()))
    }

    fn verdict(&self, path: &StraightPath, at: &dyn Fn(Column) -> String) -> Content {
        let (level, _) = self.known(at);
        let (figure, end) = (at(Column::Figure), at(Column::End));
        let holds = self.yardstick.condition(&figure, &level);
        let arrives = self.yardstick.condition(&format!("ROUND({end},6)"), &level);
        let [kept, lost, reached, missed] = straight_path::VERDICTS.map(literal);
        // An open verdict stands for itself.
        let open = match self.item.status.is_open() {
            true => self.item.verdict_cell.clone(),
            false => literal(""),
        };
        let said = match self.item.status.is_open() {
            true => self.item.verdict.text.clone(),
            false => path.verdict(self.yardstick).unwrap_or_default().to_owned(),
        };
        let verdict = format!(
            "IF(ISNUMBER({end}),IF({holds},IF({arrives},{kept},{lost}),\
             IF({arrives},{reached},{missed})),{open})",
        );
        Content::formula(verdict, FormulaResult::Text(said))
    }
}

fn at(row: u32, columns: &Columns, column: Column) -> String {
    let col = columns.at(column).expect("only columns of days may be left out");
    Address::new(row, col).to_string()
}

/// A number format with the sign of a change.
fn signed(decimals: u32) -> std::borrow::Cow<'static, str> {
    let number = style::decimals(decimals);
    format!("\"+\"{number};\"-\"{number};0").into()
}
