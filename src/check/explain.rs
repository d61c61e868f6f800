//! The rules as text: one rule explained, and the documentation page of all.

use super::sentence_parts::nearest;
use super::{RULES, Rule};

/// Explains a rule with an example and what to do. For an unknown code: the most similar code, and
/// the list of all.
///
/// # Errors
/// The sentence for a code that does not exist.
pub fn explain(code: &str) -> Result<String, String> {
    let code = code.trim();
    match RULES.iter().find(|rule| rule.code == code) {
        Some(rule) => Ok(text(rule)),
        None => {
            let hint = nearest(code, RULES.iter().map(|rule| rule.code))
                .map_or_else(String::new, |known| format!(" Có phải \"{known}\"?"));
            let all = RULES.iter().map(|rule| rule.code).collect::<Vec<_>>().join(", ");
            Err(format!("Không có mã nội dung kiểm tra \"{code}\".{hint} Các mã: {all}."))
        }
    }
}

fn text(rule: &Rule) -> String {
    format!(
        "{} ({}) - {}\n\nVì sao: {}\nCần làm: {}\nVí dụ: {}\n",
        rule.title,
        rule.severity.vietnamese(),
        rule.code,
        rule.why,
        rule.remedy,
        rule.example
    )
}

/// All rules as the page `docs/noi-dung-kiem-tra.md`.
#[must_use]
pub fn catalogue() -> String {
    let mut page = String::from(
        "# Nội dung kiểm tra\n\n\
         Trang này do chương trình tạo ra từ danh mục quy tắc (`src/check/rules`); không sửa tay. \
         Tạo lại: `TONGHOP_WRITE_DOCS=1 cargo test documentation`.\n\n\
         | Mã | Mức | Nội dung |\n|---|---|---|\n",
    );
    for rule in RULES {
        let level = rule.severity.vietnamese();
        page.push_str(&format!("| [{0}](#{0}) | {level} | {1} |\n", rule.code, rule.title));
    }
    for rule in RULES {
        page.push_str(&format!(
            "\n## {}\n\n**{}** ({}).\n\n{}\n\n- Cần làm: {}\n- Ví dụ: {}\n",
            rule.code,
            rule.title,
            rule.severity.vietnamese(),
            rule.why,
            rule.remedy,
            rule.example
        ));
    }
    page
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_documentation_page_is_what_the_rules_say() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/noi-dung-kiem-tra.md");
        if std::env::var_os("TONGHOP_WRITE_DOCS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, catalogue()).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed.replace("\r\n", "\n") == catalogue(),
            "docs/noi-dung-kiem-tra.md differs from the rules; regenerate it with \
             TONGHOP_WRITE_DOCS=1 cargo test documentation"
        );
    }

    #[test]
    fn a_mistyped_code_is_guessed() {
        assert!(explain("lech-danh-sach").unwrap().contains("Cần làm:"));
        assert!(explain("lech-danh-sac").unwrap_err().contains("\"lech-danh-sach\"?"));
    }

    #[test]
    fn codes_are_unique_slugs_and_no_text_is_empty() {
        let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        for rule in RULES {
            let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(rule.code.chars().all(slug), "{}", rule.code);
            let texts = [rule.title, rule.why, rule.remedy, rule.example];
            assert!(texts.iter().all(|text| !text.trim().is_empty()), "{}", rule.code);
        }
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }
}
