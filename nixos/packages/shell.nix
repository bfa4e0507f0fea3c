# The tools that ci/packages.txt names for Debian.
{ pkgs, stratus }:
pkgs.mkShell {
  inputsFrom = [
    stratus.stratus
    stratus.stratus-player
  ];
  packages = with pkgs; [
    cargo-deny
    chromium
    clippy
    crispy-doom
    deadnix
    ffmpeg-headless
    firefox-esr
    iproute2
    nixfmt
    nodejs
    pipewire
    python3
    rustfmt
    shellcheck
    squashfsTools
    squashfuse
    weston
    xwayland
  ];
}
