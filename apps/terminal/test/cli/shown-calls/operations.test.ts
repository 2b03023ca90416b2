import type { OperationName } from "@windowpane/core";
import { screens } from "@windowpane/explorer";
import { describe, expect, it } from "vitest";
import { commands } from "../../../src/cli/commands.ts";
import { runWith } from "../../fake-host.ts";
import { chosen, demo, demoAccount, now, recordOperations } from "./account.ts";
import { cases, isException, unsent, unshown } from "./cases.ts";
import { certainIn, follow, operationsIn, wordsOf, type Execute } from "./follow.ts";
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
const known = new Map<string, Promise<string>>();
const byCallOnce: Execute = (line) => {
  const key = JSON.stringify([line.text, line.variables]);
  const result = known.get(key) ?? byCall(line);
  known.set(key, result);
  return result;
};

const shown = async (argv: readonly string[]): Promise<string> => {
  const { transport, operations } = recordOperations(demo);
  const { stdout, exitCode } = await runWith([...argv, "--show-cli"], { transport, now });
  expect([argv.join(" "), exitCode, [...operations]]).toEqual([argv.join(" "), 0, []]);
  return stdout;
};

describe("the calls of a command", () => {
  it("are tried for every command that has --show-cli", async () => {
    const loaded = await Promise.all(
      commands.map(async ({ name, load }) => ({ name, refuses: (await load()).refuses ?? [] })),
    );
    const having = loaded.filter(({ refuses }) => !refuses.includes("showCli")).map(({ name }) => name);
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
