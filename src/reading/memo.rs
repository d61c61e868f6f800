//! Answers remembered by text: communes fill in the same form over and over, so that nearly
//! every text of a file has been met in the one before.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

/// Texts remembered; then all are forgotten, for what recurs is soon learned again.
const MOST: usize = 8_192;
/// A longer text hardly recurs.
const LONGEST: usize = 256;

/// A pure function's answers by the text they are of.
#[derive(Clone, Debug)]
pub struct Memo<V>(RefCell<HashMap<String, V, RandomState>>);

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

/// The same for texts that are held once for all: known by where they lie, without a look at their
/// letters. A text held again elsewhere is worked out again.
#[derive(Clone, Debug)]
pub struct SharedMemo<V>(RefCell<HashMap<usize, (Arc<str>, V), RandomState>>);

impl<V> Default for SharedMemo<V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<V: Clone> SharedMemo<V> {
    /// The answer for a text, worked out where it is not remembered.
    pub fn of(&self, text: &Arc<str>, work: impl FnOnce(&str) -> V) -> V {
        // What is remembered holds its text, so that no other can come to lie there.
        let place = text.as_ptr().addr();
        if let Some((_, known)) = self.0.borrow().get(&place) {
            return known.clone();
        }
        let answer = work(text);
        if text.len() <= LONGEST {
            let mut known = self.0.borrow_mut();
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(place, (Arc::clone(text), answer.clone()));
        }
        answer
    }

    /// Forgets everything.
    pub fn forget(&self) {
        self.0.borrow_mut().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_text_is_known_by_where_it_lies() {
        let memo = SharedMemo::default();
        let (text, twin): (Arc<str>, Arc<str>) = ("a".into(), "a".into());
        assert_eq!(memo.of(&text, |_| 1), 1);
        assert_eq!(memo.of(&Arc::clone(&text), |_| 2), 1);
        assert_eq!(memo.of(&twin, |_| 3), 3);
        for number in 0..2 * MOST {
            assert_eq!(memo.of(&number.to_string().into(), |_| number), number);
        }
        assert_eq!(memo.of(&text, |_| 4), 4);
    }

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
