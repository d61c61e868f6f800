//! The numbered menu: what a double click on the program shows.

mod ask;
mod places;
mod set_up;
mod start;

use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::Options;
use super::dropped::{Meaning, OfficeFiles, is_like_a_path, meaning, paths_in_line};
use super::work::{check_only, consolidate};
use crate::path_text::PathText as _;
use crate::report::screen;
use crate::workspace::{PeriodFolders, SETTINGS_FILE, is_workspace, periods};
use ask::{Asker, Ended};
use set_up::new_workspace;
use start::{first_screen, is_sample};
use viet_text::period::Period;
use viet_text::period_text::find_period;

const CHOICES: &str = "\nTỔNG HỢP BÁO CÁO\n\
    \x20 1. Tạo thư mục làm việc mới\n\
    \x20 2. Mở kỳ báo cáo mới\n\
    \x20 3. Tổng hợp một kỳ\n\
    \x20 4. Làm mẫu trắng gửi các đơn vị\n\
    \x20 5. Kiểm tra tệp khai báo\n\
    \x20 0. Thoát\n";

/// The outcome of a menu choice.
type MenuOutcome = Result<(), Ended>;

/// Shows the menu until the officer leaves it.
///
/// Workspaces are searched in the folders `beside`.
pub(super) fn run(input: &mut dyn BufRead, beside: &[PathBuf]) -> ExitCode {
    let mut asker = Asker::new(input);
    screen::show(&first_screen(&places::workspaces(beside)));
    loop {
        screen::show(CHOICES);
        let Ok(choice) = asker.line("Gõ số của việc cần làm rồi nhấn Enter: ") else {
            return ExitCode::SUCCESS;
        };
        let done = match choice.trim_end_matches('.') {
            "" => Ok(()),
            "1" => new_workspace(&mut asker, beside),
            "2" => new_period(&mut asker, beside),
            "3" => consolidate_one(&mut asker, beside),
            "4" => blank_forms(&mut asker, beside),
            "5" => check_settings(&mut asker, beside),
            _ if is_like_a_path(&choice) => dropped(&mut asker, &choice),
            other => {
                screen::complain(&format!("Không có việc số \"{other}\"; gõ một số từ 0 đến 5."));
                Ok(())
            }
        };
        match done {
            Ok(()) | Err(Ended::GaveUp) => {}
            Err(Ended::NoMoreInput) => return ExitCode::SUCCESS,
        }
    }
}

/// Sets up from forms that were dropped onto the program, by questions.
pub(super) fn set_up(input: &mut dyn BufRead, files: &OfficeFiles) {
    // Whether it was done, given up or not answered, there is nothing more to do.
    let _ = set_up::from_forms(&mut Asker::new(input), files);
}

/// What was dropped onto the window instead of a number.
fn dropped(asker: &mut Asker<'_>, line: &str) -> MenuOutcome {
    match meaning(&paths_in_line(line)) {
        Ok(Meaning::Forms(files)) => return set_up::from_forms(asker, &files),
        Ok(Meaning::Folder(folder)) => say(consolidate(&folder, &Options::default())),
        Err(sentence) => screen::complain(&sentence),
    }
    Ok(())
}

fn new_period(asker: &mut Asker<'_>, beside: &[PathBuf]) -> MenuOutcome {
    let root = ask_workspace(asker, beside)?;
    let known = periods(&root).unwrap_or_default();
    let next = known.last().map(|(period, _)| period.next());
    let question = next.map_or_else(
        || {
            "Kỳ báo cáo, như 2024-01, 2024-Q1, 2024-6T, 2024-9T, 2024 (0 hoặc để trống để quay lại): "
                .to_owned()
        },
        |next| format!("Kỳ báo cáo (Enter để mở kỳ {next}, 0 để quay lại): "),
    );
    let Some(period) = ask_period(asker, &question)?.or(next) else { return Ok(()) };
    // The period's folder may already exist under another name.
    let own = known.into_iter().find(|(other, _)| *other == period);
    let folder = own.map_or_else(|| root.join(period.to_string()), |(_, folder)| folder);
    match std::fs::create_dir_all(&folder) {
        Ok(()) => screen::show(&format!(
            "Đã có thư mục {}. Chép các tệp Excel mà đơn vị gửi vào đó, rồi chọn việc số 3.\n",
            folder.on_one_line()
        )),
        Err(error) => screen::complain(&crate::report::output::cannot_write(&folder, &error)),
    }
    Ok(())
}

