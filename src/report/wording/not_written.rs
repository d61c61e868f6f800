//! Why a workbook could not be written: a fault of the program, worded so that the officer can
//! report it.

use workbook_io::write::{Cause, WriteError, truncate};

/// The most characters of a formula in a message.
const SHOWN: usize = 200;

/// A sentence on the fault and its place, and one on what to do.
#[must_use]
pub fn not_written(error: &WriteError) -> String {
    let sheet = match &*error.sheet {
        "" => String::new(),
        sheet => format!(": trang “{sheet}”"),
    };
    let at = error.at.map(|at| format!(", ô {at}")).unwrap_or_default();
    format!(
        "Không tạo được tệp Excel{sheet}{at}: {}. Đây là lỗi của chương trình, đề nghị báo người phụ trách.",
        cause_in_words(&error.cause)
    )
}

fn cause_in_words(cause: &Cause) -> String {
    match cause {
        Cause::Order => "ô sai thứ tự, bị ghi hai lần hoặc nằm ngoài trang tính".to_owned(),
        Cause::Result(text) => format!("kết quả công thức là chữ “{text}”, Excel sẽ hiểu khác đi"),
        // The formula may be very long.
        Cause::Formula(formula) => format!("công thức “{}” viết sai", truncate(formula, SHOWN)),
        Cause::Table(name) => format!("bảng “{name}” thiếu dòng tiêu đề"),
        Cause::DropDownValue(word) => {
            format!("lựa chọn “{word}” có dấu phẩy, Excel sẽ tách làm hai")
        }
        Cause::PageText(text) => format!("đầu trang hoặc chân trang “{text}” quá dài"),
        Cause::Library(message) => message.trim_end_matches('.').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_sheet_cell_and_what_to_do() {
        let error = WriteError {
            sheet: "Phụ lục".to_owned(),
            at: Some("A1".parse().unwrap()),
            cause: Cause::Result("01".to_owned()),
        };
        assert_eq!(
            not_written(&error),
            "Không tạo được tệp Excel: trang “Phụ lục”, ô A1: kết quả công thức là chữ “01”, Excel sẽ hiểu \
             khác đi. Đây là lỗi của chương trình, đề nghị báo người phụ trách."
        );
    }
}
