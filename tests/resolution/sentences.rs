//! Sentences, one by one.

use tonghop::setup::resolution::{self, ProposedItem};

use crate::expected::{rows, same, told};

/// What the answers of the five source documents say of an item.
pub(crate) fn answer(row: &[String]) -> String {
    let [text, op, value, upper, unit] = [4, 6, 7, 8, 9].map(|column| row[column].as_str());
    let (indicator, value) = (&row[5], value.trim_end_matches('%'));
    let compound = if indicator.starts_with("both of") || text.contains("70% đội ngũ") {
        " x2"
    } else {
        ""
    };
    let value = match value.parse::<i64>() {
        Ok(number) => viet_text::vietnamese(number.into()),
        Err(_) => value.to_owned(),
    };
    match op {
        "đạt" => "judgement".to_owned(),
        "khoảng" => format!("range {value}-{upper} {unit}{compound}"),
        op => format!("{op} {value} {unit}{compound}"),
    }
}

fn is_exact(items: &[ProposedItem], expected: &str) -> bool {
    items.first().is_some_and(|item| same(&told(item), expected))
}

#[test]
fn items_of_the_five_documents() {
    let rows = rows("targets.tsv");
    let mut missed = Vec::new();
    for row in &rows {
        let items = resolution::sentence(&row[4]);
        let expected = answer(row);
        if !is_exact(&items, &expected) {
            let read: Vec<String> = items.iter().map(told).collect();
            let asked = items.iter().all(|item| !item.questions.is_empty());
            missed.push((
                asked,
                format!("{}\n   expected {expected}\n   read     {read:?} asked {asked}", row[4]),
            ));
        }
    }
    let list: Vec<&str> = missed.iter().map(|(_, text)| text.as_str()).collect();
    println!("{} of {} exact\n{}", rows.len() - missed.len(), rows.len(), list.join("\n"));
    assert!(
        missed.iter().all(|(asked, _)| *asked),
        "wrong without a question:\n{}",
        list.join("\n")
    );
    assert!(rows.len() - missed.len() >= 43, "{}", list.join("\n"));
}

#[test]
fn sentences_of_other_fields() {
    let rows = rows("target-sentences.tsv");
    let mut missed = Vec::new();
    for row in &rows {
        let items = resolution::sentence(&row[0]);
        let read: Vec<String> = items.iter().map(told).collect();
        let expected: Vec<&str> = row[1].split(';').map(str::trim).collect();
        let is_exact = read.len() == expected.len()
            && read.iter().zip(&expected).all(|(read, expected)| same(read, expected));
        if !is_exact {
            let asked = items.iter().all(|item| !item.questions.is_empty());
            missed.push(format!(
                "{}\n   expected {expected:?}\n   read     {read:?} asked {asked}",
                row[0]
            ));
        }
    }
    println!("{} of {} exact\n{}", rows.len() - missed.len(), rows.len(), missed.join("\n"));
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
