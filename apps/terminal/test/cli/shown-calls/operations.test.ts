import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { OperationName } from "@windowpane/core";
import { screens } from "@windowpane/explorer";
import { describe, expect, it } from "vitest";
import { commands } from "../../../src/cli/commands.ts";
import type { CommandRow } from "../../../src/cli/context/command.ts";
import { runWith } from "../../fake-host.ts";
import { startEndpoint } from "../../local-endpoint.ts";
import { chosen, demo, demoAccount, now, recordOperations } from "./account.ts";
import { cases, isException, unsent, unshown } from "./cases.ts";
import { certainIn, follow, operationsIn, wordsOf, type Execute, type Line } from "./follow.ts";
import { openScreen, screenNames } from "./screens.ts";

const without = (
  one: Iterable<OperationName>,
  other: ReadonlySet<OperationName>,
  isExcepted: (operation: OperationName) => boolean,
): readonly OperationName[] =>
  [...one].filter((operation) => !other.has(operation) && !isExcepted(operation));

/** Runs a line with this program's `call`, which must send one operation: that of the line. */
const byCall: Execute = async (line) => {
  const [operation = "", ...flags] = await wordsOf(line);
  const isWrite = line.operation.startsWith("Cancel");
  const id = flags[flags.indexOf("--window-execution-id") + 1] ?? "";
  const { transport, operations } = recordOperations(isWrite ? demoAccount() : demo);
  const argv = ["call", operation, ...flags, ...(isWrite ? ["--allow-cancel", "--confirm", id] : [])];
  const { stdout, stderr, exitCode } = await runWith(argv, { transport, now });
  // 254: a call after a condition, such as the kind of an ID, for an item of another kind.
  if (exitCode !== 254) expect([line.text, exitCode, stderr]).toEqual([line.text, 0, expect.anything()]);
  expect([...operations]).toEqual([line.operation]);
  return stdout;
};

/** Each distinct line with its values runs once. */
const known = new Map<string, { readonly line: Line; readonly printed: Promise<string> }>();
const byCallOnce: Execute = (line) => {
  const key = JSON.stringify([line.text, line.variables]);
  const { printed } = known.get(key) ?? { printed: byCall(line) };
  known.set(key, { line, printed });
  return printed;
};

const shown = async (argv: readonly string[]): Promise<string> => {
  const { transport, operations } = recordOperations(demo);
  const { stdout, exitCode } = await runWith([...argv, "--show-cli"], { transport, now });
  expect([argv.join(" "), exitCode, [...operations]]).toEqual([argv.join(" "), 0, []]);
  return stdout;
};

describe("the calls of a command", () => {
  it("are tried for every command that has --show-cli", async () => {
    const hasShowCli = async ({ load }: CommandRow): Promise<boolean> => {
      const { refuses = [], commands: below } = await load();
      if (below === undefined) return !refuses.includes("showCli");
      return (await Promise.all(below.map(hasShowCli))).includes(true);
    };
    const having = [];
    for (const row of commands) if (await hasShowCli(row)) having.push(row.name);
    expect(Object.keys(cases).toSorted()).toEqual(having.toSorted());
  });

  it.each(Object.keys(cases))("are those that %s sends", async (name) => {
    const allShown = new Set<OperationName>();
    const allSent = new Set<OperationName>();
    for (const argv of cases[name] ?? []) {
      const { transport, operations } = recordOperations(name === "cancel" ? demoAccount() : demo);
      const { exitCode, stderr } = await runWith(argv, { transport, now, onFile: () => {} });
      expect([argv.join(" "), exitCode, stderr]).toEqual([argv.join(" "), 0, expect.anything()]);
      const script = await shown(argv);
      const inScript = operationsIn(script);
      const missing = without(operations, inScript, (one) => isException(unshown, name, one));
      const extra = without(certainIn(script), operations, (one) => isException(unsent, name, one));
      expect({ argv, missing, extra }).toEqual({ argv, missing: [], extra: [] });
      for (const one of inScript) allShown.add(one);
      for (const one of operations) allSent.add(one);
    }
    expect(without(allShown, allSent, (one) => isException(unsent, name, one))).toEqual([]);
  });

  it.each(Object.keys(cases))("of %s each send one operation through call", async (name) => {
    for (const argv of cases[name] ?? []) {
      // Documents and snapshots have no --output.
      const json = name === "snapshot" || argv.includes("--format") ? [] : ["--output", "json"];
      const ran = await follow(await shown([...argv, ...json]), byCallOnce, chosen);
      expect([argv.join(" "), ran.length > 0]).toEqual([argv.join(" "), true]);
    }
  });
});

