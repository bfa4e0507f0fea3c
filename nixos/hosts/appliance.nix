# What every machine of the rack has in common.
{ lib, modulesPath, ... }:
{
  imports = [ "${modulesPath}/profiles/headless.nix" ];

  boot.initrd.systemd.enable = true;
  boot.loader.systemd-boot.enable = lib.mkDefault true;
  boot.loader.efi.canTouchEfiVariables = lib.mkDefault false;
  fileSystems."/" = lib.mkDefault {
    device = "/dev/disk/by-label/root";
    fsType = "ext4";
  };
  fileSystems."/boot" = lib.mkDefault {
    device = "/dev/disk/by-label/boot";
    fsType = "vfat";
    options = [ "umask=0077" ];
  };

  networking.useNetworkd = true;
  networking.nftables.enable = true;
  services.timesyncd.enable = lib.mkDefault true;
  # Machines find each other by name, without a server for names.
  services.resolved.enable = true;
  systemd.network.networks."10-wired" = {
    matchConfig.Type = "ether";
    networkConfig = {
      DHCP = "yes";
      MulticastDNS = true;
    };
  };
  networking.useDHCP = false;
  networking.firewall.allowedUDPPorts = [ 5353 ];

  documentation.enable = false;
  users.mutableUsers = lib.mkDefault false;
  # Nobody signs in by default; give a key to let an operator in.
  users.allowNoPasswordLogin = lib.mkDefault true;

  system.stateVersion = "26.05";
}
