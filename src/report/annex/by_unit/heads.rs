//! The rows above the units.

use super::groups::{Column, Group};
use super::layout::{ByUnitSheet, HEAD, LEFT, PAGE_WIDTH, SIZE, TALLY_HEADS};
use crate::judge::units::Direction;
use crate::report::annex::columns::count;
use crate::report::annex::style;
use workbook_io::Address;
use workbook_io::sheet::{Area, Content, HorizontalAlign, Row, Style, count_lines, row_height};

const TITLE: u16 = 26;

impl ByUnitSheet<'_, '_> {
    pub(super) fn heads(&self) -> Vec<Row> {
        let settings = &self.results.workspace.settings;
        let kinds = settings.office.unit_kinds.to_uppercase();
        let what = match self.has_tally() {
            true => "CÁC NỘI DUNG ĐƯỢC GIAO VÀ CÁC NỘI DUNG CHƯA ĐẠT",
            false => "CÁC NỘI DUNG CHƯA ĐẠT",
        };
        let title = format!("KẾT QUẢ THEO {kinds}: {what}");
        let day = self.results.entries.facts.data_until.unwrap_or(self.results.closing_day());
        let mut said = format!(
            "Số liệu đến ngày {}. Các {} xếp theo thứ tự danh sách, không xếp hạng. Màu đậm hơn: chênh lệch lớn hơn \
             so với mức.",
            day.format("%d/%m/%Y"),
            settings.office.unit_kinds.to_lowercase()
        );
        if self.has_tally() {
            said += " Đạt, chưa đạt: theo mức đã giao cho từng đơn vị bằng văn bản; đơn vị không được giao chỉ so \
                     với mức chung, không đánh giá.";
        }
        let across = |index: u32, text: &str, style: Style| {
            let width = self.widths()[..=self.title_columns() as usize].iter().sum();
            let lines = count_lines(text, width, style.half_points, style.bold);
            let height = Some(row_height(lines, style.half_points));
            Row { index, height, cells: vec![(0, text.into(), style)] }
        };
        let centre = Style { across: HorizontalAlign::Center, ..style::line_bold(TITLE) };
        let italic = Style { italic: true, ..style::line(SIZE) };
        vec![
            across(0, &title, centre),
            across(1, &said, italic),
            self.group_row(),
            self.column_row(),
        ]
    }

    /// The names of the items.
    fn group_row(&self) -> Row {
        let style = style::head(SIZE);
        let mut cells: Vec<(u32, Content, Style)> = ["STT", "Đơn vị"]
            .into_iter()
            .zip(0..)
            .map(|(text, col)| (col, text.into(), style.clone()))
            .collect();
        let mut most = 1;
        let mut before = 0;
        for (place, (col, group, _)) in self.columns().enumerate() {
            let is_first = place == 0 || before != self.group_place(col);
            before = self.group_place(col);
            let name = if is_first { group_name(group) } else { String::new() };
            let width = group.columns.iter().map(|column| width(*column)).sum();
            most = most.max(count_lines(&name, width, SIZE, true));
            let content = if is_first { name.into() } else { Content::Blank };
            cells.push((col, content, style.clone()));
        }
        if self.has_tally() {
            for (col, place) in (self.tally_from()..).zip(0..TALLY_HEADS.len()) {
                let said = "Các nội dung được giao";
                let content = if place == 0 { said.into() } else { Content::Blank };
                cells.push((col, content, style.clone()));
            }
        }
        Row { index: HEAD - 1, height: Some(row_height(most, SIZE)), cells }
    }

    /// The place of a column's group among the groups.
    fn group_place(&self, col: u32) -> usize {
        let mut first = LEFT;
        for (place, group) in self.groups.iter().enumerate() {
            first += count(group.columns.len());
            if col < first {
                return place;
            }
        }
        self.groups.len()
    }

