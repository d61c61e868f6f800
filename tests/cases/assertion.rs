//! The assertions that a case may make of what the program says.
//!
//! - `{"indicator": CODE, "basis": "actual" | "estimate", "is": "2570"}`: a consolidated figure;
//!   `"is_not": ["2685"]` names values that it must not have.
//! - `{"item": "2.1", "in": ["unmet", "not_checked"]}`: an item's status is one of these.
//! - `{"units_received": 12}`, `{"unit": NAME, "status": [...]}`, `{"file": NAME, "status": [...]}`.
//! - `{"said": FILE, "cells": ["I9"], "least": "warning", "words": ["ẩn"]}`: a finding about the file,
//!   of that weight at least, that names these cells, with one of these words. `not_said`: none.
//! - `{"never_proposed": ["1150"]}`: no finding proposes one of these values.
//! - `{"exit": 1}`: the program ends with that code. `{"any": [...]}`: one of several.

use rust_decimal::Decimal;
use serde_json::Value;

use crate::case::nfc;

/// What a run left behind.
pub(crate) struct Outcome {
    pub(crate) json: Option<Value>,
    pub(crate) exit_code: Option<i32>,
}

/// Whether an assertion holds. One of a kind that is not known here panics.
pub(crate) fn holds(assertion: &Value, outcome: &Outcome) -> bool {
    if let Some(several) = assertion["any"].as_array() {
        return several.iter().any(|one| holds(one, outcome));
    }
    if let Some(code) = assertion["exit"].as_i64() {
        return outcome.exit_code.map(i64::from) == Some(code);
    }
    let Some(json) = &outcome.json else { return false };
    let has = |key: &str| assertion.get(key).is_some();
    if has("indicator") {
        indicator(assertion, json)
    } else if has("item") {
        let item = row(&json["items"], "item", &assertion["item"]);
        item.is_some_and(|item| contains(&assertion["in"], &item["status"]))
    } else if has("units_received") {
        json["summary"]["units_received"] == assertion["units_received"]
    } else if has("unit") {
        let unit = row(&json["units"], "name", &assertion["unit"]);
        unit.is_some_and(|unit| contains(&assertion["status"], &unit["status"]))
    } else if has("file") {
        items(&json["files"]).any(|file| {
            last_name(text(&file["path"])) == nfc(text(&assertion["file"]))
                && contains(&assertion["status"], &file["status"])
        })
    } else if has("never_proposed") {
        items(&assertion["never_proposed"]).all(|value| !is_proposed(text(value), json))
    } else if has("said") {
        is_said(&assertion["said"], assertion, json)
    } else if has("not_said") {
        !is_said(&assertion["not_said"], assertion, json)
    } else {
        panic!("an unknown assertion: {assertion}")
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn contains(list: &Value, value: &Value) -> bool {
    items(list).any(|one| one == value)
}

fn row<'a>(list: &'a Value, key: &str, wanted: &Value) -> Option<&'a Value> {
    items(list).find(|row| nfc(text(&row[key])) == nfc(text(wanted)))
}

fn last_name(path: &str) -> String {
    nfc(path.rsplit('/').next().unwrap_or(path).trim())
}

fn number(value: &Value) -> Option<Decimal> {
    value.as_str().map(str::to_owned).or_else(|| Some(value.to_string()))?.parse().ok()
}

fn indicator(assertion: &Value, json: &Value) -> bool {
    let basis = assertion["basis"].as_str().unwrap_or("actual");
    let row = row(&json["indicators"], "code", &assertion["indicator"]);
    let value = row.and_then(|row| number(&row[basis]));
    match assertion.get("is") {
        Some(expected) => value.is_some() && value == number(expected),
        None => items(&assertion["is_not"]).all(|wrong| value.is_none() || value != number(wrong)),
    }
}

/// Whether a finding proposes the value, with separators as Vietnamese write them.
fn is_proposed(value: &str, json: &Value) -> bool {
    items(&json["findings"]).any(|finding| {
        text(&finding["expected"])
            .split(';')
            .any(|shown| shown.trim().replace('.', "").replace(',', ".") == value)
    })
}

fn is_said(name: &Value, assertion: &Value, json: &Value) -> bool {
    const WEIGHTS: [&str; 3] = ["info", "warning", "error"];
    let weight = |severity: &str| {
        let weight = WEIGHTS.iter().position(|known| *known == severity);
        weight.unwrap_or_else(|| panic!("an unknown weight: {severity}"))
    };
    let name = nfc(text(name));
    let least = weight(assertion["least"].as_str().unwrap_or("info"));
    items(&json["findings"]).any(|finding| {
        let message = nfc(text(&finding["message"]));
        let is_about_file = text(&finding["file"]).split(';').any(|file| last_name(file) == name)
            || message.contains(&name);
        is_about_file
            && weight(text(&finding["severity"])) >= least
            && items(&assertion["cells"]).all(|cell| contains(&finding["cells"], cell))
            && assertion.get("words").is_none_or(|words| {
                items(words).any(|word| has_whole_word(&message.to_lowercase(), text(word)))
            })
    })
}

/// Whether a text has the word or words with no letter or digit right before or after them.
fn has_whole_word(message: &str, word: &str) -> bool {
    let word = nfc(word).to_lowercase();
    message.match_indices(&word).any(|(start, _)| {
        let before = message[..start].chars().next_back();
        let after = message[start + word.len()..].chars().next();
        ![before, after].into_iter().flatten().any(|c| c.is_alphanumeric() || c == '_')
    })
}

#[test]
fn a_word_stands_by_itself() {
    assert!(has_whole_word("dòng 11 bị ẩn.", "ẨN"));
    assert!(!has_whole_word("dòng 11 chấn chỉnh, bỏẩn", "ẩn"));
}
