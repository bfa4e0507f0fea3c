//! `game.toml`: what a game is, how it is built, started and played.
//!
//! Every field is checked while it is read, so that an error names the line it stands on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::id::GameId;

/// A manifest that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}:{line}:{column}: {message}", path.display())]
pub struct ManifestError {
    /// The file.
    pub path: PathBuf,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong there, and what is expected.
    pub message: String,
}

/// The whole of `game.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Unique name; also the file name of the AppImage.
    pub id: GameId,
    /// Name shown to players.
    pub title: Title,
    /// Who made it.
    pub developer: String,
    /// Such as `["Shooter", "Retro"]`.
    #[serde(default)]
    pub genres: Vec<String>,
    /// One sentence for the library's card.
    pub summary: String,
    /// Paragraphs for the game's page.
    pub description: String,
    /// Pictures, as files beside the manifest.
    #[serde(default)]
    pub artwork: Artwork,
    /// How it is started.
    pub runtime: Runtime,
    /// How a pad drives it.
    #[serde(default)]
    pub controller: Controller,
    /// What it may use.
    #[serde(default)]
    pub limits: Limits,
    /// How its AppImage is built.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build: Option<Build>,
}

/// A title of 1 to 120 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Title(String);

impl Title {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Title {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        match text.chars().count() {
            1..=120 if text.trim() == text => Ok(Self(text)),
            _ => Err("a title has 1 to 120 characters and no space around it".into()),
        }
    }
}

impl From<Title> for String {
    fn from(title: Title) -> String {
        title.0
    }
}

/// A path inside the game's own folder: relative, and without `..`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InnerPath(String);

impl InnerPath {
    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for InnerPath {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let path = Path::new(&text);
        let inside = !text.is_empty()
            && !text.contains('\0')
            && path
                .components()
                .all(|part| matches!(part, std::path::Component::Normal(_)));
        if inside {
            Ok(Self(text))
        } else {
            Err(format!("'{text}' is not a path inside the game's folder"))
        }
    }
}

impl From<InnerPath> for String {
    fn from(path: InnerPath) -> String {
        path.0
    }
}

/// Pictures of a game (PNG, JPEG, WebP or SVG).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Artwork {
    /// The library's card, 3:4.
    pub cover: Option<InnerPath>,
    /// Behind the game's page, 16:9.
    pub hero: Option<InnerPath>,
}

/// How a game is started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runtime {
    /// Which system the game was made for.
    #[serde(default)]
    pub kind: RuntimeKind,
    /// Which display protocol it speaks.
    #[serde(default)]
    pub display: Display,
    /// Which sound protocol it speaks.
    #[serde(default)]
    pub sound: Sound,
    /// The program, inside the AppImage; `AppRun` where none is given.
    #[serde(default = "Runtime::default_entry")]
    pub entry: InnerPath,
    /// Its arguments; `{width}`, `{height}` and `{fps}` are the player's.
    #[serde(default)]
    pub args: Vec<String>,
    /// Added to its environment; the same placeholders hold.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
}

impl Runtime {
    fn default_entry() -> InnerPath {
        InnerPath("AppRun".into())
    }

    /// The arguments for a picture of `width` × `height` pixels at `fps` frames a second.
    #[must_use]
    pub fn args_for(&self, width: u32, height: u32, fps: u32) -> Vec<String> {
        self.args
            .iter()
            .map(|arg| fill(arg, width, height, fps))
            .collect()
    }

    /// The environment for a picture of `width` × `height` pixels at `fps` frames a second.
    #[must_use]
    pub fn env_for(&self, width: u32, height: u32, fps: u32) -> Vec<(String, String)> {
        self.env
            .iter()
            .map(|(key, value)| (key.clone(), fill(value, width, height, fps)))
            .collect()
    }
}

fn fill(text: &str, width: u32, height: u32, fps: u32) -> String {
    text.replace("{width}", &width.to_string())
        .replace("{height}", &height.to_string())
        .replace("{fps}", &fps.to_string())
}

/// Which system a game was made for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuntimeKind {
    /// An ELF program.
    #[default]
    Linux,
    /// A Windows program under Wine.
    Wine,
}

/// Which display protocol a game speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Display {
    /// Wayland, straight to the capture proxy.
    #[default]
    Wayland,
    /// X11, through a rootful Xwayland behind the same proxy.
    X11,
}

