//! Parallel work with results in the order of the items.

use std::cell::Cell;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Queried once: the system reads several files to answer.
static CORES: LazyLock<usize> =
    LazyLock::new(|| std::thread::available_parallelism().map_or(1, usize::from));

/// Threads at work for all calls together.
static BUSY: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static IS_WORKER: Cell<bool> = const { Cell::new(false) };
}

/// So many threads of those that all calls share; given back at the end, whatever happens.
struct Share(usize);

impl Share {
    /// As many threads as there are cores, or as are wanted. Where calls nest, all together have twice as
    /// many as there are cores: a call within a worker gets what is left of them, maybe none.
    fn take(wanted: usize, is_nested: bool) -> Self {
        let most = if is_nested { 2 * *CORES } else { usize::MAX };
        let share = |busy: usize| wanted.min(*CORES).min(most.saturating_sub(busy));
        let more = |busy: usize| Some(busy + share(busy));
        let busy = BUSY.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        Self(share(busy.expect("the update never declines")))
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        BUSY.fetch_sub(self.0, Ordering::Relaxed);
    }
}

/// Applies `work` to each item, in as many threads as there are cores; within work that is itself done so,
/// in fewer, so that their number stays bounded. Each thread starts with its own state from `start`. A
/// calling thread that is no such worker only waits: on Windows the main thread has a smaller stack than
/// new threads, and reading may recurse deeply.
pub fn parallel_map<T: Sync, S, R: Send>(
    items: &[T],
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut own = start();
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(place) else { return done };
            done.push((place, work(&mut own, item)));
        }
    };
    let is_nested = IS_WORKER.get();
    let share = Share::take(items.len().saturating_sub(usize::from(is_nested)), is_nested);
    let mut all: Vec<(usize, R)> = std::thread::scope(|scope| {
        let spawned = || {
            IS_WORKER.set(true);
            worker()
        };
        let workers: Vec<_> = (0..share.0).map(|_| scope.spawn(spawned)).collect();
        let mut all = if is_nested { worker() } else { Vec::new() };
        let joined = workers.into_iter().map(|w| w.join().expect("no stage in between panics"));
        all.extend(joined.flatten());
        all
    });
    all.sort_unstable_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_work() {
        let items: Vec<usize> = (0..1_000).collect();
        let doubled = parallel_map(&items, || (), |(), item| item * 2);
        assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(parallel_map(&[], || (), |(), item: &usize| *item).is_empty());
    }

    #[test]
    fn work_within_work_stays_within_bounds() {
        let items: Vec<usize> = (0..20).collect();
        let most = AtomicUsize::new(0);
        let sum = |depth: usize| {
            fn sum(depth: usize, items: &[usize], most: &AtomicUsize) -> usize {
                most.fetch_max(BUSY.load(Ordering::Relaxed), Ordering::Relaxed);
                if depth == 0 {
                    return items.iter().sum();
                }
                parallel_map(items, || (), |(), _| sum(depth - 1, items, most)).into_iter().sum()
            }
            sum(depth, &items, &most)
        };
        assert_eq!(sum(3), 190 * 20 * 20 * 20);
        // Other tests may run beside it, each with as many threads as there are cores.
        let most = most.into_inner();
        assert!(most >= 1 && most <= 16 * *CORES, "{most} threads on {} cores", *CORES);
        let broken = || parallel_map(&items, || (), |(), item| assert!(*item != 7));
        assert!(std::panic::catch_unwind(broken).is_err());
    }
}
