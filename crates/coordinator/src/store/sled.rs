//! [`Store`] on sled 0.34.
//!
//! sled's flush reaches the kernel (it survives `kill -9`), but not the disk: `commit` therefore calls
//! `fdatasync` on the database file after it. A record is `[schema: 1 byte][SHA-256 of key and value: 8 bytes][JSON]`.

use std::fs::{self, File};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::{Contents, Store, StoreError, Write};

/// Schema of the records in this version.
pub const SCHEMA: u32 = 1;
const RECORD_SCHEMA: u8 = 1;
const CHECK_BYTES: usize = 8;
const SCHEMA_KEY: &[u8] = b"schema";
/// How long a store that was closed may stay locked.
const RELEASE: Duration = Duration::from_secs(2);

/// A folder with a sled database.
pub struct SledStore {
    path: PathBuf,
    db: sled::Db,
    file: File,
    users: sled::Tree,
    codes: sled::Tree,
    cookies: sled::Tree,
    nodes: sled::Tree,
    games: sled::Tree,
    sessions: sled::Tree,
}

impl SledStore {
    /// Opens the store in `path`; a new one is made only where there is nothing at all.
    ///
    /// # Errors
    /// Says what is wrong and how to get back to a working store; what is there is left as it is.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if fs::symlink_metadata(path).is_err() {
            Self::create(path)?;
        }
        let damaged = |reason: String| StoreError::Damaged {
            path: path.display().to_string(),
            reason,
        };
        if !path.join("db").is_file() {
            return Err(damaged("its file 'db' is missing".into()));
        }
        let db = open_db(path)?;
        match db.get(SCHEMA_KEY) {
            Ok(Some(found)) => {
                let found = <[u8; 4]>::try_from(found.as_ref())
                    .map(u32::from_le_bytes)
                    .map_err(|_| damaged("its schema version is not a number".into()))?;
                if found != SCHEMA {
                    let path = path.display().to_string();
                    return Err(StoreError::Schema {
                        path,
                        found,
                        known: SCHEMA,
                    });
                }
            }
            Ok(None) => {
                return Err(damaged(
                    "it has no schema version: it was cut off or is not Stratus'".into(),
                ));
            }
            Err(error) => return Err(damaged(error.to_string())),
        }
        let tree = |name: &str| {
            db.open_tree(name)
                .map_err(|error| damaged(error.to_string()))
        };
        Ok(Self {
            users: tree("users")?,
            codes: tree("codes")?,
            cookies: tree("cookies")?,
            nodes: tree("nodes")?,
            games: tree("games")?,
            sessions: tree("sessions")?,
            file: File::open(path.join("db")).map_err(|error| damaged(error.to_string()))?,
            path: path.to_owned(),
            db,
        })
    }

    /// Makes a new store beside its place and moves it there when it is whole: a crash in between leaves nothing
    /// that looks like a store.
    fn create(path: &Path) -> Result<(), StoreError> {
        let failed = |reason: String| StoreError::Write {
            path: path.display().to_string(),
            reason,
        };
        let new = path.with_extension("new");
        if new.exists() {
            fs::remove_dir_all(&new).map_err(|error| failed(error.to_string()))?;
        }
        fs::create_dir_all(&new).map_err(|error| failed(error.to_string()))?;
        let db = open_db(&new)?;
        db.insert(SCHEMA_KEY, &SCHEMA.to_le_bytes())
            .map_err(|error| failed(error.to_string()))?;
        db.flush().map_err(|error| failed(error.to_string()))?;
        drop(db);
        let sync = || -> std::io::Result<()> {
            File::open(new.join("db"))?.sync_all()?;
            fs::rename(&new, path)?;
            path.parent()
                .map_or(Ok(()), |parent| File::open(parent)?.sync_all())
        };
        sync().map_err(|error| failed(error.to_string()))
    }

    fn write_error(&self, reason: impl ToString) -> StoreError {
        StoreError::Write {
            path: self.path.display().to_string(),
            reason: reason.to_string(),
        }
    }

    fn put<T: Serialize>(
        &self,
        tree: &sled::Tree,
        key: &str,
        record: &T,
    ) -> Result<(), StoreError> {
        let json = serde_json::to_vec(record).map_err(|error| self.write_error(error))?;
        let mut value = Vec::with_capacity(1 + CHECK_BYTES + json.len());
        value.push(RECORD_SCHEMA);
        value.extend_from_slice(&check(key.as_bytes(), &json));
        value.extend_from_slice(&json);
        tree.insert(key, value)
            .map_err(|error| self.write_error(error))?;
        Ok(())
    }

    fn remove(&self, tree: &sled::Tree, key: &str) -> Result<(), StoreError> {
        tree.remove(key).map_err(|error| self.write_error(error))?;
        Ok(())
    }

    fn read<T: DeserializeOwned>(
        &self,
        kind: &str,
        tree: &sled::Tree,
    ) -> Result<Vec<T>, StoreError> {
        tree.iter()
            .map(|entry| {
                let damaged = |key: &[u8], what: &str| StoreError::Damaged {
                    path: self.path.display().to_string(),
                    reason: format!("record {kind}/{} {what}", String::from_utf8_lossy(key)),
                };
                let (key, value) =
                    entry.map_err(|error| damaged(b"", &format!("cannot be read: {error}")))?;
                let (head, json) = value
                    .split_at_checked(1 + CHECK_BYTES)
                    .ok_or_else(|| damaged(&key, "is cut off"))?;
                if head[0] != RECORD_SCHEMA {
                    return Err(damaged(
                        &key,
                        &format!("has the unknown version {}", head[0]),
                    ));
                }
                if head[1..] != check(&key, json) {
                    return Err(damaged(&key, "does not match its checksum"));
                }
                serde_json::from_slice(json)
                    .map_err(|error| damaged(&key, &format!("cannot be read: {error}")))
            })
            .collect()
    }
}

