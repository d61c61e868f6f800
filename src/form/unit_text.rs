//! Texts that may name a unit, taken apart and evened out.

use std::sync::LazyLock;

use viet_text::text::{clean, folded};

/// Words before a unit's name in a heading, folded as headings are.
pub(super) static LEADS: LazyLock<[String; 8]> = LazyLock::new(|| {
    [
        "ủy ban nhân dân",
        "ubnd",
        "tên đơn vị báo cáo",
        "đơn vị báo cáo",
        "đơn vị gửi",
        "tên đơn vị",
        "đơn vị",
        "của",
    ]
    .map(folded)
});
/// "HUYỆN THÁP MƯỜI - XÃ MỸ QUÝ", "Xã Mỹ Quý, huyện Tháp Mười": each part may name a unit.
pub(super) fn parts(line: &str) -> Vec<String> {
    let line = line.replace(['\u{2013}', '\u{2014}'], "-");
    line.split(['\n', '\r', ';', ',', '|', '('])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(':'))
        .map(clean)
        .filter(|part| !part.is_empty())
        .collect()
}

pub(super) fn without_leads(key: &str) -> &str {
    LEADS.iter().fold(key, |key, lead| {
        key.strip_prefix(lead.as_str()).and_then(|rest| rest.strip_prefix(' ')).unwrap_or(key)
    })
}

/// "XÃ TÂN HỘ CƠ" as "Xã Tân Hộ Cơ"; what has small letters stays as written.
pub(super) fn title_case(words: &[&str]) -> String {
    let capitals = !words.iter().any(|word| word.chars().any(char::is_lowercase));
    let word = |word: &&str| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if capitals => first.to_string() + &letters.as_str().to_lowercase(),
            _ => (*word).to_owned(),
        }
    };
    words.iter().map(word).collect::<Vec<_>>().join(" ")
}

pub(super) fn words(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    clean(&spaced)
}
