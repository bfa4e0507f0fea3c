//! `stratus doctor`: what this machine can do, and what to do about what is missing.

use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

mod drivers;

pub use drivers::Part;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Grade {
    /// Works.
    Ok,
    /// Something slower or lesser is used in its place.
    Lesser,
    /// Games cannot be played.
    Missing,
}

#[derive(Debug, Serialize)]
struct Finding {
    part: &'static str,
    grade: Grade,
    found: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<String>,
}

impl Finding {
    fn new(
        part: &'static str,
        found: Result<String, String>,
        otherwise: Grade,
        advice: &str,
    ) -> Self {
        match found {
            Ok(found) => Self {
                part,
                grade: Grade::Ok,
                found,
                advice: None,
            },
            Err(found) => Self {
                part,
                grade: otherwise,
                found,
                advice: Some(advice.to_owned()),
            },
        }
    }
}

/// Prints what was found; of one `part` alone, it is the answer to [`drivers::ask`].
pub fn run(json: bool, part: Option<Part>) -> anyhow::Result<()> {
    if let Some(part) = part {
        return drivers::answer(part);
    }
    let findings = examine(drivers::ask);
    if json {
        println!("{}", serde_json::to_string_pretty(&findings)?);
    } else {
        for finding in &findings {
            let mark = match finding.grade {
                Grade::Ok => "ok     ",
                Grade::Lesser => "lesser ",
                Grade::Missing => "missing",
            };
            println!("{mark}  {:<12} {}", finding.part, finding.found);
            if let Some(advice) = &finding.advice {
                println!("{:<9}{:<12} → {advice}", "", "");
            }
        }
    }
    if findings
        .iter()
        .any(|finding| finding.grade == Grade::Missing)
    {
        std::process::exit(1);
    }
    Ok(())
}

/// Each part; `ask` is what finds out about those of drivers.
fn examine(ask: impl Fn(Part) -> Finding) -> Vec<Finding> {
    vec![
        Finding::new(
            "gpu",
            render_nodes(),
            Grade::Lesser,
            "games draw on the CPU; load the GPU's kernel driver",
        ),
        Finding::new(
            "va-api",
            va_api(),
            Grade::Lesser,
            "video is encoded on the CPU (x264); install vainfo and the GPU's VA-API driver",
        ),
        ask(Part::Converter),
        ask(Part::Encoder),
        pads(),
        Finding::new(
            "io_uring",
            io_uring(),
            Grade::Lesser,
            "game images are read more slowly; set kernel.io_uring_disabled=0",
        ),
        Finding::new(
            "pipewire",
            program("pipewire", &["--version"], "Linked"),
            Grade::Missing,
            "games have no sound; install pipewire",
        ),
        Finding::new(
            "compositor",
            program(compositor(), &["--version"], ""),
            Grade::Missing,
            "games have no display; install weston",
        ),
        Finding::new(
            "xwayland",
            program("Xwayland", &["-version"], "Version"),
            Grade::Lesser,
            "X11 games cannot run; install xwayland",
        ),
        Finding::new(
            "wine",
            program("wine", &["--version"], "wine"),
            Grade::Lesser,
            "Windows games cannot run; install wine",
        ),
        Finding::new(
            "squashfs",
            filesystem("squashfs"),
            Grade::Missing,
            "games are squashfs images; `modprobe squashfs`",
        ),
        Finding::new(
            "overlay",
            filesystem("overlay"),
            Grade::Missing,
            "games write into an overlay; `modprobe overlay`",
        ),
        Finding::new(
            "loop",
            exists("/dev/loop-control"),
            Grade::Missing,
            "games are mounted from their image; `modprobe loop`",
        ),
        Finding::new(
            "privileges",
            privileges(),
            Grade::Lesser,
            "game images are mounted by squashfuse, which is slower; run the node as root",
        ),
    ]
}

