//! The command line's words, in Vietnamese throughout.

use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, Parser, Subcommand};

use viet_text::period::Period;
use viet_text::period_text::find_period;

const TEMPLATE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}";

/// Tổng hợp báo cáo của các đơn vị thành một phụ lục Excel và đánh giá chỉ tiêu nghị quyết.
#[derive(Debug, Parser)]
#[command(
    name = "tonghop",
    version,
    help_template = TEMPLATE,
    override_usage = "tonghop [THƯ MỤC] [tùy chọn]\n           tonghop <LỆNH> …",
    args_conflicts_with_subcommands = true,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_help_heading = "Lệnh",
    subcommand_value_name = "LỆNH"
)]
pub(super) struct Arguments {
    /// Thư mục của kỳ báo cáo, hoặc thư mục làm việc (khi đó lấy kỳ mới nhất có báo cáo)
    #[arg(value_name = "THƯ MỤC", help_heading = "Tham số")]
    pub(super) folders: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) options: Options,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// In hướng dẫn này
    #[arg(short, long, action = ArgAction::Help, global = true, help_heading = "Tùy chọn")]
    help: Option<bool>,
    /// In số phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "Tùy chọn")]
    version: Option<bool>,
}

#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Tùy chọn")]
pub(super) struct Options {
    /// Kỳ tổng hợp, thay cho kỳ ghi ở tên thư mục: 2023-10, 2024-Q2, 2024-6T, 2024-9T, 2024
    #[arg(long, value_name = "KỲ", value_parser = period)]
    pub(super) period: Option<Period>,
    /// Ghi kết quả dạng JSON vào tệp; dấu - thì in ra màn hình
    #[arg(long, value_name = "TỆP")]
    pub(super) json: Option<PathBuf>,
    /// Kết thúc với mã 3 nếu có nội dung mức "Sai, thiếu"
    #[arg(long)]
    pub(super) strict: bool,
    /// Không lập phiếu gửi lại đơn vị
    #[arg(long)]
    pub(super) no_slips: bool,
    /// Lập thêm cho mỗi đơn vị một trang kết quả: chỉ tiêu được giao, đánh giá, số còn thiếu
    #[arg(long)]
    pub(super) per_unit: bool,
    /// Lập thêm phương án phân bổ (dự thảo) các mức là số cộng cho từng đơn vị
    #[arg(long)]
    pub(super) allocation: bool,
    /// Không in tóm tắt
    #[arg(long)]
    pub(super) quiet: bool,
}

