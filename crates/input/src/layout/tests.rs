use super::*;

/// SDL 2's own lines for the two pads (`SDL_gamecontrollerdb.h`): GUID, then its names for buttons and axes by
/// their number. Wine and Steam go by the same.
const SDL: [(PadModel, &str, &str); 2] = [
    (
        PadModel::Xbox360,
        "030000005e0400008e02000014010000",
        "a:b0,b:b1,back:b6,dpdown:h0.4,dpleft:h0.8,dpright:h0.2,dpup:h0.1,guide:b8,leftshoulder:b4,\
         leftstick:b9,lefttrigger:a2,leftx:a0,lefty:a1,rightshoulder:b5,rightstick:b10,righttrigger:a5,\
         rightx:a3,righty:a4,start:b7,x:b2,y:b3",
    ),
    (
        PadModel::DualShock4,
        "030000004c050000cc09000011810000",
        "a:b0,b:b1,back:b8,dpdown:h0.4,dpleft:h0.8,dpright:h0.2,dpup:h0.1,guide:b10,leftshoulder:b4,\
         leftstick:b11,lefttrigger:a2,leftx:a0,lefty:a1,rightshoulder:b5,rightstick:b12,righttrigger:a5,\
         rightx:a3,righty:a4,start:b9,x:b3,y:b2",
    ),
];

/// SDL's names of the W3C standard mapping's buttons, by index.
const NAMES: [&str; 17] = [
    "a",
    "b",
    "x",
    "y",
    "leftshoulder",
    "rightshoulder",
    "lefttrigger",
    "righttrigger",
    "back",
    "start",
    "leftstick",
    "rightstick",
    "dpup",
    "dpdown",
    "dpleft",
    "dpright",
    "guide",
];

const REST: PadState = PadState {
    index: 0,
    buttons: 0,
    axes: [0; 4],
    triggers: [0; 2],
};

/// A game that reads pads as SDL does: by number, and by names from its data base.
struct Sdl<'a> {
    layout: &'static Layout,
    mapping: &'a str,
}

impl Sdl<'_> {
    fn buttons(&self) -> Vec<u16> {
        let mut codes: Vec<u16> = self.layout.buttons.iter().map(|(_, code)| *code).collect();
        codes.sort_unstable();
        codes
    }

    fn axes(&self) -> Vec<u16> {
        let all = self.layout.axes.iter().map(|axis| axis.code);
        let mut codes: Vec<u16> = all.filter(|code| *code < 0x10).collect();
        codes.sort_unstable();
        codes
    }

    /// What it calls an event, and its value.
    fn name(&self, event: Event) -> Option<(String, i32)> {
        let number = match (event.kind, event.code) {
            (EV_KEY, code) => format!("b{}", self.buttons().iter().position(|c| *c == code)?),
            (EV_ABS, 0x10) => format!("h0.{}", if event.value > 0 { 2 } else { 8 }),
            (EV_ABS, 0x11) => format!("h0.{}", if event.value > 0 { 4 } else { 1 }),
            (EV_ABS, code) => format!("a{}", self.axes().iter().position(|c| *c == code)?),
            _ => return None,
        };
        let mut fields = self.mapping.split(',').filter_map(|f| f.split_once(':'));
        let (name, _) = fields.find(|(_, place)| *place == number)?;
        Some((name.to_owned(), event.value))
    }

    /// What it notices between two states.
    fn notices(&self, before: &PadState, after: &PadState) -> Vec<(String, i32)> {
        let report = self.layout.report(before, after);
        let events = report.events().iter();
        events.filter_map(|e| self.name(*e)).collect()
    }
}

