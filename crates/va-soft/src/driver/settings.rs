//! What the environment asks of the driver.

use std::path::PathBuf;
use std::time::Duration;

use crate::va::{STATUS_NAMES, VA_STATUS_ERROR_HW_BUSY, VA_STATUS_ERROR_OPERATION_FAILED};

/// Every setting's name begins with this.
pub const PREFIX: &str = "STRATUS_VA_SOFT_";
/// Settings that the driver does not read; `with-driver` and the host's side do.
const OF_OTHERS: [&str; 3] = ["NODE", "LIBRARY", "INNER"];

/// A frame that is ready only later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stall {
    pub frame: u64,
    pub time: Duration,
    /// `vaEndPicture` itself blocks.
    pub at_end: bool,
}

/// A call that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fail {
    pub call: String,
    /// `None`: each.
    pub number: Option<u64>,
    pub status: u32,
}

/// What a coded buffer holds instead of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GarbageKind {
    PastEnd,
    Zero,
    NoStartCode,
    Null,
    Loop,
    Overflow,
}

/// A frame that comes out as garbage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Garbage {
    pub kind: GarbageKind,
    pub frame: u64,
    pub all_later: bool,
}

/// Oddities of drivers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quirks {
    pub no_packed_headers: bool,
    pub cqp_only: bool,
    pub lp_only: bool,
    pub no_lp: bool,
    pub no_encode: bool,
    pub no_vpp: bool,
    pub no_high: bool,
    pub no_baseline: bool,
    pub no_import: bool,
    pub no_modifiers: bool,
    pub no_sync_buffer: bool,
    pub one_slice: bool,
    pub one_reference: bool,
    pub segments: bool,
    pub no_quality: bool,
}

/// All settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub report: Option<PathBuf>,
    pub control: Option<PathBuf>,
    /// A file that says what `vaInitialize` does.
    pub initialize: Option<PathBuf>,
    /// A file that says which calls do not return.
    pub hang: Option<PathBuf>,
    pub quirks: Quirks,
    pub encode_off: bool,
    pub latency: Duration,
    pub stalls: Vec<Stall>,
    pub fails: Vec<Fail>,
    /// From which frame on, and with which status.
    pub lose: Option<(u64, u32)>,
    pub garbage: Vec<Garbage>,
    pub modifiers: Vec<u64>,
}

impl Settings {
    /// Reads the environment. What cannot be read is returned as text.
    pub fn from_environment() -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut bad = Vec::new();
        for (name, value) in std::env::vars_os() {
            let (name, value) = (name.to_string_lossy(), value.to_string_lossy());
            if let Some(short) = name.strip_prefix(PREFIX) {
                if OF_OTHERS.contains(&short) || value.is_empty() {
                    continue;
                }
                if let Err(why) = settings.set(short, &value) {
                    bad.push(format!("{name}={value}: {why}"));
                }
            }
        }
        (settings, bad)
    }

    /// Sets one, by its name without the prefix.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            "REPORT" => self.report = Some(value.into()),
            "CONTROL" => self.control = Some(value.into()),
            "INITIALIZE" => self.initialize = Some(value.into()),
            "HANG" => self.hang = Some(value.into()),
            "QUIRKS" => self.quirks = Quirks::parse(value)?,
            "ENCODE" => {
                self.encode_off = match value {
                    "off" => true,
                    "on" => false,
                    _ => return Err("on or off".into()),
                }
            }
            "LATENCY" => self.latency = milliseconds(value)?,
            "STALL" => self.stalls = list(value, stall)?,
            "FAIL" => self.fails = list(value, fail)?,
            "LOSE" => {
                let (frame, status) = match value.split_once(':') {
                    Some((frame, name)) => (frame, status(name)?),
                    None => (value, VA_STATUS_ERROR_HW_BUSY),
                };
                self.lose = Some((number(frame)?, status));
            }
            "GARBAGE" => self.garbage = list(value, garbage)?,
            "MODIFIERS" => {
                self.modifiers = list(value, |text| {
                    let digits = text.trim_start_matches("0x");
                    u64::from_str_radix(digits, 16).map_err(|error| error.to_string())
                })?;
            }
            _ => return Err("there is no such setting".into()),
        }
        Ok(())
    }
}

impl Quirks {
    fn parse(value: &str) -> Result<Self, String> {
        let mut quirks = Self::default();
        for name in value
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            *(match name {
                "no-packed-headers" => &mut quirks.no_packed_headers,
                "cqp-only" => &mut quirks.cqp_only,
                "lp-only" => &mut quirks.lp_only,
                "no-lp" => &mut quirks.no_lp,
                "no-encode" => &mut quirks.no_encode,
                "no-vpp" => &mut quirks.no_vpp,
                "no-high" => &mut quirks.no_high,
                "no-baseline" => &mut quirks.no_baseline,
                "no-import" => &mut quirks.no_import,
                "no-modifiers" => &mut quirks.no_modifiers,
                "no-sync-buffer" => &mut quirks.no_sync_buffer,
                "one-slice" => &mut quirks.one_slice,
                "one-reference" => &mut quirks.one_reference,
                "segments" => &mut quirks.segments,
                "no-quality" => &mut quirks.no_quality,
                _ => return Err(format!("there is no quirk '{name}'")),
            }) = true;
        }
        Ok(quirks)
    }
}

