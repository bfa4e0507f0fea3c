//! What a player hears, with a real server and real players.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod ear;

use std::process::Command;
use std::time::{Duration, Instant};

use ear::{DEADLINE, Player, Session, level};
use stratus_audio::{AudioError, Server, ServerConfig, Sink, SinkConfig};

#[test]
fn a_tone_is_heard_at_its_frequency_and_level() {
    let mut session = Session::start();
    let _tone = session.play(440.0, 2, 30);
    session.listen("440 Hz at half scale on both sides", |left, right| {
        let right_level = level(right, 440.0);
        (0.45..0.55).contains(&level(left, 440.0))
            && (0.45..0.55).contains(&right_level)
            && level(left, 1000.0) < 0.01
    });
    let stats = session.sink().stats();
    assert!((0.4..0.6).contains(&stats.peak), "{stats:?}");
    assert_eq!(stats.streams, 1);
    assert_eq!(stats.encode_errors, 0);
}

#[test]
fn two_games_sounds_mix_and_one_that_starts_later_is_heard() {
    let mut session = Session::start();
    session.listen("silence before any game plays", |left, _| {
        left.iter().all(|s| s.abs() < 1e-3)
    });
    let _first = session.play(440.0, 2, 30);
    session.listen("the first", |left, _| level(left, 440.0) > 0.4);
    let second = session.play(1000.0, 1, 30);
    session.listen("both, the mono one on both sides", |left, right| {
        [left, right]
            .iter()
            .all(|side| level(side, 440.0) > 0.4 && level(side, 1000.0) > 0.3)
    });
    drop(second);
    session.listen("the first alone", |left, _| {
        level(left, 440.0) > 0.4 && level(left, 1000.0) < 0.01
    });
}

#[test]
fn a_game_that_speaks_pulseaudio_is_heard() {
    let mut session = Session::start();
    let socket = session.server().pulse_socket().unwrap();
    let _game = Player::start(
        Command::new("ffmpeg")
            .args(["-loglevel", "error", "-re", "-f", "lavfi", "-i"])
            .arg("sine=frequency=600:sample_rate=48000:duration=30")
            .args(["-f", "pulse", "-server"])
            .arg(format!("unix:{}", socket.display()))
            .arg("tone"),
    );
    session.listen("600 Hz", |left, right| {
        level(left, 600.0) > 0.05 && level(right, 600.0) > 0.05
    });
}

#[test]
fn a_game_on_sdl_is_heard_through_either_of_its_drivers() {
    for driver in ["pipewire", "pulseaudio"] {
        let mut session = Session::start();
        let remote = session.server().socket();
        let pulse = session.server().pulse_socket().unwrap();
        let _game = Player::start(
            Command::new("ffplay")
                .env("SDL_AUDIODRIVER", driver)
                .env("SDL_VIDEODRIVER", "dummy")
                .env("PIPEWIRE_REMOTE", remote)
                .env("PULSE_SERVER", format!("unix:{}", pulse.display()))
                .args(["-loglevel", "error", "-nodisp", "-f", "lavfi"])
                .arg("sine=frequency=700:sample_rate=44100:duration=30"),
        );
        session.listen(&format!("700 Hz through {driver}"), |left, right| {
            level(left, 700.0) > 0.05 && level(right, 700.0) > 0.05
        });
    }
}

#[test]
fn packets_count_on_for_three_seconds_with_and_without_sound() {
    let mut session = Session::start();
    let tone = session.play(440.0, 2, 1);
    for expected in 0..300u32 {
        let packet = session.packets.recv_timeout(DEADLINE).unwrap();
        assert_eq!((packet.seq, packet.pts), (expected, expected * 480));
        assert!(packet.payload.len() <= 560 && !packet.payload.is_empty());
    }
    drop(tone);
    let stats = session.sink().stats();
    assert!(stats.packets >= 300);
    println!("{stats:?}");
}

#[test]
fn a_server_that_is_killed_is_reported() {
    let mut session = Session::start();
    let (sender, failures) = std::sync::mpsc::channel();
    session
        .sink()
        .on_failure(move |error| sender.send(error).unwrap());
    let pid = i32::try_from(session.server().pid()).unwrap();
    rustix::process::kill_process(
        rustix::process::Pid::from_raw(pid).unwrap(),
        rustix::process::Signal::KILL,
    )
    .unwrap();
    let error = failures.recv_timeout(DEADLINE).unwrap();
    assert!(matches!(error, AudioError::Lost { .. }), "{error}");
    assert!(error.to_string().contains("sound/pipewire-0"), "{error}");
    assert!(session.sink().failure().is_some());
    // The socket closes a moment before the process has ended.
    let since = Instant::now();
    while session.server().is_alive() && since.elapsed() < DEADLINE {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(!session.server().is_alive());
    session.sink.take().unwrap().stop();
    let dir = session.dir.path().join("sound");
    session.server.take().unwrap().stop();
    assert!(!dir.exists());
}

#[test]
fn errors_name_the_socket_and_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let nobody = dir.path().join("nobody");
    let start = |remote: &std::path::Path, bitrate_bps| {
        let config = SinkConfig {
            remote: remote.to_owned(),
            name: "stratus".into(),
            bitrate_bps,
        };
        match Sink::start(config, Box::new(|_| {})) {
            Ok(_) => panic!("started"),
            Err(e) => e.to_string(),
        }
    };
    let text = start(&nobody, 128_000);
    assert!(
        text.contains("nobody") && text.contains("start a server"),
        "{text}"
    );
    let text = start(&nobody, 1);
    assert!(text.contains("1 b/s"), "{text}");
    // Somebody who is no PipeWire, and hangs up.
    let other = dir.path().join("other");
    let listener = std::os::unix::net::UnixListener::bind(&other).unwrap();
    let hangs_up = std::thread::spawn(move || drop(listener.accept()));
    let text = start(&other, 128_000);
    assert!(text.contains("other"), "{text}");
    hangs_up.join().unwrap();

    let long = dir.path().join("x".repeat(100));
    let started = Server::start(&ServerConfig {
        runtime_dir: long.clone(),
        log: dir.path().join("log"),
        user: None,
    });
    match started {
        Ok(_) => panic!("started"),
        Err(e) => assert!(e.to_string().contains("107"), "{e}"),
    }
    assert!(!long.exists());
}

#[test]
fn the_server_runs_as_the_games_user() {
    if !rustix::process::geteuid().is_root() {
        println!("skipped: only root can start a server as another user");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    std::fs::set_permissions(
        dir.path(),
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .unwrap();
    let server = Server::start(&ServerConfig {
        runtime_dir: dir.path().join("sound"),
        log: dir.path().join("sound.log"),
        user: Some((65_534, 65_534)),
    })
    .unwrap();
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    assert!(status.contains("Uid:\t65534\t65534"), "{status}");
    let (sender, packets) = std::sync::mpsc::channel();
    let config = SinkConfig {
        remote: server.socket(),
        name: "stratus".into(),
        bitrate_bps: 128_000,
    };
    let _sink = Sink::start(config, Box::new(move |p| drop(sender.send(p)))).unwrap();
    packets.recv_timeout(DEADLINE).unwrap();
}

#[test]
fn start_up_is_reported() {
    let begun = Instant::now();
    let mut session = Session::start();
    let ready = begun.elapsed();
    session.packets.recv_timeout(DEADLINE).unwrap();
    let first = begun.elapsed();
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", session.server().pid())).unwrap();
    let rss = status.lines().find(|l| l.starts_with("VmRSS")).unwrap();
    println!("server and sink ready {ready:?}, first packet {first:?}, server {rss}");
}
