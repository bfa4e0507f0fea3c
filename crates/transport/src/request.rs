//! What a WebTransport request asks for.

use stratus_protocol::id::SessionId;
use stratus_protocol::session::PATH;

/// A request's `:path`, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target<'a> {
    pub(crate) session: SessionId,
    /// Empty where the query has none.
    pub(crate) token: &'a str,
}

impl<'a> Target<'a> {
    /// `None` for every path that is no session's.
    pub(crate) fn parse(path: &'a str) -> Option<Self> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let session = path.strip_prefix(PATH)?.parse().ok()?;
        let token = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("token="))
            .unwrap_or("");
        Some(Self { session, token })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_session_path_is_a_session() {
        let id = "00112233445566778899aabbccddeeff";
        let path = format!("/session/{id}?x=1&token=abc");
        let target = Target::parse(&path).expect("is a session's path");
        assert_eq!((target.session.as_str(), target.token), (id, "abc"));
        let path = format!("/session/{id}");
        assert_eq!(Target::parse(&path).expect("has no token").token, "");
        for bad in [
            "",
            "/",
            "/session/",
            "/session/../x?token=a",
            "/session/00112233445566778899aabbccddeeff/x",
            "session/00112233445566778899aabbccddeeff",
            "/session/00112233445566778899AABBCCDDEEFF",
        ] {
            assert_eq!(Target::parse(bad), None, "{bad:?} was taken");
        }
    }
}
