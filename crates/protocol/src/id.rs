//! Identifiers that are checked where they enter the system.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// A game id is 1–64 characters of `a-z 0-9 -`, and starts with a letter or digit.
    #[error(
        "'{0}' is no game id: use 1 to 64 of a-z, 0-9 and '-', starting with a letter or digit"
    )]
    Game(String),
    /// A session id is 32 lower-case hexadecimal digits.
    #[error("'{0}' is no session id: 32 lower-case hexadecimal digits are expected")]
    Session(String),
    /// A token is 64 lower-case hexadecimal digits. The text itself is not repeated: it may be a secret.
    #[error("malformed token: 64 lower-case hexadecimal digits are expected")]
    Token,
    /// A node id is 1–64 characters of `a-z 0-9 - .`, and starts with a letter or digit.
    #[error(
        "'{0}' is no node id: use 1 to 64 of a-z, 0-9, '-' and '.', starting with a letter or digit"
    )]
    Node(String),
}

fn is_name(text: &str, extra: &[u8]) -> bool {
    let bytes = text.as_bytes();
    (1..=64).contains(&bytes.len())
        && (bytes[0].is_ascii_lowercase() || bytes[0].is_ascii_digit())
        && bytes
            .iter()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || extra.contains(b))
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $error:expr, $valid:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        pub struct $name(String);

        impl $name {
            /// The identifier's text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) {
                    Ok(Self(text.to_owned()))
                } else {
                    let error: fn(&str) -> IdError = $error;
                    Err(error(text))
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    };
}

macro_rules! shown {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text_id!(
    /// A game's name in the library and on disk, such as `freedoom`.
    GameId,
    |t| IdError::Game(t.to_owned()),
    |t| is_name(t, b"-")
);
text_id!(
    /// One play session, from the click to the tear-down.
    SessionId,
    |t| IdError::Session(t.to_owned()),
    |t| is_hex(t, 32)
);
text_id!(
    /// A node's name in the rack.
    NodeId,
    |t| IdError::Node(t.to_owned()),
    |t| is_name(t, b"-.")
);
text_id!(
    /// A bearer secret (256 bits): session admission, sign-in, enrolment. Never shown by `Debug`.
    Token,
    |_| IdError::Token,
    |t| is_hex(t, 64)
);
shown!(GameId, SessionId, NodeId);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, b| {
            let _ = write!(text, "{b:02x}");
            text
        })
}

impl SessionId {
    /// A session id from 128 random bits.
    #[must_use]
    pub fn from_bits(bits: [u8; 16]) -> Self {
        Self(hex(&bits))
    }
}

impl Token {
    /// A token from 256 random bits.
    #[must_use]
    pub fn from_bits(bits: [u8; 32]) -> Self {
        Self(hex(&bits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_game_id_cannot_leave_its_folder() {
        for bad in [
            "../etc",
            "a/b",
            "",
            ".",
            "..",
            "A",
            "a b",
            "-a",
            "ä",
            "a\0",
            &"a".repeat(65),
        ] {
            assert!(bad.parse::<GameId>().is_err(), "{bad:?} was taken");
            assert!(serde_json::from_value::<GameId>(serde_json::json!(bad)).is_err());
        }
        for good in ["freedoom", "probe-game", "0ad", &"a".repeat(64)] {
            assert!(good.parse::<GameId>().is_ok(), "{good:?} was refused");
        }
    }

    #[test]
    fn a_token_is_not_printed() {
        let token = Token::from_bits([7; 32]);
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert_eq!(token.as_str().len(), 64);
        assert!("07".repeat(31).parse::<Token>().is_err());
    }
}
