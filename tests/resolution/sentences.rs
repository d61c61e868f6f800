//! Sentences, one by one.

use chrono::NaiveDate;
use tonghop::settings::Basis;
use tonghop::setup::resolution::{self, About, ProposedItem, Scope, Whole};

use crate::expected::{rows, same, told};

/// What the answers of the five source documents say of an item.
pub(crate) fn answer(row: &[String]) -> String {
    let [text, op, value, upper, unit] = [4, 6, 7, 8, 9].map(|column| row[column].as_str());
    let (indicator, value) = (&row[5], value.trim_end_matches('%'));
    let compound = if indicator.starts_with("both of") || text.contains("70% đội ngũ") {
        " x2"
    } else {
        ""
    };
    let value = match value.parse::<i64>() {
        Ok(number) => viet_text::vietnamese(number.into()),
        Err(_) => value.to_owned(),
    };
    match op {
        "đạt" => "judgement".to_owned(),
        "khoảng" => format!("range {value}-{upper} {unit}{compound}"),
        op => format!("{op} {value} {unit}{compound}"),
    }
}

fn is_exact(items: &[ProposedItem], expected: &str) -> bool {
    items.first().is_some_and(|item| same(&told(item), expected))
}

#[test]
fn items_of_the_five_documents() {
    let rows = rows("targets.tsv");
    let mut missed = Vec::new();
    for row in &rows {
        let items = resolution::items(&row[4]);
        let expected = answer(row);
        if !is_exact(&items, &expected) {
            let read: Vec<String> = items.iter().map(told).collect();
            let asked = items.iter().all(|item| !item.questions.is_empty());
            missed.push((
                asked,
                format!("{}\n   expected {expected}\n   read     {read:?} asked {asked}", row[4]),
            ));
        }
    }
    let list: Vec<&str> = missed.iter().map(|(_, text)| text.as_str()).collect();
    println!("{} of {} exact\n{}", rows.len() - missed.len(), rows.len(), list.join("\n"));
    assert!(
        missed.iter().all(|(asked, _)| *asked),
        "wrong without a question:\n{}",
        list.join("\n")
    );
    assert!(rows.len() - missed.len() >= 43, "{}", list.join("\n"));
}

#[test]
fn sentences_of_other_fields() {
    let rows = rows("target-sentences.tsv");
    let mut missed = Vec::new();
    for row in &rows {
        let items = resolution::items(&row[0]);
        let read: Vec<String> = items.iter().map(told).collect();
        let expected: Vec<&str> = row[1].split(';').map(str::trim).collect();
        let is_exact = read.len() == expected.len()
            && read.iter().zip(&expected).all(|(read, expected)| same(read, expected));
        if !is_exact {
            let asked = items.iter().all(|item| !item.questions.is_empty());
            missed.push(format!(
                "{}\n   expected {expected:?}\n   read     {read:?} asked {asked}",
                row[0]
            ));
        }
    }
    println!("{} of {} exact\n{}", rows.len() - missed.len(), rows.len(), missed.join("\n"));
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// What can be read in two ways is asked.
#[test]
fn doubtful_sentences_are_asked_about() {
    for sentence in [
        "Tỷ lệ hợp tác xã khá, tốt từ 60% đến dưới 80%.",
        "Mật độ thuê bao đạt 90/100 dân.",
        "Tỷ số giới tính khi sinh dưới 112 bé trai/100 bé gái.",
        "Thu nhập tăng gấp đôi so với năm 2020.",
        "Một nửa số xã đạt chuẩn.",
        "Tăng trưởng đạt 2.5%.",
        "Có 3 trong 5 xã đạt chuẩn.",
        "Hỗ trợ lãi suất 50% cho 20 hợp tác xã.",
        "Tỷ lệ hộ nghèo năm sau thấp hơn năm trước.",
        "Tỷ lệ hộ nghèo: 3%.",
        "Có khoảng 15% hợp tác xã liên kết.",
        "Tăng tỷ lệ xã đạt chuẩn thêm 5%, đạt 60%.",
        "Giảm tỷ lệ hộ nghèo đạt 2%.",
        "Giảm tỷ lệ nợ đọng dưới 5%.",
        "Hầu hết các xã đạt chuẩn.",
        "Nâng cao chất lượng hoạt động.",
    ] {
        let items = resolution::items(sentence);
        let asked = items.iter().any(|item| !item.questions.is_empty());
        assert!(asked, "{sentence}: {:?}", items.iter().map(told).collect::<Vec<_>>());
    }
}

#[test]
fn what_an_item_takes_besides_its_level() {
    let one = |text: &str| resolution::items(text).remove(0);
    let item = one("Doanh thu bình quân mỗi hợp tác xã đạt 2,5 tỷ đồng/năm vào cuối năm 2030.");
    let own = item.comparison().unwrap();
    assert_eq!(own.scope, Scope::MeanOver("hợp tác xã".to_owned()));
    assert_eq!(item.basis, Basis::Estimate);
    assert_eq!(item.deadline, NaiveDate::from_ymd_opt(2030, 12, 31));
    let item = one("Mỗi xã có ít nhất 02 mô hình.");
    assert_eq!(item.comparison().unwrap().scope, Scope::Each("xã".to_owned()));
    assert!(item.questions.iter().any(|question| question.about == About::Scope));
    let item = one("Nâng tỷ lệ che phủ rừng từ 40% lên 42% trước ngày 01/7/2027.");
    assert_eq!(item.comparison().unwrap().baseline, Some(40.into()));
    assert_eq!(item.deadline, NaiveDate::from_ymd_opt(2027, 6, 30));
    let items = resolution::items(
        "Trên 90% tổ hợp tác hoạt động hiệu quả, trong đó có ít nhất 75% tham gia chuỗi liên kết.",
    );
    assert_eq!(items[1].comparison().unwrap().whole, Whole::ItemBefore);
    let item = one("Số hộ có nước sạch chiếm từ 95% trên tổng số hộ của xã.");
    let own = item.comparison().unwrap();
    assert_eq!(own.whole, Whole::Named("hộ của xã".to_owned()));
    assert!(own.is_share());
}
