//! The sections of a document: where its aims stand, and where only what was done or is to be done.

use chrono::NaiveDate;

use super::blocks::Paragraph;
use super::marker::{BULLET, Marker, marker};
use super::phrases::{AIM_LIST, NONE_LEFT_LIST};
use super::quantity::quantities;
use super::terms::Terms;
use super::times::{TimeRole, times};
use super::tokens::{Token, holds, reads, tokens};

/// What stands in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Aims that can be held against figures.
    Aims,
    /// Aims in general, purposes, views.
    General,
    /// What was done, how matters stand.
    Past,
    /// What is to be done, by whom.
    Duties,
    /// Nothing is known of it.
    Unknown,
}

const CLASSES: [(Class, &str); 4] = [
    (
        Class::General,
        "mục tiêu tổng quát|mục tiêu chung|quan điểm|mục đích|yêu cầu|tầm nhìn|định hướng chung",
    ),
    (Class::Aims, "mục tiêu cụ thể|mục tiêu|chỉ tiêu|các chỉ tiêu"),
    (
        Class::Past,
        "kết quả|đánh giá|tình hình|thực trạng|hạn chế|nguyên nhân|tồn tại|ưu điểm|khó khăn|\
         dự kiến khả năng|thành tựu|đặc điểm|bối cảnh|dự báo|sự cần thiết|bài học kinh nghiệm|căn cứ pháp lý",
    ),
    (
        Class::Duties,
        "nhiệm vụ|giải pháp|tổ chức thực hiện|kinh phí|nguồn lực|kiến nghị|đề xuất|trách nhiệm|\
         phân công|nội dung thực hiện|chế độ báo cáo|điều khoản|hiệu lực thi hành|nội dung hỗ trợ",
    ),
];

/// A section that is open.
#[derive(Clone, Debug)]
struct Section {
    rank: u8,
    class: Class,
    heading: String,
    deadline: Option<NaiveDate>,
}

/// The sections that are open at a paragraph, outermost first.
#[derive(Debug, Default)]
pub(super) struct Sections {
    open: Vec<Section>,
}

impl Sections {
    /// What stands in the innermost section.
    pub(super) fn class(&self) -> Class {
        self.open.last().map_or(Class::Unknown, |section| section.class)
    }

    /// The day by which the aims of the innermost section are to be met.
    pub(super) fn deadline(&self) -> Option<NaiveDate> {
        self.open.iter().rev().find_map(|section| section.deadline)
    }

    /// The headings, for the officer.
    pub(super) fn place(&self) -> String {
        let last = self.open.iter().rev().take(2).rev();
        last.map(|section| section.heading.as_str()).collect::<Vec<_>>().join(" › ")
    }

    /// Takes a paragraph: opens its section where it is a heading. Gives the text that is left to
    /// be read, none where all of it is the heading.
    pub(super) fn take(
        &mut self,
        paragraph: &Paragraph,
        next: Option<&Paragraph>,
    ) -> Option<String> {
        let text = full_text(paragraph);
        let mark = marker(&text);
        let body = mark.as_ref().map_or(text.as_str(), |mark| &text[mark.length..]);
        let Some((length, class)) = heading(paragraph, mark.as_ref(), body, next) else {
            return Some(body.trim().to_owned());
        };
        let rank = mark.as_ref().map_or(4, |mark| mark.rank);
        self.open.retain(|section| section.rank < rank);
        let inherited = self.class();
        let words = tokens(&body[..length]);
        let deadline = times(&words)
            .iter()
            .find_map(|time| time.last_day.filter(|_| time.role == TimeRole::Deadline));
        let class = if class == Class::Unknown { inherited } else { class };
        let heading =
            text[..text.len() - body.len() + length].trim().trim_end_matches(':').to_owned();
        self.open.push(Section { rank, class, heading, deadline });
        let rest = body[length..].trim_start_matches([':', '.', ' ']).trim();
        (!rest.is_empty()).then(|| rest.to_owned())
    }
}

/// The text with the number that the word processor puts before it.
pub(super) fn full_text(paragraph: &Paragraph) -> String {
    let text = viet_text::clean(&paragraph.text);
    match &paragraph.number {
        Some(number) if number != "-" => format!("{number} {text}"),
        Some(_) if marker(&text).is_none() => format!("- {text}"),
        _ => text,
    }
}

/// How much of a paragraph is a heading, and of what; none where it is none.
fn heading(
    paragraph: &Paragraph,
    mark: Option<&Marker>,
    body: &str,
    next: Option<&Paragraph>,
) -> Option<(usize, Class)> {
    const WORDS: usize = 30;
    let is_title = body.chars().all(|letter| !letter.is_lowercase()) && body.chars().count() > 4;
    let looks = paragraph.is_heading || is_title;
    let rank = mark.map_or(u8::MAX, |mark| mark.rank);
    let head = body.find(": ").or_else(|| body.trim_end().strip_suffix(':').map(str::len));
    let head = head.unwrap_or(body.len());
    let words = tokens(&body[..head]);
    if words.len() > WORDS || words.is_empty() {
        return None;
    }
    let class = class_of(&words);
    let is_marked = rank < BULLET && (rank != super::marker::BRACKETED || looks);
    if class != Class::Unknown && (is_marked || looks) {
        let is_sentence = head == body.len() && !looks && carries(&words) && rank > 3;
        return (!is_sentence).then_some((head, class));
    }
    let all = tokens(body);
    let introduces = body.trim_end().ends_with(':') && !carries(&all);
    let is_closed = body.trim_end().ends_with(['.', ';']);
    let heads_next = next.is_some_and(|next| {
        let own = marker(&full_text(next)).map_or(BULLET + 2, |mark| mark.rank);
        own > rank
    });
    let is_plain = (is_marked || looks) && !is_closed && !carries(&all) && heads_next;
    (introduces || is_plain || rank <= 3 && !carries(&all)).then_some((body.len(), Class::Unknown))
}

/// Does a text set a level?
fn carries(words: &[Token]) -> bool {
    !quantities(words, &times(words), &Terms::default()).is_empty()
        || NONE_LEFT_LIST.at(words, 0).is_some()
}

/// What a heading announces: its first telling words.
fn class_of(words: &[Token]) -> Class {
    let mut found: Vec<Class> = Vec::new();
    for at in 0..words.len() {
        if reads(words, at, "mục tiêu quốc gia") || at > 0 && words[at - 1].is("tốt") {
            continue;
        }
        let class =
            CLASSES.iter().find(|(_, list)| list.split('|').any(|own| reads(words, at, own)));
        found.extend(class.map(|(class, _)| *class));
    }
    match found.first() {
        // "Mục tiêu, nhiệm vụ và giải pháp": what is below tells.
        Some(Class::Aims) if found.contains(&Class::Duties) => Class::Unknown,
        Some(class) => *class,
        None => Class::Unknown,
    }
}

/// Does a sentence announce an aim, wherever it stands?
pub(super) fn announces_aim(words: &[Token]) -> bool {
    ["phấn đấu", "phần đấu", "phần đầu", "xử lý dứt điểm", "giải quyết dứt điểm"]
        .iter()
        .any(|own| holds(words, own))
}

/// Has a sentence a word that sets a level?
pub(super) fn has_aim_word(words: &[Token]) -> bool {
    AIM_LIST.is_in(words)
}
