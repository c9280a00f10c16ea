//! Which characters are letters or digits and what they are in lower case: the standard library's answers, given at once for
//! the alphabets that pages are mostly written in.

/// As [`char::is_alphanumeric`].
#[inline]
pub fn is_alphanumeric(character: char) -> bool {
    match character {
        '\0'..='\x7F' => character.is_ascii_alphanumeric(),
        '×' | '÷' => false,
        'À'..='ɏ' | 'а'..='я' | 'А'..='Я' | '가'..='힣' | '一'..='鿋' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' => {
            true
        }
        '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{3004}' => false,
        _ => character.is_alphanumeric(),
    }
}

/// Appends `character` in lower case, as [`char::to_lowercase`] has it.
pub fn push_lower(character: char, text: &mut String) {
    match character {
        '\0'..='\x7F' => text.push(character.to_ascii_lowercase()),
        'ß'..='ÿ' | 'а'..='я' | '가'..='힣' | '一'..='鿋' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' => {
            text.push(character)
        }
        _ => text.extend(character.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_as_the_standard_library_says() {
        for character in '\0'..=char::MAX {
            assert_eq!(
                is_alphanumeric(character),
                character.is_alphanumeric(),
                "{character:?}"
            );
            let mut lower = String::new();
            push_lower(character, &mut lower);
            assert_eq!(lower, character.to_lowercase().to_string(), "{character:?}");
        }
    }
}
