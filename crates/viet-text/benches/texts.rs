//! Times what runs for every text of a workbook: `cargo bench -p viet-text`. No framework: the
//! median of several rounds, in nanoseconds a text.
#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::hint::black_box;
use std::time::Instant;

use viet_text::{
    Measure, clean, decode_if_legacy, detect, find_period, folded, label, read_number,
};

const TEXTS: [&str; 8] = [
    "Tổng số hợp tác xã",
    "- Số thành viên (người)",
    "1.1. Doanh thu bình quân 01 HTX (triệu đồng/năm)",
    "2.570 người",
    "1.623,5",
    "Kỳ báo cáo: Tháng 10 năm 2023 (số liệu tính đến ngày 31/10/2023)",
    "Xã\u{a0}Mỹ  Quý ",
    "Tæng sè hîp t¸c x·",
];

fn time(name: &str, work: impl Fn(&str)) {
    const ROUNDS: usize = 21;
    const REPEATS: usize = 500;
    let mut rounds: Vec<u128> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..REPEATS {
                TEXTS.iter().for_each(|text| work(black_box(text)));
            }
            start.elapsed().as_nanos() / (REPEATS * TEXTS.len()) as u128
        })
        .collect();
    rounds.sort_unstable();
    println!("{name:>12}: {:>6} ns", rounds[ROUNDS / 2]);
}

fn main() {
    time("clean", |text| drop(black_box(clean(text))));
    time("folded", |text| drop(black_box(folded(text))));
    time("label", |text| drop(black_box(label(text))));
    time("read_number", |text| drop(black_box(read_number(text, Measure::Count))));
    time("find_period", |text| {
        black_box(find_period(text));
    });
    time("decode", |text| drop(black_box(decode_if_legacy(text, detect([text])))));
}
