//! A bounded cache of answers by their keys.

use std::cell::RefCell;
use std::hash::Hash;

use workbook_io::cache::BoundedCache;

/// Answers by what they were asked of.
pub(in crate::form) struct AnswerCache<K, V>(RefCell<BoundedCache<K, V>>);

/// Entries at most: a month has few different layouts and headers.
const MOST: usize = 128;
/// The longest key that is remembered: forms are small, and huge sheets must not fill the memory.
const LONGEST: usize = 4_096;

/// What an answer is asked of.
pub(in crate::form) trait CacheKey: Hash + Eq {
    /// How many texts and places the key holds.
    fn length(&self) -> usize;
}

impl<K: CacheKey, V> Default for AnswerCache<K, V> {
    fn default() -> Self {
        Self(RefCell::new(BoundedCache::new(MOST)))
    }
}

impl<K: CacheKey, V: Clone> AnswerCache<K, V> {
    /// The answer, computed where it is not remembered.
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
