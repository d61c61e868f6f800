//! Sheet Thư: whom the letter goes to and how it is worded. Every row is optional.

use super::cell::SettingsCell;
use super::problem::{Problems, did_you_mean_stop};
use super::rows::OfficeRow;
use super::table::read_optional_table;
use super::text_template::wording;
use crate::settings::model::{LetterSettings, Mailbox, Office, TextTemplate};
use viet_text::text::folded;
use workbook_io::Workbook;

const SHEET: &str = "Thư";

/// What the rows say, gathered under their names.
#[derive(Default)]
struct LetterRows {
    to: Vec<Mailbox>,
    copies: Vec<Mailbox>,
    office: Option<String>,
    subject: Vec<TextTemplate>,
    greeting: Vec<TextTemplate>,
    body: Vec<TextTemplate>,
    signature: Vec<TextTemplate>,
    reminder: Vec<TextTemplate>,
}

/// The rows' names, in the order of the sheet.
const NAMES: [&str; 8] = [
    "Người nhận",
    "Đồng gửi",
    "Tên cơ quan",
    "Tiêu đề",
    "Lời chào",
    "Nội dung",
    "Chữ ký",
    "Nhắc gửi báo cáo",
];

pub(super) fn read(book: &Workbook, office: &Office, problems: &mut Problems) -> LetterSettings {
    let table = read_optional_table::<OfficeRow>(book, SHEET, problems);
    let mut rows = LetterRows::default();
    for (row, data) in &table.rows {
        let Some(name) = table.need(*row, "Mục", data.entry.as_ref(), problems) else { continue };
        let known = NAMES.iter().position(|known| folded(known) == folded(&name.text));
        match (known, &data.value) {
            (Some(place), Some(value)) => rows.take(place, value, problems),
            (Some(_), None) => {}
            (None, _) => {
                let hint = did_you_mean_stop(&name.text, NAMES);
                let all = NAMES.join(", ");
                let message =
                    format!("không có mục \"{}\"{hint} Các mục được dùng: {all}", name.text);
                problems.add(SHEET, Some(name.at), message);
            }
        }
    }
    rows.over(LetterSettings::usual(office))
}

impl LetterRows {
    fn take(&mut self, place: usize, value: &SettingsCell, problems: &mut Problems) {
        let lines = match place {
            0 => return self.to.extend(mailboxes(value, problems)),
            1 => return self.copies.extend(mailboxes(value, problems)),
            2 => return self.office = Some(value.text.clone()),
            3 => &mut self.subject,
            4 => &mut self.greeting,
            5 => &mut self.body,
            6 => &mut self.signature,
            _ => &mut self.reminder,
        };
        lines.extend(wording(SHEET, value, problems));
    }

    /// What is written replaces the usual words.
    fn over(self, usual: LetterSettings) -> LetterSettings {
        let or = |own: Vec<TextTemplate>, usual| if own.is_empty() { usual } else { own };
        LetterSettings {
            to: self.to,
            copies: self.copies,
            office: self.office.unwrap_or(usual.office),
            subject: self.subject.into_iter().next().unwrap_or(usual.subject),
            greeting: self.greeting.into_iter().next().unwrap_or(usual.greeting),
            body: or(self.body, usual.body),
            signature: or(self.signature, usual.signature),
            reminder: or(self.reminder, usual.reminder),
        }
    }
}

/// Addresses separated by semicolons or commas: `Nguyễn Văn A <a@b.vn>; c@d.vn`.
fn mailboxes(value: &SettingsCell, problems: &mut Problems) -> Vec<Mailbox> {
    let mut found = Vec::new();
    for part in parts(&value.text) {
        match mailbox(part) {
            Some(mailbox) => found.push(mailbox),
            None => {
                let message = format!(
                    "\"{part}\" không phải là địa chỉ thư điện tử; ghi như ten@donvi.gov.vn hoặc \
                     Nguyễn Văn A <ten@donvi.gov.vn>, nhiều người thì cách nhau bằng dấu chấm phẩy (;)"
                );
                problems.add(SHEET, Some(value.at), message);
            }
        }
    }
    found
}

/// A comma within a name does not separate: "Lan, VP <lan@donvi.gov.vn>".
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if c == ';' || (c == ',' && text[start..at].contains('@')) {
            parts.push(&text[start..at]);
            start = at + 1;
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn mailbox(text: &str) -> Option<Mailbox> {
    let (name, address) = match text.strip_suffix('>').and_then(|text| text.split_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"'), address.trim()),
        None => ("", text),
    };
    let (local, domain) = address.split_once('@')?;
    let is_plain = |part: &str| {
        let letters = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
        !part.is_empty() && part.chars().all(letters)
    };
    let whole = is_plain(local) && is_plain(domain) && domain.contains('.');
    (whole && !domain.starts_with('.') && !domain.ends_with('.'))
        .then(|| Mailbox { name: name.to_owned(), address: address.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (written, name, address) in [
            ("a.b@c.gov.vn", "", "a.b@c.gov.vn"),
            ("Nguyễn Văn A <a@c.vn>", "Nguyễn Văn A", "a@c.vn"),
            ("\"Lan, VP\" <lan_vp@c.vn>", "Lan, VP", "lan_vp@c.vn"),
        ] {
            let mailbox = mailbox(written).unwrap();
            assert_eq!((&*mailbox.name, &*mailbox.address), (name, address));
        }
        assert_eq!(parts("a@b.vn, Lan, VP <c@d.vn>;; e"), ["a@b.vn", "Lan, VP <c@d.vn>", "e"]);
        for written in ["Nguyễn Văn A", "a@b", "a b@c.vn", "a@b@c.vn", "@c.vn", "a@.vn", "<a@c.vn"]
        {
            assert_eq!(mailbox(written), None, "{written}");
        }
    }
}
