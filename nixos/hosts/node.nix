# A board that runs games: everything on it but its disk layout, which its image brings.
{ lib, ... }:
{
  imports = [ ./appliance.nix ];

  networking.hostName = lib.mkDefault "stratus-node";

  services.stratus.node = {
    enable = true;
    openFirewall = true;
    secretFile = lib.mkDefault "/etc/stratus/enrolment-secret";
    settings = {
      coordinator = lib.mkDefault "ws://stratus-coordinator.local:8080/node";
      advertise = lib.mkDefault "stratus-node.local";
      metrics_listen = lib.mkDefault "[::]:9100";
    };
  };

  hardware.graphics.enable = true;
  # Frames wait for no clock that a governor slowed down.
  powerManagement.cpuFreqGovernor = lib.mkDefault "performance";
}
