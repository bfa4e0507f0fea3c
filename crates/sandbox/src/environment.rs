//! The game's environment: nothing of the node's own is passed on.

use std::path::{Path, PathBuf};

use stratus_protocol::manifest::Display;

use crate::launch::Launch;
use crate::spec::Bind;

/// Where the game finds its home.
const HOME: &str = "/home/player";

/// The sockets that the game sees, and the variables that lead to them.
pub(crate) fn prepare(launch: &Launch<'_>, uid: u32) -> (Vec<(String, String)>, Vec<Bind>) {
    let runtime_dir = PathBuf::from(format!("/run/user/{uid}"));
    let mut env = Vec::new();
    let mut set = |key: &str, value: &str| env.push((key.to_owned(), value.to_owned()));
    let mut sockets = Vec::new();
    let mut bind = |from: &Path, to: PathBuf| {
        sockets.push(Bind {
            from: from.to_owned(),
            to,
        });
    };

    set("HOME", HOME);
    set("USER", "player");
    set("LOGNAME", "player");
    set("LANG", "C.UTF-8");
    set("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/games");
    set("APPDIR", "/app");
    set("APPIMAGE", &launch.image.path.display().to_string());
    set("XDG_RUNTIME_DIR", &runtime_dir.display().to_string());
    set("XDG_SESSION_TYPE", "wayland");
    let x11 = launch.image.manifest.runtime.display == Display::X11;
    match &launch.x11 {
        Some((display, socket)) if x11 => {
            let number = display.trim_start_matches(':');
            set("DISPLAY", &format!(":{number}"));
            set("SDL_VIDEODRIVER", "x11");
            bind(socket, PathBuf::from(format!("/tmp/.X11-unix/X{number}")));
        }
        _ => {
            set("WAYLAND_DISPLAY", "wayland-0");
            set("SDL_VIDEODRIVER", "wayland");
            set("QT_QPA_PLATFORM", "wayland");
            set("GDK_BACKEND", "wayland");
            bind(&launch.wayland_socket, runtime_dir.join("wayland-0"));
        }
    }
    match (&launch.pipewire_socket, &launch.pulse_socket) {
        (Some(_), _) => set("SDL_AUDIODRIVER", "pipewire"),
        (None, Some(_)) => set("SDL_AUDIODRIVER", "pulseaudio"),
        (None, None) => set("SDL_AUDIODRIVER", "dummy"),
    }
    if let Some(socket) = &launch.pipewire_socket {
        set("PIPEWIRE_REMOTE", "pipewire-0");
        bind(socket, runtime_dir.join("pipewire-0"));
    }
    if let Some(socket) = &launch.pulse_socket {
        let inside = runtime_dir.join("pulse/native");
        set("PULSE_SERVER", &format!("unix:{}", inside.display()));
        bind(socket, inside);
    }
    // There is no udev here: SDL (2.0.14 or newer) then watches /dev/input itself.
    set("SDL_JOYSTICK_DISABLE_UDEV", "1");
    if !Path::new("/dev/dri").exists() {
        set("LIBGL_ALWAYS_SOFTWARE", "1");
    }
    let (width, height) = launch.size;
    for (key, value) in launch
        .image
        .manifest
        .runtime
        .env_for(width, height, launch.fps)
    {
        env.retain(|(known, _)| *known != key);
        env.push((key, value));
    }
    (env, sockets)
}