fn pads() -> Finding {
    match stratus_input::uinput_available() {
        Ok(()) => Finding::new("uinput", Ok("/dev/uinput opens".into()), Grade::Ok, ""),
        Err(reason) => Finding::new(
            "uinput",
            Err(format!(
                "cannot open /dev/uinput: {}",
                plain(&reason.source)
            )),
            Grade::Lesser,
            &format!(
                "pads act through the games' controller profiles; {}",
                reason.advice
            ),
        ),
    }
}

/// What an error of the system says, without its number.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error")
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

fn compositor() -> &'static str {
    stratus_capture::CompositorKind::default().program()
}

fn exists(path: &str) -> Result<String, String> {
    if Path::new(path).exists() {
        Ok(path.into())
    } else {
        Err(format!("{path} does not exist"))
    }
}

fn render_nodes() -> Result<String, String> {
    let nodes: Vec<_> = std::fs::read_dir("/dev/dri")
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
        .map(|entry| entry.path().display().to_string())
        .collect();
    if nodes.is_empty() {
        Err("no /dev/dri/renderD*".into())
    } else {
        Ok(nodes.join(", "))
    }
}

fn va_api() -> Result<String, String> {
    let output = Command::new("vainfo")
        .args(["--display", "drm"])
        .stdin(Stdio::null())
        .output()
        .map_err(|_| "vainfo is not installed".to_owned())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let encoders: Vec<_> = text
        .lines()
        .filter(|line| line.contains("VAEntrypointEncSlice"))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    if encoders.is_empty() {
        Err("no driver offers an encoder".into())
    } else {
        Ok(encoders.join("; "))
    }
}

fn io_uring() -> Result<String, String> {
    let disabled = std::fs::read_to_string("/proc/sys/kernel/io_uring_disabled")
        .map(|text| text.trim() != "0")
        .unwrap_or(false);
    if disabled {
        return Err("kernel.io_uring_disabled is set".into());
    }
    // SAFETY: with a null pointer the call fails with EFAULT where io_uring exists, and touches nothing.
    let answer = unsafe { libc::syscall(libc::SYS_io_uring_setup, 1, std::ptr::null_mut::<u8>()) };
    let error = std::io::Error::last_os_error();
    match (answer, error.raw_os_error()) {
        (-1, Some(libc::EFAULT)) => Ok("the kernel has it".into()),
        _ => Err(format!("the kernel refuses it: {}", plain(&error))),
    }
}

fn program(name: &str, arguments: &[&str], line_with: &str) -> Result<String, String> {
    let output = Command::new(name)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => format!("{name} is not installed"),
            _ => format!("{name} does not run: {}", plain(&error)),
        })?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty() && line.contains(line_with))
        .unwrap_or(name);
    Ok(line.trim().to_owned())
}

fn filesystem(name: &str) -> Result<String, String> {
    let known = std::fs::read_to_string("/proc/filesystems").unwrap_or_default();
    if known
        .lines()
        .any(|line| line.split_whitespace().last() == Some(name))
    {
        return Ok("in the kernel".into());
    }
    let loadable = Command::new("modinfo")
        .args(["-n", name])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if loadable {
        Ok("as a module".into())
    } else {
        Err(format!("the kernel has no {name}"))
    }
}

fn privileges() -> Result<String, String> {
    if rustix::process::geteuid().is_root() {
        Ok("root".into())
    } else {
        Err("not root".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_that_is_not_ok_says_what_to_do() {
        for finding in examine(Part::examine) {
            assert!(!finding.found.is_empty());
            assert!(
                finding.grade == Grade::Ok || finding.found.len() < 80,
                "what to do belongs into the advice: {finding:?}"
            );
            assert_eq!(
                finding.advice.is_some(),
                finding.grade != Grade::Ok,
                "{finding:?}"
            );
        }
    }

    #[test]
    fn a_missing_program_is_said_by_name() {
        let error = program("stratus-no-such-program", &[], "").unwrap_err();
        assert!(error.contains("stratus-no-such-program"));
    }
}
