//! Fonts whose properties stand in the schema's order. Some libraries write another one, and a strict
//! reader refuses it.

use super::xml::{TokenKind, XmlToken};

/// A font's properties in the order of the schema.
const ORDER: [&str; 15] = [
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
];

/// Puts the properties of every font into order; says whether any was out of it.
pub(in crate::report) fn put_in_order(tokens: &mut [XmlToken]) -> bool {
    let mut changed = false;
    let mut from = 0;
    while let Some(start) = next(tokens, from, |t| t.kind == TokenKind::Start && t.name == "font") {
        let Some(end) = next(tokens, start, |t| t.kind == TokenKind::End && t.name == "font")
        else {
            break;
        };
        let within = &mut tokens[start + 1..end];
        // Only properties without content of their own can be moved.
        if within.iter().all(|token| token.kind == TokenKind::Empty)
            && !within.is_sorted_by_key(|token| place(&token.name))
        {
            within.sort_by_key(|token| place(&token.name));
            changed = true;
        }
        from = end;
    }
    changed
}

fn next(tokens: &[XmlToken], from: usize, wanted: impl Fn(&XmlToken) -> bool) -> Option<usize> {
    tokens[from..].iter().position(wanted).map(|place| from + place)
}

/// The place of a property; what is not known stays last.
fn place(name: &str) -> usize {
    ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use super::super::xml::tokens;
    use super::*;

    #[test]
    fn properties_are_put_into_the_schemas_order() {
        let order = |xml: &str| {
            let mut tokens = tokens(xml).unwrap();
            let changed = put_in_order(&mut tokens);
            (changed, tokens.iter().map(|token| token.text.as_str()).collect::<String>())
        };
        let odd = "<fonts><font><name val=\"A\"/><b/><sz val=\"11\"/></font><font/></fonts>";
        let right = "<fonts><font><b/><sz val=\"11\"/><name val=\"A\"/></font><font/></fonts>";
        assert_eq!(order(odd), (true, right.to_owned()));
        assert_eq!(order(right), (false, right.to_owned()));
    }
}
