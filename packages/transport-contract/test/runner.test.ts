import { operationNames } from "@windowpane/core";
import { expect, it } from "vitest";
import {
  describeTransportContract,
  rules,
  withoutConnection,
  withoutData,
  withoutHttp,
  withoutLongList,
  type Skips,
  type TestFunction,
} from "../src/index.ts";
import { smallSubject } from "./small-transport.ts";

const describe = (_name: string, register: () => void): void => register();

/** A test runner that lists its tests. Like Jest, it has no reasons for skipped tests. */
const listing = (): { readonly it: TestFunction; readonly tests: string[] } => {
  const tests: string[] = [];
  const add = (name: string): unknown => tests.push(name);
  return { tests, it: Object.assign(add, { skip: (name: string) => tests.push(`- ${name}`) }) };
};

const registered = (skip: Skips): readonly string[] => {
  const { it: register, tests } = listing();
  describeTransportContract({ describe, it: register, name: "small", ...smallSubject, skip });
  return tests;
};

const ruleNames = Object.keys(rules);

it("registers a test for each rule", () => {
  expect(registered({})).toEqual(ruleNames);
  expect(ruleNames).toHaveLength(111);
});

it("writes the reason into the name of a skipped test if the runner has no other place", () => {
  const tests = registered({ "has a name": "the name is a secret" });
  expect(tests.filter((name) => name.startsWith("-"))).toEqual([
    "- has a name (skipped: the name is a secret)",
  ]);
  expect(tests).toHaveLength(ruleNames.length);
});

it("gives the reason to node:test as an option", () => {
  const calls: unknown[] = [];
  const node = Object.assign((...call: unknown[]) => calls.push(call), { skip: () => {}, suite: () => {} });
  const skip = { "has a name": "the name is a secret" };
  describeTransportContract({ describe, it: node, name: "small", ...smallSubject, skip });
  expect(calls[0]).toEqual(["has a name", { skip: "the name is a secret" }, expect.any(Function)]);
});

it("gives Jest tests without parameters, which it would take for callbacks", () => {
  const lengths: number[] = [];
  const jest = Object.assign((_name: string, test: () => Promise<void>) => lengths.push(test.length), {
    skip: (_name: string, test: () => void) => lengths.push(test.length),
  });
  const skip = withoutHttp("it reads no HTTP");
  describeTransportContract({ describe, it: jest, name: "small", ...smallSubject, skip });
  expect(new Set(lengths)).toEqual(new Set([0]));
});

it.each<readonly [string, Skips, number, string]>([
  ["HTTP", withoutHttp("reason"), 29, "rejects a redirect"],
  ["a connection", withoutConnection("reason"), 6, "does not retry if throttled"],
  ["a long list", withoutLongList("reason"), 8, "rejects the page token of another list"],
  ["data", withoutData(["GetInventory"], "reason"), 2, "does not change the input of GetInventory"],
  [
    "any data",
    withoutData(operationNames, "reason"),
    48,
    "does not change the input of GetMaintenanceWindow",
  ],
])("skips all rules that need %s", (_what, skip, count, example) => {
  expect(Object.keys(skip)).toHaveLength(count);
  expect(skip).toMatchObject({ [example]: "reason" });
  expect(registered(skip).filter((name) => name.endsWith("(skipped: reason)"))).toHaveLength(count);
});

it("rejects a skip of a rule that does not exist", () => {
  // A caller in JavaScript, or a rule of an older version.
  const skip = { "has no name": "reason" } as Skips;
  expect(() => registered(skip)).toThrow('`skip` names "has no name", which is not a rule.');
});

it("rejects a skip without a reason", () => {
  expect(() => registered({ "has a name": " " })).toThrow('`skip` has no reason for "has a name".');
});

it("asks for describe and it", () => {
  // A caller in JavaScript.
  const options = { name: "small", ...smallSubject } as unknown as Parameters<
    typeof describeTransportContract
  >[0];
  expect(() => describeTransportContract(options)).toThrow("needs `describe` and `it` of your test runner");
});
