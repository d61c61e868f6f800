//! Answers remembered by text: communes fill in the same form over and over, so that nearly
//! every text of a file has been met in the one before.

use std::cell::RefCell;
use std::collections::HashMap;

/// Texts remembered; then all are forgotten, for what recurs is soon learned again.
const MOST: usize = 8_192;
/// A longer text hardly recurs.
const LONGEST: usize = 256;

/// A pure function's answers by the text they are of.
#[derive(Clone, Debug)]
pub struct Memo<V>(RefCell<HashMap<String, V>>);

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<V: Clone> Memo<V> {
    /// The answer for a text, worked out where it is not remembered.
    pub fn of(&self, text: &str, work: impl FnOnce(&str) -> V) -> V {
        if let Some(known) = self.0.borrow().get(text) {
            return known.clone();
        }
        let answer = work(text);
        if text.len() <= LONGEST {
            let mut known = self.0.borrow_mut();
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(text.to_owned(), answer.clone());
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_worked_out_once_and_forgotten_in_time() {
        let memo = Memo::default();
        assert_eq!(memo.of("a", |_| 1), 1);
        assert_eq!(memo.of("a", |_| 2), 1);
        for number in 0..MOST {
            memo.of(&number.to_string(), |_| 0);
        }
        assert_eq!(memo.of("a", |_| 3), 3);
    }
}
