//! Where the pictures come from.

mod clip;
mod made;
mod y4m;

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use stratus_media::Size;

pub use clip::Writer;

/// What `--input` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Every pixel of every picture at random: the worst that can happen to an encoder.
    Noise,
    /// A recorded game ([`recorded`]).
    Game,
    /// One picture all the time.
    Static,
    /// A clip or a YUV4MPEG2 file.
    File(PathBuf),
}

impl std::str::FromStr for Input {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        Ok(match text {
            "noise" => Self::Noise,
            "game" => Self::Game,
            "static" => Self::Static,
            file if file.contains(['.', '/']) => Self::File(file.into()),
            _ => {
                bail!("--input {text}: use noise, game, static, or a file (FILE.y4m or FILE.clip)")
            }
        })
    }
}

impl std::fmt::Display for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Noise => f.write_str("noise"),
            Self::Game => f.write_str("game"),
            Self::Static => f.write_str("static"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// Pictures one after the other: rows without gaps, each pixel B, G, R, x.
pub trait Source {
    /// Writes the next picture into `bgrx`.
    ///
    /// # Errors
    /// Says what is wrong with the file, and where; the end of it is an error too.
    fn next(&mut self, bgrx: &mut [u8]) -> anyhow::Result<()>;
}

/// Where the recorded game of a size lies.
pub fn recorded(size: Size) -> PathBuf {
    format!(".cache/bench/game-{}x{}.clip", size.width, size.height).into()
}

impl Input {
    /// From the first picture on.
    pub fn open(&self, size: Size) -> anyhow::Result<Box<dyn Source>> {
        match self {
            Self::Noise => Ok(Box::new(made::Noise::new())),
            Self::Static => Ok(Box::new(made::Still::new(size))),
            Self::File(path) => file(path, size),
            Self::Game => {
                let path = recorded(size);
                if !path.exists() {
                    bail!(
                        "no game was recorded at {size} yet ({}): record one with `stratus bench encode --size {}x{} \
                         --record`, in the same folder",
                        path.display(),
                        size.width,
                        size.height
                    );
                }
                file(&path, size)
            }
        }
    }
}

fn file(path: &Path, size: Size) -> anyhow::Result<Box<dyn Source>> {
    let mut file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut magic = [0; 9];
    let read = file.read(&mut magic)?;
    file.rewind()?;
    let reader = BufReader::with_capacity(1 << 20, file);
    let opened: anyhow::Result<(Size, Box<dyn Source>)> = match &magic[..read] {
        y4m::MAGIC => y4m::Y4m::new(reader).map(|y4m| (y4m.size(), Box::new(y4m) as _)),
        clip::MAGIC => clip::Reader::new(reader).map(|clip| (clip.size(), Box::new(clip) as _)),
        _ => bail!(
            "{} is neither YUV4MPEG2 nor a clip of --record: make one with `ffmpeg -i FILE -pix_fmt yuv444p OUT.y4m`",
            path.display()
        ),
    };
    let (found, source) = opened.with_context(|| path.display().to_string())?;
    if found != size {
        bail!(
            "{} has pictures of {found}: give --size {}x{}",
            path.display(),
            found.width,
            found.height
        );
    }
    Ok(Box::new(Named {
        path: path.to_owned(),
        source,
    }))
}

/// A source whose errors name its file.
struct Named {
    path: PathBuf,
    source: Box<dyn Source>,
}

impl Source for Named {
    fn next(&mut self, bgrx: &mut [u8]) -> anyhow::Result<()> {
        self.source
            .next(bgrx)
            .with_context(|| self.path.display().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_a_word_or_a_file() {
        assert_eq!("noise".parse::<Input>().unwrap(), Input::Noise);
        assert_eq!("game".parse::<Input>().unwrap(), Input::Game);
        let file = Input::File("a/b.y4m".into());
        assert_eq!("a/b.y4m".parse::<Input>().unwrap(), file);
        let error = "nose".parse::<Input>().unwrap_err().to_string();
        assert!(error.contains("use noise, game, static"), "{error}");
    }

    #[test]
    fn a_file_of_another_kind_or_size_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.y4m");
        let open = || {
            let opened = Input::File(path.clone()).open(Size::new(16, 16));
            format!("{:#}", opened.map(drop).unwrap_err())
        };
        assert!(open().contains("a.y4m"), "{}", open());
        std::fs::write(&path, "RIFF").unwrap();
        assert!(open().contains("neither YUV4MPEG2 nor"), "{}", open());
        std::fs::write(&path, "YUV4MPEG2 W32 H16 F60:1 C444\n").unwrap();
        assert!(open().contains("give --size 32x16"), "{}", open());
        let error = Input::Game.open(Size::new(2, 2)).map(drop).unwrap_err();
        assert!(error.to_string().contains("--record"), "{error}");
    }
}
