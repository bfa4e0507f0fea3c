//! Who may come in: people, their one-time codes and their cookies. Secrets are kept as hashes only.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use stratus_protocol::id::Token;
use stratus_protocol::rest::User;

use crate::code::{new_code, normal};
use crate::store::{Contents, Credential, UserRecord, Write};

/// A cookie works for this time, seconds.
pub const COOKIE_S: u64 = 30 * 24 * 3600;
/// The code printed at start-up works for this time, seconds.
pub const STARTUP_CODE_S: u64 = 24 * 3600;
/// A code that an administrator made works for this time, seconds.
pub const CODE_S: u64 = 3600;
/// Id of the administrator who is there from the first start.
pub const ADMIN: &str = "admin";

/// People, codes and cookies in memory; every change comes with the [`Write`]s that keep it.
#[derive(Debug, Default)]
pub struct People {
    users: HashMap<String, UserRecord>,
    codes: HashMap<String, Credential>,
    cookies: HashMap<String, Credential>,
}

/// SHA-256, hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |text, byte| {
            text + &format!("{byte:02x}")
        })
}

fn shown(user: &UserRecord) -> User {
    User {
        id: user.id.clone(),
        name: user.name.clone(),
        admin: user.admin,
    }
}

impl People {
    /// Takes up what the store has.
    #[must_use]
    pub fn new(contents: &mut Contents) -> Self {
        let by_hash =
            |list: Vec<Credential>| list.into_iter().map(|c| (c.sha256.clone(), c)).collect();
        Self {
            users: std::mem::take(&mut contents.users)
                .into_iter()
                .map(|u| (u.id.clone(), u))
                .collect(),
            codes: by_hash(std::mem::take(&mut contents.codes)),
            cookies: by_hash(std::mem::take(&mut contents.cookies)),
        }
    }

    /// A fresh code for the administrator, in place of all that were printed before.
    pub fn startup_code(&mut self, now_unix_ms: u64, writes: &mut Vec<Write>) -> String {
        let admin = self.users.entry(ADMIN.into()).or_insert_with(|| {
            let record = UserRecord {
                id: ADMIN.into(),
                name: ADMIN.into(),
                admin: true,
                created_unix_ms: now_unix_ms,
            };
            writes.push(Write::User(record.clone()));
            record
        });
        let id = admin.id.clone();
        self.codes.retain(|hash, code| {
            let keep = code.user != id && code.expires_unix_ms > now_unix_ms;
            if !keep {
                writes.push(Write::RemoveCode(hash.clone()));
            }
            keep
        });
        self.cookies.retain(|hash, cookie| {
            let keep = cookie.expires_unix_ms > now_unix_ms;
            if !keep {
                writes.push(Write::RemoveCookie(hash.clone()));
            }
            keep
        });
        self.mint(&id, now_unix_ms, STARTUP_CODE_S, writes)
    }

    /// A code for the person with this name, who is made where there is none.
    ///
    /// # Errors
    /// Why this is no name.
    pub fn code_for(
        &mut self,
        name: &str,
        admin: bool,
        now_unix_ms: u64,
        writes: &mut Vec<Write>,
    ) -> Result<String, String> {
        let name = name.trim();
        if !(1..=64).contains(&name.chars().count()) || name.chars().any(char::is_control) {
            return Err("a name has 1 to 64 characters and no control characters".into());
        }
        let known = self
            .users
            .values_mut()
            .find(|user| user.name.to_lowercase() == name.to_lowercase());
        let id = match known {
            Some(user) => {
                if admin && !user.admin {
                    user.admin = true;
                    writes.push(Write::User(user.clone()));
                }
                user.id.clone()
            }
            None => {
                let id = format!("{:016x}", rand::random::<u64>());
                let record = UserRecord {
                    id: id.clone(),
                    name: name.into(),
                    admin,
                    created_unix_ms: now_unix_ms,
                };
                writes.push(Write::User(record.clone()));
                self.users.insert(id.clone(), record);
                id
            }
        };
        Ok(self.mint(&id, now_unix_ms, CODE_S, writes))
    }

