//! YUV4MPEG2 (`yuv4mpeg(5)`), 8 bits, 4:2:0, 4:2:2 or 4:4:4, as the pixels that a game would have drawn.
//!
//! Taken as BT.709; chroma is that of the nearest sample, so that no filter smooths the picture.

use std::io::{BufRead, Read as _};

use anyhow::{Context as _, bail, ensure};
use stratus_media::Size;

use super::Source;

/// How a file begins.
pub const MAGIC: &[u8] = b"YUV4MPEG2";
/// The longest line that is read.
const LINE: u64 = 256;

/// A file that is being read.
pub struct Y4m<R> {
    from: R,
    layout: Layout,
    /// Bytes that were read.
    at: u64,
    pictures: u64,
    planes: Vec<u8>,
}

/// What the first line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Layout {
    size: Size,
    /// Halvings of chroma, across and down.
    shift: (u32, u32),
    full_range: bool,
}

impl<R: BufRead> Y4m<R> {
    pub fn new(mut from: R) -> anyhow::Result<Self> {
        let mut at = 0;
        let line = line(&mut from, &mut at).context("line 1")?;
        let layout = Layout::of(&line).context("line 1")?;
        Ok(Self {
            from,
            layout,
            at,
            pictures: 0,
            planes: vec![0; layout.bytes()],
        })
    }

    pub const fn size(&self) -> Size {
        self.layout.size
    }

    fn read(&mut self) -> anyhow::Result<()> {
        let header = line(&mut self.from, &mut self.at)?;
        if header.is_empty() {
            bail!(
                "the file ends after {} pictures: give fewer --frames (and --warm-up)",
                self.pictures
            );
        }
        ensure!(
            header == "FRAME" || header.starts_with("FRAME "),
            "a picture begins with FRAME, not with {header:?}"
        );
        let wanted = self.planes.len();
        self.from.read_exact(&mut self.planes).with_context(|| {
            format!("the picture is cut off: it has {wanted} bytes by the first line")
        })?;
        self.at += wanted as u64;
        self.pictures += 1;
        Ok(())
    }
}

impl<R: BufRead> Source for Y4m<R> {
    fn next(&mut self, bgrx: &mut [u8]) -> anyhow::Result<()> {
        let (at, picture) = (self.at, self.pictures + 1);
        self.read()
            .with_context(|| format!("byte {at}, picture {picture}"))?;
        self.layout.convert(&self.planes, bgrx);
        Ok(())
    }
}

/// A line without its end; empty at the end of the file.
fn line(from: &mut impl BufRead, at: &mut u64) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    from.take(LINE).read_until(b'\n', &mut bytes)?;
    *at += bytes.len() as u64;
    if bytes.is_empty() {
        return Ok(String::new());
    }
    ensure!(
        bytes.pop() == Some(b'\n'),
        "no end of line within {LINE} bytes"
    );
    String::from_utf8(bytes).context("a line that is not text")
}

impl Layout {
    fn of(line: &str) -> anyhow::Result<Self> {
        let mut words = line.split(' ');
        ensure!(
            words.next().is_some_and(|word| word.as_bytes() == MAGIC),
            "a YUV4MPEG2 file begins with that word"
        );
        let (mut width, mut height) = (None, None);
        let mut layout = Self {
            size: Size::new(0, 0),
            shift: (1, 1),
            full_range: false,
        };
        for word in words.filter(|word| !word.is_empty()) {
            let side = |text: &str| {
                let side = text.parse().ok().filter(|side| (1..=8192).contains(side));
                side.with_context(|| format!("{word}: a side has 1 to 8192 pixels"))
            };
            match word.split_at_checked(1) {
                Some(("W", text)) => width = Some(side(text)?),
                Some(("H", text)) => height = Some(side(text)?),
                Some(("I", "p" | "?")) => {}
                Some(("I", _)) => bail!("{word}: interlaced pictures are none of a game"),
                Some(("C", text)) => layout.shift = shift(text)?,
                Some(("X", "COLORRANGE=FULL")) => layout.full_range = true,
                // Frame rate, aspect and what nobody has to know.
                Some(_) => {}
                None => bail!("{word:?} is no parameter"),
            }
        }
        let (width, height) = width.zip(height).context("it lacks W or H")?;
        layout.size = Size::new(width, height);
        Ok(layout)
    }

    fn chroma(&self) -> (usize, usize) {
        let half = |side: u32, shift: u32| (side as usize).div_ceil(1 << shift);
        (
            half(self.size.width, self.shift.0),
            half(self.size.height, self.shift.1),
        )
    }

    fn bytes(&self) -> usize {
        let (width, height) = self.chroma();
        self.size.width as usize * self.size.height as usize + 2 * width * height
    }

