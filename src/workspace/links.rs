//! Links within a workspace that lead out of it. They are named and not followed: what lies behind
//! them may be anybody's, endless, or gone tomorrow.
//!
//! How the workspace itself is reached (a redirected Documents folder, a mapped drive, a link to
//! it) never matters: places are compared with its own folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::own_names::is_workspace;

/// The link by which a place leads out of its workspace; `None` where it stays inside or is in no
/// workspace. A link that cannot be followed counts, too.
#[must_use]
pub fn link_out(place: &Path) -> Option<PathBuf> {
    if !place.ancestors().any(is_link) {
        return None;
    }
    let root = place.ancestors().skip(1).find(|folder| is_workspace(folder))?;
    let within = place.ancestors().take_while(|part| *part != root);
    let link = within.filter(|part| is_link(part)).last()?;
    let stays = fs::canonicalize(root)
        .and_then(|root| fs::canonicalize(place).map(|place| place.starts_with(root)));
    (!stays.unwrap_or(false)).then(|| link.to_owned())
}

/// Is the path a link or a Windows junction?
fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|file| file.is_symlink())
}

/// What a link out of the workspace is: within a sentence, without a full stop.
pub const LEADS_OUT: &str =
    "đây là liên kết dẫn ra ngoài thư mục làm việc (hoặc đã đứt), chương trình không đi theo";

/// What is said of a link out of the workspace where something would be written through it.
#[must_use]
pub fn refusal_to_write(link: &Path) -> String {
    format!(
        "{}: {LEADS_OUT}. Xóa liên kết đó (không xóa thư mục, tệp gốc), để thư mục, tệp thật vào đúng chỗ \
         rồi chạy lại.",
        link.display()
    )
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::settings::SETTINGS_FILE;

    #[test]
    fn links_that_lead_out_are_told_from_those_that_stay() {
        let (place, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = place.path().join("vùng");
        fs::create_dir_all(root.join("2023-10")).unwrap();
        fs::write(root.join(SETTINGS_FILE), b"").unwrap();
        fs::write(root.join("thật.xlsx"), b"").unwrap();
        fs::write(outside.path().join("ngoài.xlsx"), b"").unwrap();
        let links = [
            (root.join("thật.xlsx"), "2023-10/trong.xlsx", false),
            (outside.path().join("ngoài.xlsx"), "2023-10/ra.xlsx", true),
            (root.join("không có"), "2023-10/đứt.xlsx", true),
            (outside.path().to_owned(), "2023-10/ket-qua", true),
        ];
        for (target, link, _) in &links {
            symlink(target, root.join(link)).unwrap();
        }
        // Reached through a link, it is the same workspace.
        let reached = place.path().join("lối tắt");
        symlink(&root, &reached).unwrap();
        for root in [&root, &reached] {
            for (_, link, leads_out) in &links {
                let found = link_out(&root.join(link));
                assert_eq!(found, leads_out.then(|| root.join(link)), "{link}");
            }
            assert_eq!(link_out(&root.join("thật.xlsx")), None);
            let behind = root.join("2023-10/ket-qua/ngoài.xlsx");
            assert_eq!(link_out(&behind), Some(root.join("2023-10/ket-qua")));
        }
        assert_eq!(link_out(&place.path().join("lối tắt")), None);
    }
}
