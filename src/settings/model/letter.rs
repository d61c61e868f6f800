//! The letter that goes with the annex, and the reminder to units, with their usual words.

use super::office::Office;
use super::text_template::TextTemplate;

/// The letter and the reminder as the office words them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterSettings {
    /// Who gets the letter.
    pub to: Vec<Mailbox>,
    /// Who gets a copy.
    pub copies: Vec<Mailbox>,
    /// The office as letters name it: "Phòng Tài chính - Kế hoạch".
    pub office: String,
    /// The subject.
    pub subject: TextTemplate,
    /// The line of greeting.
    pub greeting: TextTemplate,
    /// The letter's paragraphs.
    pub body: Vec<TextTemplate>,
    /// Lines under the letter.
    pub signature: Vec<TextTemplate>,
    /// The reminder's paragraphs.
    pub reminder: Vec<TextTemplate>,
}

/// A name, where one is given, and an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The name; may be empty.
    pub name: String,
    /// The address: `a@b.vn`.
    pub address: String,
}

const SUBJECT: &str = "Kết quả thực hiện {văn bản}, {kỳ}";
const PLAIN_SUBJECT: &str = "Báo cáo {lĩnh vực}, {kỳ}";
const PLAIN_OPENING: &str =
    "{cơ quan} gửi kết quả tổng hợp báo cáo {lĩnh vực} {kỳ}, số liệu đến ngày {ngày số liệu}.";
const GREETING: &str = "Kính gửi đồng chí …,";
const BODY: [&str; 6] = [
    "{cơ quan} gửi kết quả thực hiện {văn bản}, số liệu đến ngày {ngày số liệu}.",
    "{tóm tắt}",
    "{bảng}",
    "{thiếu đơn vị}",
    "Chi tiết tại Phụ lục kèm theo (tệp {tệp}).",
    "Kính trình đồng chí xem xét, cho ý kiến.",
];
const SIGNATURE: [&str; 2] = ["Trân trọng.", "{cơ quan}"];
const REMINDER: [&str; 5] = [
    "Hạn gửi báo cáo {lĩnh vực} {kỳ}: {hạn gửi}.",
    "{chưa gửi}",
    "{chưa dùng được}",
    "Đề nghị gửi bản Excel theo mẫu trước {hạn bổ sung}. Trân trọng.",
    "{cơ quan}",
];

impl LetterSettings {
    /// The usual words, without recipients.
    pub(in crate::settings) fn usual(office: &Office) -> Self {
        let all = |lines: &[&str]| lines.iter().map(|line| TextTemplate::usual(line)).collect();
        Self {
            to: Vec::new(),
            copies: Vec::new(),
            office: office.name.clone(),
            subject: TextTemplate::usual(SUBJECT),
            greeting: TextTemplate::usual(GREETING),
            body: all(&BODY),
            signature: all(&SIGNATURE),
            reminder: all(&REMINDER),
        }
    }

    /// The subject where there is no resolution to name.
    #[must_use]
    pub fn plain_subject() -> TextTemplate {
        TextTemplate::usual(PLAIN_SUBJECT)
    }

    /// The first sentence, likewise.
    #[must_use]
    pub fn plain_opening() -> TextTemplate {
        TextTemplate::usual(PLAIN_OPENING)
    }
}
