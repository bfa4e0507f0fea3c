//! The game's output in a file that cannot fill the disk.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Bytes that the file may have.
const LIMIT: u64 = 1 << 20;

/// A log of bounded size: when it is full its older half goes.
pub struct Output {
    file: File,
    len: u64,
}

impl Output {
    pub fn create(path: &Path) -> io::Result<Self> {
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .open(path)?;
        Ok(Self { file, len: 0 })
    }

    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.len + bytes.len() as u64 > LIMIT {
            let keep = (LIMIT / 2).min(self.len);
            self.file.seek(SeekFrom::Start(self.len - keep))?;
            let mut newer = Vec::new();
            self.file.read_to_end(&mut newer)?;
            self.file.set_len(0)?;
            self.file.seek(SeekFrom::Start(0))?;
            self.file.write_all(&newer)?;
            self.len = newer.len() as u64;
        }
        self.file.write_all(bytes)?;
        self.len += bytes.len() as u64;
        Ok(())
    }
}
