import { createClient } from "@windowpane/core";
import { fixedClock, mockTransport } from "@windowpane/transport-mock";
import { beforeAll, describe, expect, it } from "vitest";
import { queryResult } from "../../../src/cli/output/query.ts";
import { runWith, type Outcome } from "../../fake-host.ts";

const now = "2026-11-22T12:00:00Z";
const transport = mockTransport({ clock: fixedClock(new Date(now)) });
const Name = "linux-patch-nightly";

const run = (...argv: readonly string[]): Promise<Outcome> => runWith(argv, { transport, now });

/** Runs the words after `aws ssm`, and gives what is printed. */
type Execute = (words: readonly string[]) => Promise<string>;

/** With this program, which takes the AWS CLI's flags. */
const ownCalls: Execute = async (words) => {
  const { stdout, exitCode } = await run("call", ...words);
  expect([words.join(" "), exitCode]).toEqual([words.join(" "), 0]);
  return stdout;
};

/** A call that was run. */
interface Ran {
  readonly words: readonly string[];
  readonly output: unknown;
}

/** Follows a printed script as a user would: assigns variables, and takes one value of each list in a comment. */
const follow = async (script: string, execute: Execute): Promise<readonly Ran[]> => {
  const variables = new Map<string, string>();
  const ran: Ran[] = [];
  for (const line of script.trimEnd().split("\n")) {
    const [, path] = /^# .*\((\w+(?:\[[^\]]*\]\.\w+)+)\)/u.exec(line) ?? [];
    if (path !== undefined) {
      const name = /\bPluginName\b/u.test(line) ? "PluginName" : (path.split(".").at(-1) ?? "");
      variables.delete(name);
      for (const { output } of ran.toReversed()) {
        const values = [queryResult(output, path)].flat(2).filter((value) => typeof value === "string");
        const value = values.find((one) => Object.values(night).includes(one)) ?? values[0];
        if (value === undefined) continue;
        variables.set(name, value);
        break;
      }
    }
    if (line.startsWith("#")) continue;
    const [, variable, inner] = /^(\w+)=\$\((.*)\)$/u.exec(line) ?? [];
    const words = wordsOf(inner ?? line, variables);
    // A list without a value of this kind: there is nothing to do for it.
    if (words === undefined) continue;
    expect(words.slice(0, 2)).toEqual(["aws", "ssm"]);
    const text = await execute(words.slice(2));
    if (variable === undefined) ran.push({ words: words.slice(2), output: JSON.parse(text || "{}") });
    else variables.set(variable, text.trim());
  }
  return ran;
};

/** The words of a line for a POSIX shell; undefined if it needs a variable that has no value. */
const wordsOf = (line: string, variables: ReadonlyMap<string, string>): readonly string[] | undefined => {
  let isMissing = false;
  const words = [...line.matchAll(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/gu)].map(([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"|\\(.)/gu, (_, single, double, escaped) => {
      if (typeof double !== "string") return String(single ?? escaped);
      return double.replaceAll(/\$(\w+)/gu, (__, name: string) => {
        isMissing ||= !variables.has(name);
        return variables.get(name) ?? "";
      });
    }),
  );
  return isMissing ? undefined : words;
};

interface Night {
  readonly WindowId: string;
  readonly WindowExecutionId: string;
  readonly TaskExecutionId: string;
  readonly InvocationId: string;
  readonly InstanceId: string;
}

let night: Night;
beforeAll(async () => {
  const { stdout } = await run("targets", Name, "--bad", "--output", "json");
  const [first] = JSON.parse(stdout) as readonly Night[];
  const client = createClient(transport);
  const page = await client.call("DescribeMaintenanceWindows", { MaxResults: 100 });
  const window = page.WindowIdentities?.find((one) => one.Name === Name);
  night = { ...(first as Night), WindowId: window?.WindowId ?? "" };
});

const shown = async (...argv: readonly string[]): Promise<string> => {
  const before = transport.requests;
  const { stdout, exitCode } = await run(...argv, "--show-cli");
  expect([exitCode, transport.requests]).toEqual([0, before]);
  return stdout;
};

