# The Nix files are formatted, and nothing in them is unused.
{ pkgs }:
let
  inherit (pkgs) lib;
  root = ../..;
  source = lib.fileset.toSource {
    inherit root;
    fileset = lib.fileset.fileFilter (file: file.hasExt "nix") root;
  };
in
pkgs.runCommand "stratus-formatting"
  {
    nativeBuildInputs = [
      pkgs.deadnix
      pkgs.nixfmt
    ];
  }
  ''
    cd ${source}
    find . -name '*.nix' -exec nixfmt --check {} +
    deadnix --fail .
    touch $out
  ''
