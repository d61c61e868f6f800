//! Small caches with a bounded number of entries.

use std::borrow::Borrow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use foldhash::fast::RandomState;

/// Entries of the caches of texts.
const CAPACITY: usize = 2_048;
/// Longer texts are not cached: they hardly ever recur.
const LONGEST: usize = 256;

/// A cache with a limited number of entries. When it is full, entries not used since the last time
/// are dropped. What is cached never changes a result.
#[derive(Clone, Debug)]
pub struct BoundedCache<K, V> {
    entries: HashMap<K, (V, Cell<bool>), RandomState>,
    capacity: usize,
}

impl<K: Hash + Eq, V> BoundedCache<K, V> {
    /// A cache with room for `capacity` entries.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { entries: HashMap::default(), capacity }
    }

    /// The cached value, if there is one.
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (value, used) = self.entries.get(key)?;
        used.set(true);
        Some(value)
    }

    /// Stores a value.
    pub fn insert(&mut self, key: K, value: V) {
        if self.entries.len() >= self.capacity {
            self.entries.retain(|_, (_, used)| used.replace(false));
            // If most entries were used, dropping none would help little: start over.
            if self.entries.len() * 2 > self.capacity {
                self.entries.clear();
            }
        }
        self.entries.insert(key, (value, Cell::new(false)));
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

/// Caches the results of a pure function of a text.
#[derive(Clone, Debug)]
pub struct TextCache<V>(RefCell<BoundedCache<String, V>>);

impl<V> Default for TextCache<V> {
    fn default() -> Self {
        Self(RefCell::new(BoundedCache::new(CAPACITY)))
    }
}

impl<V: Clone> TextCache<V> {
    /// The cached result, or the one that `work` computes.
    pub fn get_or_insert_with(&self, text: &str, work: impl FnOnce(&str) -> V) -> V {
        if let Some(found) = self.0.borrow().get(text) {
            return found.clone();
        }
        let value = work(text);
        if text.len() <= LONGEST {
            self.0.borrow_mut().insert(text.to_owned(), value.clone());
        }
        value
    }

    /// Removes all entries.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}

/// Keeps one shared copy of each text that was seen recently.
#[derive(Debug)]
pub(crate) struct StringInterner(BoundedCache<Arc<str>, ()>);

impl Default for StringInterner {
    fn default() -> Self {
        Self(BoundedCache::new(CAPACITY))
    }
}

impl StringInterner {
    /// The shared copy of a text.
    pub(crate) fn intern(&mut self, text: &str) -> Arc<str> {
        if text.len() > LONGEST {
            return Arc::from(text);
        }
        if let Some((found, (_, used))) = self.0.entries.get_key_value(text) {
            used.set(true);
            return Arc::clone(found);
        }
        let text: Arc<str> = Arc::from(text);
        self.0.insert(Arc::clone(&text), ());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_computed_once_and_dropped_when_the_cache_is_full() {
        let cache = TextCache::default();
        assert_eq!(cache.get_or_insert_with("a", |_| 1), 1);
        for number in 0..CAPACITY {
            cache.get_or_insert_with(&number.to_string(), |_| 0);
        }
        assert_eq!(cache.get_or_insert_with("a", |_| 2), 2);
        assert_eq!(cache.get_or_insert_with("a", |_| 3), 2);
    }

    #[test]
    fn entries_in_use_stay_cached() {
        let cache = TextCache::default();
        for number in 0..10 * CAPACITY {
            assert_eq!(cache.get_or_insert_with("a", |_| number), 0);
            cache.get_or_insert_with(&format!("no {number}"), |_| number);
        }
        assert!(cache.0.borrow().entries.len() <= CAPACITY);
    }

    #[test]
    fn a_text_is_stored_once_and_the_interner_stays_small() {
        let mut interner = StringInterner::default();
        let first = interner.intern("Tổng số HTX");
        assert!(Arc::ptr_eq(&first, &interner.intern("Tổng số HTX")));
        for number in 0..2 * CAPACITY {
            assert_eq!(*interner.intern(&number.to_string()), *number.to_string());
        }
        assert!(interner.0.entries.len() <= CAPACITY);
    }
}
