/** Runs the bundled program in separate processes, over pipes, a pseudo-terminal and a socket. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { spawn as spawnOnTerminal } from "@lydell/node-pty";
import type { Transport } from "@windowpane/core";
import { documentation, mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runWith } from "./fake-host.ts";
import { startEndpoint, type LocalEndpoint } from "./local-endpoint.ts";

const here = fileURLToPath(new URL("..", import.meta.url));
const folder = `${here}.cache/built`;
const main = `${folder}/dist/main.js`;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  copyFileSync(`${here}package.json`, `${folder}/package.json`);
  await promisify(execFile)(process.execPath, [`${here}build.mjs`, "--outdir=.cache/built/dist"], {
    cwd: here,
  });
});

/** Environment of a machine without AWS configuration. */
const bareEnv = { PATH: process.env["PATH"], HOME: folder, TZ: "UTC", AWS_EC2_METADATA_DISABLED: "true" };

/** Environment with credentials, which the local endpoint ignores. */
const awsEnv = { ...bareEnv, AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "y", AWS_REGION: "eu-west-1" };

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

const start = (argv: readonly string[], env: NodeJS.ProcessEnv, node = process.execPath): ChildProcess =>
  spawn(node, [main, ...argv], { env, stdio: ["ignore", "pipe", "pipe"] });

const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve) => {
    const text = { stdout: "", stderr: "" };
    child.stdout?.setEncoding("utf8").on("data", (piece: string) => (text.stdout += piece));
    child.stderr?.setEncoding("utf8").on("data", (piece: string) => (text.stderr += piece));
    child.on("close", (exitCode) => resolve({ ...text, exitCode }));
  });

const run = (argv: readonly string[], env: NodeJS.ProcessEnv = bareEnv): Promise<Ended> =>
  ended(start(argv, env));

const fleetIds = ["f1ee7000-5c3a-4d0e-9b1f-6a2d84c1e001", "f1ee7000-2b7e-4f61-8c05-19e3d7a4b002"];

