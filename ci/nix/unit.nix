# The text of a unit, with programs that exist everywhere in the place of ours.
{ role }:
let
  unit = import (../../nixos/units + "/${role}.nix");
  arguments = {
    program = "/bin/true";
    configuration = "/etc/stratus.toml";
    secretFile = "/etc/stratus/enrolment-secret";
    stateDir = "/var/lib/stratus/node";
    privilegedPort = false;
  };
in
import ../../nixos/units/render.nix (
  unit (builtins.intersectAttrs (builtins.functionArgs unit) arguments)
)
