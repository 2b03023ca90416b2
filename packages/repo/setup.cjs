"use strict";
// Entry point of `npm start`, `npm test`, `npm run bench` and `npm run release`: installs the packages and Node 24, then runs
// src/<command>.ts. Uses old syntax only, so that an old Node can parse it and report that it is too old.

var childProcess = require("child_process");
var crypto = require("crypto");
var fs = require("fs");
var os = require("os");
var path = require("path");

var OLDEST = 20;
var WANTED = 24;
// Errors of npm when a reachable registry failed to respond.
var TRANSIENT = /\b(EAI_AGAIN|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EINTEGRITY|E429|E5\d\d)\b/;

var root = path.join(__dirname, "..", "..");
var modules = path.join(root, "node_modules");
var stamp = path.join(modules, ".windowpane-installed");
var major = Number(process.versions.node.split(".")[0]);

if (major < OLDEST) {
  fail(
    "Windowpane needs Node " + OLDEST + " or newer. This is Node " + process.versions.node + ".",
    "Install a current Node from https://nodejs.org and run the same command again.",
  );
}

// After the first installation, npm runs this file with the Node of the npm package `node`, which is first on PATH.
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
if (["start", "test", "bench", "release"].indexOf(command) < 0) {
  fail(
    "Unknown command `" + command + "`.",
    "Use `npm start`, `npm test`, `npm run bench` or `npm run release`.",
  );
}
if (read(stamp) !== state) install();
handOver(path.join(__dirname, "src", command + ".ts"), process.argv.slice(3));

function install() {
  console.error("Installing the packages of package-lock.json (only when it has changed) ...");
  fs.rmSync(stamp, { force: true });
  var result = runNpmCi();
  if (result.status !== 0 && TRANSIENT.test(result.output)) {
    console.error("The npm registry failed to respond. Trying again ...");
    result = runNpmCi();
  }
  var output = result.output;
  if (result.status !== 0) {
    console.error(output.trim());
    var networkError =
      /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED|EPROTO|[A-Z_]*CERT[A-Z_]*|E40[137]|E5\d\d)\b/.exec(
        output,
      );
    if (networkError) {
      fail(
        "The packages could not be downloaded from the npm registry (" + networkError[1] + ").",
        "Check the network, the proxy and `npm config get registry`, then run the same command again. Later runs need no network.",
      );
    }
    fail(
      "`npm ci` failed. Its output is above.",
      "Fix the problem that it reports and run the same command again.",
    );
  }
  if (!ownIsGood) {
    var version = childProcess.spawnSync(nodeFromNpm(), ["--version"], { encoding: "utf8" });
    if (version.status !== 0) {
      fail(
        "The packages are installed, but the npm package `node` did not install a working Node " +
          WANTED +
          " for " +
          process.platform +
          "-" +
          process.arch +
          ".",
        "Allow its install script (`npm config set ignore-scripts false`) or install Node " +
          WANTED +
          " or newer, then run the same command again.",
      );
    }
  }
  if (ownIsGood || process.platform === "win32") {
    // npm adds this folder at the start of PATH for every script. A suitable Node of the machine takes precedence, and
    // Windows cannot replace the Node that is running this file.
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
      // With NODE_ENV=production npm leaves out the tools for build and test.
      "--include=dev",
      "--include=optional",
      "--prefer-offline",
      "--loglevel=error",
      "--no-audit",
      "--no-fund",
      "--no-progress",
      // With npm's default delays it takes more than a minute to report a missing network.
      "--fetch-retries=2",
      "--fetch-retry-mintimeout=1000",
      "--fetch-retry-maxtimeout=5000",
    ]),
    { cwd: root, encoding: "utf8", shell: npm.shell, maxBuffer: 64 * 1024 * 1024 },
  );
  if (result.error)
    fail("npm could not be started (" + result.error.message + ").", "Check that `npm --version` works.");
  return { status: result.status, output: (result.stdout || "") + (result.stderr || "") };
}

function handOver(program, args) {
  var node = ownIsGood ? process.execPath : nodeFromNpm();
  var child = childProcess.spawn(node, [program].concat(args), {
    cwd: root,
    env: environment(node),
    stdio: "inherit",
  });
  // A terminal sends Ctrl-C to the whole process group. The program handles it; this process waits for its exit code.
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

/** Environment in which `node` is the selected Node. */
function environment(node) {
  var env = Object.assign({}, process.env);
  // Windows spells it Path.
  var key =
    Object.keys(env).filter(function (name) {
      return name.toUpperCase() === "PATH";
    })[0] || "PATH";
  env[key] = [path.dirname(node), path.join(modules, ".bin"), env[key]].filter(Boolean).join(path.delimiter);
  // The npm that started this process has already printed its warnings about the machine's settings.
  env.npm_config_loglevel = "error";
  return env;
}

/** The npm that started this process, otherwise the one on PATH. */
function npmCommand() {
  var cli = process.env.npm_execpath || "";
  if (/npm-cli\.[cm]?js$/.test(cli)) {
    // npm may be about to replace the executable of this process.
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

function fail(problem, remedy) {
  console.error(problem + "\n" + remedy);
  process.exit(1);
}