describe("the built program", () => {
  it("prints the version of its package", async () => {
    const { version } = JSON.parse(readFileSync(`${here}package.json`, "utf8")) as { version: string }; // npm's rule.
    expect(await run(["--version"])).toEqual({ stdout: `${version}\n`, stderr: "", exitCode: 0 });
  });

  it("shows the demo's failures without a terminal and without AWS", async () => {
    const { stdout, stderr, exitCode } = await run(["--demo"]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toContain("Package manager locked");
    expect(stdout).not.toContain("\u001b");
  });

  it.for(["20", "22"])("runs on Node %s", async (version, { skip }) => {
    const node = process.env[`WINDOWPANE_NODE_${version}`];
    if (node === undefined || node === "")
      return skip(`no Node ${version} here; WINDOWPANE_NODE_${version} names one`);
    const { stdout, exitCode } = await ended(start(["windows", "--demo=documentation"], bareEnv, node));
    expect(exitCode).toBe(0);
    expect(stdout).toContain("TestMaintWin");
  });

  it("prints its help from a file that the build generated", async () => {
    const { stdout } = await runWith(["--help"]);
    expect(await run(["--help"])).toEqual({ stdout, stderr: "", exitCode: 0 });
    expect(readFileSync(`${folder}/dist/help.txt`, "utf8")).toBe(stdout);
    expect(readFileSync(main).length).toBeLessThan(6000);
  });

  it("includes the licences of the bundled packages", () => {
    const notices = readFileSync(`${folder}/dist/THIRD-PARTY-NOTICES.txt`, "utf8");
    for (const name of ["commander 15", "zod 4", "yaml 2", "@aws-sdk/client-ssm 3"]) {
      expect(notices).toContain(name);
    }
  });

  it("exits with 253 without a region or credentials, and mentions the demo", async () => {
    const noCredentials =
      "No AWS credentials were found in the environment, the AWS config files, or a container or instance role.\n" +
      "Run `aws configure sso` to set up SSO or `aws configure` to set up an access key, " +
      "or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. To try Windowpane without AWS, use --demo.\n";
    expect(await run(["windows"])).toEqual({ stdout: "", stderr: noCredentials, exitCode: 253 });
    expect(await run(["windows"], { ...awsEnv, AWS_REGION: "" })).toEqual({
      stdout: "",
      stderr:
        "No AWS region is set.\n" +
        "Use --region, set AWS_REGION, or run `aws configure`. To try Windowpane without AWS, use --demo.\n",
      exitCode: 253,
    });
  });

  it("exits with 0 and without an error when a reader such as head closes the pipe", async () => {
    const child = start(["invocations", ...fleetIds, "--demo=fleet:100000", "--output", "ndjson"], bareEnv);
    child.stdout?.once("data", () => child.stdout?.destroy());
    const { stderr, exitCode } = await ended(child);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
  });
});

describe("over a socket, with AWS's SDK", () => {
  let endpoint: LocalEndpoint;
  beforeAll(async () => {
    endpoint = await startEndpoint(mockTransport({ scenario: documentation }));
  });
  afterAll(() => endpoint.close());

  const ask = (...argv: readonly string[]): Promise<Ended> =>
    run([...argv, "--endpoint-url", endpoint.url], awsEnv);

  it("prints the same result as the demo", async () => {
    const argv = ["executions", "MyMaintenanceWindow-1", "--output", "json"];
    expect(await ask(...argv)).toEqual(await run([...argv, "--demo=documentation"]));
  });

  it("prints the service's error with its request ID, and exits with 254", async () => {
    const { stderr, exitCode } = await ask(
      "call",
      "get-maintenance-window",
      "--window-id",
      "mw-00000000000000000",
    );
    expect(exitCode).toBe(254);
    expect(stderr).toMatch(
      /^GetMaintenanceWindow failed: DoesNotExistException: .* \(request ID [0-9a-f-]{36}\)\n/,
    );
  });

  it("shows every request with --debug", async () => {
    const { stderr } = await ask("windows", "--debug");
    expect(stderr).toMatch(/^debug: DescribeMaintenanceWindows \{\} succeeded after \d+ ms\n$/);
  });

  it("exits with 255 when no server listens", async () => {
    const { stderr, exitCode } = await run(["windows", "--endpoint-url", "http://127.0.0.1:9"], awsEnv);
    expect(exitCode).toBe(255);
    expect(stderr).toMatch(
      /^No response to DescribeMaintenanceWindows from http:\/\/[^ ]+: .*ECONNREFUSED.* Check the network/,
    );
    expect(stderr).not.toContain("    at ");
  });
});

describe("over a server that never responds", () => {
  it("watch --timeout ends the process in time, and stderr names the pending request", async () => {
    const never: Transport = { name: "never", send: () => new Promise(() => {}) };
    const endpoint = await startEndpoint(never);
    const begun = performance.now();
    const [id = ""] = fleetIds;
    const [aws, http] = await Promise.all([
      run(["watch", id, "--timeout", "6s", "--endpoint-url", endpoint.url], awsEnv),
      run(["watch", id, "--timeout", "6s", "--quiet", "--source", endpoint.url], bareEnv),
    ]);
    await endpoint.close();
    const late = "The timeout expired. Nothing is known about the execution.\n";
    expect(aws).toEqual({
      stdout: "",
      stderr: `No response to GetMaintenanceWindowExecution for 5 seconds. Still waiting.\n${late}`,
      exitCode: 255,
    });
    expect(http).toEqual({ stdout: "", stderr: late, exitCode: 255 });
    expect(performance.now() - begun).toBeLessThan(12_000);
  }, 20_000);
});

describe("interrupted", () => {
  /** Returns one page and never responds to the next request. */
  const stuck = (): Transport => {
    const fleet = mockTransport({ scenario: scenarioNamed("fleet:50") });
    let requests = 0;
    return {
      name: "stuck",
      async send(operation, input, options) {
        requests += 1;
        if (requests === 1) return fleet.send(operation, input, options);
        return new Promise(() => {});
      },
    };
  };

  it("stops in the middle of a list that is read from memory", async () => {
    const child = start(
      ["invocations", ...fleetIds, "--source", "demo:fleet:3000000", "--output", "ndjson"],
      {},
    );
    child.stdout?.once("data", () => child.kill("SIGINT"));
    const { stdout, stderr, exitCode } = await ended(child);
    expect(exitCode).toBe(130);
    expect(stderr).toContain("Continue with --starting-token ");
    expect(stdout.split("\n").length).toBeLessThan(3_000_000);
  });

  it("aborts the pending request, prints the token to continue with, and exits with 130", async () => {
    const endpoint = await startEndpoint(stuck());
    const argv = [
      "invocations",
      ...fleetIds,
      "--output",
      "json",
      "--page-size",
      "10",
      "--endpoint-url",
      endpoint.url,
    ];
    const child = start(argv, awsEnv);
    child.stdout?.once("data", () => child.kill("SIGINT"));
    const { stdout, stderr, exitCode } = await ended(child);
    await endpoint.close();
    expect(exitCode).toBe(130);
    const document = JSON.parse(stdout) as { NextToken: string }; // Valid JSON despite the interruption.
    expect(stderr).toBe(
      `Interrupted.\nThe list is incomplete. Continue with --starting-token ${document.NextToken}\n`,
    );
  });
});

describe("on a terminal", () => {
  /** Keeps a shell open until all output was read, because a pseudo-terminal can discard output when its last user exits. */
  const onTerminal = (argv: readonly string[], columns: number): Promise<string> =>
    new Promise((resolve) => {
      let text = "";
      const env = { ...bareEnv, TERM: "xterm-256color", LANG: "C.UTF-8" };
      const shell = ["-c", '"$0" "$@"; printf "<end>"; read -r _', process.execPath, main, ...argv];
      const terminal = spawnOnTerminal("/bin/sh", shell, { cols: columns, rows: 24, env });
      terminal.onData((piece) => {
        text += piece;
        if (text.endsWith("<end>")) terminal.write("\n");
      });
      terminal.onExit(() => resolve(text.slice(0, text.lastIndexOf("<end>")).replaceAll("\r\n", "\n")));
    });

  it("fits the width, colours by meaning and adds signs", async () => {
    const text = await onTerminal(["executions", "My-Maintenance-Window", "--demo=documentation"], 80);
    expect(text).toContain("\u001b[31m✖ FAILED\u001b[0m");
    const shown = text.replace(/\u001b\[\d*m/g, "").split("\n");
    for (const line of shown.filter((row) => !row.startsWith("No room"))) {
      expect([...line].length).toBeLessThanOrEqual(80);
    }
  });

  it("prints no colours with --no-color", async () => {
    expect(await onTerminal(["windows", "--demo=documentation", "--no-color"], 120)).not.toContain("\u001b[");
  });
});
