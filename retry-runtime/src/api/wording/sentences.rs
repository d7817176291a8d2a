//! The sentences of a text, and the words of a name: in lower case, without punctuation, between single spaces.

/// Words between single spaces, which stand at both ends as well.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let mut sentences = vec![String::from(' ')];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let sentence = sentences.last_mut().expect("there is one");
        // An address says nothing: of `/settings/billing` nothing is lacking.
        if sentence.ends_with(' ') && (rest.starts_with("http://") || rest.starts_with("https://"))
        {
            rest = rest.find(char::is_whitespace).map_or("", |at| &rest[at..]);
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '.' | '!' | '?' | ';' | '\n'
                if rest.is_empty() || rest.starts_with(is_blank) || c == '\n' =>
            {
                close(sentence);
                sentences.push(String::from(' '));
            }
            '。' | '！' | '？' | '；' => {
                close(sentence);
                sentences.push(String::from(' '));
            }
            // In numbers, and in words such as `doesn't`.
            '.' if rest.starts_with(|it: char| it.is_ascii_digit()) => sentence.push('.'),
            ',' if rest.starts_with(|it: char| it.is_ascii_digit())
                && sentence.ends_with(|it: char| it.is_ascii_digit()) => {}
            '\'' | '’' => {}
            _ if c.is_alphanumeric() => sentence.extend(c.to_lowercase()),
            _ => close(sentence),
        }
    }
    if let Some(sentence) = sentences.last_mut() {
        close(sentence);
    }
    sentences
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '"'
}

fn close(sentence: &mut String) {
    if !sentence.ends_with(' ') {
        sentence.push(' ');
    }
}

/// `insufficient_balance_error`, `WeeklyLimitReached`: the words of a name.
pub(super) fn spelled(name: &str) -> String {
    let mut words = String::from(' ');
    let mut was_lower = false;
    for c in name.chars() {
        if c.is_alphanumeric() {
            if c.is_uppercase() && was_lower {
                words.push(' ');
            }
            words.extend(c.to_lowercase());
        } else {
            close(&mut words);
        }
        was_lower = c.is_lowercase();
    }
    close(&mut words);
    words
}

/// The whole number behind a word, if one stands there.
pub(super) fn number_after(sentence: &str, word: &str) -> Option<u64> {
    sentence.match_indices(word).find_map(|(at, _)| {
        let rest = &sentence[at + word.len()..];
        rest.split(' ').next()?.parse().ok()
    })
}