    fn column_row(&self) -> Row {
        let style = Style { bold: false, italic: true, ..style::head(SIZE) };
        let mut cells =
            vec![(0, Content::Blank, style.clone()), (1, Content::Blank, style.clone())];
        let mut most = 1;
        for (col, group, column) in self.columns() {
            let head = self.head(group, column);
            most = most.max(count_lines(&head, width(column), SIZE, false));
            cells.push((col, head.into(), style.clone()));
        }
        if self.has_tally() {
            for (col, head) in (self.tally_from()..).zip(TALLY_HEADS) {
                most = most.max(count_lines(head, TALLY_WIDTH, SIZE, false));
                cells.push((col, head.into(), style.clone()));
            }
        }
        // Room for the buttons of the filter.
        Row { index: HEAD, height: Some(row_height(most + 1, SIZE)), cells }
    }

    fn head(&self, group: &Group<'_, '_>, column: Column) -> String {
        let is_share = group.yardstick.is_share();
        let measure = numerator_measure(self, group);
        match column {
            Column::Figure => "Kết quả".to_owned(),
            Column::Level => "Mức giao".to_owned(),
            Column::Verdict => "Đánh giá".to_owned(),
            Column::Whole => "Đánh giá chung".to_owned(),
            Column::Lacking => "Đơn vị chưa có".to_owned(),
            Column::Change if is_share => "Thay đổi so với kỳ trước (điểm %)".to_owned(),
            Column::Change => "Thay đổi so với kỳ trước".to_owned(),
            Column::Gap => {
                let of_sum = group.fraction.as_ref().is_some_and(|own| own.divisor.is_number());
                let up = group.part.contribution.as_ref();
                let up = up.is_none_or(|own| own.direction == Direction::Up);
                match (of_sum, up) {
                    (true, true) => format!("Còn thiếu so với mức giao{measure}"),
                    (true, false) => format!("Cao hơn mức giao{measure}"),
                    (false, _) => format!("Chênh lệch so với mức chung{measure}"),
                }
            }
        }
    }

    /// The last column that the titles cover.
    fn title_columns(&self) -> u32 {
        let mut covered = 0;
        let within = |width: &u32| {
            covered += width;
            covered <= PAGE_WIDTH
        };
        let columns = self.widths().iter().copied().take_while(within).count();
        count(columns.saturating_sub(1))
    }

    /// Widths in tenths of a character.
    pub(super) fn widths(&self) -> Vec<u32> {
        let mut widths = vec![50, 200];
        widths.extend(self.columns().map(|(.., column)| width(column)));
        if self.has_tally() {
            widths.extend([TALLY_WIDTH; TALLY_HEADS.len()]);
        }
        widths
    }

    pub(super) fn merges(&self) -> Vec<Area> {
        let area = |row: u32, from: u32, to: u32| {
            Area::new(Address::new(row, from), Address::new(row, to))
        };
        let last = self.last_column();
        let title = self.title_columns();
        let mut merges = vec![area(0, 0, title), area(1, 0, title)];
        let mut first = LEFT;
        for group in &self.groups {
            let next = first + count(group.columns.len());
            merges.push(area(HEAD - 1, first, next - 1));
            first = next;
        }
        if self.has_tally() {
            merges.push(area(HEAD - 1, first, last));
        }
        merges.retain(|area| area.from != area.to);
        merges
    }
}

const TALLY_WIDTH: u32 = 85;

const fn width(column: Column) -> u32 {
    match column {
        Column::Figure | Column::Level => 80,
        Column::Verdict | Column::Whole => 115,
        Column::Gap | Column::Change => 115,
        Column::Lacking => 95,
    }
}

fn group_name(group: &Group<'_, '_>) -> String {
    let item = &group.item;
    let measure = match item.measure.as_str() {
        "" => String::new(),
        measure => format!(", {measure}"),
    };
    format!("{} (mức {}{measure})", item.full_name(), item.threshold.text)
}

/// " (triệu đồng)": the unit of a gap; none where it has no plain name.
fn numerator_measure(sheet: &ByUnitSheet<'_, '_>, group: &Group<'_, '_>) -> String {
    let settings = &sheet.results.workspace.settings;
    let first = group.fraction.as_ref().and_then(|own| own.numerator.terms.first());
    let unit = first.map(|(quantity, _)| settings.indicators[quantity.indicator].unit.trim());
    match unit {
        None | Some("" | "%") => String::new(),
        Some(unit) => {
            let plain = unit.split('/').next().unwrap_or(unit).trim();
            format!(" ({})", viet_text::text::lowercase_first(plain))
        }
    }
}
