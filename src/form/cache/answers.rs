//! Answers remembered by what they were asked of.

use std::cell::RefCell;
use std::hash::Hash;

use workbook_io::cache::BoundedCache;

/// Answers by what they were asked of.
pub(in crate::form) struct AnswerCache<K, V>(RefCell<BoundedCache<K, V>>);

/// Answers remembered: layouts and headers hardly differ.
const MOST: usize = 128;
/// Texts by which one is remembered at most: a form is small, and what is huge is to take no room.
const LONGEST: usize = 4_096;

/// What an answer is asked of.
pub(in crate::form) trait CacheKey: Hash + Eq {
    /// How many texts and places it is told by.
    fn length(&self) -> usize;
}

impl<K: CacheKey, V> Default for AnswerCache<K, V> {
    fn default() -> Self {
        Self(RefCell::new(BoundedCache::new(MOST)))
    }
}

impl<K: CacheKey, V: Clone> AnswerCache<K, V> {
    /// The answer, worked out where it is not remembered.
    pub(in crate::form) fn get_or_compute(&self, asked: K, work: impl FnOnce(&K) -> V) -> V {
        if let Some(known) = self.0.borrow().get(&asked) {
            return known.clone();
        }
        let answer = work(&asked);
        if asked.length() <= LONGEST {
            self.0.borrow_mut().insert(asked, answer.clone());
        }
        answer
    }
}
