use std::io;
use std::sync::{Arc, Mutex};

use super::*;
use crate::pads::PadDevice;
use crate::xpad::Report;

const NOW: Timestamp = Timestamp::from_nanos(1_000_000_000);

/// What devices were told: pad made, events of a report, pad dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    Made,
    Report(Vec<(u16, i32)>),
    Dropped,
}

#[derive(Clone, Default)]
struct Recorder {
    told: Arc<Mutex<Vec<Told>>>,
    broken: bool,
}

impl Recorder {
    fn told(&self) -> Vec<Told> {
        std::mem::take(&mut self.told.lock().unwrap())
    }
}

impl PadMaker for Recorder {
    fn make(&mut self) -> io::Result<Box<dyn PadDevice>> {
        if self.broken {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.told.lock().unwrap().push(Told::Made);
        Ok(Box::new(Device(self.clone())))
    }
}

struct Device(Recorder);

impl PadDevice for Device {
    fn report(&mut self, report: &Report) -> io::Result<()> {
        let events = report.events().iter().map(|e| (e.code, e.value)).collect();
        self.0.told.lock().unwrap().push(Told::Report(events));
        Ok(())
    }

    fn nodes(&mut self) -> io::Result<Vec<PathBuf>> {
        Ok(vec!["/dev/input/event7".into()])
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.0.told.lock().unwrap().push(Told::Dropped);
    }
}

fn controller(native: bool) -> Controller {
    toml::from_str(&format!(
        "native = {native}\n[map]\na = \"KEY_SPACE\"\nright-trigger = \"BTN_LEFT\""
    ))
    .unwrap()
}

fn router(recorder: &Recorder) -> Router {
    Router::with_maker(&controller(true), Some(Box::new(recorder.clone())))
}

fn pad_edge(code: u16, pressed: bool) -> Edge {
    Edge {
        kind: EdgeKind::PadButton,
        pad: 0,
        code,
        pressed,
    }
}

#[test]
fn a_pad_is_plugged_in_before_the_player_touches_it() {
    let recorder = Recorder::default();
    let mut router = Router::with_maker(&controller(true), Some(Box::new(recorder.clone())));
    assert_eq!(router.device_nodes(), Vec::<PathBuf>::new());
    router.plug_in(0);
    assert_eq!(recorder.told(), [Told::Made]);
    assert_eq!(router.device_nodes(), [PathBuf::from("/dev/input/event7")]);
    let mut without = Router::with_maker(&controller(false), None);
    without.plug_in(0);
    assert!(!without.has_devices() && without.device_nodes().is_empty());
}

#[test]
fn a_tapped_pad_button_is_two_reports_of_a_device_made_then() {
    let recorder = Recorder::default();
    let mut router = router(&recorder);
    assert_eq!(recorder.told(), []);
    let tap = Edges {
        first: 0,
        edges: vec![pad_edge(0, true), pad_edge(0, false)],
    };
    router.edges(&tap, NOW, &mut |e| panic!("{e:?}"));
    assert_eq!(
        recorder.told(),
        [
            Told::Made,
            Told::Report(vec![(0x130, 1)]),
            Told::Report(vec![(0x130, 0)]),
        ]
    );
    assert_eq!(router.device_nodes(), [PathBuf::from("/dev/input/event7")]);
    drop(router);
    assert_eq!(recorder.told(), [Told::Dropped]);
}

#[test]
fn a_player_who_is_gone_leaves_the_device_at_rest_and_plugged_in() {
    let recorder = Recorder::default();
    let mut router = router(&recorder);
    let datagram = InputDatagram {
        pads: vec![PadState {
            index: 0,
            buttons: 1,
            axes: [1000, 0, 0, 0],
            triggers: [0; 2],
        }],
        ..InputDatagram::default()
    };
    router.datagram(&datagram, NOW, &mut |e| panic!("{e:?}"));
    recorder.told();
    router.neutral(&mut |e| panic!("{e:?}"));
    assert_eq!(recorder.told(), [Told::Report(vec![(0x130, 0), (0x00, 0)])]);
    // Back with the same state on a new connection: it is said again.
    router.new_connection(&mut |e| panic!("{e:?}"));
    router.datagram(&datagram, NOW, &mut |e| panic!("{e:?}"));
    assert_eq!(
        recorder.told(),
        [Told::Report(vec![(0x130, 1), (0x00, 1000)])]
    );
    // The pad alone is gone.
    let without = InputDatagram {
        seq: 1,
        ..InputDatagram::default()
    };
    router.datagram(&without, NOW, &mut |e| panic!("{e:?}"));
    assert_eq!(recorder.told(), [Told::Report(vec![(0x130, 0), (0x00, 0)])]);
}

#[test]
fn a_device_that_cannot_be_made_leaves_the_profile_to_serve() {
    let recorder = Recorder {
        broken: true,
        ..Recorder::default()
    };
    let mut router = router(&recorder);
    let mut got = Vec::new();
    let press = Edges {
        first: 0,
        edges: vec![pad_edge(0, true)],
    };
    router.edges(&press, NOW, &mut |e| got.push(e));
    assert_eq!(
        got,
        [SeatEvent::Key {
            code: 57,
            pressed: true
        }]
    );
    assert_eq!(router.counters().device_errors, 1);
    assert!(!router.has_devices());
}

#[test]
fn a_pad_with_neither_device_nor_profile_is_counted() {
    let mut router = Router::new(&Controller::default(), PadBackend::Profile);
    let press = Edges {
        first: 0,
        edges: vec![pad_edge(0, true)],
    };
    router.edges(&press, NOW, &mut |e| panic!("{e:?}"));
    assert_eq!(router.counters().pads_ignored, 1);
}
