import { ServiceError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { runWith } from "../fake-host.ts";

describe("the command line", () => {
  it("prints its version", async () => {
    expect(await runWith(["--version"])).toEqual({ stdout: "1.2.3\n", stderr: "", exitCode: 0 });
  });

  it("prints help with commands before options, and with the demo", async () => {
    const { stdout, exitCode } = await runWith(["--help"]);
    expect(exitCode).toBe(0);
    expect(stdout.indexOf("Commands:")).toBeLessThan(stdout.indexOf("Options:"));
    expect(stdout).toContain("--demo[=scenario]");
    expect(stdout).toContain("windowpane failures --since 12h");
  });

  it.each([
    ["tasks", "--help"],
    ["help", "tasks"],
    ["tasks", "-h"],
  ])("prints the help of a command with examples: %s %s", async (...argv) => {
    const { stdout, exitCode } = await runWith(argv);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Usage: windowpane tasks [options] <EXECUTION>");
    expect(stdout).toContain("windowpane tasks EXECUTION --status FAILED,TIMED_OUT");
  });

  it("lists the options of the UI only for commands that can open it", async () => {
    const helpOf = async (...argv: readonly string[]) => (await runWith([...argv, "--help"])).stdout;
    expect(await helpOf("tasks")).not.toMatch(/--theme|--allow-cancel/);
    expect((await helpOf("cancel")).match(/^ +--allow-cancel/gm)).toHaveLength(1);
    for (const argv of [[], ["open"]]) expect(await helpOf(...argv)).toMatch(/--theme[^]*--allow-cancel/);
  });

  it.each([
    {
      argv: ["exections"],
      stderr: "Unknown command 'exections'. Did you mean executions?\nSee `windowpane --help`.\n",
    },
    {
      argv: ["fail", "--since", "2d"],
      stderr: "Unknown command 'fail'. Did you mean failures?\nSee `windowpane --help`.\n",
    },
    {
      argv: ["help", "exec"],
      stderr: "Unknown command 'exec'. Did you mean executions?\nSee `windowpane --help`.\n",
    },
    {
      argv: ["call", "nonsense", "--help"],
      stderr: "Unknown command 'nonsense'.\nSee `windowpane call --help`.\n",
    },
    {
      argv: ["windows", "--source", "htps://example.com"],
      stderr: 'There is no source "htps://example.com".\nUse a URL with http:// or https://.\n',
    },
    {
      argv: ["failures", "--demo", "--since", "0h"],
      stderr:
        "--since must be greater than zero.\n" +
        "Use a duration such as 90m, 1h30m, 2d or 1w, or a time such as 2026-11-20, 2026-11-20T04:00Z or yesterday. Times without a zone are local time.\n",
    },
    {
      argv: ["windows", "--max-item", "3"],
      stderr: "Unknown option '--max-item'. Did you mean --max-items?\nSee `windowpane windows --help`.\n",
    },
    {
      argv: ["call", "describe-maintenance-window"],
      stderr:
        "Unknown command 'describe-maintenance-window'. Did you mean describe-maintenance-windows?\n" +
        "See `windowpane call --help`.\n",
    },
    {
      argv: ["call"],
      stderr: "`windowpane call` needs a command.\nSee `windowpane call --help`.\n",
    },
    {
      argv: ["tasks"],
      stderr: "Missing required argument 'EXECUTION'.\nSee `windowpane tasks --help`.\n",
    },
    {
      argv: ["windows", "--demo", "--output", "xml"],
      stderr:
        "Option '--output <format>' argument 'xml' is invalid. Allowed choices are table, json, ndjson, yaml, yaml-stream, csv, text, off.\n" +
        "See `windowpane --help`.\n",
    },
    {
      argv: ["windows", "--demo", "--max-items", "0"],
      stderr: '--max-items "0" is not valid.\nUse a whole number of at least 1.\n',
    },
    {
      argv: ["windows", "--demo", "--no-paginate", "--max-items", "5"],
      stderr:
        "--no-paginate cannot be combined with --max-items, --page-size or --starting-token.\nOmit one of them.\n",
    },
    {
      argv: ["windows", "--source", "demmo"],
      stderr:
        'There is no source "demmo", and no file of that name.\n' +
        "Use --source aws, demo for the demo account, archive, an http:// URL, or the path of a snapshot.\n",
    },
    {
      argv: ["windows", "--demo", "--source", "aws"],
      stderr: "--demo and --source aws conflict.\nOmit one of them.\n",
    },
    {
      argv: ["windows", "--demo", "--region", "a", "--region", "b"],
      stderr: "--region does not apply to --source demo.\nRemove it, or use --source aws.\n",
    },
    {
      argv: ["cancel", "--demo", "mw-0c50858d01e0a000e"],
      stderr:
        'EXECUTION must be a window execution ID (36 characters, like 4d1c0f6e-...); "mw-0c50858d01e0a000e" ' +
        "is a window ID.\n" +
        "Run `windowpane executions --demo` for all executions.\n",
    },
  ])("reports what is wrong and what to do: $argv", async ({ argv, stderr }) => {
    expect(await runWith(argv)).toEqual({ stdout: "", stderr, exitCode: 252 });
  });

  it.each([
    { option: "--output", argv: ["serve", "--demo", "--output", "json"] },
    { option: "--query", argv: ["serve", "--demo", "--query", "a"] },
    { option: "--show-cli", argv: ["serve", "--demo", "--show-cli"] },
    { option: "--output", argv: ["completion", "bash", "--output", "json"] },
    { option: "--output", argv: ["snapshot", "--demo", "nightly", "--output", "json"] },
    { option: "--theme", argv: ["windows", "--demo", "--theme", "dark"] },
    { option: "--allow-cancel", argv: ["tasks", "--demo", "x", "--allow-cancel"] },
    { option: "--show-cli", argv: ["--show-cli", "trends", "windows"], words: "trends windows" },
    { option: "--output", argv: ["archive", "export", "runs", "--output", "json"], words: "archive export" },
  ])("refuses $option where it has no effect: $argv", async ({ option, argv, words = argv[0] }) => {
    expect(await runWith(argv)).toEqual({
      stdout: "",
      stderr: `${option} does not apply to \`windowpane ${words}\`.\nOmit it.\n`,
      exitCode: 252,
    });
  });

  it("lists the scenarios when the name is unknown", async () => {
    const { stderr, exitCode } = await runWith(["windows", "--demo=nope"]);
    expect(exitCode).toBe(252);
    expect(stderr).toContain("patch-night, documentation, fleet");
  });

  it("accepts the options of a command before its name, too", async () => {
    const before = await runWith(["--demo=documentation", "--output", "ndjson", "windows"]);
    const after = await runWith(["windows", "--output=ndjson", "--source=demo:documentation"]);
    expect(before).toEqual(after);
    expect(before.stdout.split("\n")).toHaveLength(5);
  });

  it("reads the default source from WINDOWPANE_SOURCE", async () => {
    const env = { WINDOWPANE_SOURCE: "demo:empty" };
    expect((await runWith(["windows"], { env })).stderr).toBe("There are no windows.\n");
    expect((await runWith(["windows", "--demo=documentation"], { env })).stderr).toBe("");
  });

  it("lists failures without a command, with a hint to the help on a terminal", async () => {
    const piped = await runWith(["--demo=empty"]);
    expect(piped).toEqual(await runWith(["failures", "--demo=empty"]));
    expect(piped.exitCode).toBe(0);
    const shown = await runWith(["--demo=empty"], { columns: 80 });
    expect(shown.stderr).toBe("\nRun `windowpane --help` for all commands and options.\n");
  });

  it("exits without an error when the reader closes the pipe", async () => {
    const outcome = await runWith(["windows", "--demo", "--output", "ndjson", "--page-size", "10"], {
      patience: 5,
    });
    expect(outcome.stderr).toBe("");
    expect(outcome.exitCode).toBe(0);
  });

  it("prints stack traces only with --debug", async () => {
    const argv = ["windows", "--source", "nope"];
    expect((await runWith(argv)).stderr).not.toContain(" at ");
    expect((await runWith([...argv, "--debug"])).stderr).toContain("SourceError: There is no source");
  });

  it("reports an unexpected error in one line and asks for a report", async () => {
    const outcome = await runWith(["windows"]);
    expect(outcome).toEqual({
      stdout: "",
      stderr:
        "Unexpected error: This test must not reach AWS.\n" +
        "Run the command again with --debug, and report the output.\n",
      exitCode: 255,
    });
  });

  it("wraps errors at spaces on a terminal, except the caret below a filter", async () => {
    const narrow = await runWith(["windows", "--source", "demmo"], { columns: 40 });
    expect(narrow.stderr).toBe(
      'There is no source "demmo", and no file\nof that name.\n' +
        "Use --source aws, demo for the demo\naccount, archive, an http:// URL, or the\npath of a snapshot.\n",
    );
    const caret = await runWith(["windows", "--demo", "--filter", "name:a colour:red"], { columns: 20 });
    expect(caret.stderr).toContain("\n  name:a colour:red\n         ^\n");
  });

  it("removes escape sequences in the service's texts", async () => {
    const transport = {
      name: "hostile",
      send: async () => {
        throw new ServiceError("DescribeMaintenanceWindows", { code: "X", message: "\u001b[2Jgone\u202e" });
      },
    };
    const { stderr, exitCode } = await runWith(["windows", "--debug"], { transport });
    expect(exitCode).toBe(254);
    expect(stderr).toContain("DescribeMaintenanceWindows failed: X: gone\n");
    expect(stderr).not.toMatch(/[\u001b\u202e]/);
  });
});
