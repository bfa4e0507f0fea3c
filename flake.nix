{
  description = "Stratus: self-hosted cloud gaming";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05";

  outputs =
    { self, nixpkgs }:
    let
      system = "x86_64-linux";
      pkgs = nixpkgs.legacyPackages.${system};
      inherit (nixpkgs) lib;
      stratus = import ./nixos/packages { inherit pkgs; };
      host =
        role:
        lib.nixosSystem {
          modules = [
            self.nixosModules.default
            ./nixos/hosts/${role}.nix
            { nixpkgs.hostPlatform = system; }
          ];
        };
    in
    {
      packages.${system} = stratus // {
        default = stratus.stratus;
      };

      apps.${system} = rec {
        up = {
          type = "app";
          program = lib.getExe (import ./nixos/packages/up.nix { inherit pkgs stratus; });
          meta.description = "Coordinator and node with Freedoom, on this machine";
        };
        default = up;
      };

      devShells.${system}.default = import ./nixos/packages/shell.nix { inherit pkgs stratus; };

      formatter.${system} = pkgs.nixfmt-tree;

      nixosModules = {
        node = ./nixos/modules/node.nix;
        coordinator = ./nixos/modules/coordinator.nix;
        default.imports = [
          self.nixosModules.node
          self.nixosModules.coordinator
        ];
      };

      nixosConfigurations = lib.genAttrs [ "node" "coordinator" ] host;

      checks.${system} = {
        formatting = import ./nixos/tests/formatting.nix { inherit pkgs; };
        contracts = import ./nixos/tests/contracts.nix { inherit pkgs; };
        rack = import ./nixos/tests/rack.nix {
          inherit pkgs stratus;
          module = self.nixosModules.default;
        };
      };
    };
}
