//! The letter as an unsent message (`X-Unsent: 1`): Outlook opens it as a draft, Thunderbird as a
//! new message to edit. It has no date, sender or message id: the mail program adds them on
//! sending, and the same letter gives the same bytes.

use mail_builder::headers::Header;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::text::Text;
use mail_builder::mime::MimePart;
use sha2::{Digest, Sha256};

use super::{Letter, html, plain};
use crate::report::screen;
use crate::settings::Mailbox;

const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The message in RFC 5322's form, the annex attached byte for byte.
#[must_use]
pub fn draft(letter: &Letter<'_>, annex: &[u8]) -> Vec<u8> {
    let text = screen::plain(&plain::body(letter)).into_owned();
    let page = screen::plain(&html::page(letter)).into_owned();
    let boundary = boundary(&[text.as_bytes(), page.as_bytes()]);
    let words = vec![
        MimePart::new("text/plain", text.replace('\n', "\r\n")),
        MimePart::new("text/html", page.replace('\n', "\r\n")),
    ];
    let parts = vec![
        MimePart::new(multipart("multipart/alternative", &format!("{boundary}-b")), words),
        MimePart::new(SPREADSHEET, annex).attachment(letter.file.as_str()),
    ];
    let whole = MimePart::new(multipart("multipart/mixed", &format!("{boundary}-a")), parts);
    // Base64 takes four letters for three bytes, plus line ends: reserved once.
    let mut message = Vec::with_capacity(annex.len() / 2 * 3 + page.len() * 4);
    message.extend_from_slice(b"X-Unsent: 1\r\n");
    for (name, all) in [("To", &letter.settings.to), ("Cc", &letter.settings.copies)] {
        if !all.is_empty() {
            header(&mut message, name, &addresses(all));
        }
    }
    header(&mut message, "Subject", &Text::new(one_line(&letter.subject)));
    message.extend_from_slice(b"MIME-Version: 1.0\r\n");
    whole.write_part(&mut message);
    message
}

fn header(message: &mut Vec<u8>, name: &str, value: &impl Header) {
    message.extend_from_slice(name.as_bytes());
    message.extend_from_slice(b": ");
    value.write_header(message, name.len() + 2);
}

fn addresses(all: &[Mailbox]) -> Address<'_> {
    let each = all.iter().map(|mailbox| {
        let name = (!mailbox.name.is_empty()).then_some(mailbox.name.as_str());
        Address::new_address(name, mailbox.address.as_str())
    });
    Address::new_list(each.collect())
}

/// A header must be one line.
fn one_line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}

fn multipart<'x>(kind: &'static str, boundary: &str) -> ContentType<'x> {
    ContentType::new(kind).attribute("boundary", boundary.to_owned())
}

/// The boundary between the message's parts. It is a digest of the text, so the text cannot contain
/// it.
fn boundary(texts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(text);
    }
    let digest = digest.finalize();
    let hex: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("=_tonghop_{hex}")
}
