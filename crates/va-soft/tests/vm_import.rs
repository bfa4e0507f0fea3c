//! Import of real DMA-BUFs, on the render nodes of the kernel's devices.
#![allow(clippy::unwrap_used, reason = "a test")]

mod app;
mod decoding;

use app::session::{Session, Setup};
use app::{App, Canvas, psnr};
use stratus_media::Udmabuf;
use stratus_va_soft::host;

const SIZE: (u32, u32) = (128, 64);

/// The render nodes here.
fn nodes() -> Vec<String> {
    let entries = std::fs::read_dir("/dev/dri").unwrap();
    let names = entries.map(|entry| entry.unwrap().path().to_string_lossy().into_owned());
    let mut nodes: Vec<_> = names.filter(|name| name.contains("renderD")).collect();
    nodes.sort();
    nodes
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_dma_buf_is_imported_converted_and_encoded_on_every_render_node() {
    // The inner process is told its node.
    let nodes = match std::env::var("STRATUS_VA_SOFT_INNER") {
        Ok(_) => vec![std::env::var("STRATUS_VA_SOFT_NODE").unwrap()],
        Err(_) => nodes(),
    };
    assert!(!nodes.is_empty());
    for node in nodes {
        println!("{node}");
        let report = host::run(&[("STRATUS_VA_SOFT_NODE", &node)], |host| {
            let setup = Setup {
                size: SIZE,
                ..Setup::new()
            };
            let buffer = Udmabuf::create(Canvas::bytes(SIZE)).unwrap();
            let canvas = Canvas::on(buffer.dmabuf, buffer.memory, SIZE);
            let app = App::open(host);
            let mut session = Session::with_canvas(&app, setup, canvas).unwrap();
            let (mut stream, mut wanted) = (Vec::new(), Vec::new());
            for step in 0..4 {
                stream.extend(session.frame(step == 0, &[0]).unwrap());
                wanted.push(app.read(session.held[0].surface, SIZE));
            }
            let decoded = decoding::decode(&stream, SIZE);
            assert_eq!(decoded.len(), 4);
            for (step, (is, wanted)) in decoded.iter().zip(&wanted).enumerate() {
                assert!(is == wanted, "frame {step}");
                let psnr = psnr(is, &session.canvas.luma(step as u32));
                assert!(psnr > 28.0, "frame {step}: {psnr:.1} dB");
            }
            session.close();
            app.terminate();
        });
        report.clean();
        assert_eq!((report.count("imports"), report.count("dma_bufs")), (1, 1));
    }
}
