//! Reads a resolution or plan, whatever the file.

use std::fs;
use std::path::Path;

use workbook_io::read::{self, Limits, Refusal};

use super::blocks::Document;
use super::{docx, sheets, text_file};
use crate::workspace::refusal_words;

/// Reads a document: .docx, text, or a workbook of any known format.
///
/// # Errors
///
/// A sentence for the officer: what the file is or lacks, and what to do.
pub fn read_document(path: &Path) -> Result<Document, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = fs::read(path).map_err(|error| {
        format!("Không đọc được tệp \"{name}\": {}", crate::system_error::in_words(&error))
    })?;
    let document = read_bytes(&bytes, &name).map_err(|why| format!("Tệp \"{name}\": {why}"))?;
    if document.blocks.is_empty() {
        return Err(format!(
            "Tệp \"{name}\": không có chữ nào đọc được. Nếu văn bản là bản chụp (ảnh), cần gõ lại \
             phần mục tiêu, chỉ tiêu vào một tệp Word (.docx)"
        ));
    }
    Ok(document)
}

/// Reads a document from its bytes; its name tells a text file only.
fn read_bytes(bytes: &[u8], name: &str) -> Result<Document, String> {
    let limits = Limits::default();
    if bytes.len() as u64 > limits.file_bytes {
        return Err("quá lớn. Chép riêng phần mục tiêu, chỉ tiêu sang một tệp mới".to_owned());
    }
    if docx::is_docx(bytes) {
        return docx::read(bytes);
    }
    let is_named_text = name.to_lowercase().ends_with(".txt");
    if is_named_text && let Some(document) = text_file::read(bytes) {
        return Ok(document);
    }
    match read::read(bytes, &limits) {
        Ok(book) => Ok(sheets::read(&book)),
        Err(Refusal::NotAWorkbook | Refusal::DelimitedText) => text_file::read(bytes)
            .ok_or_else(|| format!("không phải văn bản hay bảng tính đọc được. {WHAT_TO_GIVE}")),
        Err(refusal) => Err(refused(&refusal, name)),
    }
}

const WHAT_TO_GIVE: &str = "Cần tệp Word (.docx), tệp chữ (.txt) hoặc bảng tính (.xlsx)";

fn refused(refusal: &Refusal, name: &str) -> String {
    let is_docx = name.to_lowercase().ends_with(".docx");
    match refusal {
        _ if is_docx => format!(
            "tệp Word bị hỏng ({}). Mở bằng Word, lưu lại loại Word Document (*.docx) rồi chạy lại",
            viet_text::text::lowercase_first(&refusal_words::what_it_is(refusal))
        ),
        Refusal::Word => "là tệp Word kiểu cũ. Mở bằng Word, chọn Lưu thành (Save As), loại Word \
                          Document (*.docx), rồi chạy lại"
            .to_owned(),
        Refusal::Pdf => "là tệp PDF. Mở bằng Word (Word đọc được PDF có chữ), lưu thành Word \
                         Document (*.docx), rồi chạy lại"
            .to_owned(),
        Refusal::Image => format!("là ảnh chụp, không có chữ để đọc. {WHAT_TO_GIVE}"),
        refusal => format!(
            "{}. {WHAT_TO_GIVE}",
            viet_text::text::lowercase_first(&refusal_words::what_it_is(refusal))
        ),
    }
}