    /// The shown name of a person.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&str> {
        self.users.get(id).map(|user| user.name.as_str())
    }

    fn mint(
        &mut self,
        user: &str,
        now_unix_ms: u64,
        for_s: u64,
        writes: &mut Vec<Write>,
    ) -> String {
        let code = new_code();
        let record = Credential {
            sha256: sha256_hex(normal(&code).as_bytes()),
            user: user.into(),
            expires_unix_ms: now_unix_ms + for_s * 1000,
        };
        writes.push(Write::Code(record.clone()));
        self.codes.insert(record.sha256.clone(), record);
        code
    }

    /// Exchanges a code for a person and a cookie's secret; the code is gone with it.
    pub fn redeem(
        &mut self,
        code: &str,
        now_unix_ms: u64,
        writes: &mut Vec<Write>,
    ) -> Option<(User, Token)> {
        let hash = sha256_hex(normal(code).as_bytes());
        let code = self.codes.remove(&hash)?;
        writes.push(Write::RemoveCode(hash));
        let user = self
            .users
            .get(&code.user)
            .filter(|_| code.expires_unix_ms > now_unix_ms)?;
        let secret = Token::from_bits(rand::random());
        let cookie = Credential {
            sha256: sha256_hex(secret.as_str().as_bytes()),
            user: user.id.clone(),
            expires_unix_ms: now_unix_ms + COOKIE_S * 1000,
        };
        writes.push(Write::Cookie(cookie.clone()));
        self.cookies.insert(cookie.sha256.clone(), cookie);
        Some((shown(user), secret))
    }

    /// Whose cookie this is.
    #[must_use]
    pub fn who(&self, secret: &Token, now_unix_ms: u64) -> Option<User> {
        let cookie = self.cookies.get(&sha256_hex(secret.as_str().as_bytes()))?;
        let user = self.users.get(&cookie.user)?;
        (cookie.expires_unix_ms > now_unix_ms).then(|| shown(user))
    }

    /// Ends a cookie.
    pub fn sign_out(&mut self, secret: &Token, writes: &mut Vec<Write>) {
        let hash = sha256_hex(secret.as_str().as_bytes());
        if self.cookies.remove(&hash).is_some() {
            writes.push(Write::RemoveCookie(hash));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_works_once_and_as_typed() {
        let mut people = People::default();
        let mut writes = Vec::new();
        let code = people.startup_code(0, &mut writes);
        let typed = code.to_lowercase().replace('-', " ");
        let (user, cookie) = people.redeem(&typed, 1, &mut writes).unwrap();
        assert!(user.admin);
        assert!(people.redeem(&code, 1, &mut writes).is_none());
        assert_eq!(people.who(&cookie, 2), Some(user));
        assert!(
            people.who(&cookie, 2 + COOKIE_S * 1000).is_none(),
            "a cookie outlived its 30 days"
        );
        people.sign_out(&cookie, &mut writes);
        assert!(people.who(&cookie, 2).is_none());
        let kept = serde_json::to_string(&writes).unwrap();
        assert!(
            !kept.contains(&code) && !kept.contains(cookie.as_str()),
            "a secret is stored"
        );
    }

    #[test]
    fn a_code_expires_and_a_new_start_replaces_the_printed_one() {
        let mut people = People::default();
        let mut writes = Vec::new();
        let first = people.startup_code(0, &mut writes);
        let second = people.startup_code(0, &mut writes);
        assert!(people.redeem(&first, 1, &mut writes).is_none());
        assert!(
            people
                .redeem(&second, STARTUP_CODE_S * 1000, &mut writes)
                .is_none()
        );
        let code = people.code_for("Ada", false, 0, &mut writes).unwrap();
        assert!(
            people
                .redeem(&code, CODE_S * 1000 - 1, &mut writes)
                .is_some()
        );
        assert!(people.code_for(" ", false, 0, &mut writes).is_err());
    }

    #[test]
    fn a_known_name_is_the_same_person() {
        let mut people = People::default();
        let mut writes = Vec::new();
        let a = people.code_for("Ada", false, 0, &mut writes).unwrap();
        let b = people.code_for("ada ", false, 0, &mut writes).unwrap();
        let a = people.redeem(&a, 1, &mut writes).unwrap().0;
        let b = people.redeem(&b, 1, &mut writes).unwrap().0;
        assert_eq!(a, b);
    }
}