/// What a new workspace is made from.
#[derive(Debug, Default, Args)]
pub(super) struct Sources {
    /// Gói có sẵn; không ghi thì in danh sách các gói
    #[arg(long, value_name = "GÓI", help_heading = "Tùy chọn")]
    pub(super) pack: Option<String>,
    /// Biểu mẫu trắng (hoặc một báo cáo đã điền) của cơ quan: .xlsx, .xls, .ods; ghi được nhiều tệp
    #[arg(long, value_name = "BIỂU MẪU", num_args = 1.., help_heading = "Tùy chọn")]
    pub(super) form: Vec<PathBuf>,
    /// Thư mục có báo cáo đã điền của các đơn vị trong một kỳ: từ đó biết đơn vị, biểu mẫu
    #[arg(long, value_name = "THƯ MỤC BÁO CÁO", help_heading = "Tùy chọn")]
    pub(super) reports: Option<PathBuf>,
    /// Phụ lục, bảng tổng hợp cơ quan đã lập cho kỳ đó, để đối chiếu; đi cùng --reports
    #[arg(long, value_name = "PHỤ LỤC", requires = "reports", help_heading = "Tùy chọn")]
    pub(super) annex: Option<PathBuf>,
    /// Nghị quyết, kế hoạch có chỉ tiêu: .docx, .txt, .xlsx; đi cùng --form hoặc --reports
    #[arg(long, value_name = "NGHỊ QUYẾT", num_args = 1.., help_heading = "Tùy chọn")]
    pub(super) resolution: Vec<PathBuf>,
    /// Kỳ đầu tiên, để tạo luôn thư mục của kỳ: 2024-01, 2024-Q1, 2024-6T, 2024-9T, 2024
    #[arg(long, value_name = "KỲ", value_parser = period, help_heading = "Tùy chọn")]
    pub(super) period: Option<Period>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Giải thích một nội dung kiểm tra: nghĩa là gì, vì sao, làm gì; không ghi mã thì kể hết
    #[command(
        help_template = TEMPLATE,
        override_usage = "tonghop explain [MÃ]",
        disable_version_flag = true
    )]
    Explain {
        /// Mã ghi ở cuối mỗi dòng mà lệnh check in ra
        #[arg(value_name = "MÃ", help_heading = "Tham số")]
        code: Option<String>,
    },
    /// Chỉ kiểm tra, không ghi gì; với thư mục làm việc thì kiểm tra tệp khai báo
    #[command(
        help_template = TEMPLATE,
        override_usage = "tonghop check [THƯ MỤC] [tùy chọn]",
        disable_version_flag = true
    )]
    Check {
        /// Thư mục của kỳ báo cáo, hoặc thư mục làm việc
        #[arg(value_name = "THƯ MỤC", help_heading = "Tham số")]
        folder: Option<PathBuf>,
        #[command(flatten)]
        options: Options,
    },
    /// Tạo thư mục làm việc mới: từ biểu mẫu, báo cáo của cơ quan, hoặc từ một gói có sẵn
    #[command(
        help_template = TEMPLATE,
        override_usage = "tonghop init <THƯ MỤC> --reports <THÁNG TRƯỚC> [--annex <PHỤ LỤC>] [--resolution <NGHỊ QUYẾT>…]
  tonghop init <THƯ MỤC> --form <BIỂU MẪU>… [--resolution <NGHỊ QUYẾT>…] [--period <KỲ>]
  tonghop init <THƯ MỤC> --pack <GÓI> [--period <KỲ>]",
        disable_version_flag = true
    )]
    Init {
        /// Thư mục làm việc sẽ tạo; chưa có hoặc đang trống
        #[arg(value_name = "THƯ MỤC", help_heading = "Tham số")]
        folder: Option<PathBuf>,
        #[command(flatten)]
        sources: Sources,
    },
    /// Làm biểu mẫu trắng để gửi các đơn vị; --show thì kể lại đã hiểu biểu mẫu gắn mã thế nào
    #[command(
        help_template = TEMPLATE,
        override_usage = "tonghop template [THƯ MỤC] [--period <KỲ>] [--show]",
        disable_version_flag = true
    )]
    Template {
        /// Thư mục làm việc, hoặc thư mục của kỳ sẽ báo cáo
        #[arg(value_name = "THƯ MỤC", help_heading = "Tham số")]
        folder: Option<PathBuf>,
        /// Kỳ ghi trên biểu; không ghi thì lấy kỳ tiếp theo
        #[arg(long, value_name = "KỲ", value_parser = period, help_heading = "Tùy chọn")]
        period: Option<Period>,
        /// Chỉ kể lại: trang, tiêu đề, ô, mã, tên chỉ tiêu, đơn vị tính; không ghi gì
        #[arg(long, help_heading = "Tùy chọn")]
        show: bool,
    },
}

fn period(text: &str) -> Result<Period, String> {
    find_period(text)
        .ok_or_else(|| "viết như 2023-10, 2024-Q2, 2024-6T, 2024-9T hoặc 2024".to_owned())
}

/// Does another program run this one: without a summary, or with JSON? This reads the raw
/// arguments, so that it also works for a wrong command line.
pub(super) fn are_given_by_program() -> bool {
    let words = std::env::args_os().skip(1);
    words.map(|word| word.to_string_lossy().into_owned()).any(|word| is_given_by_program(&word))
}

fn is_given_by_program(word: &str) -> bool {
    matches!(word, "--quiet" | "--json") || word.starts_with("--json=")
}

/// Reads the arguments.
///
/// # Errors
/// What to print and the exit code: help and version 0, wrong usage 2 with a Vietnamese
/// sentence.
pub(super) fn read() -> Result<Arguments, (String, u8)> {
    Arguments::try_parse().map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => (error.to_string(), 0),
        _ => (complaint(&error), 2),
    })
}

fn complaint(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("Không có tùy chọn \"{argument}\"."),
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string);
            format!("\"{value}\" không hợp lệ: {}.", reason.unwrap_or_default())
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("Thiếu giá trị sau {argument}."),
        ErrorKind::MissingRequiredArgument => format!("Thiếu {argument}."),
        ErrorKind::InvalidSubcommand => {
            format!("Không có lệnh \"{}\".", context(ContextKind::InvalidSubcommand))
        }
        _ => "Không hiểu dòng lệnh.".to_owned(),
    };
    format!("{what} Gõ \"tonghop --help\" để xem cách dùng.\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_programs_are_recognised() {
        assert!(["--quiet", "--json", "--json=a.json"].into_iter().all(is_given_by_program));
        assert!(!["--strict", "D:\\--quiet", "--jsons", ""].into_iter().any(is_given_by_program));
    }
}
