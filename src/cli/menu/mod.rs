//! The numbered menu: what a double click on the program shows.

mod ask;
mod new_office;
mod places;

use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::Options;
use super::work::{check_only, consolidate};
use crate::path_text::PathText as _;
use crate::report::screen;
use crate::settings::packs::{self, unpack};
use crate::workspace::{PeriodFolders, SETTINGS_FILE, is_workspace, periods};
use ask::{Asker, Ended};
use new_office::Way;
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

fn new_workspace(asker: &mut Asker<'_>, beside: &[PathBuf]) -> MenuOutcome {
    let own = match new_office::way(asker)? {
        Way::Reports => Some(new_office::reports(asker)?),
        Way::Forms => Some(new_office::forms(asker)?),
        Way::Pack => None,
    };
    if let Some(sources) = own {
        let folder = ask_new_folder(asker, beside)?;
        say(super::init::init(Some(&folder), &sources));
        return Ok(());
    }
    let all = packs::packs();
    let lines = all.iter().map(|pack| format!("{}: {}", pack.name, pack.in_words()));
    let pack = &all[asker.choose("Chọn gói gần với văn bản của cơ quan:", lines.collect())?];
    let folder = ask_new_folder(asker, beside)?;
    let period = ask_period(
        asker,
        "Kỳ đầu tiên, như 2024-01, 2024-Q1, 2024-6T, 2024-9T, 2024 (để trống nếu chưa có, 0 để quay lại): ",
    )?;
    match unpack(pack, &folder, period) {
        Ok(made) => screen::show(&screen::new_workspace(pack, &made)),
        Err(error) => screen::complain(&error.to_string()),
    }
    Ok(())
}

/// Asks where the new workspace is to be.
fn ask_new_folder(asker: &mut Asker<'_>, beside: &[PathBuf]) -> Result<PathBuf, Ended> {
    let name = asker.line(
        "Đặt tên thư mục làm việc, ví dụ KTTT xã A, hoặc cả đường dẫn như D:\\KTTT xã A (0 hoặc để \
         trống để quay lại): ",
    )?;
    if name.is_empty() {
        return Err(Ended::GaveUp);
    }
    let here = beside.first().and_then(|folder| dunce::canonicalize(folder).ok());
    Ok(here.unwrap_or_default().join(super::folder_argument::cleaned(Path::new(&name))))
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
    if let [only] = &found[..] {
        screen::show(&format!("Thư mục làm việc: {}\n", only.on_one_line()));
        return Ok(only.clone());
    }
    if !found.is_empty() {
        let mut names: Vec<String> = found.iter().map(|p| p.on_one_line()).collect();
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