/// Which sound protocol a game speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sound {
    /// PipeWire's own.
    #[default]
    Pipewire,
    /// PulseAudio's, beside PipeWire's. Its clients may ask the session's sound server to load modules, which
    /// run outside the sandbox as the session's user: only for games that are trusted so far.
    Pulse,
}

/// How a pad drives a game.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// The game reads pads itself (through uinput, where the kernel has it).
    #[serde(default)]
    pub native: bool,
    /// Which pad the game is shown, where it reads pads itself.
    #[serde(default)]
    pub pad: PadModel,
    /// The game looks for pads only while it starts: the first pad is plugged in before that, not at its
    /// first event.
    #[serde(default)]
    pub plugged_in: bool,
    /// Pad control → key or mouse, for games without pad support and nodes without uinput.
    #[serde(default)]
    pub map: BTreeMap<PadControl, PadAction>,
    /// Stick travel (0–1) below which a stick is at rest.
    #[serde(default = "Controller::default_dead_zone")]
    pub dead_zone: f32,
    /// Pixels a second of mouse motion at full stick deflection.
    #[serde(default = "Controller::default_mouse_speed")]
    pub mouse_speed: f32,
}

impl Controller {
    fn default_dead_zone() -> f32 {
        0.25
    }
    fn default_mouse_speed() -> f32 {
        900.0
    }
}

/// A pad that games know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PadModel {
    /// Microsoft Xbox 360 (045e:028e), which nearly every game knows.
    #[default]
    Xbox360,
    /// Sony DualShock 4 (054c:09cc), for games that show its symbols.
    DualShock4,
}

/// A control of the browser's standard gamepad (W3C Gamepad, "standard" mapping).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name is the control's own")]
pub enum PadControl {
    A,
    B,
    X,
    Y,
    LeftShoulder,
    RightShoulder,
    LeftTrigger,
    RightTrigger,
    Select,
    Start,
    LeftStickPress,
    RightStickPress,
    DpadUp,
    DpadDown,
    DpadLeft,
    DpadRight,
    Guide,
    LeftStickUp,
    LeftStickDown,
    LeftStickLeft,
    LeftStickRight,
    RightStickUp,
    RightStickDown,
    RightStickLeft,
    RightStickRight,
}

/// What a pad control does: `"KEY_SPACE"`, `"BTN_LEFT"`, `"mouse-left"` (motion), `"wheel-up"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PadAction {
    /// Holds a key (evdev code, `linux/input-event-codes.h`).
    Key(u16),
    /// Holds a mouse button (evdev code).
    Button(u16),
    /// Moves the pointer along x (−1 left, +1 right) and y (−1 up, +1 down).
    Motion(i8, i8),
    /// Turns the wheel one notch a press (−1 up, +1 down).
    Wheel(i8),
}

impl TryFrom<String> for PadAction {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Ok(match text.as_str() {
            "mouse-left" => Self::Motion(-1, 0),
            "mouse-right" => Self::Motion(1, 0),
            "mouse-up" => Self::Motion(0, -1),
            "mouse-down" => Self::Motion(0, 1),
            "wheel-up" => Self::Wheel(-1),
            "wheel-down" => Self::Wheel(1),
            name => match crate::session::keys::code_of(name) {
                Some(code) if name.starts_with("BTN_") => Self::Button(code),
                Some(code) => Self::Key(code),
                None => {
                    return Err(format!(
                        "'{name}' is no action: use KEY_…, BTN_LEFT/RIGHT/MIDDLE, \
                         mouse-left/right/up/down or wheel-up/down"
                    ));
                }
            },
        })
    }
}

impl From<PadAction> for String {
    fn from(action: PadAction) -> String {
        match action {
            PadAction::Key(code) | PadAction::Button(code) => crate::session::keys::name_of(code)
                .map_or_else(|| format!("KEY_{code}"), str::to_owned),
            PadAction::Motion(-1, _) => "mouse-left".into(),
            PadAction::Motion(1, _) => "mouse-right".into(),
            PadAction::Motion(_, y) => if y < 0 { "mouse-up" } else { "mouse-down" }.into(),
            PadAction::Wheel(y) => if y < 0 { "wheel-up" } else { "wheel-down" }.into(),
        }
    }
}

/// What a game may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Memory, MiB.
    pub memory_mib: u32,
    /// Processes and threads.
    pub pids: u32,
    /// The internet; without it the game has a loopback interface only.
    pub network: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            memory_mib: 4096,
            pids: 512,
            network: false,
        }
    }
}