fn list<T>(value: &str, one: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, String> {
    let parts = value.split(',').map(str::trim);
    parts.filter(|part| !part.is_empty()).map(one).collect()
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("'{text}' is no number"))
}

fn milliseconds(text: &str) -> Result<Duration, String> {
    number(text).map(Duration::from_millis)
}

fn status(name: &str) -> Result<u32, String> {
    let mut names = STATUS_NAMES.iter();
    let found = names.find(|(known, _)| *known == name);
    found.map_or_else(
        || Err(format!("there is no VA_STATUS_ERROR_{name} here")),
        |&(_, status)| Ok(status),
    )
}

fn stall(text: &str) -> Result<Stall, String> {
    let parts: Vec<_> = text.split(':').collect();
    match parts[..] {
        [frame, time] => Ok(Stall {
            frame: number(frame)?,
            time: milliseconds(time)?,
            at_end: false,
        }),
        [frame, time, "end"] => Ok(Stall {
            frame: number(frame)?,
            time: milliseconds(time)?,
            at_end: true,
        }),
        _ => Err(format!("'{text}' is not FRAME:MS or FRAME:MS:end")),
    }
}

fn fail(text: &str) -> Result<Fail, String> {
    let parts: Vec<_> = text.split(':').collect();
    let (call, count, status) = match parts[..] {
        [call, count] => (call, count, VA_STATUS_ERROR_OPERATION_FAILED),
        [call, count, name] => (call, count, status(name)?),
        _ => return Err(format!("'{text}' is not CALL:N or CALL:N:STATUS")),
    };
    if !call.starts_with("va") {
        return Err(format!("'{call}' is not called vaXxx"));
    }
    Ok(Fail {
        call: call.into(),
        number: if count == "*" {
            None
        } else {
            Some(number(count)?)
        },
        status,
    })
}

fn garbage(text: &str) -> Result<Garbage, String> {
    let (kind, frame) = text
        .split_once(':')
        .ok_or(format!("'{text}' is not KIND:FRAME"))?;
    let kind = match kind {
        "past-end" => GarbageKind::PastEnd,
        "zero" => GarbageKind::Zero,
        "no-start-code" => GarbageKind::NoStartCode,
        "null" => GarbageKind::Null,
        "loop" => GarbageKind::Loop,
        "overflow" => GarbageKind::Overflow,
        _ => return Err(format!("there is no garbage '{kind}'")),
    };
    let (frame, all_later) = match frame.strip_suffix('+') {
        Some(frame) => (frame, true),
        None => (frame, false),
    };
    Ok(Garbage {
        kind,
        frame: number(frame)?,
        all_later,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]
    use super::*;

    #[test]
    fn every_setting_of_the_readme_is_read() {
        let mut settings = Settings::default();
        for (name, value) in [
            ("QUIRKS", "no-packed-headers,cqp-only, lp-only"),
            ("ENCODE", "off"),
            ("LATENCY", "5"),
            ("STALL", "3:400,9:20:end"),
            (
                "FAIL",
                "vaEndPicture:3,vaCreateSurfaces:*:ALLOCATION_FAILED",
            ),
            ("LOSE", "7:OPERATION_FAILED"),
            ("GARBAGE", "zero:4,past-end:9+"),
            ("MODIFIERS", "0x100000000000001,2"),
        ] {
            settings.set(name, value).unwrap();
        }
        assert!(settings.quirks.lp_only && settings.encode_off);
        assert!(settings.stalls[1].at_end && settings.garbage[1].all_later);
        assert_eq!(settings.fails[1].number, None);
        assert_eq!(settings.lose, Some((7, VA_STATUS_ERROR_OPERATION_FAILED)));
        assert_eq!(settings.modifiers, [0x0100_0000_0000_0001, 2]);
    }

    #[test]
    fn a_setting_that_is_misspelt_is_said() {
        let mut settings = Settings::default();
        for (name, value) in [
            ("QUIRK", "x"),
            ("QUIRKS", "none"),
            ("STALL", "3"),
            ("FAIL", "EndPicture:1"),
            ("FAIL", "vaEndPicture:1:NO"),
            ("GARBAGE", "zero"),
        ] {
            assert!(settings.set(name, value).is_err(), "{name}={value}");
        }
    }
}
