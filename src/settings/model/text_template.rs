//! Sentences with blanks that the office may word itself: "Kết quả {kỳ}".

use viet_text::text::{as_sentence, folded};

/// What a blank in a sentence is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// The period: "tháng 10/2023".
    Period,
    /// The office, as letters name it.
    Office,
    /// The field reported on: "kinh tế tập thể".
    Field,
    /// The resolutions judged, by kind and number: "Nghị quyết số 47/NQ-HĐND".
    Documents,
    /// The day to which figures run.
    DataUntil,
    /// How many targets are met, in a sentence.
    Summary,
    /// The items that are not met or still open, as a table.
    Table,
    /// Items not met, in a list.
    Unmet,
    /// Items without enough figures, in a list.
    NoData,
    /// Items that the office has not judged yet, in a list.
    NotChecked,
    /// Items met, in a list.
    Met,
    /// Units whose figures are not in the results, in a sentence.
    NotInResults,
    /// The annex's file name.
    File,
    /// Units that sent nothing, in a clause.
    Unsent,
    /// Units whose files cannot be used, and why, one per line.
    Unusable,
    /// The day by which units were to report.
    Deadline,
    /// The last day for late units to report.
    LastCall,
}

/// The blanks by the names that officers write.
pub(in crate::settings) const BLANKS: [(&str, Blank); 17] = [
    ("kỳ", Blank::Period),
    ("cơ quan", Blank::Office),
    ("lĩnh vực", Blank::Field),
    ("văn bản", Blank::Documents),
    ("ngày số liệu", Blank::DataUntil),
    ("tóm tắt", Blank::Summary),
    ("bảng", Blank::Table),
    ("chưa đạt", Blank::Unmet),
    ("chưa đủ số liệu", Blank::NoData),
    ("chưa đánh giá", Blank::NotChecked),
    ("đạt", Blank::Met),
    ("thiếu đơn vị", Blank::NotInResults),
    ("tệp", Blank::File),
    ("chưa gửi", Blank::Unsent),
    ("chưa dùng được", Blank::Unusable),
    ("hạn gửi", Blank::Deadline),
    ("hạn bổ sung", Blank::LastCall),
];

/// A sentence or paragraph with blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextTemplate(Vec<TemplatePart>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum TemplatePart {
    Text(String),
    Blank(Blank),
}

impl TextTemplate {
    /// The text with its blanks filled; `None` where nothing fills one of them. Blanks in what is
    /// filled in stay as they are.
    pub fn filled(&self, fill: impl Fn(Blank) -> String) -> Option<String> {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                // What fills a blank may be a whole sentence already.
                TemplatePart::Text(own) if own.starts_with('.') && !own.starts_with("..") => {
                    text = as_sentence(&text) + &own[1..];
                }
                TemplatePart::Text(own) => text.push_str(own),
                TemplatePart::Blank(blank) => {
                    let filled = fill(*blank);
                    if filled.is_empty() {
                        return None;
                    }
                    text.push_str(&filled);
                }
            }
        }
        Some(text)
    }

    /// Is it this one blank and nothing else?
    #[must_use]
    pub fn is(&self, blank: Blank) -> bool {
        self.0 == [TemplatePart::Blank(blank)]
    }

    /// As the office writes it.
    #[must_use]
    pub fn as_written(&self) -> String {
        let name = |blank: Blank| BLANKS.iter().find(|(_, other)| *other == blank);
        let written = self.0.iter().map(|piece| match piece {
            TemplatePart::Text(text) => text.clone(),
            TemplatePart::Blank(blank) => {
                name(*blank).map_or(String::new(), |(n, _)| format!("{{{n}}}"))
            }
        });
        written.collect()
    }

    /// The program's own wording.
    pub(in crate::settings) fn usual(text: &str) -> Self {
        Self::parse(text).expect("the program's own blanks are known")
    }

    /// Parses a sentence. The error is the name of the first unknown blank.
    pub(in crate::settings) fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            let blank = BLANKS.iter().find(|(known, _)| folded(known) == folded(name));
            let (_, blank) = blank.ok_or_else(|| name.to_owned())?;
            if !before.is_empty() {
                pieces.push(TemplatePart::Text(before.to_owned()));
            }
            pieces.push(TemplatePart::Blank(*blank));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(TemplatePart::Text(rest.to_owned()));
        }
        Ok(Self(pieces))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_fills_a_blank_is_ended_once() {
        let wording = TextTemplate::usual("Tóm lại: {tóm tắt}. Kính trình.");
        for said in ["có 2/7 chỉ tiêu đạt.", "có 2/7 chỉ tiêu đạt"] {
            let filled = wording.filled(|_| said.to_owned()).unwrap();
            assert_eq!(filled, "Tóm lại: có 2/7 chỉ tiêu đạt. Kính trình.");
        }
    }

    #[test]
    fn blanks_are_filled_once() {
        let wording = TextTemplate::usual("Kỳ {kỳ}: {Tóm tắt} {");
        let fill =
            |blank| if blank == Blank::Period { "{kỳ}".to_owned() } else { "x".to_owned() };
        assert_eq!(wording.filled(fill).as_deref(), Some("Kỳ {kỳ}: x {"));
        assert_eq!(wording.as_written(), "Kỳ {kỳ}: {tóm tắt} {");
        assert_eq!(wording.filled(|_| String::new()), None);
        assert_eq!(TextTemplate::usual("Kính gửi").filled(|_| String::new()).unwrap(), "Kính gửi");
        assert!(TextTemplate::usual("{bảng}").is(Blank::Table));
        assert_eq!(TextTemplate::parse("gửi {tên ai}"), Err("tên ai".to_owned()));
    }
}
