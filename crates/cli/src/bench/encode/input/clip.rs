//! A recorded game: every pixel as it was, each picture compressed by itself with zstd.
//!
//! A line `STRCLIP1 WIDTH HEIGHT PICTURES`, then each picture: how long it is (32 bits, little endian) and a zstd
//! frame of its rows, pixels B, G, R, 0.

use std::io::{BufRead, Write};

use anyhow::{Context as _, bail, ensure};
use stratus_media::Size;

use super::Source;

/// How a clip begins.
pub const MAGIC: &[u8] = b"STRCLIP1 ";

/// Writes a clip.
pub struct Writer<W> {
    out: W,
    compressor: zstd::bulk::Compressor<'static>,
    packed: Vec<u8>,
}

impl<W: Write> Writer<W> {
    pub fn new(mut out: W, size: Size, pictures: u32) -> anyhow::Result<Self> {
        out.write_all(MAGIC)?;
        writeln!(out, "{} {} {pictures}", size.width, size.height)?;
        Ok(Self {
            out,
            compressor: zstd::bulk::Compressor::new(1)?,
            packed: vec![0; zstd::zstd_safe::compress_bound(bytes(size))],
        })
    }

    pub fn picture(&mut self, bgrx: &[u8]) -> anyhow::Result<()> {
        let n = self
            .compressor
            .compress_to_buffer(bgrx, self.packed.as_mut_slice())?;
        self.out.write_all(&(n as u32).to_le_bytes())?;
        self.out.write_all(&self.packed[..n])?;
        Ok(())
    }

    pub fn finish(mut self) -> anyhow::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Reads a clip.
pub struct Reader<R> {
    from: R,
    size: Size,
    pictures: u32,
    read: u32,
    decompressor: zstd::bulk::Decompressor<'static>,
    packed: Vec<u8>,
}

impl<R: BufRead> Reader<R> {
    pub fn new(mut from: R) -> anyhow::Result<Self> {
        let mut line = Vec::new();
        std::io::Read::take(&mut from, 64).read_until(b'\n', &mut line)?;
        let (size, pictures) = header(&line).with_context(|| {
            format!(
                "line 1: not a clip's: {:?}",
                line.escape_ascii().to_string()
            )
        })?;
        Ok(Self {
            from,
            size,
            pictures,
            read: 0,
            decompressor: zstd::bulk::Decompressor::new()?,
            packed: Vec::new(),
        })
    }

    pub const fn size(&self) -> Size {
        self.size
    }
}

fn header(line: &[u8]) -> Option<(Size, u32)> {
    let line = std::str::from_utf8(line.strip_prefix(MAGIC)?).ok()?;
    let numbers: Option<Vec<u32>> = line
        .strip_suffix('\n')?
        .split(' ')
        .map(|number| number.parse().ok())
        .collect();
    match numbers?.as_slice() {
        &[width, height, pictures]
            if (1..=8192).contains(&width) && (1..=8192).contains(&height) =>
        {
            Some((Size::new(width, height), pictures))
        }
        _ => None,
    }
}

const fn bytes(size: Size) -> usize {
    size.width as usize * size.height as usize * 4
}

impl<R: BufRead> Source for Reader<R> {
    fn next(&mut self, bgrx: &mut [u8]) -> anyhow::Result<()> {
        if self.read == self.pictures {
            bail!(
                "the clip ends after {} pictures: give fewer --frames (and --warm-up), or record more",
                self.pictures
            );
        }
        let damaged = || format!("picture {} is damaged: record the clip anew", self.read + 1);
        let mut length = [0; 4];
        self.from.read_exact(&mut length).with_context(damaged)?;
        let length = u32::from_le_bytes(length) as usize;
        ensure!(
            length <= zstd::zstd_safe::compress_bound(bytes(self.size)),
            damaged()
        );
        self.packed.resize(length, 0);
        self.from
            .read_exact(&mut self.packed)
            .with_context(damaged)?;
        let n = self
            .decompressor
            .decompress_to_buffer(&self.packed, bgrx)
            .with_context(damaged)?;
        ensure!(n == bytes(self.size), damaged());
        self.read += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clip() -> (Vec<u8>, [Vec<u8>; 2]) {
        let pictures = [vec![7; 4 * 2 * 4], (0..32).collect()];
        let mut writer = Writer::new(Vec::new(), Size::new(4, 2), 2).unwrap();
        for picture in &pictures {
            writer.picture(picture).unwrap();
        }
        (writer.finish().unwrap(), pictures)
    }

    #[test]
    fn what_was_recorded_comes_back_to_the_bit() {
        let (file, pictures) = clip();
        let mut reader = Reader::new(file.as_slice()).unwrap();
        assert_eq!(reader.size(), Size::new(4, 2));
        let mut bgrx = vec![0; 32];
        for picture in pictures {
            reader.next(&mut bgrx).unwrap();
            assert_eq!(bgrx, picture);
        }
        let error = reader.next(&mut bgrx).unwrap_err().to_string();
        assert!(error.contains("ends after 2 pictures"), "{error}");
    }

    #[test]
    fn a_cut_or_changed_clip_is_an_error_that_says_where() {
        let (file, _) = clip();
        for end in 0..file.len() {
            let cut = Reader::new(&file[..end]);
            let Ok(mut reader) = cut else { continue };
            let mut bgrx = vec![0; 32];
            let error = (0..2).find_map(|_| reader.next(&mut bgrx).err());
            let error = format!("{:#}", error.unwrap());
            assert!(error.contains("is damaged"), "{error}");
        }
        let mut long = b"STRCLIP1 4 2 1\n".to_vec();
        long.extend([0xFF; 40]);
        let mut reader = Reader::new(long.as_slice()).unwrap();
        assert!(reader.next(&mut [0; 32]).is_err());
        for line in [
            "STRCLIP1 4 2\n",
            "STRCLIP1 0 2 1\n",
            "STRCLIP1 a b c\n",
            "STRCLIP1 4 2 1",
        ] {
            assert!(Reader::new(line.as_bytes()).is_err(), "{line}");
        }
    }
}
