"use strict";
// `npm start`, `npm test` and `npm run bench` begin here: it gets the packages and a Node 24, then hands over to
// src/<command>.ts. Old syntax throughout, so that an old Node reads far enough to say that it is too old.

var childProcess = require("child_process");
var crypto = require("crypto");
var fs = require("fs");
var os = require("os");
var path = require("path");

var OLDEST = 20;
var WANTED = 24;
// What npm says when a registry that is there did not answer every one of its tries.
var FALTERED = /\b(EAI_AGAIN|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EINTEGRITY|E429|E5\d\d)\b/;

var root = path.join(__dirname, "..", "..");
var modules = path.join(root, "node_modules");
var stamp = path.join(modules, ".windowpane-installed");
var major = Number(process.versions.node.split(".")[0]);

if (major < OLDEST) {
  fail(
    "Windowpane needs Node " + OLDEST + " or newer, and this is Node " + process.versions.node + ".",
    "Install a current Node from https://nodejs.org and run the same command again.",
  );
}

// Once it is installed, npm starts us with the Node of the npm package `node`, which comes first on a script's PATH.
var ownIsGood = major >= WANTED && fs.realpathSync(process.execPath).indexOf(modules + path.sep) !== 0;
var state = JSON.stringify({
  lockfile: crypto
    .createHash("sha256")
    .update(fs.readFileSync(path.join(root, "package-lock.json")))
    .digest("hex"),
  platform: process.platform + "-" + process.arch,
  node: ownIsGood ? "own" : "from npm",
});

var command = process.argv[2] || "";
if (["start", "test", "bench"].indexOf(command) < 0) {
  fail("There is no command `" + command + "` here.", "Use `npm start`, `npm test` or `npm run bench`.");
}
if (read(stamp) !== state) install();
handOver(path.join(__dirname, "src", command + ".ts"), process.argv.slice(3));

function install() {
  console.error("Installing the packages of package-lock.json (once, and again when it changes) ...");
  fs.rmSync(stamp, { force: true });
  var result = runNpmCi();
  if (result.status !== 0 && FALTERED.test(result.said)) {
    console.error("The npm registry faltered; once more ...");
    result = runNpmCi();
  }
  var said = result.said;
  if (result.status !== 0) {
    console.error(said.trim());
    var sign =
      /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED|EPROTO|[A-Z_]*CERT[A-Z_]*|E40[137]|E5\d\d)\b/.exec(
        said,
      );
    if (sign) {
      fail(
        "The packages could not be fetched: the npm registry did not answer as it should (" + sign[1] + ").",
        "Check the network, the proxy and `npm config get registry`, then run the same command again; later runs need no network.",
      );
    }
    fail(
      "`npm ci` failed; its own words stand above.",
      "Mend what they name and run the same command again.",
    );
  }
  if (!ownIsGood) {
    var version = childProcess.spawnSync(nodeFromNpm(), ["--version"], { encoding: "utf8" });
    if (version.status !== 0) {
      fail(
        "The packages are installed, but the npm package `node` brought no working Node " +
          WANTED +
          " for " +
          process.platform +
          "-" +
          process.arch +
          ".",
        "Let its install script run (`npm config get ignore-scripts` should say false) or install Node " +
          WANTED +
          " or newer, then run the same command again.",
      );
    }
  }
  if (ownIsGood || process.platform === "win32") {
    // npm puts this folder first on PATH for every script. A machine's own good Node is meant to run them, and Windows
    // could not replace a Node that is running this very file.
    ["node", "node.cmd", "node.ps1"].forEach(function (name) {
      fs.rmSync(path.join(modules, ".bin", name), { force: true });
    });
  }
  fs.mkdirSync(modules, { recursive: true });
  fs.writeFileSync(stamp, state);
}

function runNpmCi() {
  var npm = npmCommand();
  var result = childProcess.spawnSync(
    npm.file,
    npm.args.concat([
      "ci",
      // A machine set up for production would leave out what builds and tests.
      "--include=dev",
      "--include=optional",
      "--prefer-offline",
      "--loglevel=error",
      "--no-audit",
      "--no-fund",
      "--no-progress",
      // npm's own pauses add up to more than a minute before it says that there is no network.
      "--fetch-retries=2",
      "--fetch-retry-mintimeout=1000",
      "--fetch-retry-maxtimeout=5000",
    ]),
    { cwd: root, encoding: "utf8", shell: npm.shell, maxBuffer: 64 * 1024 * 1024 },
  );
  if (result.error)
    fail("npm could not be started (" + result.error.message + ").", "Check that `npm --version` works.");
  return { status: result.status, said: (result.stdout || "") + (result.stderr || "") };
}

function handOver(program, args) {
  var node = ownIsGood ? process.execPath : nodeFromNpm();
  var child = childProcess.spawn(node, [program].concat(args), {
    cwd: root,
    env: environment(node),
    stdio: "inherit",
  });
  // A terminal sends Ctrl-C to the whole group; the program decides what it means and we wait for it.
  process.on("SIGINT", function () {});
  ["SIGTERM", "SIGHUP"].forEach(function (signal) {
    process.on(signal, function () {
      child.kill(signal);
    });
  });
  child.on("error", function (error) {
    fail(
      "Node " + WANTED + " could not be started (" + error.message + ").",
      "Delete node_modules and run the same command again.",
    );
  });
  child.on("exit", function (code, signal) {
    process.exit(signal ? 128 + os.constants.signals[signal] : code);
  });
}

/** The environment in which `node` is the Node that was chosen. */
function environment(node) {
  var env = Object.assign({}, process.env);
  // Windows spells it Path.
  var key =
    Object.keys(env).filter(function (name) {
      return name.toUpperCase() === "PATH";
    })[0] || "PATH";
  env[key] = [path.dirname(node), path.join(modules, ".bin"), env[key]].filter(Boolean).join(path.delimiter);
  // Whatever npm has to warn of in this machine's settings, it has said once.
  env.npm_config_loglevel = "error";
  return env;
}

/** The npm that runs us, or else the one on PATH. */
function npmCommand() {
  var cli = process.env.npm_execpath || "";
  if (/npm-cli\.[cm]?js$/.test(cli)) {
    // Not our own executable, which may be the one that npm is about to replace.
    return { file: process.env.npm_node_execpath || process.execPath, args: [cli], shell: false };
  }
  // On Windows npm is a .cmd file, which only a shell can start.
  return { file: "npm", args: [], shell: process.platform === "win32" };
}

function nodeFromNpm() {
  return path.join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
}

function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    return undefined;
  }
}

function fail(wrong, remedy) {
  console.error(wrong + "\n" + remedy);
  process.exit(1);
}
