//! Number formats: what stands for itself stands in quotes, but for the few characters that the
//! grammar (ECMA-376, 18.8.31) allows to stand bare.

use super::package::Package;

/// Besides those of digits, days, times and texts.
const MAY_STAND_BARE: &str = "$-+/():!^&'~{}<>= ";
const DIGITS: &str = "0#?,.%";
const TIMES: &str = "dmyhs";

/// Checks every number format of a workbook: of cells, of conditional looks, of charts.
pub(super) fn check(package: &mut Package) {
    let mut said = Vec::new();
    for (part, root) in &package.xml {
        for element in root.everything() {
            let own = if element.name == "formatCode" { element.text.as_str() } else { "" };
            let codes = element.get("formatCode").into_iter().chain([own]);
            let faults = codes.filter_map(|code| Some((code, fault(code)?)));
            said.extend(
                faults.map(|(code, what)| format!("{part}: number format {code:?}: {what}")),
            );
        }
    }
    said.into_iter().for_each(|problem| package.say(problem));
}

/// What is wrong with a format.
fn fault(code: &str) -> Option<String> {
    if code == "General" {
        return None;
    }
    let mut sections = vec![String::new()];
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        let current = sections.last_mut().expect("there is always one");
        match c {
            '"' if !rest.any(|c| c == '"') => return Some("a quote is open".to_owned()),
            '[' if !rest.any(|c| c == ']') => return Some("a bracket is open".to_owned()),
            '"' | '[' | '@' => {}
            '\\' | '_' | '*' => drop(rest.next()),
            ';' => sections.push(String::new()),
            c if DIGITS.contains(c) || TIMES.contains(c) => current.push(c),
            c if MAY_STAND_BARE.contains(c) => {}
            c => return Some(format!("{c:?} stands bare")),
        }
    }
    let mixed =
        |section: &String| section.contains(['#', '0']) && section.contains(|c| TIMES.contains(c));
    match sections.len() {
        1..=4 if sections.iter().any(mixed) => Some("digits beside letters of days".to_owned()),
        1..=4 => None,
        many => Some(format!("{many} sections")),
    }
}
