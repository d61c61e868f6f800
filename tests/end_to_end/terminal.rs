//! The program in a terminal: every question is seen before it is answered, 0 goes back from
//! each at once, and who waits for no person is asked nothing.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::packs::repository;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// A busy machine is slow; what never comes is a fault however long it is waited for.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the main menu asks.
const MAIN: &str = "Gõ số của việc cần làm rồi nhấn Enter: ";
/// What every list asks.
const LIST: &str = "Gõ số rồi nhấn Enter (0 hoặc để trống để quay lại): ";

/// A terminal with the program in it.
struct Terminal {
    keyboard: File,
    screen: Receiver<Vec<u8>>,
    /// What was shown since the last question that was waited for.
    shown: Vec<u8>,
    program: Child,
}

impl Terminal {
    fn run(folder: &Path, arguments: &[&str]) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let end = OpenOptions::new().read(true).write(true).open(name).unwrap();
        let stdio = || Stdio::from(end.try_clone().unwrap());
        let program = Command::new(env!("CARGO_BIN_EXE_tonghop"))
            .args(arguments)
            .current_dir(folder)
            .stdin(stdio())
            .stdout(stdio())
            .stderr(stdio())
            .spawn()
            .unwrap();
        drop(end);
        let keyboard = File::from(master);
        let mut output = keyboard.try_clone().unwrap();
        let (tell, screen) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The last to leave a terminal closes it, which its reader meets as an error.
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                if tell.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { keyboard, screen, shown: Vec::new(), program }
    }

    fn shown(&self) -> String {
        String::from_utf8_lossy(&self.shown).into_owned()
    }

    /// Waits until the screen ends with a question; what was shown up to it.
    fn asked(&mut self, question: &str) -> String {
        let until = Instant::now() + PATIENCE;
        while !self.shown().ends_with(question) {
            let left = until.saturating_duration_since(Instant::now());
            match self.screen.recv_timeout(left) {
                Ok(bytes) => self.shown.extend(bytes),
                Err(_) => panic!("{question:?} is not asked: {}", self.shown()),
            }
        }
        let shown = self.shown();
        self.shown.clear();
        shown
    }

    fn type_line(&mut self, answer: &str) {
        writeln!(self.keyboard, "{answer}").unwrap();
    }

    /// Waits for a question, then answers it.
    fn answer(&mut self, question: &str, answer: &str) -> String {
        let shown = self.asked(question);
        self.type_line(answer);
        shown
    }

    /// Waits until the program ends of its own; its exit code, and what it said.
    fn ended(mut self) -> (Option<i32>, String) {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                while let Ok(bytes) = self.screen.recv_timeout(Duration::from_secs(1)) {
                    self.shown.extend(bytes);
                }
                return (status.code(), self.shown());
            }
            assert!(Instant::now() < until, "still waiting: {}", self.shown());
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

const NAME: &str = "(0 hoặc để trống để quay lại): ";
const FIRST_PERIOD: &str = "(để trống nếu chưa có, 0 để quay lại): ";
const FORM: &str = "(.xlsx, .xls, .ods) vào đây rồi nhấn Enter (0 hoặc để trống để quay lại): ";
const MORE_FORMS: &str = "đủ rồi thì nhấn Enter (0 để quay lại): ";
const FORMS_NAME: &str = "(Enter để dùng tên \"Tổng hợp mẫu\", 0 để quay lại): ";
const PATH: &str = "hoặc gõ đường dẫn (0 hoặc để trống để quay lại): ";

#[test]
fn every_question_is_seen_before_its_answer_and_0_goes_back() {
    let desk = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::run(desk.path(), &[]);
    assert!(terminal.answer(MAIN, "1").contains("0. Thoát"));
    assert!(terminal.answer(LIST, "0").contains("  0. Quay lại"));
    // From the second question and the third, too.
    terminal.answer(MAIN, "1");
    terminal.answer(LIST, "2");
    terminal.answer(NAME, "0");
    terminal.answer(MAIN, "1");
    terminal.answer(LIST, "1");
    terminal.answer(FORM, "không có.xlsx");
    terminal.answer(FORM, "0");
    terminal.answer(MAIN, "1");
    terminal.answer(LIST, "99");
    terminal.answer(LIST, "2");
    terminal.answer(NAME, "KTTT xã A");
    terminal.answer(FIRST_PERIOD, "tháng mấy");
    terminal.answer(FIRST_PERIOD, "0");
    for choice in ["2", "3", "4", "5"] {
        terminal.answer(MAIN, choice);
        terminal.answer(PATH, "không có");
        terminal.answer(PATH, "0.");
    }
    terminal.answer(MAIN, "0");
    let (code, said) = terminal.ended();
    assert_eq!((code, said.trim()), (Some(0), "0"), "after 0 nothing is asked any more");
    assert!(fs::read_dir(desk.path()).unwrap().next().is_none(), "0 makes nothing");
}

