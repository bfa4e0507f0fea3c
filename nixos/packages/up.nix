# `nix run .#up`: what ci/up does on other systems.
{ pkgs, stratus }:
pkgs.writeShellApplication {
  name = "stratus-up";
  runtimeInputs = [ stratus.stratus ];
  text = ''
    state=''${STRATUS_STATE:-$PWD/.state}
    exec stratus up --state "$state" --games ${stratus.freedoom-appimage} "$@"
  '';
}
