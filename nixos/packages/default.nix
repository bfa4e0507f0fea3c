# Every package of Stratus: import ./nixos/packages { inherit pkgs; }.
{ pkgs }:
let
  inherit (pkgs) lib;
  player = import ./player.nix { inherit pkgs; };
  crates = import ./crates.nix { inherit pkgs player; };

  # What a node starts beside itself.
  nodeTools = [
    pkgs.pipewire
    pkgs.weston
    pkgs.xwayland
    pkgs.squashfuse
    pkgs.util-linux
  ];
  packTools = [
    pkgs.squashfsTools
    pkgs.glibc.bin
  ];
in
rec {
  stratus-node = crates {
    name = "stratus-node";
    description = "Runs games and streams them to browsers";
    packages = [
      "stratus-node"
      "stratus-sandbox"
    ];
    tools = nodeTools;
  };

  stratus-coordinator = crates {
    name = "stratus-coordinator";
    description = "The page, the library, and the nodes' meeting point";
    packages = [ "stratus-coordinator" ];
  };

  stratus = crates {
    name = "stratus";
    description = "What an operator types: up, pack, doctor, bench";
    packages = [
      "stratus-cli"
      "stratus-coordinator"
      "stratus-node"
      "stratus-probe-game"
      "stratus-sandbox"
    ];
    tools = nodeTools ++ packTools;
  };

  stratus-sandbox = crates {
    name = "stratus-sandbox";
    description = "Runs one game in namespaces of its own, and the program that an AppImage begins with";
    packages = [ "stratus-sandbox" ];
  };

  stratus-probe-game = crates {
    name = "stratus-probe-game";
    description = "A game with a known picture, for measurements";
    packages = [ "stratus-probe-game" ];
  };

  stratus-player = player;

  freedoom-appimage = import ./freedoom.nix { inherit pkgs lib stratus; };
}
