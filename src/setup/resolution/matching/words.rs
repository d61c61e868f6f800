//! The telling words of a name or a sentence, in one wording.

use super::super::phrases::{IDLE_WORDS_LIST, SAME_WORDS};
use super::super::terms::Terms;
use super::super::tokens::{TokenKind, phrase, tokens};

/// Words that tell one figure from another, in their order.
pub(super) fn words(text: &str, terms: &Terms) -> Vec<String> {
    let plain = super::super::reading::without_brackets(text);
    let all = tokens(&plain);
    let mut kept: Vec<String> = Vec::new();
    let standard: Vec<String> = {
        let spoken = all.iter().filter(|token| token.kind == TokenKind::Word || token.is(","));
        terms.standard(&spoken.map(|token| token.key.clone()).collect::<Vec<_>>())
    };
    let standard = same(&standard);
    let again = tokens(&standard.join(" "));
    let mut at = 0;
    while at < again.len() {
        match IDLE_WORDS_LIST.at(&again, at) {
            Some(length) => at += length,
            None if again[at].kind == TokenKind::Word => {
                kept.push(again[at].key.clone());
                at += 1;
            }
            None => at += 1,
        }
    }
    kept
}

/// One wording for what is said in several: "lợi nhuận" for "lãi".
fn same(words: &[String]) -> Vec<String> {
    let mut text = format!(" {} ", words.join(" "));
    for (other, standard) in SAME_WORDS {
        let [other, standard] = [other, standard].map(|own| format!(" {} ", phrase(own).join(" ")));
        text = text.replace(&other, &standard);
    }
    text.split_whitespace().map(str::to_owned).collect()
}

/// How many words are among others, each counted once.
pub(super) fn shared(words: &[String], among: &[String]) -> usize {
    words.iter().filter(|word| among.contains(word)).count()
}

/// Are all words among others?
pub(super) fn all_in(words: &[String], among: &[String]) -> bool {
    words.iter().all(|word| among.contains(word))
}

/// The words that are not among others.
pub(super) fn without(words: &[String], others: &[String]) -> Vec<String> {
    words.iter().filter(|word| !others.contains(word)).cloned().collect()
}
