//! Is a word a Vietnamese syllable? The evidence by which encodings are detected.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Consonants that may begin a syllable.
const ONSETS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";

/// What may follow them, without tone.
const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp \
    ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm \
    iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi \
    om on ong ooc oong op ot oăc oăm oăn oăng oăt ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc \
    ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôp uôt uơ uy uya uych \
    uyn uynh uyt uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y ych \
    ynh yt yêm yên yêng yêt yêu";

static RIME_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| RIMES.split_whitespace().collect());

/// The tone marks: sắc, huyền, hỏi, ngã, nặng.
pub(crate) const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];

/// Is the word, in any case and Unicode form, a Vietnamese syllable?
pub(crate) fn is_syllable(word: &str) -> bool {
    let lower = word.to_lowercase();
    let tones: Vec<char> = lower.nfd().filter(|mark| TONES.contains(mark)).collect();
    // Otherwise ñ would count as n with a tone.
    let tone_on_consonant = lower.chars().any(|letter| matches!(letter, 'ñ' | 'ń' | 'ǹ'));
    let plain: String = lower.nfd().filter(|mark| !TONES.contains(mark)).nfc().collect();
    tones.len() <= 1
        && !tone_on_consonant
        && stop_carries_its_tone(&plain, tones.first())
        && (is_rime(&plain)
            || ONSETS
                .split_whitespace()
                .any(|onset| plain.strip_prefix(onset).is_some_and(is_rime)))
}

fn is_rime(text: &str) -> bool {
    RIME_SET.contains(text)
}

/// Syllables that end in c, ch, p or t can only have sắc or nặng: `mèt` is not one.
fn stop_carries_its_tone(plain: &str, tone: Option<&char>) -> bool {
    let stopped = ["c", "ch", "p", "t"].iter().any(|stop| plain.ends_with(stop));
    !stopped || matches!(tone, Some('\u{301}' | '\u{323}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_words_are_syllables() {
        let text = "Tổng số hợp tác xã Đơn vị tính lao động thường xuyên triệu đồng năm Quý quyền \
            nghiệp khuỷu gì giữ giếng thuở quốc ngoằng ủy UỶ BAN kỳ huỳnh quýt";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
        assert!(is_syllable("Đi\u{65}\u{302}\u{300}n"));
    }

    #[test]
    fn other_words_are_no_syllables() {
        for word in
            ["Tæng", "hîp", "sè1", "Société", "café", "mèt", "HTX", "Zürich", "áà", "Ñôn", ""]
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
