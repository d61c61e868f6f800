//! The command line.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::check::Severity;
use crate::intake::OUTPUT_FOLDER;
use crate::reading::period::Period;
use crate::reading::period_text::find_period;
use crate::results::Results;
use crate::workbook::write::place;
use crate::workspace::{Workspace, locate};
use crate::{annex, json, screen};

/// Tổng hợp báo cáo của các đơn vị thành một phụ lục, đánh giá chỉ tiêu của nghị quyết.
#[derive(Debug, Parser)]
#[command(name = "tonghop", version, about, args_conflicts_with_subcommands = true)]
struct Arguments {
    /// Thư mục của kỳ báo cáo, hoặc thư mục làm việc (khi đó lấy kỳ mới nhất có báo cáo)
    folder: Option<PathBuf>,
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, clap::Args)]
struct Options {
    /// Kỳ tổng hợp, ví dụ 2023-10, 2024-Q2, 2024-6T, 2024
    #[arg(long, value_parser = period)]
    period: Option<Period>,
    /// Ghi kết quả dạng JSON vào tệp (dấu - : in ra màn hình)
    #[arg(long, value_name = "TỆP")]
    json: Option<PathBuf>,
    /// Trả mã 3 nếu có nội dung mức "Sai, thiếu"
    #[arg(long)]
    strict: bool,
    /// Không in tóm tắt ra màn hình
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {}

fn period(text: &str) -> Result<Period, String> {
    find_period(text).ok_or_else(|| "viết như 2023-10, 2024-Q2, 2024-6T hoặc 2024".to_owned())
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let folder = arguments.folder.unwrap_or_else(|| PathBuf::from("."));
    match run(&folder, &arguments.options) {
        Ok(code) => code,
        Err(message) => {
            screen::complain(&message);
            ExitCode::from(1)
        }
    }
}

fn run(folder: &Path, options: &Options) -> Result<ExitCode, String> {
    let place = locate(folder, options.period).map_err(|error| error.to_string())?;
    let workspace = Workspace::open(&place.root).map_err(|problems| problems.join("\n"))?;
    let results = Results::of(&workspace, &place)?;
    let written = annex::write(&results, &place.folder.join(OUTPUT_FOLDER))?;
    let to_stdout = options.json.as_deref().is_some_and(|path| path == Path::new("-"));
    if let Some(path) = &options.json {
        write_json(path, to_stdout, &json::render(&results))?;
    }
    if !options.quiet && !to_stdout {
        screen::show(&screen::summary(&results, &written));
    }
    let grave = results.findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(if options.strict && grave { ExitCode::from(3) } else { ExitCode::SUCCESS })
}

fn write_json(path: &Path, to_stdout: bool, json: &str) -> Result<(), String> {
    if to_stdout {
        screen::show(json);
        return Ok(());
    }
    place(path, json.as_bytes()).map(drop).map_err(|error| {
        format!(
            "Không ghi được tệp {}: {error}. Kiểm tra thư mục và quyền ghi rồi chạy lại.",
            path.display()
        )
    })
}
