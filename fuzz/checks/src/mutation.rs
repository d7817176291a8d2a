//! Changes of whole tokens, after which text is more often code than after changes of bytes.

use proc_macro2::{Group, TokenStream, TokenTree};

/// The text with one token tree replaced, doubled or taken out, or with another or one of the lines of `fragments` put
/// in; `None` if it is no tokens.
pub(crate) fn mutated(text: &str, fragments: &str, seed: u32) -> Option<String> {
    let mut random = Random(seed | 1);
    let tokens: TokenStream = text.parse().ok()?;
    let mut all = Vec::new();
    collect(&tokens, &mut all);
    let mut at = random.below(all.len() + 1);
    let fragment: TokenStream = if random.below(3) == 0 && !all.is_empty() {
        all[random.below(all.len())].clone().into()
    } else {
        let fragments: Vec<&str> = fragments.lines().collect();
        fragments[random.below(fragments.len())].parse().ok()?
    };
    let edit = random.below(5);
    let mut changed = change(tokens, &mut at, &mut |token| match edit {
        0 => fragment.clone(),
        1 => TokenStream::new(),
        2 => [token.clone(), token].into_iter().collect(),
        _ => fragment.clone().into_iter().chain([token]).collect(),
    });
    if at != usize::MAX {
        changed.extend(fragment);
    }
    Some(changed.to_string().replace('\n', " "))
}

/// Even choices, near enough: xorshift.
struct Random(u32);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % end
    }
}

fn collect(tokens: &TokenStream, all: &mut Vec<TokenTree>) {
    for token in tokens.clone() {
        if let TokenTree::Group(group) = &token {
            collect(&group.stream(), all);
        }
        all.push(token);
    }
}

/// Edits the token that is counted down to, and leaves `usize::MAX` for a sign.
fn change(
    tokens: TokenStream,
    at: &mut usize,
    edit: &mut dyn FnMut(TokenTree) -> TokenStream,
) -> TokenStream {
    let mut changed = TokenStream::new();
    for token in tokens {
        let token = match token {
            TokenTree::Group(group) => {
                let inner = change(group.stream(), at, edit);
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            token => token,
        };
        match *at {
            usize::MAX => changed.extend([token]),
            0 => {
                *at = usize::MAX;
                changed.extend(edit(token));
            }
            _ => {
                *at -= 1;
                changed.extend([token]);
            }
        }
    }
    changed
}
