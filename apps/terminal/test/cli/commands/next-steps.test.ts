import { fixedClock, mockTransport } from "@windowpane/transport-mock";
import { beforeAll, describe, expect, it } from "vitest";
import { runWith, type Outcome } from "../../fake-host.ts";

const now = "2026-11-22T12:00:00Z";
const unknown = "00000000-0000-4000-8000-00000000dead";
/** The same account as a remote one, whose commands need the profile, the region and the endpoint. */
const remote = ["--profile", "my prod", "--region", "eu-west-1", "--endpoint-url", "https://ssm.example"];
const transport = mockTransport({ clock: fixedClock(new Date(now)) });

const run = (argv: readonly string[]): Promise<Outcome> =>
  runWith(argv, { transport, now, onFile: () => {} });

/** The words of a command line for a POSIX shell. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'((?:[^']|'\\'')*)'|(\S+)/gu)].map(
    ([, quoted, plain = ""]) => quoted?.replaceAll(String.raw`'\''`, "'") ?? plain,
  );

/** The command lines that a text prints: in backticks, after a colon, or on separate lines. */
const commandsIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/`(windowpane [^`\n]+)`/gu)].map(([, line = ""]) => line),
  ...[...text.matchAll(/(?:^ {2}|: )(windowpane .+)$/gmu)].map(([, line = ""]) => line),
];

let night: { readonly execution: string; readonly task: string; readonly machine: string };
beforeAll(async () => {
  const page = await run(["targets", "linux-patch-nightly", "--bad", "--output", "json"]);
  const [first] = JSON.parse(page.stdout) as readonly Record<string, string>[];
  night = {
    execution: first?.["WindowExecutionId"] ?? "",
    task: first?.["TaskExecutionId"] ?? "",
    machine: first?.["InstanceId"] ?? "",
  };
});

const printing: readonly (readonly [string, () => readonly string[]])[] = [
  ["a window", () => ["open", "linux-patch-nightly"]],
  ["an execution", () => ["open", night.execution]],
  ["a task", () => ["open", night.task]],
  ["a machine of an execution", () => ["open", `${night.execution} ${night.task} ${night.machine}`]],
  [
    "a machine of a task",
    () => ["open", `WindowExecutionId ${night.execution} TaskId ${night.task} ${night.machine}`],
  ],
  ["a machine", () => ["open", night.machine]],
  ["two machines", () => ["open", `${night.machine}, i-00000000000000abc`]],
  ["a missing task", () => ["invocations", night.execution]],
  ["a missing invocation", () => ["output", night.execution]],
  ["a malformed task", () => ["invocations", night.execution, "first"]],
  ["a malformed invocation", () => ["invocation", night.execution, night.task, "first"]],
  ["an absent machine", () => ["output", night.execution, "i-00000000000000abc"]],
  ["an unknown window", () => ["executions", "no-such-window"]],
  ["an unknown window's ID", () => ["executions", "mw-00000000000000000"]],
  ["an execution where a window is wanted", () => ["executions", night.execution]],
  ["a machine where an execution is wanted", () => ["report", night.machine]],
  ["an unknown machine", () => ["history", "i-00000000000000abc"]],
  ["an ended execution to cancel", () => ["cancel", night.execution, "--allow-cancel"]],
  ["an unknown task", () => ["targets", night.execution, unknown]],
];

describe("the command lines that are printed for", () => {
  it.each(printing)("%s read the same source, and run", async (_, argv) => {
    const { stdout, stderr } = await run([...argv(), ...remote]);
    const lines = commandsIn(`${stdout}\n${stderr}`);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const words = wordsOf(line).slice(1);
      expect(words.join(" ")).toContain(remote.join(" "));
      // Nothing to replace: the line is complete.
      expect(words.filter((word) => /^[A-Z]{4,}$/u.test(word))).toEqual([]);
      // The clock of this test does not advance, so nothing would end the wait.
      if (words[0] === "watch") continue;
      const { exitCode, stderr: refusal } = await run(words);
      const isUnknown = line.includes("i-00000000000000abc");
      expect([line, exitCode, refusal.split("\n")[0]]).toEqual([
        line,
        isUnknown ? 254 : 0,
        expect.anything(),
      ]);
    }
  });

  it("the demo name it, and those that name a source or the help stay", async () => {
    const demo = await runWith(["executions", "no-such-window", "--demo=fleet:3"], { now });
    expect(demo.stderr).toContain("`windowpane windows --source demo:fleet:3`");
    const help = await runWith(["windowz", "--demo"], { now });
    expect(help.stderr).toContain("`windowpane --help`");
  });
});
