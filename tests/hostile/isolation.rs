//! Reading apart: what the child process dies of is the file's fate, and nobody else's.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use workbook_io::read::{Limit, Limits, Refusal, read, subprocess};

use super::build::{xls, xlsb};

/// From here on this test process reads the older formats in children.
fn set_up() {
    subprocess::set_up(reader);
}

/// The program as a reader of files, as it starts itself.
fn reader() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    command.arg("--read-apart").env("MIMALLOC_ARENA_RESERVE", "0");
    command
}

#[test]
fn a_child_reads_what_this_process_would() {
    let (here, binary) =
        (read(&xls::sound(), &Limits::default()), read(&xlsb::sound(), &Limits::default()));
    set_up();
    for _ in 0..20 {
        assert_eq!(read(&xls::sound(), &Limits::default()), here);
        assert_eq!(read(&xlsb::sound(), &Limits::default()), binary);
    }
    assert!(here.is_ok() && binary.is_ok());
}

#[test]
fn a_file_that_takes_too_long_or_too_much_costs_only_itself() {
    set_up();
    let no_time = Limits { seconds: 0, ..Limits::default() };
    assert_eq!(read(&xls::sound(), &no_time), Err(Refusal::TooLarge(Limit::Time)));
    assert!(read(&xls::sound(), &Limits::default()).is_ok());
    // Four million places between two cells: calamine fills a rectangle of that size.
    if cfg!(target_os = "linux") {
        let far = xls::sheet(&[xls::number(0, 0, 1.0), xls::number(15_000, 255, 1.0)].concat());
        let lean = Limits { memory_bytes: 64 << 20, ..Limits::default() };
        assert_eq!(read(&far, &lean), Err(Refusal::TooLarge(Limit::Memory)));
        assert!(read(&far, &Limits::default()).is_ok());
    }
}

#[test]
fn an_abandoned_child_ends_by_itself() {
    let mut child = reader().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdin.take());
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(10), "the child goes on");
        std::thread::sleep(Duration::from_millis(5));
    }
}
