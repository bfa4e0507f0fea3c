//! Starts one AppImage on a display socket and prints how it ended: for trying a game by hand.
//! `launch IMAGE STATE WAYLAND_SOCKET WIDTHxHEIGHT SECONDS [PIPEWIRE_SOCKET]`
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use stratus_sandbox::{GameImage, InputFolder, Launch, launch};

const USER: (u32, u32) = (1000, 1000);

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [image, state, socket, size, seconds, rest @ ..] = args.as_slice() else {
        bail!("usage: launch IMAGE STATE WAYLAND_SOCKET WIDTHxHEIGHT SECONDS [PIPEWIRE_SOCKET]");
    };
    let (width, height) = size.split_once('x').context("a size such as 1280x720")?;
    let begin = Instant::now();
    let image = GameImage::open(&PathBuf::from(image))?;
    println!("opened and hashed in {:?}", begin.elapsed());
    let mut sandbox = launch(&Launch {
        image: &image,
        session: "0123456789abcdef0123456789abcdef".parse()?,
        state_dir: state.into(),
        wayland_socket: socket.into(),
        x11: None,
        pipewire_socket: rest.first().map(PathBuf::from),
        pulse_socket: None,
        size: (width.parse()?, height.parse()?),
        fps: 60,
        input: &InputFolder::create(USER)?,
        user: USER,
    })?;
    println!(
        "entered after {:?}; {:?}",
        sandbox.start_latency(),
        sandbox.notes()
    );
    let limit = Duration::from_secs(seconds.parse()?);
    let exit = match tokio::time::timeout(limit, sandbox.wait()).await {
        Ok(exit) => exit,
        Err(_) => {
            let begin = Instant::now();
            let exit = sandbox.stop().await;
            println!("stopped in {:?}", begin.elapsed());
            exit
        }
    };
    println!(
        "code {:?}, signal {:?}\n{}",
        exit.code, exit.signal, exit.tail
    );
    Ok(())
}
