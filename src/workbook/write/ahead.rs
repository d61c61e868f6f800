//! Rows made on another thread while those before them are written.

use std::sync::mpsc;
use std::thread;

use crate::sheet::Row;

/// Rows made where they are written: most sheets end before a thread would pay.
const FEW: usize = 1_000;
/// Rows that go over at a time.
const BATCH: usize = 256;
/// Batches that may wait.
const WAITING: usize = 4;

/// Takes each row in turn, until one is refused.
///
/// # Errors
/// The refusal.
pub(super) fn each<E>(
    mut rows: impl Iterator<Item = Row> + Send,
    mut take: impl FnMut(Row) -> Result<(), E>,
) -> Result<(), E> {
    for _ in 0..FEW {
        match rows.next() {
            Some(row) => take(row)?,
            None => return Ok(()),
        }
    }
    thread::scope(|scope| {
        let (sender, batches) = mpsc::sync_channel(WAITING);
        scope.spawn(move || {
            loop {
                let batch: Vec<Row> = rows.by_ref().take(BATCH).collect();
                // Nobody waits for more after a refusal.
                if batch.is_empty() || sender.send(batch).is_err() {
                    return;
                }
            }
        });
        batches.into_iter().flatten().try_for_each(take)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: u32) -> impl Iterator<Item = Row> + Send {
        (0..count).map(|index| Row { index, ..Row::default() })
    }

    #[test]
    fn rows_come_in_order_to_the_last() {
        for count in [0, 3, 1_000, 1_001, 5_000] {
            let mut seen = Vec::new();
            let taken: Result<(), ()> = each(rows(count), |row| {
                seen.push(row.index);
                Ok(())
            });
            assert_eq!(taken, Ok(()));
            assert_eq!(seen, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_refusal_ends_it() {
        for last in [3, 4_000] {
            let refused = |row: Row| if row.index == last { Err(last) } else { Ok(()) };
            assert_eq!(each(rows(100_000), refused), Err(last));
        }
    }
}
