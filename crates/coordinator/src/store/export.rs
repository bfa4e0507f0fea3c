//! A store as one JSON document: for backups, and to move to another machine or version.

use std::io::Read;

use serde::{Deserialize, Serialize};

use super::{Contents, Store, StoreError, Write};

/// Version of the document.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    stratus_export: u32,
    contents: Contents,
}

/// Writes everything in `store`. It holds hashes of sign-in codes and cookies, never the secrets.
///
/// # Errors
/// The store or the output cannot be used.
pub fn export(store: &dyn Store, mut to: impl std::io::Write) -> Result<(), StoreError> {
    let document = Document {
        stratus_export: FORMAT,
        contents: store.load()?,
    };
    let failed = |error: String| StoreError::Export(error);
    serde_json::to_writer_pretty(&mut to, &document).map_err(|error| failed(error.to_string()))?;
    to.write_all(b"\n")
        .and_then(|()| to.flush())
        .map_err(|error| failed(error.to_string()))
}

/// Adds everything of an export to `store`; records with the same id are replaced.
///
/// # Errors
/// The document is not an export of this version, or the store cannot be written.
pub fn import(store: &mut dyn Store, mut from: impl Read) -> Result<(), StoreError> {
    let mut text = String::new();
    from.read_to_string(&mut text)
        .map_err(|error| StoreError::Export(error.to_string()))?;
    let document: Document =
        serde_json::from_str(&text).map_err(|error| StoreError::Export(error.to_string()))?;
    if document.stratus_export != FORMAT {
        return Err(StoreError::Export(format!(
            "it has format {}, this version reads {FORMAT}",
            document.stratus_export
        )));
    }
    let Contents {
        users,
        codes,
        cookies,
        nodes,
        games,
        sessions,
    } = document.contents;
    let writes: Vec<Write> = users
        .into_iter()
        .map(Write::User)
        .chain(codes.into_iter().map(Write::Code))
        .chain(cookies.into_iter().map(Write::Cookie))
        .chain(nodes.into_iter().map(Write::Node))
        .chain(games.into_iter().map(|game| Write::Game(Box::new(game))))
        .chain(sessions.into_iter().map(Write::Session))
        .collect();
    store.commit(&writes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sled::SledStore;
    use crate::store::{Credential, UserRecord};

    #[test]
    fn an_export_read_into_a_new_store_gives_the_same_contents() {
        let dir = tempfile::tempdir().unwrap();
        let mut old = SledStore::open(&dir.path().join("old")).unwrap();
        old.commit(&[
            Write::User(UserRecord {
                id: "u1".into(),
                name: "Ada".into(),
                admin: true,
                created_unix_ms: 1,
            }),
            Write::Cookie(Credential {
                sha256: "ab".into(),
                user: "u1".into(),
                expires_unix_ms: 9,
            }),
        ])
        .unwrap();
        let mut text = Vec::new();
        export(&old, &mut text).unwrap();
        let mut new = SledStore::open(&dir.path().join("new")).unwrap();
        import(&mut new, text.as_slice()).unwrap();
        assert_eq!(new.load().unwrap(), old.load().unwrap());
        assert!(import(&mut new, b"{}".as_slice()).is_err());
    }
}