#[test]
fn lists_of_workspaces_and_periods_go_back_too() {
    let desk = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::run(desk.path(), &[]);
    for name in ["Một", "Hai"] {
        terminal.answer(MAIN, "1");
        terminal.answer(LIST, "2");
        terminal.answer(NAME, name);
        terminal.answer(FIRST_PERIOD, "2024-01");
    }
    terminal.answer(MAIN, "2");
    assert!(terminal.answer(LIST, "0").contains("thư mục khác"));
    terminal.answer(MAIN, "2");
    terminal.answer(LIST, "1");
    terminal.answer("(Enter để mở kỳ 2024-02, 0 để quay lại): ", "0");
    terminal.answer(MAIN, "2");
    terminal.answer(LIST, "1");
    terminal.answer("(Enter để mở kỳ 2024-02, 0 để quay lại): ", "");
    terminal.answer(MAIN, "3");
    terminal.answer(LIST, "1");
    assert!(terminal.answer(LIST, "0").contains("Chọn kỳ"));
    terminal.answer(MAIN, "3");
    terminal.answer(LIST, "3");
    terminal.answer(PATH, "0");
    terminal.answer(MAIN, "0");
    assert_eq!(terminal.ended().0, Some(0));
    assert!(desk.path().join("Hai/2024-02").is_dir(), "Hai stands before Một");
}

/// A folder with an office's blank form in it.
fn desk_with_form() -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    let form = repository("tests/data/forms-2026/2-giam-ngheo.xlsx");
    fs::copy(form, desk.path().join("mẫu.xlsx")).unwrap();
    desk
}

#[test]
fn an_empty_machine_says_how_to_begin_and_a_dropped_form_begins() {
    let desk = desk_with_form();
    let mut terminal = Terminal::run(desk.path(), &[]);
    let form = desk.path().join("mẫu.xlsx");
    let first = terminal.answer(MAIN, &format!("'{}'", form.display()));
    for words in ["Chưa có thư mục làm việc nào", "kéo biểu mẫu trắng", "1. Tạo thư mục"]
    {
        assert!(first.contains(words), "{words}: {first}");
    }
    assert!(
        terminal.answer(FORMS_NAME, "").contains("Lập thư mục làm việc mới từ biểu mẫu: mẫu.xlsx")
    );
    terminal.answer(FIRST_PERIOD, "2026");
    let said = terminal.answer(MAIN, "0");
    assert!(said.contains("Đã lập thư mục làm việc") && said.contains("Việc tiếp theo"), "{said}");
    assert_eq!(terminal.ended().0, Some(0));
    assert!(desk.path().join("Tổng hợp mẫu/khai-bao.xlsx").is_file());
    assert!(desk.path().join("Tổng hợp mẫu/2026").is_dir());
    // Now there is a workspace, and its period can be dropped.
    let mut terminal = Terminal::run(desk.path(), &[]);
    let first = terminal.answer(MAIN, "Tổng hợp mẫu/2026");
    assert!(
        first.contains("Thư mục làm việc đang có") && first.contains("kỳ mới nhất 2026"),
        "{first}"
    );
    let said = terminal.answer(MAIN, "không/có");
    assert!(said.contains("Chưa có báo cáo nào"), "{said}");
    assert!(terminal.answer(MAIN, "0").contains("Không có thư mục không/có"));
}

#[test]
fn a_form_dropped_onto_the_program_begins_too() {
    let desk = desk_with_form();
    let mut terminal = Terminal::run(desk.path(), &["mẫu.xlsx"]);
    terminal.answer(FORMS_NAME, "Giảm nghèo");
    terminal.answer(FIRST_PERIOD, "");
    let (code, said) = terminal.ended();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Đã lập thư mục làm việc"), "{said}");
    assert!(desk.path().join("Giảm nghèo/bieu-mau").is_dir());
    let mut terminal = Terminal::run(desk.path(), &["mẫu.xlsx"]);
    terminal.answer(FORMS_NAME, "0");
    assert_eq!(terminal.ended().0, Some(0));
    assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 2, "0 makes nothing");
}

#[test]
fn forms_and_a_resolution_are_asked_for_by_the_menu() {
    let desk = desk_with_form();
    let resolution = repository("tests/data/resolutions/ke-hoach-xa-2024.txt");
    fs::copy(resolution, desk.path().join("nghị quyết.txt")).unwrap();
    let mut terminal = Terminal::run(desk.path(), &[]);
    terminal.answer(MAIN, "1");
    assert!(terminal.answer(LIST, "1").contains("1. từ biểu mẫu của cơ quan"));
    terminal.answer(FORM, "mẫu.xlsx");
    terminal.answer(MORE_FORMS, "nghị quyết.txt");
    terminal.answer(MORE_FORMS, "");
    let said = terminal.answer(FORMS_NAME, "Một");
    assert!(said.contains("nghị quyết: nghị quyết.txt"), "{said}");
    terminal.answer(FIRST_PERIOD, "2026");
    let said = terminal.answer(MAIN, "0");
    assert!(said.contains("Đã lập thư mục làm việc"), "{said}");
    assert!(desk.path().join("Một/khai-bao.xlsx").is_file());
}

#[test]
fn what_another_program_runs_asks_nothing() {
    let desk = tempfile::tempdir().unwrap();
    for arguments in [&["--quiet"][..], &["--json", "-"], &["--json=a.json"], &["--quiet", "--so"]]
    {
        let (code, said) = Terminal::run(desk.path(), arguments).ended();
        assert!(matches!(code, Some(1 | 2)), "{arguments:?}: {said}");
        assert!(!said.contains("Enter"), "{arguments:?}: {said}");
    }
}

#[test]
fn an_input_that_nobody_types_into_is_not_waited_for() {
    let desk = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_tonghop"))
        .current_dir(desk.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Held open, as by a service.
    let _held = program.stdin.take().unwrap();
    let output = program.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
}
