//! Catches panics of the libraries without printing them.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Is a panic of this thread caught, and thus not to be printed?
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Does the work; `None` if it panics.
pub fn catch_panic<T>(work: impl FnOnce() -> T) -> Option<T> {
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