fn consolidate_one(asker: &mut Asker<'_>, beside: &[PathBuf]) -> MenuOutcome {
    let root = ask_workspace(asker, beside)?;
    let PeriodFolders { used: found, unused } = PeriodFolders::list(&root).unwrap_or_default();
    for folder in &unused {
        screen::show(&format!("{}\n", folder.in_words()));
    }
    let folder = match &found[..] {
        [] | [_] => root,
        several => {
            // The latest first: it is usually wanted.
            let folders: Vec<&PathBuf> = several.iter().rev().map(|(_, folder)| folder).collect();
            let names = several.iter().rev().map(|(period, _)| period.to_string()).collect();
            folders[asker.choose("Chọn kỳ:", names)?].clone()
        }
    };
    say(consolidate(&folder, &Options::default()));
    Ok(())
}

fn blank_forms(asker: &mut Asker<'_>, beside: &[PathBuf]) -> MenuOutcome {
    let root = ask_workspace(asker, beside)?;
    say(super::template::template(&root, None, false));
    Ok(())
}

fn check_settings(asker: &mut Asker<'_>, beside: &[PathBuf]) -> MenuOutcome {
    let root = ask_workspace(asker, beside)?;
    say(check_only(&root, &Options::default()));
    Ok(())
}

/// In the menu the exit code is not used.
fn say(outcome: Result<ExitCode, String>) {
    if let Err(message) = outcome {
        screen::complain(&message);
    }
}

fn ask_period(asker: &mut Asker<'_>, question: &str) -> Result<Option<Period>, Ended> {
    loop {
        let answer = asker.line(question)?;
        match find_period(&answer) {
            _ if answer.is_empty() => return Ok(None),
            Some(period) => return Ok(Some(period)),
            None => screen::complain(&format!(
                "Không hiểu kỳ \"{answer}\"; viết như 2024-01, 2024-Q1, 2024-6T, 2024-9T hoặc 2024."
            )),
        }
    }
}

fn ask_workspace(asker: &mut Asker<'_>, beside: &[PathBuf]) -> Result<PathBuf, Ended> {
    let found = places::workspaces(beside);
    if let [only] = &found[..]
        && !is_sample(only)
    {
        screen::show(&format!("Thư mục làm việc: {}\n", only.on_one_line()));
        return Ok(only.clone());
    }
    if !found.is_empty() {
        let name = |folder: &PathBuf| match is_sample(folder) {
            true => format!("{} (ví dụ để chạy thử)", folder.on_one_line()),
            false => folder.on_one_line(),
        };
        let mut names: Vec<String> = found.iter().map(name).collect();
        names.push("thư mục khác".to_owned());
        let chosen = asker.choose("Chọn thư mục làm việc:", names)?;
        if let Some(folder) = found.get(chosen) {
            return Ok(folder.clone());
        }
    }
    loop {
        let answer = asker.line(
            "Kéo thư mục làm việc vào cửa sổ này, hoặc gõ đường dẫn (0 hoặc để trống để quay lại): ",
        )?;
        if answer.is_empty() {
            return Err(Ended::GaveUp);
        }
        let folder = super::folder_argument::cleaned(Path::new(&answer));
        if is_workspace(&folder) {
            return Ok(folder);
        }
        screen::complain(&format!("Trong {} không có tệp {SETTINGS_FILE}.", folder.on_one_line()));
    }
}
