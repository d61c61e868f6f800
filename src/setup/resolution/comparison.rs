//! How a clause's level is to be compared, and what of that is guessed.

use rust_decimal::Decimal;

use super::item::{About, Change, Question};
use super::phrases::{After, Before, LESS_IS_BETTER_LIST, MORE_IS_BETTER_LIST};
use super::quantity::Quantity;
use super::tokens::{Token, reads};
use crate::kinds::{KINDS, Kind};

/// A comparison as read, with what is to be confirmed about it.
pub(super) struct Reading {
    pub kind: &'static Kind,
    pub change: Option<Change>,
    pub questions: Vec<Question>,
}

/// The kind with this operator.
pub(super) fn kind(code: &str) -> &'static Kind {
    KINDS.iter().find(|kind| kind.code == code).expect("every operator named here is a kind's")
}

const AT_LEAST: &str = "từ … trở lên";
const AT_MOST: &str = "không quá";

/// How a quantity of a clause is compared.
pub(super) fn comparison(tokens: &[Token], quantity: &Quantity) -> Reading {
    let mut reading =
        Reading { kind: kind(">="), change: change(tokens, quantity), questions: Vec::new() };
    if quantity.upper.is_some() {
        range(tokens, quantity, &mut reading);
        return reading;
    }
    let bound = quantity.before.iter().copied().find(|meaning| {
        use Before::{About, Above, AtLeast, AtMost, Below, Exactly};
        matches!(meaning, AtLeast | Above | AtMost | Below | About | Exactly)
    });
    let forbids = ["không để", "không"].iter().any(|words| reads(tokens, 0, words));
    let code = match (quantity.after, bound) {
        (Some(After::OrMore), _) => ">=",
        (Some(After::OrLess), _) => "<=",
        (None, Some(Before::Above)) if forbids => "<=",
        (None, Some(Before::Above)) => ">",
        (None, Some(Before::AtMost)) => "<=",
        (None, Some(Before::Below)) => "<",
        (None, Some(Before::Exactly)) => "=",
        (None, Some(Before::AtLeast)) => ">=",
        (None, Some(Before::About)) => about(tokens, quantity, &mut reading),
        (None, _) => unbound(tokens, quantity, &mut reading),
    };
    reading.kind = kind(code);
    doubt(tokens, quantity, bound, &mut reading);
    reading
}

fn ask(reading: &mut Reading, text: &str, choices: &[&str]) {
    reading.questions.push(Question {
        about: About::Kind,
        text: text.to_owned(),
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
    });
}

/// "khoảng 20 - 25", "từ 3% đến 5%".
fn range(tokens: &[Token], quantity: &Quantity, reading: &mut Reading) {
    let is_to = tokens[quantity.at..quantity.unit_end].iter().any(|token| token.is("đến"));
    let is_left = quantity.has(Before::Left);
    if is_to && quantity.has(Before::AtLeast) && !is_left {
        reading.kind = kind("strict_range");
        ask(
            reading,
            "Câu viết \"từ … đến …\": cao hơn mức trên thì đạt hay chưa đạt? Đề xuất: phải nằm \
             trong khoảng",
            &["từ … đến …", "khoảng"],
        );
    } else if is_left {
        reading.kind = kind("strict_range");
        ask(
            reading,
            "Câu nêu mức còn lại trong một khoảng: thấp hơn khoảng đó có đạt không? Đề xuất: phải \
             nằm trong khoảng",
            &["từ … đến …", AT_MOST],
        );
    } else {
        reading.kind = kind("range");
    }
}

fn about(tokens: &[Token], quantity: &Quantity, reading: &mut Reading) -> &'static str {
    if quantity.has(Before::Left) || is_less_better(tokens, quantity) && reading.change.is_none() {
        ask(
            reading,
            "Câu viết \"khoảng\" với một mức và là số càng thấp càng tốt. Đề xuất: không quá mức đó",
            &[AT_MOST, AT_LEAST, "bằng"],
        );
        return "<=";
    }
    ask(
        reading,
        "Câu viết \"khoảng\" với một mức duy nhất. Đề xuất: từ mức đó trở lên là đạt",
        &[AT_LEAST, "trên", "bằng"],
    );
    ">="
}

/// No phrase says on which side of the level the figure is to be.
fn unbound(tokens: &[Token], quantity: &Quantity, reading: &mut Reading) -> &'static str {
    let is_none = quantity.level == Some(Decimal::ZERO);
    match () {
        () if quantity.has(Before::Left) || is_none => "<=",
        () if ["giữ ổn định", "duy trì ổn định", "ổn định"]
            .iter()
            .any(|words| reads(tokens, 0, words)) =>
        {
            ask(
                reading,
                "Câu viết giữ ổn định ở một mức. Đề xuất: từ mức đó trở lên là đạt",
                &[AT_LEAST, "bằng", AT_MOST],
            );
            ">="
        }
        () if quantity.has(Before::Exceeds) && reading.change.is_none() => ">",
        () if reading.change.is_none()
            && !quantity.has(Before::UpTo)
            && is_less_better(tokens, quantity) =>
        {
            let is_whole =
                quantity.level == Some(Decimal::ONE_HUNDRED) && quantity.is_share(tokens);
            ask(
                reading,
                "Câu không nói rõ từ mức này trở lên hay trở xuống; đây có vẻ là số càng thấp càng \
                 tốt",
                if is_whole { &[AT_LEAST, AT_MOST] } else { &[AT_MOST, AT_LEAST] },
            );
            if is_whole { ">=" } else { "<=" }
        }
        () => ">=",
    }
}

