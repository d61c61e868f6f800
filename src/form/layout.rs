//! Layouts of sheets, known by what decides where data stand: communes fill in the same form over and
//! over, so that this need be worked out but once for most of them.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::sync::Arc;

use super::field::is_numeric;
use super::recognise::Recognised;
use super::remembered::{Asked, LONGEST, Remembered};
use workbook_io::{Address, Grid};

/// Layouts met, and each form's last one: mostly the same is met again.
pub(super) struct Layouts<L> {
    met: Remembered<Rc<LayoutKey>, Rc<L>>,
    last: RefCell<Vec<Option<Known<L>>>>,
}

/// A layout with what decides it.
type Known<L> = (Rc<LayoutKey>, Rc<L>);

impl<L> Default for Layouts<L> {
    fn default() -> Self {
        Self { met: Remembered::default(), last: RefCell::default() }
    }
}

impl<L> Layouts<L> {
    /// The layout of a form that was found on a sheet, worked out where it was not met before.
    pub(super) fn of(
        &self,
        deciding: Deciding,
        grid: &Grid,
        found: &Recognised<'_>,
        work: impl FnOnce() -> L,
    ) -> Rc<L> {
        let last = &mut *self.last.borrow_mut();
        if last.len() <= found.place {
            last.resize_with(found.place + 1, || None);
        }
        let last = &mut last[found.place];
        if let Some((_, known)) = last.as_ref().filter(|(key, _)| key.is_of(deciding, grid, found))
        {
            return Rc::clone(known);
        }
        let key = Rc::new(LayoutKey::of(deciding, grid, found));
        let layout = self.met.of(Rc::clone(&key), |_| Rc::new(work()));
        *last = (key.length() <= LONGEST).then(|| (key, Rc::clone(&layout)));
        layout
    }
}

/// All on a sheet that decides where its data stand.
#[derive(PartialEq, Eq)]
struct LayoutKey {
    form: usize,
    columns: Vec<Option<u32>>,
    label_column: Option<u32>,
    /// The header's first row, and the body's.
    tops: (u32, u32),
    /// Texts from the header down, but for those under the coded columns.
    texts: Vec<(Address, Arc<str>)>,
    /// Rows with numbers under the coded columns.
    numbered: Vec<u32>,
    hidden: Vec<u32>,
}

impl Hash for LayoutKey {
    /// Of texts only where they stand and how long they are: that tells layouts apart, and one that
    /// is found is compared as a whole.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.form, self.tops, &self.numbered).hash(state);
        self.texts.iter().for_each(|(at, text)| (at.row, at.col, text.len()).hash(state));
    }
}

impl Asked for LayoutKey {
    fn length(&self) -> usize {
        self.texts.len() + self.numbered.len() + self.hidden.len()
    }
}

/// What is told of a sheet, cell by cell.
enum Told<'g> {
    /// A text that decides.
    Text(Address, &'g Arc<str>),
    /// A row with numbers, each row once.
    Numbered(u32),
}

/// Which part of a sheet decides.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Deciding {
    /// Of a list: its header.
    Header,
    /// Of a table of figures: its header and labels, and in which rows there are numbers.
    Table,
}

impl Deciding {
    fn hidden<'g>(self, grid: &'g Grid, found: &Recognised<'_>) -> impl Iterator<Item = &'g u32> {
        let rows = match self {
            Self::Header => 0..0,
            Self::Table => found.body_top..found.body_end,
        };
        grid.hidden_rows.range(rows)
    }

    /// Tells all that decides, downwards, as long as the listener wants to hear more: true where it
    /// heard all.
    fn tell<'g>(
        self,
        grid: &'g Grid,
        found: &Recognised<'_>,
        mut listen: impl FnMut(Told<'g>) -> bool,
    ) -> bool {
        let end = if self == Self::Table { found.body_end } else { found.body_top };
        let mut numbered = None;
        let cells = grid.cells.range(Address::new(found.header_top, 0)..Address::new(end, 0));
        cells.into_iter().all(|(at, cell)| {
            let is_figure =
                at.row >= found.body_top && found.placed.columns.contains(&Some(at.col));
            match cell.shared_text() {
                Some(text) if !is_figure => listen(Told::Text(*at, text)),
                _ if is_figure && numbered != Some(at.row) && is_numeric(&cell.value) => {
                    numbered = Some(at.row);
                    listen(Told::Numbered(at.row))
                }
                _ => true,
            }
        })
    }
}

impl LayoutKey {
    fn of(deciding: Deciding, grid: &Grid, found: &Recognised<'_>) -> Self {
        let (mut texts, mut numbered) = (Vec::new(), Vec::new());
        deciding.tell(grid, found, |told| {
            match told {
                Told::Text(at, text) => texts.push((at, Arc::clone(text))),
                Told::Numbered(row) => numbered.push(row),
            }
            true
        });
        Self {
            form: found.place,
            columns: found.placed.columns.clone(),
            label_column: found.label_column,
            tops: (found.header_top, found.body_top),
            texts,
            numbered,
            hidden: deciding.hidden(grid, found).copied().collect(),
        }
    }

    /// Is it a sheet's? The same as to make the sheet's own and to compare them, without a copy.
    fn is_of(&self, deciding: Deciding, grid: &Grid, found: &Recognised<'_>) -> bool {
        let (mut texts, mut numbered) = (self.texts.iter(), self.numbered.iter());
        self.form == found.place
            && self.tops == (found.header_top, found.body_top)
            && self.label_column == found.label_column
            && self.columns == found.placed.columns
            && deciding.tell(grid, found, |told| match told {
                Told::Text(at, text) => {
                    texts.next().is_some_and(|known| known.0 == at && known.1 == *text)
                }
                Told::Numbered(row) => numbered.next() == Some(&row),
            })
            && texts.next().is_none()
            && numbered.next().is_none()
            && deciding.hidden(grid, found).eq(&self.hidden)
    }
}
