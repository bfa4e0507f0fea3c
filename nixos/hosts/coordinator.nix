# The machine that players open and nodes join.
{ lib, ... }:
{
  imports = [ ./appliance.nix ];

  networking.hostName = lib.mkDefault "stratus-coordinator";

  services.stratus.coordinator = {
    enable = true;
    openFirewall = true;
  };
}
