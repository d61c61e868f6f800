//! The short fuzz run: every target over its seeds, damaged. `TONGHOP_FUZZ_SECONDS` gives each
//! target so much time; without it, a few hundred inputs, the same in every run.

use std::time::{Duration, Instant};

use super::build::{ods, xls, xlsb, xlsx};
use super::mutate::{Chance, mutated};
use super::targets::TARGETS;

const INPUTS: u64 = 150;

#[test]
fn no_target_breaks() {
    let seconds = std::env::var("TONGHOP_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    for (name, target) in TARGETS {
        let seeds = seeds(name);
        for seed in &seeds {
            target(seed);
        }
        let start = Instant::now();
        for number in 0.. {
            match seconds.map(Duration::from_secs) {
                Some(time) if start.elapsed() < time => {}
                None if number < INPUTS => {}
                _ => break,
            }
            let mut chance = Chance::new(number);
            let seed: &Vec<u8> = chance.of(&seeds);
            let mut input = mutated(seed, &mut chance);
            if chance.below(3) == 0 {
                input = mutated(&input, &mut chance);
            }
            let broken = std::panic::catch_unwind(|| target(&input)).is_err();
            assert!(!broken, "{name}, input {number}: {:?}", String::from_utf8_lossy(&input));
        }
    }
}

/// Sound inputs of a target.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let texts = |texts: &[&str]| texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    let part = |parts: Vec<(String, Vec<u8>)>, name: &str| {
        parts.into_iter().filter(|(other, _)| other == name).map(|(_, content)| content).collect()
    };
    let rows = "<row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><f t=\"shared\" \
        ref=\"B1:B2\" si=\"0\">A1+1</f><v>1.5</v></c></row><row><c t=\"inlineStr\"><is><t>x</t></is></c>\
        <c><f t=\"shared\" si=\"0\"/><v>2</v></c><c t=\"e\"><v>#REF!</v></c></row>";
    match target {
        "file" => vec![xlsx::sound(), xlsb::sound(), xls::sound(), ods::sound()],
        "xlsx_sheet" => texts(&[&xlsx::sheet(rows)]),
        "xlsx_texts" => part(xlsx::parts(""), "xl/sharedStrings.xml"),
        "xlsb_sheet" => {
            let error = [xlsb::row(0), xlsb::cell(11, 0, &[0x17, 0, 0, 0, 0, 0, 0])].concat();
            vec![xlsb::sheet(&[xlsb::row(0), xlsb::number(1, 2.5)].concat()), xlsb::sheet(&error)]
        }
        "xls_stream" => {
            let cells =
                [xls::dimensions(2, 2), xls::text(0, 0, 0), xls::number(0, 1, 2.5)].concat();
            vec![xls::stream(0, &cells), xls::stream(2, &cells)]
        }
        "ods_content" => part(
            ods::parts(
                "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell \
                 table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"7\"/>\
                 <table:table-cell><text:p>a<text:s text:c=\"3\"/>b</text:p></table:table-cell>\
                 </table:table-row>",
            ),
            "content.xml",
        ),
        "number" => texts(&["1.623,5", "12.000.000 đồng", "-3 %", "(1,5)", "tháng 10/2023", "½"]),
        "labels" => texts(&[
            "TT\tNội dung\tĐVT\tThực hiện\n1\tTổng số hợp tác xã\tHTX\t12\n-\tTrong đó: thành lập mới\tHTX\t1",
        ]),
        "arithmetic" => texts(&["(a + b@uoc) / 140 * 100", "=1,5 × (a : b) - 2"]),
        _ => texts(&["1\t3\t2\tXã A\n4\t5\t1\ta + b\n3\t4\t6\t>= 70 %", "0\t2\t1\t2023-13-45"]),
    }
}
