//! Why a file is not read: what it truly is, and what its sender can do about it.

use serde::{Deserialize, Serialize};

use super::Limit;
use crate::cell::Address;

/// A file that yields no workbook, by its true nature rather than its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// A workbook (or an archive) that only a password opens.
    Password,
    /// A workbook whose bytes are not whole.
    Damaged {
        /// What is wrong, in Vietnamese.
        reason: String,
    },
    /// It asks for more than [`Limits`](super::Limits) grants.
    TooLarge(Limit),
    /// HTML, usually an export of some software, named .xls.
    WebPage,
    /// CSV or text with tabs.
    DelimitedText,
    /// XML Spreadsheet 2003, usually named .xls or .xml.
    Xml2003,
    /// OpenDocument as one flat XML file (.fods).
    FlatOpenDocument,
    /// A workbook of Excel 4 or before.
    OldExcel,
    /// A workbook with an Excel 4 macro sheet, which the reader cannot pass over.
    MacroSheet,
    /// Word or another text document.
    Word,
    /// PowerPoint or another presentation.
    PowerPoint,
    /// PDF.
    Pdf,
    /// A picture: a scan, a photograph, a screenshot.
    Image,
    /// RAR, 7z or gzip.
    Archive,
    /// A .zip that holds files: its members are for the caller to read.
    PlainZip,
    /// The mark that Excel leaves beside an open workbook (`~$...`).
    LockFile,
    /// None of these.
    NotAWorkbook,
}

const SAVE_AS: &str = "Mở bằng Excel, chọn Lưu thành (Save As), loại Excel Workbook (*.xlsx), \
                       rồi gửi lại";

impl Unreadable {
    /// A damaged workbook, for a reason said in Vietnamese.
    pub(super) fn damaged(reason: impl Into<String>) -> Self {
        Self::Damaged { reason: reason.into() }
    }

    /// A sheet that gives one cell two contents.
    pub(super) fn twice(sheet: &str, at: Address) -> Self {
        Self::damaged(format!("ô {at} của trang «{sheet}» được ghi hai lần"))
    }

    /// What the file is: one sentence, without its full stop.
    #[must_use]
    pub fn what_it_is(&self) -> String {
        let words = match self {
            Self::Empty => "Tệp rỗng, không có nội dung",
            Self::Password => "Tệp có mật khẩu nên không mở được",
            Self::Damaged { reason } => return format!("Tệp bị hỏng: {reason}"),
            Self::TooLarge(limit) => {
                return format!("Tệp quá lớn so với một biểu báo cáo ({})", limit.in_words());
            }
            Self::WebPage => "Đây là trang web (HTML) lưu với đuôi của Excel",
            Self::DelimitedText => "Đây là tệp chữ phân cách (CSV), không phải bảng tính Excel",
            Self::Xml2003 => "Đây là bảng tính XML 2003, không phải tệp .xls hay .xlsx",
            Self::FlatOpenDocument => "Đây là bảng tính OpenDocument dạng XML (.fods)",
            Self::OldExcel => "Đây là bảng tính của Excel 4 trở về trước",
            Self::MacroSheet => "Bảng tính có trang macro kiểu Excel 4 nên không đọc được",
            Self::Word => "Đây là văn bản (Word), không phải bảng tính",
            Self::PowerPoint => "Đây là bản trình chiếu (PowerPoint), không phải bảng tính",
            Self::Pdf => "Đây là tệp PDF, không phải bảng tính",
            Self::Image => "Đây là tệp ảnh, không phải bảng tính",
            Self::Archive => "Đây là tệp nén RAR, 7z hoặc gz",
            Self::PlainZip => "Đây là tệp nén .zip chứa các tệp khác",
            Self::LockFile => "Đây là tệp tạm mà Excel tạo ra khi có người đang mở bảng tính",
            Self::NotAWorkbook => "Đây không phải là bảng tính",
        };
        words.to_owned()
    }

    /// Is it, or was it meant to be, a spreadsheet? A letter or a photo may lie in the folder
    /// for other reasons.
    #[must_use]
    pub const fn is_spreadsheet(&self) -> bool {
        !matches!(
            self,
            Self::Word
                | Self::PowerPoint
                | Self::Pdf
                | Self::Image
                | Self::Archive
                | Self::LockFile
                | Self::NotAWorkbook
        )
    }

    /// What to do about it: one sentence, without its full stop.
    #[must_use]
    pub const fn what_to_do(&self) -> &'static str {
        match self {
            Self::Password => {
                "Mở bằng Excel với mật khẩu, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc > \
                 Mã hóa bằng mật khẩu), lưu rồi gửi lại"
            }
            Self::Empty | Self::Damaged { .. } => {
                "Đề nghị đơn vị mở tệp gốc kiểm tra, lưu lại rồi gửi lại"
            }
            Self::TooLarge(_) => {
                "Sao chép riêng các biểu báo cáo sang một tệp Excel mới, lưu rồi gửi lại"
            }
            Self::WebPage
            | Self::DelimitedText
            | Self::Xml2003
            | Self::FlatOpenDocument
            | Self::OldExcel
            | Self::MacroSheet => SAVE_AS,
            Self::Word | Self::PowerPoint | Self::Pdf | Self::Image => {
                "Đề nghị đơn vị gửi số liệu trên biểu mẫu Excel"
            }
            Self::Archive | Self::PlainZip => "Giải nén rồi chép các tệp Excel vào thư mục của kỳ",
            Self::LockFile => "Không cần làm gì; có thể đóng bảng tính đang mở",
            Self::NotAWorkbook => "Nếu đây là báo cáo, đề nghị đơn vị gửi tệp Excel (.xlsx)",
        }
    }

    /// What to ask of the unit that sent it: one sentence, without its full stop.
    #[must_use]
    pub const fn what_to_ask(&self) -> &'static str {
        match self {
            Self::Password => "Bỏ mật khẩu của tệp, lưu rồi gửi lại",
            Self::Empty | Self::Damaged { .. } => "Mở tệp gốc kiểm tra, lưu lại rồi gửi lại",
            Self::Word | Self::PowerPoint | Self::Pdf | Self::Image => {
                "Gửi số liệu trên biểu mẫu Excel"
            }
            Self::Archive | Self::PlainZip => "Giải nén rồi gửi lại các tệp Excel",
            Self::LockFile => "Gửi tệp Excel gốc, không gửi tệp tạm",
            Self::NotAWorkbook => "Gửi tệp Excel (.xlsx)",
            _ => self.what_to_do(),
        }
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}. {}.", self.what_it_is(), self.what_to_do())
    }
}

impl std::error::Error for Unreadable {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_what_and_what_to_do() {
        assert_eq!(
            Unreadable::WebPage.to_string(),
            "Đây là trang web (HTML) lưu với đuôi của Excel. Mở bằng Excel, chọn Lưu thành \
             (Save As), loại Excel Workbook (*.xlsx), rồi gửi lại."
        );
        assert_eq!(
            Unreadable::TooLarge(Limit::Cells).what_it_is(),
            "Tệp quá lớn so với một biểu báo cáo (số ô)"
        );
        let twice = Unreadable::twice("Biểu 01", Address::new(26, 5));
        assert_eq!(twice.what_it_is(), "Tệp bị hỏng: ô F27 của trang «Biểu 01» được ghi hai lần");
    }
}
