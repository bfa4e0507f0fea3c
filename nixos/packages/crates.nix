# A function that builds some of the workspace's crates and installs their programs side by side, where they look for
# each other.
{ pkgs, player }:
let
  inherit (pkgs) lib;
  root = ../..;
  manifest = lib.importTOML (root + "/Cargo.toml");
in
{
  name,
  description,
  packages,
  # Programs that these start: put on their PATH.
  tools ? [ ],
}:
pkgs.rustPlatform.buildRustPackage {
  pname = name;
  inherit (manifest.workspace.package) version;

  src = lib.fileset.toSource {
    inherit root;
    fileset = lib.fileset.unions [
      (root + "/Cargo.toml")
      (root + "/Cargo.lock")
      (lib.fileset.difference (root + "/crates") (lib.fileset.maybeMissing (root + "/crates/player/web")))
    ];
  };
  cargoLock.lockFile = root + "/Cargo.lock";
  cargoBuildFlags = lib.concatMap (package: [
    "--package"
    package
  ]) packages;

  # The page is embedded in the coordinator.
  postPatch = ''
    mkdir -p crates/player/web
    cp -r ${player} crates/player/web/dist
  '';

  nativeBuildInputs = [
    pkgs.cmake
    pkgs.makeWrapper
    pkgs.pkg-config
    pkgs.rustPlatform.bindgenHook
  ];
  dontUseCmakeConfigure = true;
  buildInputs = [
    pkgs.libxkbcommon
    pkgs.pipewire
    pkgs.x264
  ];

  # They need a compositor, a sound server and namespaces: ci/test and nixos/tests run them.
  doCheck = false;

  # libva and the Vulkan loader are loaded at run time, from where the program's own libraries are looked for.
  postFixup = ''
    for program in $out/bin/stratus $out/bin/stratus-node; do
      [ ! -f "$program" ] || patchelf --add-rpath ${lib.makeLibraryPath [ pkgs.libva ]}:${
        lib.makeLibraryPath [ pkgs.vulkan-loader ]
      } "$program"
    done
  ''
  + lib.optionalString (tools != [ ]) ''
    for program in $out/bin/*; do
      case "$program" in
        */stratus-node | */stratus | */stratus-coordinator)
          wrapProgram "$program" --prefix PATH : ${lib.makeBinPath tools} \
            --set-default XKB_CONFIG_ROOT ${pkgs.xkeyboard_config}/share/X11/xkb
          ;;
      esac
    done
  '';

  meta = {
    inherit description;
    homepage = manifest.workspace.package.repository;
    license = [
      lib.licenses.mit
      lib.licenses.asl20
    ];
    mainProgram = name;
    platforms = [ "x86_64-linux" ];
  };
}
