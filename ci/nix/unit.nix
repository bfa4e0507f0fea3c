# The text of a unit, with programs that exist everywhere in the place of ours.
{ role }:
import ../../nixos/units/render.nix (
  import (../../nixos/units + "/${role}.nix") {
    program = "/bin/true";
    configuration = "/etc/stratus.toml";
    secretFile = "/etc/stratus/enrolment-secret";
  }
)
