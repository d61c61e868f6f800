//! Over what a clause's figure is taken: the whole of a share, each unit, several kinds.

use super::super::clauses::is_separator;
use super::super::item::{Comparison, Scope, Whole};
use super::super::quantity::Quantity;
use super::super::tokens::reads;
use super::super::units::noun_at;
use super::part::Part;

impl Part<'_> {
    /// "trên tổng số HTX của huyện"
    pub(super) fn whole(&self, main: &Quantity) -> Whole {
        let named = ["trên tổng số", "so với tổng số", "trong tổng số", "tổng số"];
        let found = (main.unit_end..self.tokens.len()).find_map(|at| {
            let words = named.iter().find(|words| reads(&self.tokens, at, words))?;
            Some(at + words.split(' ').count())
        });
        found.map_or(Whole::Unsaid, |from| Whole::Named(self.source(from, self.tokens.len())))
    }

    /// "mỗi xã", "bình quân mỗi hộ".
    pub(super) fn scope(&self) -> Scope {
        let each = self.tokens.iter().position(|token| token.is("mỗi") || token.is("từng"));
        let Some(at) = each else { return Scope::Total };
        let is_time = ["năm", "tháng", "quí", "ngày"]
            .iter()
            .any(|word| self.tokens.get(at + 1).is_some_and(|token| token.is(word)));
        let Some(length) = noun_at(&self.tokens, at + 1, &self.context.terms).filter(|_| !is_time)
        else {
            return Scope::Total;
        };
        let of = self.source(at + 1, at + 1 + length);
        let is_mean = at >= 2 && self.tokens[at - 1].is("quân");
        if is_mean { Scope::MeanOver(of) } else { Scope::Each(of) }
    }

    /// "…, cán bộ chuyên môn THT, HTX": the kinds of organisations named last, each for itself.
    pub(super) fn parts(&self, own: &Comparison) -> Vec<String> {
        let is_mean = self.tokens.windows(2).any(|pair| pair[0].is("bình") && pair[1].is("quân"));
        if !own.is_share() && !is_mean || own.upper.is_some() {
            return Vec::new();
        }
        let mut parts = Vec::new();
        let mut end = self.tokens.len();
        while end > 0 && is_separator(&self.tokens[end - 1]) {
            end -= 1;
        }
        while let Some(from) = self.organisation_ending(end) {
            parts.insert(0, self.source(from, end));
            let joins = from
                .checked_sub(1)
                .filter(|at| [",", "và", ";"].iter().any(|join| self.tokens[*at].is(join)));
            let Some(joint) = joins else { break };
            end = joint;
        }
        if parts.len() > 1 { parts } else { Vec::new() }
    }

    pub(super) fn organisation_at(&self, at: usize) -> Option<usize> {
        let length = noun_at(&self.tokens, at, &self.context.terms)?;
        (self.tokens[at].is_capitals || length >= 3).then_some(length)
    }

    /// Where a name of organisations that ends before a token begins: an abbreviation, or a term.
    pub(super) fn organisation_ending(&self, end: usize) -> Option<usize> {
        let last = end.checked_sub(1)?;
        if self.tokens[last].is_capitals {
            return Some(last);
        }
        (end.saturating_sub(5)..end.saturating_sub(1)).find(|from| {
            let length = noun_at(&self.tokens, *from, &self.context.terms);
            length.is_some_and(|length| length >= 3 && from + length == end)
        })
    }
}
