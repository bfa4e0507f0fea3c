# The player's page, as it is embedded in the coordinator.
{ pkgs }:
let
  inherit (pkgs) lib importNpmLock;
  web = ../../crates/player/web;
  lock = lib.importJSON (web + "/package-lock.json");

  # The lock gives each package's name, version and hash and leaves the place to npm, so npm fetches it.
  fetch =
    path: module:
    let
      name = module.name or (lib.last (lib.splitString "node_modules/" path));
    in
    pkgs.stdenvNoCC.mkDerivation {
      name = "${lib.strings.sanitizeDerivationName name}-${module.version}.tgz";
      outputHash = module.integrity;
      outputHashMode = "flat";
      nativeBuildInputs = [
        pkgs.nodejs
        pkgs.cacert
      ];
      impureEnvVars = lib.fetchers.proxyImpureEnvVars;
      dontUnpack = true;
      buildPhase = ''
        export HOME=$TMPDIR
        npm pack --silent --ignore-scripts ${lib.escapeShellArg "${name}@${module.version}"}
      '';
      installPhase = "mv *.tgz $out";
      dontFixup = true;
    };
in
pkgs.buildNpmPackage {
  pname = "stratus-player";
  inherit (lib.importJSON (web + "/package.json")) version;
  src = lib.fileset.toSource {
    root = web;
    fileset = lib.fileset.difference web (
      lib.fileset.unions [
        (lib.fileset.maybeMissing (web + "/node_modules"))
        (lib.fileset.maybeMissing (web + "/dist"))
      ]
    );
  };
  npmDeps = importNpmLock {
    npmRoot = web;
    packageSourceOverrides = lib.mapAttrs fetch (
      lib.filterAttrs (_: module: module ? integrity) lock.packages
    );
  };
  inherit (importNpmLock) npmConfigHook;
  installPhase = ''
    runHook preInstall
    cp -r dist $out
    runHook postInstall
  '';
  meta = {
    description = "The page that players open";
    license = [
      lib.licenses.mit
      lib.licenses.asl20
    ];
  };
}
