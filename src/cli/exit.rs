//! The exit codes of the program, and what is said where a workspace cannot be used.

use crate::workspace::WorkspaceRefusal;

/// Nothing could be produced; the reason was printed.
pub(super) const NOTHING_PRODUCED: u8 = 1;

/// The command line is incomplete.
pub(super) const WRONG_USAGE: u8 = 2;

/// With `--strict`: there are serious findings.
pub(super) const FINDINGS: u8 = 3;

pub(super) fn not_usable(refusal: &WorkspaceRefusal) -> String {
    match refusal {
        WorkspaceRefusal::NotOpened(sentences) => {
            format!("Chưa chạy được:\n- {}", sentences.join("\n- "))
        }
        WorkspaceRefusal::Wrong(problems) => format!(
            "Chưa chạy được vì tệp khai báo hoặc biểu mẫu còn chỗ chưa rõ ({} chỗ):\n- {}\nSửa các chỗ \
             trên trong Excel, lưu lại rồi chạy lại.",
            problems.len(),
            problems.join("\n- ")
        ),
    }
}
