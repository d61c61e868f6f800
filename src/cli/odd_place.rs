//! A program or a folder that lies within an archive that is only being looked into, or in a folder
//! of temporary files: what is written there is soon gone.

use std::path::Path;

use crate::full_path::full_path;
use crate::path_text::PathText as _;

/// What the programs that show archives call the folders into which they unpack for a moment.
const OF_ARCHIVES: [&str; 6] = ["temp1_", "temp2_", "rar$", "7zo", "7ze", "bnz."];

/// Says that the program itself, or this folder, lies in such a place, and what to do.
pub(super) fn warning(folder: Option<&Path>) -> Option<String> {
    let temporary = full_path(&std::env::temp_dir()).ok()?;
    let program = std::env::current_exe().ok().filter(|program| {
        // On other systems programs are built and tried in such folders.
        cfg!(windows) && program.starts_with(&temporary) || is_unpacked(program, &temporary)
    });
    if let Some(program) = program.as_deref().and_then(Path::parent) {
        return Some(told("Chương trình đang chạy từ", program));
    }
    let folder = folder.and_then(|folder| full_path(folder).ok())?;
    is_unpacked(&folder, &temporary).then(|| told("Thư mục được chọn nằm", &folder))
}

fn told(what: &str, place: &Path) -> String {
    format!(
        "Chú ý: {what} trong tệp nén (.zip) hoặc thư mục tạm ({}). Những gì ghi ở đây sẽ mất. Giải nén cả thư mục \
         ra ổ đĩa (nháy phải vào tệp .zip, chọn Giải nén tất cả, Extract All), ví dụ vào D:\\tonghop, rồi chạy lại từ đó.",
        place.on_one_line()
    )
}

/// Is it within an archive that is being looked into?
fn is_unpacked(place: &Path, temporary: &Path) -> bool {
    let Ok(within) = place.strip_prefix(temporary) else { return false };
    within.iter().any(|part| {
        let part = part.to_string_lossy().to_lowercase();
        part.contains(".zip") || OF_ARCHIVES.iter().any(|begin| part.starts_with(begin))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_into_an_archive_is_known() {
        let temporary = Path::new("/tmp");
        for place in [
            "/tmp/Temp1_tonghop-0.2.0.zip/tonghop-0.2.0/tonghop.exe",
            "/tmp/0f2c_tonghop-0.2.0.zip.3d1/tonghop.exe",
            "/tmp/Rar$EXa10956.31422/tonghop.exe",
            "/tmp/7zO8C1D2E3F/tonghop.exe",
        ] {
            assert!(is_unpacked(Path::new(place), temporary), "{place}");
        }
        for place in ["/home/lan/Temp1_a.zip/x", "/tmp/.tmpAbC/2023-10", "/tmp"] {
            assert!(!is_unpacked(Path::new(place), temporary), "{place}");
        }
    }
}
