//! What is certain of a verdict while units are missing and each further unit can only raise the
//! figure.

use rust_decimal::Decimal;

/// What no rise of the figure can change.
#[derive(Clone, Copy, Debug)]
pub enum Certain {
    /// Once met, it is met.
    Met,
    /// Once unmet, it is unmet.
    Unmet,
    /// Once the figure is past a level, it is unmet.
    UnmetPast(Bound),
}

/// One of a kind's levels.
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// The level.
    Level,
    /// The upper level.
    Upper,
}

impl Bound {
    fn choose<T>(self, level: T, upper: Option<T>) -> T {
        match self {
            Self::Level => level,
            Self::Upper => upper.unwrap_or(level),
        }
    }
}

/// The parts of a verdict's live formula.
#[derive(Clone, Debug)]
pub struct VerdictFormula {
    /// The figure as it is judged.
    pub figure: String,
    /// The level.
    pub level: String,
    /// The upper level.
    pub upper: Option<Decimal>,
    /// The condition that it is met.
    pub holds: String,
    /// The condition that no unit is missing.
    pub none_missing: String,
    /// The words, as formulas write them: met, unmet, open.
    pub words: [String; 3],
}

impl VerdictFormula {
    /// A verdict that needs every unit.
    #[must_use]
    pub fn of_all_units(&self) -> String {
        let (Self { holds, none_missing, .. }, [met, unmet, open]) = (self, &self.words);
        format!("IF({none_missing},IF({holds},{met},{unmet}),{open})")
    }
}

impl Certain {
    /// Is the verdict decided: can no rise of the figure change whether it `holds`?
    #[must_use]
    pub fn is_decided(
        self,
        holds: bool,
        figure: Decimal,
        level: Decimal,
        upper: Option<Decimal>,
    ) -> bool {
        match self {
            Self::Met => holds,
            Self::Unmet => !holds,
            Self::UnmetPast(bound) => figure > bound.choose(level, upper),
        }
    }

    /// The live formula of a verdict that is given as soon as it is decided.
    #[must_use]
    pub fn formula(self, parts: &VerdictFormula) -> String {
        let VerdictFormula { figure, level, upper, holds, none_missing, words } = parts;
        let [met, unmet, open] = words;
        match self {
            Self::Met => format!("IF({holds},{met},IF({none_missing},{unmet},{open}))"),
            Self::Unmet => format!("IF({holds},IF({none_missing},{met},{open}),{unmet})"),
            Self::UnmetPast(bound) => {
                let past = bound.choose(level.clone(), upper.map(|upper| upper.to_string()));
                format!("IF({figure}>{past},{unmet},{})", parts.of_all_units())
            }
        }
    }
}