/** Commands that print what one AWS call returns, in AWS's form. */
const lists: readonly (readonly [string, () => readonly string[]])[] = [
  ["windows", () => ["windows"]],
  ["executions of a name", () => ["executions", Name]],
  ["executions with a status", () => ["executions", night.WindowId, "--page-size", "20", "--max-items", "3"]],
  ["tasks", () => ["tasks", night.WindowExecutionId]],
  ["tasks of the newest execution", () => ["tasks", Name]],
  ["failed tasks", () => ["tasks", Name, "--status", "FAILED"]],
  ["invocations", () => ["invocations", night.WindowExecutionId, night.TaskExecutionId]],
  [
    "failed invocations",
    () => ["invocations", night.WindowExecutionId, night.TaskExecutionId, "--status", "FAILED"],
  ],
  ["an invocation", () => ["invocation", night.WindowExecutionId, night.TaskExecutionId, night.InvocationId]],
];

describe("--show-cli without a request", () => {
  it.each(lists)("prints the call behind %s", async (_, argv) => {
    const { stdout } = await run(...argv(), "--output", "json");
    const ran = await follow(await shown(...argv(), "--output", "json"), ownCalls);
    expect(ran.at(-1)?.output).toEqual(JSON.parse(stdout));
  });

  const chains: readonly (readonly [string, number, () => readonly string[]])[] = [
    ["report", 6, () => ["report", Name]],
    ["targets", 6, () => ["targets", night.WindowExecutionId, "--bad"]],
    ["targets of a task", 5, () => ["targets", Name, night.TaskExecutionId]],
    ["timeline", 8, () => ["timeline", night.WindowExecutionId]],
    ["diff", 8, () => ["diff", night.WindowExecutionId]],
    ["diff of two", 10, () => ["diff", night.WindowExecutionId, Name]],
    ["failures", 6, () => ["failures", "--since", "12h"]],
    ["history", 4, () => ["history", night.InstanceId]],
    ["patches", 6, () => ["patches", night.WindowExecutionId]],
    ["patches of a machine", 5, () => ["patches", night.InstanceId]],
    ["snapshot", 6, () => ["snapshot", Name]],
    ["snapshots", 6, () => ["snapshot", Name, "--last", "2"]],
    ["watch", 6, () => ["watch", Name]],
    ["open of a window", 2, () => ["open", Name]],
    ["open of a machine", 4, () => ["open", night.InstanceId]],
    ["executions of all windows", 2, () => ["executions"]],
  ];

  it.each(chains)("prints calls that work for %s", async (_, least, argv) => {
    const ran = await follow(await shown(...argv()), ownCalls);
    expect(ran.length).toBeGreaterThanOrEqual(least);
  });

  it.each([
    [
      "invocation",
      () => [night.WindowExecutionId, night.TaskExecutionId, night.InvocationId, night.InstanceId],
    ],
  ] as const)("leads to the output of a machine of an %s", async (_, words) => {
    const { stdout } = await run("output", ...words(), "--output", "json");
    const { machines } = JSON.parse(stdout) as {
      machines: { steps: { texts: { stream: string; text: string }[] }[] }[];
    };
    const texts = machines.flatMap(({ steps }) =>
      steps.flatMap((step) => step.texts.map(({ text }) => text)),
    );
    expect(texts.length).toBeGreaterThan(0);
    const ran = await follow(
      (await shown("output", ...words())).split("# if its TaskType is AUTOMATION")[0] ?? "",
      ownCalls,
    );
    const whole = ran.find(({ words: [operation] }) => operation === "get-command-invocation");
    expect(whole?.words).toContain("--plugin-name");
    expect(texts).toContain(Reflect.get(whole?.output ?? {}, "StandardOutputContent"));
  });

  it("carries the profile, the region, the endpoint and the page size, and quotes them", async () => {
    const flags = [
      "--profile",
      "my prod",
      "--region",
      "eu-west-1",
      "--endpoint-url",
      "http://127.0.0.1:9/a b",
    ];
    const lines = (await shown("report", Name, ...flags))
      .split("\n")
      .filter((line) => line.includes("aws ssm"));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect(line).toContain(
        "--profile 'my prod' --region eu-west-1 --endpoint-url 'http://127.0.0.1:9/a b'",
      );
    }
    expect(await shown("executions", night.WindowId, "--page-size", "20")).toContain("--page-size 20");
  });

  it("says what only this program leaves out", async () => {
    const note = "# windowpane leaves out what does not match the filter";
    expect(await shown("executions", night.WindowId, "--filter", "duration>10m")).toContain(note);
    expect(await shown("tasks", Name, "--status", "FAILED")).not.toContain(note);
    expect(await shown("targets", Name, "--bad")).toContain("# windowpane leaves out what has no failure");
    expect(await shown("executions", "--latest")).toContain("# windowpane keeps the newest execution");
  });
});
