//! Why a file is not read, as the officer and the commune are told.

use viet_text::vietnamese;
use workbook_io::read::{Damage, Limit, Limits, Refusal};

const SAVE_AS: &str = "Mở bằng Excel, chọn Lưu thành (Save As), loại Excel Workbook (*.xlsx), \
                       rồi gửi lại";

/// What the file is: one sentence, without its full stop.
#[must_use]
pub fn what_it_is(refusal: &Refusal) -> String {
    let words = match refusal {
        Refusal::Empty => "Tệp rỗng, không có nội dung",
        Refusal::Password => "Tệp có mật khẩu nên không mở được",
        Refusal::Damaged(damage) => return format!("Tệp bị hỏng: {}", damage_in_words(damage)),
        Refusal::TooLarge(limit) if is_of_archives(*limit) => {
            return format!("Nội dung các tệp .zip quá lớn ({})", limit_in_words(*limit));
        }
        Refusal::TooLarge(limit) => {
            return format!("Tệp quá lớn so với một biểu báo cáo ({})", limit_in_words(*limit));
        }
        Refusal::WebPage => "Đây là trang web (HTML) lưu với đuôi của Excel",
        Refusal::DelimitedText => "Đây là tệp chữ phân cách (CSV), không phải bảng tính Excel",
        Refusal::Xml2003 => "Đây là bảng tính XML 2003, không phải tệp .xls hay .xlsx",
        Refusal::FlatOpenDocument => "Đây là bảng tính OpenDocument dạng XML (.fods)",
        Refusal::OldExcel => "Đây là bảng tính của Excel 4 trở về trước",
        Refusal::MacroSheet => "Bảng tính có trang macro kiểu Excel 4 nên không đọc được",
        Refusal::Word => "Đây là văn bản (Word), không phải bảng tính",
        Refusal::PowerPoint => "Đây là bản trình chiếu (PowerPoint), không phải bảng tính",
        Refusal::Pdf => "Đây là tệp PDF, không phải bảng tính",
        Refusal::Image => "Đây là tệp ảnh, không phải bảng tính",
        Refusal::Archive => "Đây là tệp nén RAR, 7z hoặc gz",
        Refusal::PlainZip => "Đây là tệp nén .zip chứa các tệp khác",
        Refusal::LockFile => "Đây là tệp tạm mà Excel tạo ra khi có người đang mở bảng tính",
        Refusal::NotAWorkbook => "Đây không phải là bảng tính",
    };
    words.to_owned()
}

/// What to do about it: one sentence, without its full stop.
#[must_use]
pub const fn what_to_do(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Password => {
            "Mở bằng Excel với mật khẩu, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc > \
             Mã hóa bằng mật khẩu), lưu rồi gửi lại"
        }
        Refusal::Empty | Refusal::Damaged(_) => {
            "Đề nghị đơn vị mở tệp gốc kiểm tra, lưu lại rồi gửi lại"
        }
        Refusal::TooLarge(limit) if is_of_archives(*limit) => {
            "Giải nén, chỉ chép các tệp Excel báo cáo vào thư mục của kỳ rồi chạy lại"
        }
        Refusal::TooLarge(_) => {
            "Sao chép riêng các biểu báo cáo sang một tệp Excel mới, lưu rồi gửi lại"
        }
        Refusal::WebPage
        | Refusal::DelimitedText
        | Refusal::Xml2003
        | Refusal::FlatOpenDocument
        | Refusal::OldExcel
        | Refusal::MacroSheet => SAVE_AS,
        Refusal::Word | Refusal::PowerPoint | Refusal::Pdf | Refusal::Image => {
            "Đề nghị đơn vị gửi số liệu trên biểu mẫu Excel"
        }
        Refusal::Archive | Refusal::PlainZip => {
            "Giải nén rồi chép các tệp Excel vào thư mục của kỳ"
        }
        Refusal::LockFile => "Không cần làm gì; có thể đóng bảng tính đang mở",
        Refusal::NotAWorkbook => "Nếu đây là báo cáo, đề nghị đơn vị gửi tệp Excel (.xlsx)",
    }
}

