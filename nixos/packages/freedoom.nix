# Freedoom on Crispy Doom as an AppImage: the same game.toml and the same packer as elsewhere, but with nixpkgs' files in
# place of Debian's. The image carries its own libraries and loader, and names no store path that it needs.
{
  pkgs,
  lib,
  stratus,
}:
let
  game = ../../games/freedoom;
  manifest = lib.importTOML (game + "/game.toml");
  usr = "usr/lib/x86_64-linux-gnu";

  # One folder with the libraries of everything that the engine needs.
  libraries =
    pkgs.runCommand "freedoom-libraries"
      {
        closure = pkgs.closureInfo {
          rootPaths = [
            pkgs.crispy-doom
            pkgs.libxkbcommon
            pkgs.pipewire
            pkgs.wayland
          ];
        };
      }
      ''
        mkdir -p $out
        while read -r path; do
          find "$path/lib" -maxdepth 1 -name '*.so*' 2>/dev/null | while read -r library; do
            name=$(basename "$library")
            [ -e "$out/$name" ] || cp -L "$library" "$out/$name"
          done
        done < $closure/store-paths
        chmod -R u+w $out
      '';

  packed = manifest // {
    runtime = manifest.runtime // {
      entry = "usr/games/crispy-doom";
    };
    build = {
      from = "files";
      files = {
        "usr/games/crispy-doom" = "${pkgs.crispy-doom}/bin/crispy-doom";
        "usr/share/games/doom/freedoom2.wad" = "${pkgs.freedoom}/share/games/doom/freedoom2.wad";
        "usr/share/doc/freedoom/copyright" = "${pkgs.freedoom.src}/COPYING.adoc";
        "usr/share/doc/crispy-doom/copyright" = "${pkgs.crispy-doom.src}/COPYING.md";
        "usr/share/X11/xkb" = "${pkgs.xkeyboard_config}/share/X11/xkb";
        "usr/share/pipewire" = "${pkgs.pipewire}/share/pipewire";
        ${usr} = "${libraries}";
        "${usr}/pipewire-0.3" = "${pkgs.pipewire}/lib/pipewire-0.3";
        "${usr}/spa-0.2" = "${pkgs.pipewire}/lib/spa-0.2";
      };
    };
  };
in
pkgs.runCommand "freedoom-appimage-${pkgs.freedoom.version}"
  {
    nativeBuildInputs = [ stratus ];
    manifest = (pkgs.formats.toml { }).generate "game.toml" packed;
    meta = {
      description = "Freedoom, packed for a Stratus node";
      license = [
        lib.licenses.bsd3
        lib.licenses.gpl2Plus
      ];
    };
  }
  ''
    cp -r ${game} game
    chmod -R u+w game
    cp $manifest game/game.toml
    stratus pack game --out $out
    rm -rf $out/.[!.]*
  ''