fn check(key: &[u8], json: &[u8]) -> [u8; CHECK_BYTES] {
    let hash = Sha256::new()
        .chain_update(key)
        .chain_update([0])
        .chain_update(json)
        .finalize();
    let mut check = [0; CHECK_BYTES];
    check.copy_from_slice(&hash[..CHECK_BYTES]);
    check
}

/// Opens the database. A thread of sled's lets go of the files a moment after the last handle was
/// dropped, so a lock that goes away within [`RELEASE`] belongs to nobody.
fn open_db(path: &Path) -> Result<sled::Db, StoreError> {
    let deadline = Instant::now() + RELEASE;
    loop {
        match try_open_db(path) {
            Err(StoreError::InUse(_)) if Instant::now() < deadline => {
                std::thread::sleep(Duration::from_millis(5));
            }
            opened => return opened,
        }
    }
}

fn try_open_db(path: &Path) -> Result<sled::Db, StoreError> {
    let config = sled::Config::new()
        .path(path)
        .flush_every_ms(None)
        .cache_capacity(32 << 20);
    // sled panics on some kinds of damage; here that is an error like any other.
    let opened = catch_unwind(AssertUnwindSafe(|| config.open()));
    let shown = path.display().to_string();
    match opened {
        Ok(Ok(db)) => Ok(db),
        Ok(Err(sled::Error::Io(error))) if error.to_string().contains("lock") => {
            Err(StoreError::InUse(shown))
        }
        Ok(Err(error)) => Err(StoreError::Damaged {
            path: shown,
            reason: error.to_string(),
        }),
        Err(_) => Err(StoreError::Damaged {
            path: shown,
            reason: "its log is damaged".into(),
        }),
    }
}

impl Store for SledStore {
    fn load(&self) -> Result<Contents, StoreError> {
        Ok(Contents {
            users: self.read("users", &self.users)?,
            codes: self.read("codes", &self.codes)?,
            cookies: self.read("cookies", &self.cookies)?,
            nodes: self.read("nodes", &self.nodes)?,
            games: self.read("games", &self.games)?,
            sessions: self.read("sessions", &self.sessions)?,
        })
    }

    fn commit(&mut self, writes: &[Write]) -> Result<(), StoreError> {
        for write in writes {
            match write {
                Write::User(record) => self.put(&self.users, &record.id, record)?,
                Write::Code(record) => self.put(&self.codes, &record.sha256, record)?,
                Write::RemoveCode(hash) => self.remove(&self.codes, hash)?,
                Write::Cookie(record) => self.put(&self.cookies, &record.sha256, record)?,
                Write::RemoveCookie(hash) => self.remove(&self.cookies, hash)?,
                Write::Node(record) => self.put(&self.nodes, record.id.as_str(), record)?,
                Write::Game(record) => {
                    self.put(&self.games, record.manifest.id.as_str(), record)?
                }
                Write::Session(record) => self.put(&self.sessions, record.id.as_str(), record)?,
            }
        }
        self.db.flush().map_err(|error| self.write_error(error))?;
        self.file
            .sync_data()
            .map_err(|error| self.write_error(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::UserRecord;

    fn ada() -> UserRecord {
        UserRecord {
            id: "ada".into(),
            name: "Ada".into(),
            admin: false,
            created_unix_ms: 7,
        }
    }

    #[test]
    fn what_was_committed_is_there_after_reopening() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store");
        let mut store = SledStore::open(&path).unwrap();
        store.commit(&[Write::User(ada())]).unwrap();
        drop(store);
        assert_eq!(
            SledStore::open(&path).unwrap().load().unwrap().users,
            [ada()]
        );
    }

    #[test]
    fn a_second_coordinator_on_the_same_folder_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store");
        let _first = SledStore::open(&path).unwrap();
        let error = SledStore::open(&path).err().unwrap();
        assert!(matches!(error, StoreError::InUse(_)), "{error}");
    }

    #[test]
    fn a_damaged_store_is_an_error_and_never_a_new_one() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store");
        let mut store = SledStore::open(&path).unwrap();
        store.commit(&[Write::User(ada())]).unwrap();
        drop(store);
        let whole = fs::read(path.join("db")).unwrap();
        let damages: [&dyn Fn(&Path); 3] = [
            &|db| fs::write(db, b"").unwrap(),
            &|db| fs::write(db, vec![0xA5; whole.len()]).unwrap(),
            &|db| fs::remove_file(db).unwrap(),
        ];
        for damage in damages {
            damage(&path.join("db"));
            let _ = fs::remove_dir_all(path.join("blobs"));
            for entry in fs::read_dir(&path).unwrap().flatten() {
                if entry.file_name().to_string_lossy().starts_with("snap") {
                    fs::remove_file(entry.path()).unwrap();
                }
            }
            let error = SledStore::open(&path).err().unwrap().to_string();
            assert!(error.contains("import"), "{error}");
        }
    }

    #[test]
    fn a_record_that_changed_on_disk_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store");
        let mut store = SledStore::open(&path).unwrap();
        store.commit(&[Write::User(ada())]).unwrap();
        let mut value = store.users.get("ada").unwrap().unwrap().to_vec();
        *value.last_mut().unwrap() ^= 1;
        store.users.insert("ada", value).unwrap();
        let error = store.load().unwrap_err().to_string();
        assert!(
            error.contains("users/ada") && error.contains("checksum"),
            "{error}"
        );
    }
}