describe("the calls of a screen", () => {
  it.each(screenNames)("are those that the screen %s sends", async (name) => {
    const { script, operations } = await openScreen(name);
    if (screens[name].calls === undefined) return expect([...operations]).toEqual([]);
    const subject = `screen ${name}`;
    const missing = without(operations, operationsIn(script), (one) => isException(unshown, subject, one));
    const extra = without(certainIn(script), operations, (one) => isException(unsent, subject, one));
    expect({ missing, extra }).toEqual({ missing: [], extra: [] });
    const ran = await follow(script, byCallOnce, chosen);
    expect(ran.length).toBeGreaterThan(0);
  });

  it("come with comments on what the filter, the choice of failures and the order leave out", async () => {
    const { script } = await openScreen("failures", ["f", "s", "S"]);
    expect(script).toContain("\n# windowpane leaves out what has no failure\n# windowpane sorts by ");
  });
});

/** Version 1 writes times as numbers. */
const plain = (printed: string): unknown =>
  /^\s*[[{]/u.test(printed)
    ? JSON.parse(printed, (name, value: unknown) =>
        name.endsWith("Time") || name.endsWith("Date")
          ? new Date(typeof value === "number" ? value * 1000 : String(value)).getTime()
          : value,
      )
    : printed.trim();

it("the AWS CLI prints for each of these calls what call prints", async ({ skip }) => {
  const endpoint = await startEndpoint(demo);
  const lines = [...known.values()].filter(({ line }) => !line.operation.startsWith("Cancel"));
  const argvOf = async ({ line }: (typeof lines)[number]): Promise<readonly string[]> => [
    "ssm",
    ...(await wordsOf(line)),
    "--endpoint-url",
    endpoint.url,
  ];
  try {
    expect(lines.length).toBeGreaterThan(50);
    const printed = await runAwsCli(await Promise.all(lines.map(argvOf)));
    if (printed === undefined)
      return skip("python3 cannot import awscli: install the AWS CLI of Debian or PyPI");
    const compared = await Promise.all(
      lines.map(async ({ line, printed: own }, index) => [
        line.text,
        plain(await own),
        plain(printed[index] ?? ""),
      ]),
    );
    // A call for an item of another kind has no result.
    const [own, other] = [1, 2].map((member) =>
      compared.filter(([, mine]) => mine !== "").map((one) => [one[0], one[member]]),
    );
    expect(other).toEqual(own);
    expect(own?.length).toBeGreaterThan(50);
  } finally {
    await endpoint.close();
  }
});

/** Output of the AWS CLI for each command line; undefined without it. */
const runAwsCli = (argvs: readonly (readonly string[])[]): Promise<readonly string[] | undefined> =>
  new Promise((resolve, reject) => {
    const env = {
      PATH: process.env["PATH"],
      HOME: "/nonexistent",
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_PAGER: "",
    };
    const script = fileURLToPath(new URL("aws-cli.py", import.meta.url));
    const child = execFile("python3", [script], { env, maxBuffer: 1e9 }, (error, stdout, stderr) => {
      if (error === null) resolve(JSON.parse(stdout) as readonly string[]);
      else if (error.code === "ENOENT" || stderr.includes("No module named 'awscli'")) resolve(undefined);
      else reject(new Error(error.message));
    });
    // It may have ended without reading.
    child.stdin?.on("error", () => {}).end(JSON.stringify(argvs));
  });
