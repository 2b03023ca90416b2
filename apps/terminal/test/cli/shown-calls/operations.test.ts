import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { OperationName } from "@windowpane/core";
import { screens } from "@windowpane/explorer";
import { describe, expect, it } from "vitest";
import { commands } from "../../../src/cli/commands.ts";
import type { CommandRow } from "../../../src/cli/context/command.ts";
import { runWith } from "../../fake-host.ts";
import { startEndpoint } from "../../local-endpoint.ts";
import { chosen, demo, demoAccount, now, recordOperations } from "./account.ts";
import { cases, isException, unsent, unshown } from "./cases.ts";
import { certainIn, follow, inBash, operationsIn, wordsOf, type Execute, type Line } from "./follow.ts";
import { openScreen, screenNames } from "./screens.ts";

const timeout = 60_000;

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

  it.each(Object.keys(cases))("are those that %s sends", { timeout }, async (name) => {
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

  it.each(Object.keys(cases))("of %s each send one operation through call", { timeout }, async (name) => {
    for (const argv of cases[name] ?? []) {
      // Documents and snapshots have no --output.
      const json = name === "snapshot" || argv.includes("--format") ? [] : ["--output", "json"];
      const ran = await follow(await shown([...argv, ...json]), byCallOnce, chosen);
      expect([argv.join(" "), ran.length > 0]).toEqual([argv.join(" "), true]);
    }
  });
});

describe("the calls of a screen", () => {
  it.each(screenNames)("are those that the screen %s sends", { timeout }, async (name) => {
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

/** The AWS CLI on this machine, if there is one. */
const awsCli = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "aws"))
  .find((file) => existsSync(file));

/** Version 1 writes times as numbers. */
const plain = (printed: string): unknown =>
  /^\s*[[{]/u.test(printed)
    ? JSON.parse(printed, (name, value: unknown) =>
        name.endsWith("Time") || name.endsWith("Date")
          ? new Date(typeof value === "number" ? value * 1000 : String(value)).getTime()
          : value,
      )
    : printed.trim();

describe.skipIf(awsCli === undefined)("the AWS CLI", () => {
  it("prints for each of these calls what call prints", { timeout: 300_000 }, async () => {
    const endpoint = await startEndpoint(demo);
    const env = {
      HOME: "/nonexistent",
      AWS_CLI: awsCli ?? "",
      ENDPOINT: endpoint.url,
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_PAGER: "",
    };
    const aws = 'aws() { "$AWS_CLI" "$@" --endpoint-url "$ENDPOINT"; }';
    const lines = [...known.values()].filter(({ line }) => !line.operation.startsWith("Cancel"));
    const compare = async ({ line, printed }: (typeof lines)[number]): Promise<void> => {
      const own = await printed;
      // A call for an item of another kind has no result.
      if (own === "") return;
      const { stdout } = await inBash(line, { aws, env });
      expect([line.text, plain(stdout)]).toEqual([line.text, plain(own)]);
    };
    try {
      expect(lines.length).toBeGreaterThan(50);
      for (let index = 0; index < lines.length; index += 4) {
        await Promise.all(lines.slice(index, index + 4).map(compare));
      }
    } finally {
      await endpoint.close();
    }
  });
});
