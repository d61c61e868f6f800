//! Years in a form's headers.

/// The text with all years moved by this many; `None` if nothing changes.
pub(super) fn with_years(text: &str, by: i32) -> Option<String> {
    let mut written = String::new();
    let mut changed = false;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let end =
            rest[start..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |e| start + e);
        written.push_str(&rest[..start]);
        match year(&rest[start..end]) {
            Some(year) if by != 0 => {
                written.push_str(&(year + by).to_string());
                changed = true;
            }
            _ => written.push_str(&rest[start..end]),
        }
        rest = &rest[end..];
    }
    written.push_str(rest);
    changed.then_some(written)
}

/// The latest year that a text names.
pub(super) fn latest_year(text: &str) -> Option<i32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(year).max()
}

fn year(digits: &str) -> Option<i32> {
    let plausible = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    if plausible { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_move() {
        assert_eq!(with_years("Thực hiện năm 2022", 2).as_deref(), Some("Thực hiện năm 2024"));
        assert_eq!(with_years("Kế hoạch", 2), None);
        assert_eq!(latest_year("Năm 2022, 2023"), Some(2023));
    }
}
