//! Parallel work with results in the order of the items.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Queried once: the system reads several files to answer.
static CORES: LazyLock<usize> =
    LazyLock::new(|| std::thread::available_parallelism().map_or(1, usize::from));

/// Applies `work` to each item, in as many threads as there are cores. Each thread starts with its
/// own state from `start`. The calling thread only waits: on Windows the main thread has a smaller
/// stack than new threads, and reading may recurse deeply.
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
    let mut all: Vec<(usize, R)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..(*CORES).min(items.len())).map(|_| scope.spawn(worker)).collect();
        let joined = workers.into_iter().map(|w| w.join().expect("no stage in between panics"));
        joined.flatten().collect()
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
}
