import type { Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { commands } from "../../../src/cli/commands.ts";
import { runWith, type Circumstances } from "../../fake-host.ts";

/** The candidates for the last word, and whether the shell adds file names. */
const complete = async (words: readonly string[], circumstances: Circumstances = {}) => {
  const { stdout, stderr, exitCode } = await runWith(["__complete", "zsh", ...words], circumstances);
  expect([stderr, exitCode]).toEqual(["", 0]);
  const [kind, ...lines] = stdout.split("\n").slice(0, -1);
  return {
    files: kind === "files",
    lines,
    values: lines.map((line) => line.split("\t")[0]),
  };
};

const listing = (names: readonly string[]): Transport => ({
  name: "names",
  send: async () => ({
    WindowIdentities: names.map((Name, index) => ({
      WindowId: `mw-${String(index).padStart(17, "0")}`,
      Name,
    })),
  }),
});

describe("completion of commands and options", () => {
  it("offers every command with its summary", async () => {
    const { lines } = await complete([""]);
    expect(lines).toEqual(commands.map(({ name, summary }) => `${name}\t${summary}`));
  });

  it.each([
    [["wa"], ["watch"]],
    [["--demo", "wa"], ["watch"]],
    [["--source", "windows", "wat"], ["watch"]],
    [["--source=windows", "wat"], ["watch"]],
    [["help", "wat"], ["watch"]],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [["completion", "bash", ""], []],
    [["tasks", "", ""], []],
    [["windows", "windows"], []],
    [["--", "wa"], ["watch"]],
    [
      ["call", "get-maintenance-window-execution-task"],
      ["get-maintenance-window-execution-task", "get-maintenance-window-execution-task-invocation"],
    ],
    [["windows", "--max"], ["--max-items"]],
    [["watch", "x", "--fail"], ["--fail-fast"]],
    [["windows", "--fail"], []],
    [["windows", "--outp"], ["--output"]],
    [["--outp"], ["--output"]],
    [["call", "DescribeMaintenanceWindows", "--max-r"], ["--max-results"]],
    [["call", "cancel-maintenance-window-execution", "--allow"], ["--allow-cancel"]],
    [["windows", "--version"], []],
    [["open", "--theme", "d"], ["dark"]],
    [["tasks", "--", "--outp"], []],
  ])("offers for %j: %j", async (words, values) => {
    expect((await complete(words)).values).toEqual(values);
  });
});

describe("completion of values", () => {
  it.each([
    [["windows", "--output", "j"], ["json"]],
    [["windows", "--output=nd"], ["--output=ndjson"]],
    [
      ["--output", "y"],
      ["yaml", "yaml-stream"],
    ],
    [["report", "x", "--format", "ju"], ["junit"]],
    [["executions", "--status", "TIM"], ["TIMED_OUT"]],
    [["executions", "--status", "FAILED,TIM"], ["FAILED,TIMED_OUT"]],
    [["windows", "--query", ""], []],
    [
      ["windows", "--filter", "n"],
      ["name:", "next>"],
    ],
    [["targets", "x", "--filter", "cause:disk -res"], ["cause:disk -result:"]],
    [["targets", "x", "--filter", "result:failed,ti"], ["result:failed,timed_out"]],
    [["tasks", "x", "--filter", "type:l"], ["type:lambda"]],
    [["patches", "x", "--filter", "patch:reb"], ["patch:reboot_pending"]],
    [
      ["--region", "eu-central"],
      ["eu-central-1", "eu-central-2"],
    ],
    [["failures", "--region", "al"], ["all"]],
  ])("offers for %j: %j", async (words, values) => {
    expect((await complete(words)).values).toEqual(values);
  });

  it("leaves file names to the shell", async () => {
    expect(await complete(["report", "x", "-o", ""])).toEqual({ files: true, lines: [], values: [] });
    expect(await complete(["--source", "aw"])).toMatchObject({ files: true, values: ["aws"] });
    expect(await complete(["serve", "--tokens-file", ""])).toMatchObject({ files: true });
    expect(await complete(["tasks", ""], { transport: listing([]) })).toMatchObject({ files: false });
  });

  it("offers windows by name, with the ID as the description, and by ID", async () => {
    const transport = listing(["nightly", "night-2", "other"]);
    const { lines } = await complete(["executions", "ni"], { transport });
    expect(lines).toEqual(["night-2\tmw-00000000000000001", "nightly\tmw-00000000000000000"]);
    const { values } = await complete(["executions", "mw-00000000000000002"], { transport });
    expect(values).toEqual(["mw-00000000000000002"]);
  });

  it("uses the source, profile and region of the command line", async () => {
    const demo = await complete(["watch", "--demo", "linux"]);
    expect(demo.values).toEqual(["linux-patch-nightly"]);
    const regions: (string | undefined)[] = [];
    const transport = (region: string | undefined): Transport => {
      regions.push(region);
      return listing(["a"]);
    };
    await complete(["executions", "--region", "eu-west-1", ""], { transport });
    expect(regions).toEqual(["eu-west-1"]);
  });

  it("offers the latest executions, newest first", async () => {
    const { lines } = await complete(["report", "--demo", ""]);
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines)
      expect(line).toMatch(/^[0-9a-f-]{36}\t[\w-]+, [A-Z_]+, \d{4}-\d\d-\d\dT\d\d:\d\d$/);
    const times = lines.map((line) => line.slice(-16));
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it("offers the ID of a window whose name a shell cannot insert", async () => {
    const names = ["a\u001b[2Jb", "new\nline", "tab\tbed", "right\u202eleft", "--output"];
    const { values } = await complete(["executions", ""], { transport: listing(names) });
    expect(values).toEqual(names.map((_, index) => `mw-${String(index).padStart(17, "0")}`));
  });

  it("offers nothing, silently, when a request fails or takes longer than a second", async () => {
    const failing: Transport = { name: "failing", send: () => Promise.reject(new Error("down")) };
    expect((await complete(["executions", ""], { transport: failing })).values).toEqual([]);
    const silent: Transport = { name: "silent", send: () => new Promise(() => {}) };
    let waited = 0;
    const after: Circumstances["after"] = (milliseconds, run) => {
      waited = milliseconds;
      queueMicrotask(run);
      return () => {};
    };
    expect((await complete(["executions", ""], { transport: silent, after })).values).toEqual([]);
    expect(waited).toBe(1000);
  });

  it("sends no request for commands, options and choices", async () => {
    const words = [[""], ["windows", "--"], ["report", "x", "--format", ""], ["executions", "--status", ""]];
    // The source of these circumstances fails when it is opened.
    for (const line of words) expect((await complete(line)).values.length).toBeGreaterThan(0);
  });
});

describe("completion in bash", () => {
  it.each([
    ["windowpane wat", "wat", ["watch"]],
    [
      "windowpane windows --output=",
      "",
      ["table", "json", "ndjson", "yaml", "yaml-stream", "csv", "text", "off"],
    ],
    ["windowpane windows --output=nd", "nd", ["ndjson"]],
    ["windowpane windows --source demo:fl", "fl", ["fleet"]],
    ["windowpane executions my", "my", [String.raw`my\ \$\(touch\ x\)`]],
    [String.raw`windowpane executions my\ `, String.raw`my\ `, [String.raw`my\ \$\(touch\ x\)`]],
    ['windowpane executions "my', "my", [String.raw`my \$(touch x)`]],
    ["windowpane executions 'my", "my", ["my $(touch x)"]],
    ["windowpane executions it", "it", [String.raw`it\'s`]],
    ["windowpane executions 'it", "it", [String.raw`it'\''s`]],
    ["windowpane executions a!", "a!", [String.raw`a\!b`]],
    ['windowpane executions "a!', "a!", []],
    ["windowpane executions \\~", "\\~", [String.raw`\~root`]],
  ])("quotes candidates for %j", async (line, word, values) => {
    const transport = listing(["my $(touch x)", "it's", "a!b", "~root"]);
    const { stdout } = await runWith(["__complete", "bash", line, word], { transport });
    const [, ...lines] = stdout.split("\n").slice(0, -1);
    expect(lines.map((text) => text.split("\t")[0])).toEqual(values);
  });
});

describe("the completion command", () => {
  it.each(["bash", "zsh", "fish"])("prints a script for %s that asks the program", async (shell) => {
    const { stdout } = await runWith(["completion", shell]);
    expect(stdout).toContain(`windowpane __complete ${shell} `);
    expect(stdout).not.toMatch(/\beval\b/);
    expect(stdout.split("\n").length).toBeLessThan(30);
  });

  it("rejects other shells", async () => {
    const { stderr, exitCode } = await runWith(["completion", "tcsh"]);
    expect(exitCode).toBe(252);
    expect(stderr).toContain("bash, zsh, fish");
  });
});
