//! A level shared out over units, for the office to adjust: parts that add up to it exactly.

use rust_decimal::Decimal;

/// Shares out a level by weights, in steps of so many decimals. The rest that whole steps leave goes to the
/// units that lost most by it, the earlier one first. `None` where the level has more decimals, or nothing
/// to go by.
#[must_use]
pub fn allocate(level: Decimal, decimals: u32, weights: &[Decimal]) -> Option<Vec<Decimal>> {
    let step = Decimal::new(1, decimals);
    let steps = level.checked_div(step)?;
    let all = weights.iter().try_fold(Decimal::ZERO, |sum, own| sum.checked_add(*own))?;
    let is_usable = steps.is_integer()
        && !steps.is_sign_negative()
        && all > Decimal::ZERO
        && weights.iter().all(|own| !own.is_sign_negative());
    if !is_usable {
        return None;
    }
    let mut whole = Vec::with_capacity(weights.len());
    let mut lost = Vec::with_capacity(weights.len());
    for (unit, weight) in weights.iter().enumerate() {
        // Counted in the weights' unit, so that nothing is rounded.
        let due = steps.checked_mul(*weight)?;
        let own = due.checked_div(all)?.floor();
        // A quotient of 28 digits may be rounded up to the next whole number.
        let own = if own.checked_mul(all)? > due { own - Decimal::ONE } else { own };
        lost.push((due.checked_sub(own.checked_mul(all)?)?, unit));
        whole.push(own);
    }
    let given = whole.iter().try_fold(Decimal::ZERO, |sum, own| sum.checked_add(*own))?;
    let rest = usize::try_from(steps.checked_sub(given)?).ok()?;
    lost.sort_by_key(|(lost, unit)| (-lost, *unit));
    for (_, unit) in lost.iter().take(rest) {
        whole[*unit] += Decimal::ONE;
    }
    whole.into_iter().map(|own| own.checked_mul(step)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_rest_goes_to_those_that_lost_most() {
        let parts = |weights: &[i64]| -> Option<Vec<i64>> {
            let weights: Vec<Decimal> = weights.iter().map(|own| Decimal::from(*own)).collect();
            let parts = allocate(10.into(), 0, &weights)?;
            Some(parts.iter().map(|own| i64::try_from(*own).unwrap()).collect())
        };
        assert_eq!(parts(&[1, 1, 1]), Some(vec![4, 3, 3]));
        assert_eq!(parts(&[1, 0, 5]), Some(vec![2, 0, 8]));
        assert_eq!(parts(&[0, 0]), None);
        assert_eq!(allocate(Decimal::new(25, 1), 0, &[Decimal::ONE]), None);
    }

    proptest! {
        #[test]
        fn parts_add_up(
            level in 0_i64..10_000_000, decimals in 0_u32..3,
            weights in prop::collection::vec(0_i64..100_000, 1..120),
        ) {
            let weights: Vec<Decimal> = weights.into_iter().map(|own| Decimal::new(own, 1)).collect();
            let level = Decimal::new(level, decimals);
            let Some(parts) = allocate(level, decimals, &weights) else {
                prop_assert!(weights.iter().all(Decimal::is_zero));
                return Ok(());
            };
            prop_assert_eq!(parts.iter().sum::<Decimal>(), level);
            let all: Decimal = weights.iter().sum();
            for (part, weight) in parts.iter().zip(&weights) {
                let due = level * weight / all;
                prop_assert!((part - due).abs() < Decimal::new(1, decimals), "{part} {due}");
            }
        }
    }
}
