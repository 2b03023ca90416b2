import { describe, expect, it } from "vitest";
import { readAwsWords } from "../../../src/cli/call/aws-words.ts";
import { runWith } from "../../fake-host.ts";

const list = "describe-maintenance-windows";

describe("the words of call", () => {
  it.each([
    { given: ["--quer", "a"], words: ["--query", "a"] },
    { given: ["--quer=a"], words: ["--query=a"] },
    { given: ["--fil", "Key=a,Values=--b"], words: ["--filters", "Key=a,Values=--b"] },
    { given: ["--no-pag"], words: ["--no-paginate"] },
    { given: ["--query", "--fil"], words: ["--query", "--fil"] },
    { given: ["--", "--fil"], words: ["--", "--fil"] },
    { given: ["--filters", "a", "b", "--filters", "c"], words: ["--filters", "c"] },
    { given: ["--filter", "status:failed"], words: ["--filter", "status:failed"] },
    { given: ["--nope"], words: ["--nope"] },
    { given: ["help"], words: ["--help"] },
  ])("are completed as in the AWS CLI: $given", ({ given, words }) => {
    expect(readAwsWords(["--demo", "call", list, ...given])).toEqual(["--demo", "call", list, ...words]);
  });

  it("leave out --no-paginate for an operation without pages, which the AWS CLI accepts", async () => {
    const line = ["call", "get-maintenance-window", "--no-pag", "--window-id", "mw-1", "--no-paginate", "b"];
    expect(readAwsWords(line)).toEqual(["call", "get-maintenance-window", "--window-id", "mw-1", "b"]);
    expect(readAwsWords(["call", "get-maintenance-window", "--window-id", "--no-paginate"])).toEqual([
      "call",
      "get-maintenance-window",
      "--window-id",
      "--no-paginate",
    ]);
  });

  it("are left alone for other commands, also where a value is called call", () => {
    for (const argv of [
      ["windows", "--max-i", "1"],
      ["--output", "call", "windows", "--quer", "a"],
    ]) {
      expect(readAwsWords(argv)).toEqual(argv);
    }
  });

  it.each([
    { argv: ["--no-cli"], wrong: "--no-cli is ambiguous: it can be --no-cli-pager or --no-cli-auto-prompt." },
    { argv: ["--cli-auto-prompt"], wrong: "--cli-auto-prompt is not supported." },
    { argv: ["--cli-read-timeout", "soon"], wrong: '--cli-read-timeout "soon" is not valid.' },
    { argv: ["--filters", "fileb://x"], wrong: "--filters: fileb:// is for binary values" },
    {
      argv: ["--cli-input-json", "{}", "--cli-input-yaml", "{}"],
      wrong: "--cli-input-json and --cli-input-yaml cannot be combined.",
    },
    { argv: ["--cli-input-yaml", "a: b: c"], wrong: "--cli-input-yaml is not valid YAML: " },
    { argv: ["--cli-input-yaml", "[1]"], wrong: "--cli-input-yaml must be a YAML mapping." },
  ])("are refused with the reason: $argv", async ({ argv, wrong }) => {
    const { stderr, exitCode } = await runWith(["call", list, ...argv, "--demo"]);
    expect(stderr).toContain(wrong);
    expect(exitCode).toBe(252);
  });

  it.each([
    ["--filters", `Key=${"[".repeat(60_000)}`],
    ["--filters", `Key=${"{a=".repeat(30_000)}`],
    ["--filters", "[".repeat(60_000)],
    ["--cli-input-json", `${'{"A":'.repeat(20_000)}1${"}".repeat(20_000)}`],
    ["--cli-input-yaml", `a: ${"[".repeat(60_000)}`],
    ["--query", `\`${"[".repeat(60_000)}1.0\``],
  ])("refuse deep nesting in %s", async (flag, value) => {
    const { stderr, exitCode } = await runWith(["call", list, flag, value, "--demo"]);
    expect(stderr).toMatch(/nested too deeply/i);
    expect(stderr.length).toBeLessThan(1000);
    expect(exitCode).toBe(252);
  });

  it("print help instead of requests", async () => {
    const { stdout } = await runWith(["call", list, "help"]);
    expect(stdout).toContain(`Usage: windowpane call ${list}`);
    expect((await runWith(["call", "help"])).stdout).toContain("Usage: windowpane call");
  });

  it("expand variables of the environment in file://", async () => {
    const { stdout, exitCode } = await runWith(
      [
        "call",
        list,
        "--demo=documentation",
        "--filters",
        "file://$DIR/f.json",
        "--query",
        "length(WindowIdentities)",
      ],
      { env: { DIR: "/data" }, files: { "/data/f.json": '[{"Key":"Name","Values":["TestMaintWin"]}]' } },
    );
    expect({ stdout, exitCode }).toEqual({ stdout: "1\n", exitCode: 0 });
  });
});
