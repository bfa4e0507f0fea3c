//! The secret that nodes show: read from its file, or made at the first start.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use stratus_protocol::id::Token;

/// A shorter secret could be guessed.
const MIN_LEN: usize = 32;

/// Reads the secret, or makes one that only its owner can read.
///
/// # Errors
/// A sentence that says what is wrong with the file and what to do.
pub fn secret(path: &Path) -> Result<String, String> {
    let shown = path.display();
    match fs::read_to_string(path) {
        Ok(text) => {
            let secret = text.trim();
            if secret.len() < MIN_LEN {
                return Err(format!(
                    "the enrolment secret in {shown} has less than {MIN_LEN} characters: put a longer one there, or \
                     remove the file to get a new one (every node needs it then)"
                ));
            }
            let mode = fs::metadata(path).map_or(0, |meta| meta.permissions().mode());
            if mode & 0o077 != 0 {
                tracing::warn!("other users can read the enrolment secret: chmod 600 {shown}");
            }
            Ok(secret.to_owned())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let secret = Token::from_bits(rand::random()).as_str().to_owned();
            write_new(path, &secret).map_err(|error| {
                format!("cannot write the enrolment secret to {shown}: {error}")
            })?;
            Ok(secret)
        }
        Err(error) => Err(format!("cannot read the enrolment secret {shown}: {error}")),
    }
}

/// A crash in between leaves no half secret.
fn write_new(path: &Path, secret: &str) -> std::io::Result<()> {
    let new = path.with_extension("new");
    let _ = fs::remove_file(&new);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&new)?;
    writeln!(file, "{secret}")?;
    file.sync_all()?;
    fs::rename(&new, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_made_once_and_for_its_owner_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("enrolment-secret");
        let first = secret(&path).unwrap();
        assert_eq!(first.len(), 64);
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(secret(&path).unwrap(), first);
        fs::write(&path, "short").unwrap();
        assert!(secret(&path).unwrap_err().contains("32 characters"));
    }
}