/// What remains doubtful although a phrase binds the level.
fn doubt(tokens: &[Token], quantity: &Quantity, bound: Option<Before>, reading: &mut Reading) {
    let code = reading.kind.code;
    let is_decline = reading.change == Some(Change::Decline);
    if bound == Some(Before::Exactly) {
        ask(
            reading,
            "Câu viết đúng một mức. Đề xuất: bằng mức đó mới đạt",
            &["bằng", AT_LEAST, AT_MOST],
        );
    }
    let is_left = tokens.iter().any(|token| token.is("còn") || token.is("xuống"));
    let starts_down = tokens.first().is_some_and(|token| token.is("giảm")) && !is_left;
    if (is_decline || starts_down) && matches!(code, "<" | "<=") {
        ask(
            reading,
            "Câu viết \"giảm\" cùng \"dưới\" hoặc \"không quá\": mức này là số còn lại hay số được \
             giảm? Đề xuất: số còn lại",
            &["số còn lại", "số được giảm"],
        );
        reading.change = None;
    }
    let is_bound = matches!(bound, Some(Before::AtLeast | Before::Above))
        || quantity.after == Some(After::OrMore);
    if is_bound && reading.change.is_none() && is_less_better(tokens, quantity) {
        ask(
            reading,
            "Câu viết từ mức này trở lên, nhưng đây có vẻ là số càng thấp càng tốt",
            &[if code == ">" { "trên" } else { AT_LEAST }, AT_MOST],
        );
    }
    if reading.change == Some(Change::Growth) && !quantity.has(Before::Up) {
        ask(
            reading,
            "Câu bắt đầu bằng \"tăng\": mức này là số tăng thêm hay số phải đạt? Đề xuất: số tăng \
             thêm",
            &["số tăng thêm", "số phải đạt"],
        );
    }
    if reading.change == Some(Change::Excess) {
        ask(
            reading,
            "Câu viết \"vượt\" so với một mức khác. Đề xuất: vượt từ mức này trở lên",
            &[AT_LEAST, "trên"],
        );
    }
    if reading.change == Some(Change::Decline) && quantity.has(Before::Reach) {
        ask(
            reading,
            "Câu bắt đầu bằng \"giảm\": mức này là số được giảm hay số còn lại? Đề xuất: số được giảm",
            &["số được giảm", "số còn lại"],
        );
    }
}

/// Is the level one of a change?
fn change(tokens: &[Token], quantity: &Quantity) -> Option<Change> {
    let has = |meaning| quantity.has(meaning);
    let is_times = quantity
        .unit
        .as_ref()
        .is_some_and(|unit| tokens.get(unit.noun_end - 1).is_some_and(|token| token.is("lần")));
    // "tốc độ tăng trưởng đạt 8%" is a figure of its own.
    let is_rate = ["tốc độ", "tỉ lệ tăng", "tỉ lệ giảm", "mức tăng", "mức giảm", "mức độ giảm"]
        .iter()
        .any(|words| (0..quantity.at).any(|at| reads(tokens, at, words)));
    let compares = |at: usize| {
        ["so với", "dự toán", "kế hoạch", "chỉ tiêu", "mức"]
            .iter()
            .any(|words| reads(tokens, at, words))
    };
    match () {
        () if has(Before::Times) || is_times => Some(Change::Times),
        () if has(Before::Exceeds) && compares(quantity.to) => Some(Change::Excess),
        () if has(Before::Left) || has(Before::UpTo) || quantity.baseline.is_some() || is_rate => {
            None
        }
        () if has(Before::Up) => Some(Change::Growth),
        () if has(Before::Down) => Some(Change::Decline),
        () => leading_change(tokens, quantity),
    }
}

/// "Giảm tỷ lệ hộ nghèo bình quân 1,5%/năm": the verb stands before what changes.
fn leading_change(tokens: &[Token], quantity: &Quantity) -> Option<Change> {
    let before = &tokens[..quantity.from];
    let starts = |words: &[&str]| {
        let at = before.iter().take(4).position(|token| words.contains(&token.key.as_str()))?;
        let leads = [
            "phấn", "đấu", "mỗi", "năm", "hằng", "hàng", ",", "bình", "quân", "tiếp", "tục", "đảm",
            "bảo", "kéo", "cắt",
        ];
        before[..at].iter().all(|token| leads.contains(&token.key.as_str())).then_some(())
    };
    let binds_below = quantity.has(Before::Below) || quantity.has(Before::AtMost);
    let reaches = quantity.has(Before::Reach);
    if starts(&["giảm", "rút"]).is_some() && !binds_below {
        return Some(Change::Decline);
    }
    (starts(&["tăng"]).is_some() && !reaches && !reads(before, 0, "tăng cường"))
        .then_some(Change::Growth)
}

/// Is less of the figure better? "Tỷ lệ hộ nghèo: 3%", but not "xóa 120 căn nhà tạm", "50% hộ nghèo
/// vay vốn".
fn is_less_better(tokens: &[Token], quantity: &Quantity) -> bool {
    let names_rate = tokens[..quantity.from]
        .iter()
        .any(|token| ["tỉ", "số", "mức", "thời", "chi"].contains(&token.key.as_str()));
    (quantity.has(Before::Reach) || names_rate)
        && LESS_IS_BETTER_LIST.is_in(tokens)
        && !MORE_IS_BETTER_LIST.is_in(tokens)
}