/// What to ask of the unit that sent it: one sentence, without its full stop.
#[must_use]
pub const fn what_to_ask(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Password => "Bỏ mật khẩu của tệp, lưu rồi gửi lại",
        Refusal::Empty | Refusal::Damaged(_) => "Mở tệp gốc kiểm tra, lưu lại rồi gửi lại",
        Refusal::Word | Refusal::PowerPoint | Refusal::Pdf | Refusal::Image => {
            "Gửi số liệu trên biểu mẫu Excel"
        }
        Refusal::Archive | Refusal::PlainZip => "Giải nén rồi gửi lại các tệp Excel",
        Refusal::TooLarge(limit) if is_of_archives(*limit) => {
            "Giải nén rồi chỉ gửi lại các tệp Excel báo cáo"
        }
        Refusal::LockFile => "Gửi tệp Excel gốc, không gửi tệp tạm",
        Refusal::NotAWorkbook => "Gửi tệp Excel (.xlsx)",
        _ => what_to_do(refusal),
    }
}

/// What is wrong with a damaged file, within a sentence.
fn damage_in_words(damage: &Damage) -> String {
    let words = match damage {
        Damage::CutShort => "nội dung bị cắt cụt, có thể lỗi khi gửi",
        Damage::PartListMismatch => "danh mục các phần bên trong không khớp",
        Damage::PartTwice => "có hai phần cùng tên bên trong",
        Damage::ChecksumMismatch => "nội dung bên trong không khớp mã kiểm tra, có thể lỗi khi gửi",
        Damage::BrokenPackage => "cấu trúc bên trong tệp không còn nguyên vẹn",
        Damage::BrokenArchive => "tệp nén không giải được, có thể lỗi khi gửi",
        Damage::MissingPart(part) => return format!("thiếu phần «{part}» bên trong"),
        Damage::NoMainPart => "thiếu phần «sổ làm việc» bên trong",
        Damage::UnlinkedSheet => "thiếu phần «trang tính» bên trong",
        Damage::NotUtf8 => "nội dung XML bên trong không phải mã UTF-8",
        Damage::MalformedXml => "nội dung XML bên trong bị cắt hoặc sai cấu trúc",
        Damage::BrokenRecords => "nội dung bảng tính bị cắt cụt hoặc sai cấu trúc",
        Damage::ForeignRecord => "có mục dữ liệu không thuộc định dạng .xls",
        Damage::BrokenWorkbook => "cấu trúc bảng tính bên trong không còn nguyên vẹn",
        Damage::SheetNameTwice(sheet) => return format!("có hai trang cùng tên «{sheet}»"),
        Damage::SheetWithoutContent(sheet) => return format!("thiếu nội dung của trang «{sheet}»"),
        Damage::SheetNotFound => "không tìm thấy nội dung của trang",
        Damage::UnlistedSheet => "danh sách trang tính thiếu một trang",
        Damage::SharedContent => "nhiều trang chung một nội dung",
        Damage::CellTwice { sheet: Some(sheet), at } => {
            return format!("ô {at} của trang «{sheet}» được ghi hai lần");
        }
        Damage::CellTwice { sheet: None, at } => return format!("ô {at} được ghi hai lần"),
        Damage::MisplacedCell => "có ô nằm sai vị trí",
        Damage::CellOutside(sheet) => {
            return format!("trang «{sheet}» có ô nằm ngoài phạm vi của Excel");
        }
        Damage::CellAddress(written) => return format!("có ô mang địa chỉ «{written}»"),
        Damage::RowNumber(written) => return format!("có dòng mang số «{written}»"),
        Damage::CellCountMismatch(sheet) => return format!("số ô của trang «{sheet}» không khớp"),
        Damage::SharedFormulaIndex => "công thức dùng chung mang số thứ tự vô lý",
        Damage::SharedStringCount => "bảng chữ dùng chung khai số lượng vô lý",
        Damage::ReaderFailed => "không đọc được nội dung bên trong",
        Damage::ReaderStopped => "nội dung làm bộ đọc dừng giữa chừng",
    };
    words.to_owned()
}

