//! Says what is read in a text: `cargo run -p viet-text --example read -- "2.570 người"`.
#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use viet_text::{Measure, decode_if_legacy, detect, find_period, folded, read_date, read_number};

fn main() {
    let typed = std::env::args().skip(1).collect::<Vec<_>>().join(" ");
    let text = decode_if_legacy(&typed, detect([&*typed]));
    println!("text    {text}");
    println!("key     {}", folded(&text));
    println!("number  {:?}", read_number(&text, Measure::in_text(&text)));
    println!("date    {:?}", read_date(&text));
    println!("period  {:?}", find_period(&text));
}