fn each(test: impl Fn(&Sdl<'_>)) {
    for (model, _, mapping) in SDL {
        test(&Sdl {
            layout: Layout::of(model),
            mapping,
        });
    }
}

fn buttons(buttons: u32) -> PadState {
    PadState { buttons, ..REST }
}

fn raw(model: PadModel, before: &PadState, after: &PadState) -> Vec<(u16, u16, i32)> {
    let report = Layout::of(model).report(before, after);
    let events = report.events().iter();
    events.map(|e| (e.kind, e.code, e.value)).collect()
}

#[test]
fn sdl_knows_each_pad_by_its_guid() {
    for (model, guid, _) in SDL {
        let l = Layout::of(model);
        let mut made = String::new();
        // Bus (USB), no checksum, vendor, product, version: 16 bits each, low byte first.
        for half in [3, 0, l.vendor, 0, l.product, 0, l.version, 0] {
            let [low, high] = half.to_le_bytes();
            made += &format!("{low:02x}{high:02x}");
        }
        assert_eq!(made, guid);
    }
}

#[test]
fn each_of_the_17_buttons_is_the_one_that_a_game_expects() {
    each(|sdl| {
        for (index, name) in NAMES.iter().enumerate() {
            let down = buttons(1 << index);
            let pressed = sdl.notices(&REST, &down);
            assert_eq!(pressed.len(), 1, "{}: {pressed:?}", sdl.layout.name);
            assert_eq!(pressed[0].0, *name);
            assert_ne!(pressed[0].1, 0);
            assert!(sdl.layout.report(&down, &down).events().is_empty());
            let released = sdl.layout.report(&down, &REST);
            assert!(released.events().iter().all(|e| e.value == 0));
        }
    });
}

#[test]
fn sticks_and_triggers_keep_their_direction_and_their_full_range() {
    let state = PadState {
        axes: [-32_767, 32_767, 16_384, -16_384],
        triggers: [65_535, 0x8000],
        ..REST
    };
    let expected = |values: [i32; 6]| {
        [
            "leftx",
            "lefty",
            "rightx",
            "righty",
            "lefttrigger",
            "righttrigger",
        ]
        .map(str::to_owned)
        .into_iter()
        .zip(values)
        .collect::<Vec<_>>()
    };
    each(|sdl| {
        let values = if sdl.layout.axes[0].minimum < 0 {
            [-32_767, 32_767, 16_384, -16_384, 255, 128]
        } else {
            [0, 255, 191, 64, 255, 128]
        };
        assert_eq!(sdl.notices(&REST, &state), expected(values));
        for axis in sdl.layout.axes {
            assert!((axis.minimum..=axis.maximum).contains(&axis.position(&state)));
        }
    });
}

#[test]
fn every_step_of_a_stick_is_one_step_further_or_none() {
    for model in [PadModel::Xbox360, PadModel::DualShock4] {
        let axis = &Layout::of(model).axes[0];
        let at = |x: i16| {
            axis.position(&PadState {
                axes: [x, 0, 0, 0],
                ..REST
            })
        };
        let places: Vec<i32> = (i16::MIN..=i16::MAX).map(at).collect();
        assert!(places.windows(2).all(|w| (0..=1).contains(&(w[1] - w[0]))));
        assert!(
            places
                .iter()
                .all(|p| (axis.minimum..=axis.maximum).contains(p))
        );
        assert_eq!(places[65_535], axis.maximum);
        assert!([0, 128].contains(&at(0)));
    }
}

#[test]
fn opposite_directions_cancel() {
    each(|sdl| assert_eq!(sdl.notices(&REST, &buttons(0b1111 << 12)), []));
}

#[test]
fn a_tapped_trigger_goes_all_the_way() {
    let tap = buttons(1 << 7);
    assert_eq!(raw(PadModel::Xbox360, &REST, &tap), [(EV_ABS, 5, 255)]);
    assert_eq!(raw(PadModel::Xbox360, &tap, &REST), [(EV_ABS, 5, 0)]);
    // Here it is a button too.
    assert_eq!(
        raw(PadModel::DualShock4, &REST, &tap),
        [(EV_KEY, 0x139, 1), (EV_ABS, 5, 255)]
    );
}

#[test]
fn everything_at_once_fits_into_one_report_with_one_end() {
    let all = PadState {
        buttons: 0x1ffff & !(1 << 13) & !(1 << 15),
        axes: [i16::MAX; 4],
        triggers: [u16::MAX; 2],
        ..REST
    };
    for (model, n) in [(PadModel::Xbox360, 19), (PadModel::DualShock4, MAX_EVENTS)] {
        let report = Layout::of(model).report(&REST, &all);
        assert_eq!(report.events().len(), n);
        let mut bytes = [0xff; REPORT_BYTES];
        let written: Vec<Event> = events_in(report.bytes(&mut bytes)).collect();
        assert_eq!(&written[..n], report.events());
        assert_eq!(written[n..], [Event::default()]);
    }
}
