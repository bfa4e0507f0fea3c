//! What the GPU's drivers can do. Each is asked in a process of its own: one that crashes, hangs, or is still at work when
//! its time is over ends nothing but that.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use stratus_encode::governor::{OnHardware, Open as _};
use stratus_encode::{Backend, EncoderConfig};
use stratus_media::Size;

use super::{Finding, Grade};

/// How long a driver may take to answer. The first time it may compile its programs.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long one that is killed may take to go.
const KILLED: Duration = Duration::from_secs(1);

/// What a driver is asked.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Part {
    /// Who converts colours faster.
    Converter,
    /// Which back ends open.
    Encoder,
}

/// A finding on its way from the process that asked a driver.
#[derive(Serialize, Deserialize)]
struct Told {
    grade: Grade,
    found: String,
    advice: Option<String>,
}

impl Part {
    const fn name(self) -> &'static str {
        match self {
            Self::Converter => "converter",
            Self::Encoder => "encoder",
        }
    }

    /// Finds out in this process.
    pub(super) fn examine(self) -> Finding {
        match self {
            Self::Converter => converter(),
            Self::Encoder => encoders(),
        }
    }
}

/// Has another process of this program find out.
pub fn ask(part: Part) -> Finding {
    match told(part) {
        Ok(Told {
            grade,
            found,
            advice,
        }) => Finding {
            part: part.name(),
            grade,
            found,
            advice,
        },
        Err(reason) => Finding::new(
            part.name(),
            Err(reason),
            Grade::Lesser,
            "the CPU does this; update the GPU's driver, or take it away",
        ),
    }
}

/// That process: prints what it finds.
pub fn answer(part: Part) -> anyhow::Result<()> {
    let Finding {
        grade,
        found,
        advice,
        ..
    } = part.examine();
    let told = Told {
        grade,
        found,
        advice,
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(&told)?)?;
    out.flush()?;
    Ok(())
}

fn told(part: Part) -> Result<Told, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    said(
        Command::new(program).args(["doctor", "--part", part.name()]),
        PATIENCE,
    )
}

/// What `command` says. How it ends does not matter once it has said it.
fn said(command: &mut Command, patience: Duration) -> Result<Told, String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let Some(status) = wait(&mut child, patience) else {
        // It goes as soon as its driver lets it, which may be never.
        let _ = child.kill();
        wait(&mut child, KILLED);
        return Err(format!(
            "its driver did not answer within {} s",
            patience.as_secs()
        ));
    };
    // An answer is far shorter than a pipe is long, so it did not have to be read before.
    let mut text = String::new();
    if let Some(mut out) = child.stdout.take() {
        out.read_to_string(&mut text)
            .map_err(|error| error.to_string())?;
    }
    serde_json::from_str(&text)
        .map_err(|_| format!("its driver ended the process that asked it ({status})"))
}

/// Waits for the end, but no longer than `patience`.
fn wait(child: &mut Child, patience: Duration) -> Option<std::process::ExitStatus> {
    let until = Instant::now() + patience;
    while Instant::now() < until {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    None
}

/// The size that the converters are timed on.
const PICTURE: Size = Size::new(1920, 1080);

/// Who turns a game's pixels into the encoder's colours faster.
fn converter() -> Finding {
    let (found, advice) = match stratus_encode::compare(PICTURE, None) {
        Ok(times) => {
            let ms = |time: Duration| time.as_secs_f64() * 1e3;
            let name = times.device.split(" (").next().unwrap_or_default();
            let (device, cpu) = (ms(times.vulkan), ms(times.cpu));
            let found =
                format!("{name:.24} {device:.2} ms, the CPU {cpu:.2} ms a picture of {PICTURE}");
            if times.device_wins() {
                (Ok(found), String::new())
            } else {
                let advice =
                    "the CPU converts colours faster here, and does; nothing is to be done";
                (Err(found), advice.to_owned())
            }
        }
        Err(error) => {
            let advice = format!("the CPU converts colours; {error}");
            (Err("no Vulkan device converts".to_owned()), advice)
        }
    };
    Finding::new("converter", found, Grade::Lesser, &advice)
}

/// Which back ends a session would have to choose from.
fn encoders() -> Finding {
    let config = EncoderConfig {
        size: Size::new(1280, 720),
        fps: 60,
        bitrate_bps: 12_000_000,
        threads: 1,
    };
    let open = |backend| {
        let opened = OnHardware.open(&backend, &config);
        opened.map_err(|error| error.to_string())
    };
    let gpu = open(Backend::VaApi { device: None });
    let colours = open(Backend::Vulkan { device: None }).map_or("", |_| "vulkan, ");
    match (gpu, open(Backend::X264)) {
        (Ok(gpu), Ok(cpu)) => Finding::new(
            "encoder",
            Ok(format!(
                "vaapi ({}), {colours}x264 ({})",
                gpu.codec(),
                cpu.codec()
            )),
            Grade::Ok,
            "",
        ),
        (Err(reason), Ok(cpu)) => Finding::new(
            "encoder",
            Err(format!("{colours}x264 ({}) only", cpu.codec())),
            Grade::Lesser,
            &format!("video is encoded on the CPU; {reason}"),
        ),
        (_, Err(reason)) => Finding::new(
            "encoder",
            Err("x264 does not open".into()),
            Grade::Missing,
            &format!("games have no picture; {reason}"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, patience: Duration) -> Result<Told, String> {
        said(Command::new("sh").args(["-c", script]), patience)
    }

    #[test]
    fn a_driver_that_crashes_or_hangs_is_said_and_one_that_crashes_after_its_answer_has_answered() {
        let error = shell("kill -SEGV $$", PATIENCE).err().unwrap();
        assert!(error.contains("signal: 11"), "{error}");
        let error = shell("exec sleep 60", Duration::from_millis(50)).err();
        assert!(error.unwrap().contains("did not answer"));
        let answer = r#"{"grade":"ok","found":"fine","advice":null}"#;
        let told = shell(&format!("echo '{answer}'; kill -SEGV $$"), PATIENCE).unwrap();
        assert_eq!((told.grade, &*told.found), (Grade::Ok, "fine"));
    }
}