    /// Planes to pixels.
    fn convert(&self, planes: &[u8], bgrx: &mut [u8]) {
        let width = self.size.width as usize;
        let (luma, chroma) = planes.split_at(width * self.size.height as usize);
        let (across, down) = self.chroma();
        let (blue, red) = chroma.split_at(across * down);
        let (offset, luma_scale, chroma_scale) = if self.full_range {
            (0.0, 1.0, 1.0)
        } else {
            (16.0, 255.0 / 219.0, 255.0 / 224.0)
        };
        for (y, (row, luma)) in bgrx
            .chunks_exact_mut(width * 4)
            .zip(luma.chunks_exact(width))
            .enumerate()
        {
            let from = (y >> self.shift.1) * across;
            for (x, (pixel, &luma)) in row.chunks_exact_mut(4).zip(luma).enumerate() {
                let at = from + (x >> self.shift.0);
                let y = (f64::from(luma) - offset) * luma_scale;
                let cb = (f64::from(blue[at]) - 128.0) * chroma_scale;
                let cr = (f64::from(red[at]) - 128.0) * chroma_scale;
                let (r, b) = (1.5748f64.mul_add(cr, y), 1.8556f64.mul_add(cb, y));
                let g = (y - 0.2126 * r - 0.0722 * b) / 0.7152;
                // A cast to u8 stops at 0 and 255.
                pixel.copy_from_slice(&[b, g, r, -1.0].map(|value| (value + 0.5) as u8));
            }
        }
    }
}

/// What a colour space halves.
fn shift(text: &str) -> anyhow::Result<(u32, u32)> {
    match text {
        "420" | "420jpeg" | "420mpeg2" | "420paldv" => Ok((1, 1)),
        "422" => Ok((1, 0)),
        "444" => Ok((0, 0)),
        _ => bail!(
            "C{text}: use 8 bits, 4:2:0, 4:2:2 or 4:4:4 (`ffmpeg -i FILE -pix_fmt yuv444p OUT.y4m`)"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pictures(file: &[u8]) -> anyhow::Result<Vec<Vec<u8>>> {
        let mut y4m = Y4m::new(file)?;
        let Size { width, height } = y4m.size();
        let mut all = Vec::new();
        for _ in 0..2 {
            let mut bgrx = vec![0; (width * height * 4) as usize];
            y4m.next(&mut bgrx)?;
            all.push(bgrx);
        }
        Ok(all)
    }

    #[test]
    fn colours_become_the_pixels_that_they_were() {
        let mut file = b"YUV4MPEG2 W2 H2 F60:1 Ip A1:1 C420jpeg XYSCSS=420JPEG\n".to_vec();
        // Red, then white, as BT.709 has them.
        file.extend(b"FRAME\n\x3f\x3f\x3f\x3f\x66\xf0");
        file.extend(b"FRAME Ip\n\xeb\xeb\xeb\xeb\x80\x80");
        let pictures = pictures(&file).unwrap();
        for pixel in pictures[0].chunks(4) {
            assert!(
                pixel[0] <= 1 && pixel[1] <= 1 && pixel[2] >= 254,
                "{pixel:?}"
            );
        }
        assert_eq!(pictures[1], [255, 255, 255, 0].repeat(4));
    }

    #[test]
    fn every_layout_reads_the_bytes_that_it_has() {
        for (space, bytes) in [("420", 17), ("422", 21), ("444", 27)] {
            let mut file = format!("YUV4MPEG2 W3 H3 C{space}\n").into_bytes();
            for _ in 0..2 {
                file.extend(b"FRAME\n");
                file.extend(std::iter::repeat_n(128, bytes));
            }
            assert_eq!(pictures(&file).unwrap().len(), 2, "{space}");
        }
    }

    #[test]
    fn full_range_is_taken_as_it_is() {
        let file = b"YUV4MPEG2 W1 H1 C444 XCOLORRANGE=FULL\nFRAME\n\x0a\x80\x80FRAME\n\xff\x80\x80";
        let pictures = pictures(file).unwrap();
        assert_eq!(pictures[0], [10, 10, 10, 0]);
        assert_eq!(pictures[1], [255, 255, 255, 0]);
    }

    #[test]
    fn a_bad_file_says_where() {
        for (file, wanted) in [
            (&b"YUV4MPEG2 W2\n"[..], "line 1: it lacks W or H"),
            (b"YUV4MPEG2 W2 Hx\n", "line 1: Hx: a side has"),
            (b"YUV4MPEG2 W0 H2\n", "line 1: W0: a side has"),
            (b"YUV4MPEG2 W2 H2 It\n", "line 1: It: interlaced"),
            (b"YUV4MPEG2 W2 H2 C420p10\n", "line 1: C420p10: use 8 bits"),
            (b"YUV4MPEG2 W2 H2", "line 1: no end of line"),
            (b"MPEG2 W2 H2\n", "line 1: a YUV4MPEG2 file begins"),
            (
                b"YUV4MPEG2 W1 H1 C444\nFRAME\n\x01\x02\x03frame\n",
                "byte 30, picture 2: a picture begins with FRAME",
            ),
            (
                b"YUV4MPEG2 W1 H1 C444\nFRAME\n\x01\x02\x03FRAME\n\x01",
                "byte 30, picture 2: the picture is cut off",
            ),
            (
                b"YUV4MPEG2 W1 H1 C444\nFRAME\n\x01\x02\x03",
                "picture 2: the file ends after 1 pictures",
            ),
        ] {
            let error = format!("{:#}", pictures(file).unwrap_err());
            assert!(error.contains(wanted), "{error}");
        }
        let endless = [b"YUV4MPEG2 ".as_slice(), &[b'X'; 1000]].concat();
        assert!(pictures(&endless).is_err());
    }
}
