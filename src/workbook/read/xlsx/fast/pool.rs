//! Texts met before: communes fill in the same form over and over, so that most texts of a file
//! stand in the one before, too, and are held once for all.

use std::collections::HashSet;
use std::sync::Arc;

/// Texts remembered; then all are forgotten, for what recurs is soon met again.
const MOST: usize = 8_192;
/// A longer text hardly recurs.
const LONGEST: usize = 256;

/// Texts of files read by one thread.
#[derive(Default)]
pub(super) struct Pool(HashSet<Arc<str>>);

impl Pool {
    /// The text, shared with whoever met it before.
    pub(super) fn shared(&mut self, text: &str) -> Arc<str> {
        if text.len() > LONGEST {
            return Arc::from(text);
        }
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        if self.0.len() >= MOST {
            self.0.clear();
        }
        let text: Arc<str> = Arc::from(text);
        self.0.insert(Arc::clone(&text));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_held_once_and_the_pool_stays_small() {
        let mut pool = Pool::default();
        let first = pool.shared("Tổng số HTX");
        assert!(Arc::ptr_eq(&first, &pool.shared("Tổng số HTX")));
        for number in 0..2 * MOST {
            assert_eq!(*pool.shared(&number.to_string()), *number.to_string());
        }
        assert!(pool.0.len() <= MOST);
    }
}
