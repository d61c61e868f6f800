//! What stands above the numbers: what an officer can do first on this machine.

use std::path::{Path, PathBuf};

use crate::cli::odd_place;
use crate::path_text::PathText as _;
use crate::workspace::periods;

/// The folder of the delivered program in which its sample lies.
pub(super) const SAMPLES: &str = "Ví dụ";

/// Is the workspace the sample that was delivered with the program?
pub(super) fn is_sample(workspace: &Path) -> bool {
    workspace.parent().is_some_and(|folder| folder.ends_with(SAMPLES))
}

/// What there is, and how to begin where there is nothing.
pub(super) fn first_screen(workspaces: &[PathBuf]) -> String {
    let warning = odd_place::warning(None).map(|said| format!("\n{said}\n")).unwrap_or_default();
    let own: Vec<&PathBuf> = workspaces.iter().filter(|folder| !is_sample(folder)).collect();
    if own.is_empty() {
        let sample = workspaces.first().map(|sample| {
            format!(
                "  - Muốn xem thử trước: chọn số 3, hoặc kéo thư mục {} thả vào đây rồi nhấn Enter.\n",
                latest(sample).on_one_line()
            )
        });
        return format!("{warning}\n{NOTHING_YET}{}", sample.unwrap_or_default());
    }
    let lines = own.iter().map(|folder| match periods(folder).unwrap_or_default().last() {
        Some((period, _)) => format!("  - {}, kỳ mới nhất {period}\n", folder.on_one_line()),
        None => format!("  - {}, chưa có kỳ nào\n", folder.on_one_line()),
    });
    format!(
        "{warning}\nThư mục làm việc đang có:\n{}Kéo thư mục của kỳ, hoặc biểu mẫu mới, thả vào cửa sổ này cũng được.\n",
        lines.collect::<String>()
    )
}

/// Its latest period's folder, or itself.
fn latest(workspace: &Path) -> PathBuf {
    let last = periods(workspace).unwrap_or_default().pop();
    last.map_or_else(|| workspace.to_owned(), |(_, folder)| folder)
}

const NOTHING_YET: &str = "Chưa có thư mục làm việc nào ở cạnh chương trình. Bắt đầu bằng một trong các cách:\n\
    \x20 - Lần đầu dùng: kéo biểu mẫu trắng của cơ quan (tệp Excel gửi cho các đơn vị điền; không có thì một báo cáo\n\
    \x20   đã điền) thả vào cửa sổ này rồi nhấn Enter. Chương trình lập thư mục làm việc từ biểu mẫu đó.\n\
    \x20 - Theo một nghị quyết, kế hoạch có sẵn trong chương trình: chọn số 1.\n\
    \x20 - Đã có thư mục làm việc ở chỗ khác: kéo thư mục của kỳ (ví dụ 2023-10) thả vào đây rồi nhấn Enter.\n";
