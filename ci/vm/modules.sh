# shellcheck shell=bash
# Which modules does every boot load? Sourced by ci/vm/kernel, which unpacks them, and ci/vm/run, which names them to init.
# Built into Debian's kernel, so not listed: virtiofs, udmabuf, dma-heap, devtmpfs, cgroup2.
# shellcheck disable=SC2034
modules=(
  virtio_console # the command's output comes out through its ports
  overlay        # a writable face of --root TREE, and a session's own folders
  uinput evdev joydev uhid # pads
  virtio_gpu vgem # render nodes, and buffers to share
  loop squashfs fuse # game images
  veth sch_netem # a bad network
  snd_aloop # a sound card
)
