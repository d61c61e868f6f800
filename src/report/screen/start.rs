//! The content of a new workspace, and the first steps.

use crate::path_text::PathText as _;
use crate::settings::packs::{Pack, Unpacked};

/// What was made, and the next steps.
#[must_use]
pub fn new_workspace(pack: &Pack, made: &Unpacked) -> String {
    let folder = made.folder.on_one_line();
    let period = match &made.period {
        Some(period) => format!(
            "3. Chép các tệp Excel mà đơn vị gửi vào thư mục {}. Kỳ khác: tạo thư mục bên cạnh, đặt \
             tên như 2024-01 (tháng), 2024-Q1 (quý), 2024-6T (sáu tháng), 2024-9T (chín tháng), 2024 (năm).\n\
             4. Kéo thả thư mục đó vào chương trình, hoặc gõ: tonghop \"{}\"\n",
            period.on_one_line(),
            period.on_one_line()
        ),
        None => format!(
            "3. Tạo trong {folder} một thư mục cho kỳ đầu tiên, đặt tên như 2024-01 (tháng), \
             2024-Q1 (quý), 2024-6T (sáu tháng), 2024-9T (chín tháng), 2024 (năm); chép các tệp Excel mà đơn vị gửi vào \
             đó.\n\
             4. Kéo thả thư mục của kỳ vào chương trình, hoặc gõ: tonghop \"{folder}\"\n"
        ),
    };
    let forms = match pack.documents.is_empty() {
        true => {
            "2. Gói trống chưa có biểu mẫu: chép biểu mẫu gắn mã vào thư mục bieu-mau, ghi số liệu vào khai-bao.xlsx; \
             hoặc lập lại từ biểu mẫu của cơ quan, không phải gõ mã: tonghop init THƯ-MỤC --form BIỂU-MẪU.\n"
        }
        false => {
            "2. Gửi mẫu trong thư mục bieu-mau-gui-xa cho các đơn vị, hoặc làm mẫu ghi sẵn tên đơn vị và kỳ bằng \
             lệnh tonghop template. Giữ nguyên thư mục bieu-mau: chương trình dùng để nhận ra biểu mẫu.\n"
        }
    };
    format!(
        "Đã tạo thư mục làm việc {folder} từ gói {} ({}).\n\
         Việc tiếp theo:\n\
         1. Mở khai-bao.xlsx, đọc trang Hướng dẫn; xem lại trang Cơ quan, Đơn vị và các chỉ tiêu.\n\
         {forms}{period}",
        pack.name,
        pack.in_words(),
    )
}
