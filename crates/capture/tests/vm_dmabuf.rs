//! True DMA-BUFs and true fences through the proxy.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so"
)]

mod rig;

use std::sync::Arc;
use std::time::Duration;

use rig::Rig;
use rig::client::{Client, Window};
use rig::dmabuf::{
    BYTES, DmaBufs, FAILED, Plane, RELEASE, SIDES, SIZE, XRGB, dmabuf, memory, plane, player,
};
use rig::kernel::{Linear, Vgem, VgemBuffer, fill, pixels, udmabuf};

fn start() -> (Rig, Client, Window, DmaBufs) {
    let rig = Rig::start_dmabuf(SIZE, Arc::new(Linear));
    let (client, window, dmabufs) = player(&rig);
    (rig, client, window, dmabufs)
}

fn vgem_buffer(client: &mut Client, dmabufs: &DmaBufs, vgem: &Vgem) -> (u32, VgemBuffer) {
    let made = vgem.buffer(SIDES.0, SIDES.1);
    assert_eq!(made.stride, SIDES.0 * 4);
    (dmabufs.linear(client, &made.dmabuf, SIDES), made)
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_swap_chain_of_dmabufs_arrives_frame_by_frame_and_is_never_released_early() {
    let (rig, mut client, window, dmabufs) = start();
    let chain: Vec<_> = (0..3)
        .map(|_| {
            let (dmabuf, memory) = udmabuf(BYTES, 0);
            (dmabufs.linear(&mut client, &dmabuf, SIDES), memory)
        })
        .collect();
    for number in 0..90u8 {
        let (buffer, memory) = &chain[usize::from(number) % chain.len()];
        // Painted the moment it is free.
        if usize::from(number) >= chain.len() {
            client.wait(*buffer, RELEASE);
        }
        fill(memory, BYTES, number);
        client.commit(window.surface, *buffer);
        let frame = rig.frame();
        assert_eq!(pixels(dmabuf(&frame)), vec![number; BYTES as usize]);
    }
    let stats = rig.capture.stats();
    assert_eq!((stats.frames, stats.replaced, stats.starved), (90, 0, 0));
    assert_eq!((stats.dmabufs, stats.dmabufs_refused), (3, 0));
    assert_eq!(stats.fences_waited, 0);
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn memory_that_is_no_dmabuf_is_refused_and_one_that_is_too_small_is_a_lie() {
    let (rig, mut client, window, dmabufs) = start();
    let fake = memory(BYTES, 1);
    let planes = [plane(&fake)];
    let (params, buffer) = dmabufs.buffer(&mut client, &planes, (64, 32), XRGB, 0);
    client.wait(params, FAILED);
    client.commit(window.surface, buffer);
    client.wait(buffer, RELEASE);
    assert!(rig.frames.try_take().is_none());
    // The kernel tells how large a DMA-BUF is.
    let (dmabuf, _memory) = udmabuf(BYTES, 1);
    let planes = [Plane {
        stride: SIDES.0 * 4 + 4,
        ..plane(&dmabuf)
    }];
    let (params, _) = dmabufs.buffer(&mut client, &planes, (64, 32), XRGB, 0);
    assert_eq!(client.wait_for_the_end(), Some((params, 6)));
    assert_eq!(rig.capture.stats().dmabufs_refused, 2);
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_frame_waits_for_the_gpus_fence() {
    let (rig, mut client, window, dmabufs) = start();
    let vgem = Vgem::open();
    let (buffer, made) = vgem_buffer(&mut client, &dmabufs, &vgem);
    let fence = vgem.draw(&made);
    client.commit(window.surface, buffer);
    client.round_trip();
    std::thread::sleep(Duration::from_millis(100));
    assert!(rig.frames.try_take().is_none(), "a blind read");
    vgem.finish(fence);
    let frame = rig.frame();
    assert_eq!(pixels(dmabuf(&frame)).len(), BYTES as usize);
    drop(frame);
    client.wait(buffer, RELEASE);
    let stats = rig.capture.stats();
    assert_eq!((stats.fences_waited, stats.fences_timed_out), (1, 0));
    // Drawn by now: it is there at once.
    client.commit(window.surface, buffer);
    drop(rig.frame());
    assert_eq!(rig.capture.stats().fences_waited, 1);
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn work_that_begins_after_the_commit_does_not_put_the_frame_off() {
    let (rig, mut client, window, dmabufs) = start();
    let vgem = Vgem::open();
    let (buffer, made) = vgem_buffer(&mut client, &dmabufs, &vgem);
    let first = vgem.draw(&made);
    client.commit(window.surface, buffer);
    client.round_trip();
    assert_eq!(rig.capture.stats().fences_waited, 1);
    let other = vgem.buffer(SIDES.0, SIDES.1);
    let second = vgem.draw_after(&made, &other);
    vgem.finish(first);
    // The sync file took down the first fence alone.
    drop(rig.frame());
    vgem.finish(second);
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn of_two_frames_that_wait_each_names_the_part_that_it_changed() {
    let (rig, mut client, window, dmabufs) = start();
    let vgem = Vgem::open();
    let drawn = vgem_buffer(&mut client, &dmabufs, &vgem);
    client.commit(window.surface, drawn.0);
    drop(rig.frame());
    let parts = [[0, 0, 8, 8], [40, 20, 8, 8]];
    let frames = parts.map(|part| {
        let (buffer, made) = vgem_buffer(&mut client, &dmabufs, &vgem);
        let fence = vgem.draw(&made);
        client.commit_part(window.surface, buffer, part);
        (made, fence)
    });
    client.round_trip();
    assert_eq!(rig.capture.stats().fences_waited, 2);
    for ((_, fence), part) in frames.iter().zip(parts) {
        vgem.finish(*fence);
        let damage = rig.frame().damage;
        let named = [damage.x, damage.y, damage.width, damage.height];
        assert_eq!(named, part);
    }
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_gpu_that_hangs_costs_its_frame_and_no_more() {
    let (rig, mut client, window, dmabufs) = start();
    let vgem = Vgem::open();
    let (hung, made) = vgem_buffer(&mut client, &dmabufs, &vgem);
    let fence = vgem.draw(&made);
    client.commit(window.surface, hung);
    client.wait(hung, RELEASE);
    let stats = rig.capture.stats();
    assert_eq!((stats.fences_timed_out, stats.frames), (1, 0));
    let (good, _made) = vgem_buffer(&mut client, &dmabufs, &vgem);
    client.commit(window.surface, good);
    drop(rig.frame());
    client.wait(good, RELEASE);
    vgem.finish(fence);
}

#[test]
#[ignore = "needs kernel devices: ci/vm/lane"]
fn a_client_that_is_killed_mid_frame_leaves_no_file_open() {
    let open = || std::fs::read_dir("/proc/self/fd").unwrap().count();
    let (rig, client, ..) = start();
    let vgem = Vgem::open();
    let before = open();
    for _ in 0..5 {
        let (mut client, window, dmabufs) = player(&rig);
        let (dmabuf_file, _memory) = udmabuf(BYTES, 4);
        let read = dmabufs.linear(&mut client, &dmabuf_file, SIDES);
        client.commit(window.surface, read);
        let frame = rig.frame();
        let (undrawn, made) = vgem_buffer(&mut client, &dmabufs, &vgem);
        let fence = vgem.draw(&made);
        client.commit(window.surface, undrawn);
        client.round_trip();
        drop((client, dmabuf_file));
        rig.until("its window is gone", |rig| {
            let mut events = rig.events.try_iter();
            events.any(|e| e == stratus_capture::CaptureEvent::LastWindowClosed)
        });
        assert_eq!(pixels(dmabuf(&frame)), vec![4; BYTES as usize]);
        vgem.finish(fence);
        assert!(rig.frames.try_take().is_none());
    }
    rig.until("all files are closed", |_| open() <= before);
    drop(client);
}
