//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::reading::period::Period;
use crate::reading::period_text::find_period;
use crate::results::Results;
use crate::review::{self, Written};
use crate::workspace::{Workspace, locate};
use crate::{json, screen};

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

fn run(folder: &std::path::Path, options: &Options) -> Result<ExitCode, String> {
    let place = locate(folder, options.period).map_err(|error| error.to_string())?;
    let workspace = Workspace::open(&place.root).map_err(|problems| problems.join("\n"))?;
    let results = Results::of(&workspace, &place)?;
    if let Written::NotWritten(why) = review::write(&results, &place.folder)? {
        screen::complain(&why);
    }
    screen::show(&json::render(&results));
    Ok(ExitCode::SUCCESS)
}
