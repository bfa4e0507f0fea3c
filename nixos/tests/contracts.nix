# The tests of the ground floor, which need nothing of the machine.
{ pkgs }:
let
  crates = import ../packages/crates.nix {
    inherit pkgs;
    player = pkgs.emptyDirectory;
  };
in
(crates {
  name = "stratus-contracts";
  description = "Tests of the wire types and of what flows between stages";
  packages = [
    "stratus-protocol"
    "stratus-media"
  ];
}).overrideAttrs
  (previous: {
    doCheck = true;
    cargoTestFlags = previous.cargoBuildFlags;
    installPhase = "mkdir $out";
  })
