//! Chinese numerals: 十一, 一百零三, 两万五, 壹佰贰拾, 二〇二四, 三点五.

/// The numbers from 1, as months and quarters are written.
pub const TO_TWELVE: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/// The longest Chinese numeral at the start of a text, as plain digits (`103`, `3.5`), and what follows it.
///
/// Written by value (一百零三) or digit by digit (二〇二四). `None` where no numeral stands or it is malformed.
pub fn leading(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c| !is_numeral(c)).unwrap_or(text.len());
    let (whole, rest) = text.split_at(end);
    let whole = value(whole)?.to_string();
    let Some(after) = rest.strip_prefix('点') else { return Some((whole, rest)) };
    let end = after.find(|c| digit(c).is_none()).unwrap_or(after.len());
    let decimals: String = after[..end].chars().filter_map(digit).map(|d| d.to_string()).collect();
    (!decimals.is_empty()).then(|| (format!("{whole}.{decimals}"), &after[end..]))
}

/// The value of a text that is one whole Chinese numeral; `None` otherwise and beyond 兆.
pub fn value(text: &str) -> Option<u64> {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() || chars.len() > 32 {
        return None;
    }
    if chars.iter().all(|c| digit(*c).is_some()) {
        return by_digits(&chars);
    }
    let mut total = 0;
    let mut rest = chars.as_slice();
    for (sign, scale) in [('亿', 100_000_000), ('万', 10_000)] {
        if let Some(at) = rest.iter().position(|c| large(*c) == Some(sign)) {
            total += below_ten_thousand(&rest[..at])? * scale;
            rest = &rest[at + 1..];
            if let Some(short) = shortened(rest, scale / 10) {
                return Some(total + short);
            }
        }
    }
    Some(total + if rest.is_empty() { 0 } else { below_ten_thousand(rest)? })
}

/// 两万五 is 25,000: a single digit after a large unit counts the next lower one.
fn shortened(rest: &[char], scale: u64) -> Option<u64> {
    match rest {
        [only] => digit(*only).filter(|d| *d > 0).map(|d| d * scale),
        _ => None,
    }
}

/// 二〇二四 and 一五, digit by digit; a lone digit likewise.
fn by_digits(chars: &[char]) -> Option<u64> {
    if chars.iter().all(|c| *c == '○') {
        return None; // An empty circle is a box, not a zero.
    }
    let plain = chars.len() == 1 || chars.iter().all(|c| !matches!(c, '两' | '俩'));
    (plain && chars.len() <= 15).then(|| chars.iter().fold(0, |sum, c| sum * 10 + digit(*c).unwrap_or(0)))
}

/// A numeral of at most four places: 十一, 一百零三, 三千五百, 三百五 (350).
fn below_ten_thousand(chars: &[char]) -> Option<u64> {
    if chars.is_empty() {
        return None;
    }
    let (mut total, mut pending, mut least, mut zero) = (0, None, 10_000, false);
    for (at, c) in chars.iter().enumerate() {
        if let Some(d) = digit(*c) {
            if d == 0 && pending.is_none() && !zero {
                zero = true;
            } else if d > 0 && pending.is_none() {
                pending = Some(d);
            } else {
                return None;
            }
            continue;
        }
        let scale = place(*c).filter(|scale| *scale < least)?;
        let implied = (at == 0 || zero) && scale == 10;
        total += pending.take().or(implied.then_some(1))? * scale;
        (least, zero) = (scale, false);
    }
    match pending {
        Some(d) if !zero && least > 10 && least < 10_000 => Some(total + d * least / 10),
        Some(d) => Some(total + d),
        None if zero && (chars.len() > 1) => None,
        None => Some(total),
    }
}

fn is_numeral(c: char) -> bool {
    digit(c).is_some() || place(c).is_some() || large(c).is_some()
}

/// The value of a Chinese digit, plain or in the form for documents (壹).
pub fn digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '貳' | '两' | '兩' | '俩' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// By how much a sign multiplies what stands before it: 百, 万.
pub fn scale(c: char) -> Option<u64> {
    match large(c) {
        Some('亿') => Some(100_000_000),
        Some(_) => Some(10_000),
        None => place(c),
    }
}

fn place(c: char) -> Option<u64> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        _ => None,
    }
}

fn large(c: char) -> Option<char> {
    match c {
        '万' | '萬' => Some('万'),
        '亿' | '億' => Some('亿'),
        _ => None,
    }
}

/// A number as Chinese text writes it, for tests.
#[cfg(test)]
pub fn written(number: u64) -> String {
    assert!(number < 10_000, "only numbers up to 9999 are written");
    if number == 0 {
        return "零".to_string();
    }
    let (digits, mut out, mut gap) =
        (['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'], String::new(), false);
    for (scale, sign) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = (number / scale % 10) as usize;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        if !(digit == 1 && scale == 10 && out.is_empty()) {
            out.push(digits[digit]);
        }
        out.push_str(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_have_one_value_or_none() {
        for (text, expected) in [
            ("零", 0),
            ("〇", 0),
            ("两", 2),
            ("十", 10),
            ("十一", 11),
            ("二十", 20),
            ("一百零三", 103),
            ("一百一十", 110),
            ("三百五", 350),
            ("三千零五", 3005),
            ("三千零五十", 3050),
            ("一万", 10_000),
            ("两万五", 25_000),
            ("一万零五", 10_005),
            ("十二万三千", 123_000),
            ("一亿二千万", 120_000_000),
            ("壹佰贰拾叁", 123),
            ("叁拾", 30),
            ("二〇二四", 2024),
            ("一〇三", 103),
            ("一百零十", 110),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        for text in ["", "百", "万", "十十", "一二十", "百一", "一百百", "一百零", "两两", "千一百"]
        {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn a_numeral_ends_where_other_words_begin() {
        assert_eq!(leading("十一人"), Some(("11".to_string(), "人")));
        assert_eq!(leading("三点一四米"), Some(("3.14".to_string(), "米")));
        assert_eq!(leading("三点"), None);
        assert_eq!(leading("人"), None);
    }

    #[test]
    fn every_number_up_to_9999_reads_back() {
        for number in 0..10_000 {
            assert_eq!(value(&written(number)), Some(number), "{}", written(number));
        }
    }
}
