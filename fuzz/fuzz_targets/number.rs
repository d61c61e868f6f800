#![no_main]

#[path = "../../tests/hostile/build/mod.rs"]
#[allow(dead_code)]
mod build;
#[path = "../../tests/hostile/targets.rs"]
#[allow(dead_code)]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::number(bytes));