/// Is it a limit of all .zip files of a folder together?
const fn is_of_archives(limit: Limit) -> bool {
    matches!(limit, Limit::Archives | Limit::ArchiveFiles | Limit::ArchiveTotal)
}

/// What there is too much of, in Vietnamese.
const fn limit_in_words(limit: Limit) -> &'static str {
    match limit {
        Limit::File => "dung lượng tệp",
        Limit::Part => "dung lượng một phần bên trong tệp",
        Limit::Total => "tổng dung lượng nội dung bên trong tệp",
        Limit::Parts => "số phần bên trong tệp",
        Limit::Sheets => "số trang tính",
        Limit::Archives => "dung lượng các tệp .zip trong thư mục",
        Limit::ArchiveFiles => "số tệp trong các tệp .zip",
        Limit::ArchiveTotal => "tổng dung lượng sau khi giải nén các tệp .zip",
        Limit::Cells => "số ô",
        Limit::Area => "khoảng cách giữa các ô có nội dung",
        Limit::Text => "độ dài chữ trong một ô",
        Limit::ListRows => "số dòng danh sách",
        Limit::Formats => "số kiểu định dạng",
        Limit::Time => "thời gian cần để đọc",
        Limit::Memory => "bộ nhớ cần để đọc",
    }
}

/// All limits as the page `docs/gioi-han.md`.
#[must_use]
pub fn limits_page() -> String {
    let Limits { file_bytes, part_bytes, total_bytes, parts, cells, area, .. } = Limits::default();
    let Limits { text_bytes, formats, seconds, memory_bytes, .. } = Limits::default();
    let Limits { sheets, archive_bytes, archive_files, archive_total_bytes, .. } =
        Limits::default();
    let Limits { list_rows, .. } = Limits::default();
    let megabytes = |bytes: u64| format!("{} MB", bytes >> 20);
    let count = |number: u64| vietnamese(number.into());
    let rows = [
        (Limit::File, megabytes(file_bytes), "tệp như đã gửi"),
        (Limit::Parts, count(parts as u64), "tệp .xlsx, .xlsm, .xlsb, .ods"),
        (Limit::Part, megabytes(part_bytes), "sau khi giải nén"),
        (Limit::Total, megabytes(total_bytes), "sau khi giải nén; cũng là tổng chữ của mọi ô"),
        (Limit::Sheets, count(sheets as u64), "kể cả trang ẩn"),
        (Limit::Cells, count(cells), "mọi trang, kể cả ô trống có định dạng và vùng ô gộp"),
        (Limit::ListRows, count(list_rows as u64), "các danh sách của biểu trong một tệp"),
        (Limit::Area, count(area), "số ô của vùng chữ nhật quanh các ô, tệp .xls"),
        (Limit::Text, count(text_bytes as u64), "byte; Excel cho 32.767 ký tự"),
        (Limit::Formats, count(formats as u64), "phông, màu nền, đường viền, định dạng số"),
        (Limit::Time, format!("{seconds} giây"), "một tệp .xls, .xlsb"),
        (Limit::Memory, megabytes(memory_bytes), "một tệp .xls, .xlsb"),
        (Limit::Archives, megabytes(archive_bytes), "cộng cả .zip nằm trong .zip (tối đa 3 lớp)"),
        (Limit::ArchiveFiles, count(archive_files as u64), "cộng mọi .zip trong thư mục"),
        (Limit::ArchiveTotal, megabytes(archive_total_bytes), "cộng mọi .zip trong thư mục"),
    ];
    let mut page = String::from(PAGE_TOP);
    for (limit, most, what) in rows {
        page.push_str(&format!("| {} | {most} | {what} |\n", limit_in_words(limit)));
    }
    page + PAGE_END
}

