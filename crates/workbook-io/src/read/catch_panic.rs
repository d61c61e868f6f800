//! Panics of the libraries below, caught without a word on the officer's screen.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread is about a file, and will be said as such.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Does the work; `None` where it panics.
pub(super) fn catch_panic<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !CAUGHT.get() {
                before(panic);
            }
        }));
    });
    let outer = CAUGHT.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(outer);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_and_the_next_work_done() {
        assert_eq!(catch_panic(|| catch_panic(|| panic!("quiet")).unwrap_or(1) + 1), Some(2));
        assert!(!CAUGHT.get());
    }
}