/// How a game's AppImage is built.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, tag = "from", rename_all = "kebab-case")]
pub enum Build {
    /// From Debian packages and their dependencies, unpacked into one tree.
    Debian {
        /// The packages by name.
        packages: Vec<String>,
        /// Packages of their dependency tree to leave out.
        #[serde(default)]
        without: Vec<String>,
    },
    /// From files that lie beside the manifest or were built before.
    Files {
        /// Path inside the AppImage → path of the file, relative to the manifest.
        files: BTreeMap<String, String>,
        /// Shared libraries that the files need are copied along from this machine.
        #[serde(default)]
        with_libraries: bool,
    },
}

impl Manifest {
    /// Reads a manifest from its text; `path` is used in errors only.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ManifestError> {
        let error = |at: usize, message: String| {
            let before = &text[..at.min(text.len())];
            ManifestError {
                path: path.to_owned(),
                line: before.matches('\n').count() + 1,
                column: before.len() - before.rfind('\n').map_or(0, |i| i + 1) + 1,
                message,
            }
        };
        let manifest: Self = toml::from_str(text).map_err(|e| {
            let at = e.span().map_or(0, |span| span.start);
            error(at, e.message().to_owned())
        })?;
        let at = |key: &str| text.find(key).unwrap_or(0);
        if !(0.0..=0.9).contains(&manifest.controller.dead_zone) {
            return Err(error(
                at("dead_zone"),
                "dead_zone lies between 0 and 0.9".into(),
            ));
        }
        if !(0.0..=10_000.0).contains(&manifest.controller.mouse_speed) {
            return Err(error(
                at("mouse_speed"),
                "mouse_speed lies between 0 and 10000 pixels a second".into(),
            ));
        }
        Ok(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
id = "freedoom"
title = "Freedoom"
developer = "The Freedoom Project"
summary = "s"
description = "d"
[runtime]
args = ["-width", "{width}"]
[controller.map]
a = "KEY_SPACE"
right-trigger = "BTN_LEFT"
right-stick-left = "mouse-left"
"#;

    fn line_of(text: &str) -> (usize, String) {
        match Manifest::parse(text, Path::new("game.toml")) {
            Ok(_) => panic!("taken"),
            Err(e) => (e.line, e.to_string()),
        }
    }

    #[test]
    fn a_manifest_is_read() {
        let manifest = Manifest::parse(GOOD, Path::new("game.toml")).unwrap();
        assert_eq!(manifest.runtime.args_for(1280, 720, 60), ["-width", "1280"]);
        assert_eq!(
            manifest.controller.map[&PadControl::RightTrigger],
            PadAction::Button(0x110)
        );
        let again = toml::to_string(&manifest).unwrap();
        assert_eq!(Manifest::parse(&again, Path::new("x")).unwrap(), manifest);
    }

    #[test]
    fn a_game_may_ask_for_a_pad_by_its_model() {
        let pad = |line: &str| {
            let text = GOOD.replace(
                "[controller.map]",
                &format!("[controller]\n{line}\n[controller.map]"),
            );
            Manifest::parse(&text, Path::new("game.toml")).map(|m| m.controller.pad)
        };
        assert_eq!(pad("").unwrap(), PadModel::Xbox360);
        assert_eq!(pad("pad = \"xbox360\"").unwrap(), PadModel::Xbox360);
        assert_eq!(pad("pad = \"dualshock4\"").unwrap(), PadModel::DualShock4);
        let error = pad("pad = \"wheel\"").unwrap_err();
        assert_eq!(error.line, 10);
        assert!(error.to_string().contains("dualshock4"), "{error}");
    }

    #[test]
    fn an_error_names_file_and_line() {
        let (line, text) = line_of(&GOOD.replace("\"freedoom\"", "\"../up\""));
        assert_eq!(line, 2);
        assert!(text.starts_with("game.toml:2:"), "{text}");
        assert_eq!(line_of(&GOOD.replace("KEY_SPACE", "KEY_SPACEBAR")).0, 10);
        assert_eq!(
            line_of(&GOOD.replace("[runtime]", "[runtime]\nentry = \"/bin/sh\"")).0,
            8
        );
        assert_eq!(line_of(&GOOD.replace("summary", "sumary")).0, 5);
        assert_eq!(
            line_of(&GOOD.replace(
                "[controller.map]",
                "[controller]\ndead_zone = 2.0\n[controller.map]"
            ))
            .0,
            10
        );
    }
}