const PAGE_TOP: &str = "# Giới hạn khi đọc tệp\n\n\
Trang này do chương trình tạo ra (`src/workspace/refusal_words.rs`); không sửa tay. \
Tạo lại: `TONGHOP_WRITE_DOCS=1 cargo test documentation`.\n\n\
Một biểu báo cáo thường chỉ khoảng 13 KB với vài trăm ô. Tệp nào vượt một giới hạn dưới đây thì \
không được đọc; nội dung kiểm tra `tep-khong-doc-duoc` ghi rõ vượt giới hạn nào. Các tệp khác vẫn \
được đọc và tổng hợp.\n\n\
| Giới hạn | Nhiều nhất | Áp dụng cho |\n|---|---|---|\n";

const PAGE_END: &str = "\n## Tệp bị hỏng\n\n\
- .xlsx, .xlsm, .xlsb, .ods: mọi phần bên trong có mã kiểm tra (CRC-32) và đều được đọc hết để so \
mã; sai một bit là tệp bị từ chối, không bao giờ thành một con số khác.\n\
- .xls (Excel 97-2003) không có mã kiểm tra. Chương trình kiểm tra cấu trúc: chuỗi khối, loại và độ \
dài từng mục, thứ tự ô, dòng, chữ dùng chung, danh sách trang; sai là từ chối. Riêng một bit sai \
ngay trong các byte của một con số hay một chữ cái thì không cách nào biết được: trong phép thử, \
khoảng 4 trong 100 tệp .xls sai một bit bị đọc khác đi như vậy. Nên đề nghị đơn vị gửi tệp .xlsx.\n\
- Tệp .xls và .xlsb được đọc trong một tiến trình riêng có giới hạn bộ nhớ và thời gian; tệp làm \
tiến trình đó dừng chỉ ảnh hưởng chính nó. Thư mục chỉ có .xlsx thì không tạo tiến trình nào.\n\
- Số lớn gấp hàng chục lần cùng số liệu của mọi đơn vị khác và mọi số cùng đơn vị tính trong báo cáo \
được nêu ở nội dung kiểm tra `so-lon-bat-thuong`; số sai mà vẫn hợp lý thì chỉ thấy khi lệch danh sách, \
lệch kỳ trước hoặc lệch các số liệu liên quan.\n\n\
## Khi máy hết bộ nhớ\n\n\
Các tệp rất lớn được đọc lần lượt nên 24 tệp như vậy vẫn cần dưới 250 MB. Nếu máy không còn bộ nhớ thì hệ thống dừng chương trình ngay, có thể chỉ kèm một dòng tiếng Anh (memory \
allocation failed). Tệp đang có vẫn nguyên vẹn, không có tệp nào ghi dở; đóng bớt chương trình khác rồi \
chạy lại.\n";

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_documentation_page_lists_the_limits_as_they_are() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/gioi-han.md");
        if std::env::var_os("TONGHOP_WRITE_DOCS").is_some() {
            std::fs::write(&path, limits_page()).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed.replace("\r\n", "\n") == limits_page(),
            "docs/gioi-han.md is out of date"
        );
    }

    #[test]
    fn a_refusal_says_what_and_what_to_do() {
        assert_eq!(what_it_is(&Refusal::WebPage), "Đây là trang web (HTML) lưu với đuôi của Excel");
        assert!(
            what_to_do(&Refusal::WebPage).starts_with("Mở bằng Excel, chọn Lưu thành (Save As)")
        );
        assert_eq!(
            what_it_is(&Refusal::TooLarge(Limit::Cells)),
            "Tệp quá lớn so với một biểu báo cáo (số ô)"
        );
        let sheet = Some("Biểu 01".to_owned());
        let at = workbook_io::Address::new(26, 5);
        let twice = Refusal::Damaged(Damage::CellTwice { sheet, at });
        assert_eq!(what_it_is(&twice), "Tệp bị hỏng: ô F27 của trang «Biểu 01» được ghi hai lần");
    }
}
