import { ServiceError, type Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { describeTransportContract, rules, type RuleName, type TransportSubject } from "../src/index.ts";
import { breaking, changing, itemsOf, sending } from "./broken-transports.ts";
import { known, smallSubject } from "./small-transport.ts";

describeTransportContract({ describe, it, name: "a small transport", ...smallSubject });

// Object.keys does not keep the type of the keys.
const ruleNames = Object.keys(rules) as readonly RuleName[];

const brokenRules = async (subject: TransportSubject): Promise<Readonly<Record<string, string>>> => {
  const broken: Record<string, string> = {};
  for (const name of ruleNames) {
    try {
      await rules[name](subject);
    } catch (error) {
      broken[name] = error instanceof Error ? error.message : String(error);
    }
  }
  return broken;
};

describe("a transport that breaks one rule", () => {
  it.each(ruleNames)("is detected by the rule alone: %s", async (name) => {
    const broken = await brokenRules(await breaking(name));
    expect(Object.keys(broken)).toEqual([name]);
    expect(broken[name]).toMatch(/expected: .+\n {2}received: .+\nWhat to do: .{40,}/u);
  });
});

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
const ITEMS = "WindowExecutionTaskInvocationIdentities";

/** Further faults: the transport, the rule that detects it, and a part of the message. */
const faults: readonly (readonly [
  fault: string,
  part: Partial<TransportSubject>,
  rule: RuleName,
  found: string,
])[] = [
  [
    "returns an empty object",
    changing("GetMaintenanceWindow", () => ({})),
    "returns the response to GetMaintenanceWindow in AWS's spelling",
    "expected: at least one member of AWS's output\n  received: {}",
  ],
  [
    "returns what another service returns",
    changing("GetMaintenanceWindow", () => ({ Windows: [] })),
    "returns the response to GetMaintenanceWindow in AWS's spelling",
    "expected: at least one member of AWS's output\n  received: { Windows: [] }",
  ],
  [
    "returns times as text",
    changing("GetMaintenanceWindow", (response) => ({ ...response, CreatedDate: "2024-08-04" })),
    "returns the response to GetMaintenanceWindow in AWS's spelling",
    "CreatedDate: expected date",
  ],
  [
    "returns members in camelCase",
    changing("GetMaintenanceWindow", () => ({ windowId: "mw-0c50858d01eaaaaaa" })),
    "returns the response to GetMaintenanceWindow in AWS's spelling",
    "received: [ 'windowId is spelled WindowId' ]",
  ],
  [
    "returns null members",
    changing("ListCommandInvocations", (response) => ({ ...response, NextToken: null })),
    "returns the response to ListCommandInvocations in AWS's spelling",
    "received: [ 'NextToken is null' ]",
  ],
  [
    "rejects a known request",
    changing("GetMaintenanceWindow", () => Promise.reject(new Error("down"))),
    "returns the response to GetMaintenanceWindow in AWS's spelling",
    "An error where none is expected:\n  expected: no error\n  received: Error: down",
  ],
  [
    "throws other errors than ServiceError",
    sending(
      (send) => (name, input, options) =>
        send(name, input, options).catch(() => Promise.reject(new Error("400 Bad Request"))),
    ),
    "rejects GetMaintenanceWindow with a ServiceError for IDs that do not exist",
    "expected: ServiceError with operation: GetMaintenanceWindow, code: DoesNotExistException, retryable: false\n" +
      "  received: Error: 400 Bad Request",
  ],
  [
    "marks a rejected request as retryable",
    sending(
      (send) => (name, input, options) =>
        send(name, input, options).catch(() =>
          Promise.reject(new ServiceError(name, { code: "InvocationDoesNotExist", retryable: true })),
        ),
    ),
    "rejects GetCommandInvocation with a ServiceError for IDs that do not exist",
    "received: ServiceError: InvocationDoesNotExist { meaning: 'not-found', operation: 'GetCommandInvocation'",
  ],
  [
    "returns an item twice",
    changing(LIST, (response) => ({
      ...response,
      [ITEMS]: [...itemsOf(response), ...itemsOf(response).slice(0, 1)],
    })),
    "returns every item once and in the same order for every page size",
    "The number of items in pages of 100:\n  expected: 120\n  received: 122",
  ],
  [
    "resolves after an abort",
    { hanging: () => ({ name: "deaf", send: () => new Promise(() => {}) }) },
    "rejects with the signal's reason if aborted in flight",
    "expected: a rejection at once\n  received: no rejection within 2 s",
  ],
];

describe("the rules", () => {
  it.each(faults)("detect a transport that %s", async (_fault, part, rule, found) => {
    await expect(rules[rule]({ ...smallSubject, ...part })).rejects.toThrow(found);
  });

  it("throw an AssertionError with the rule, both values and what to do", async () => {
    const error: unknown = await rules["does not retry if throttled"](
      await breaking("does not retry if throttled"),
    ).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: "AssertionError", actual: 3, expected: 1 });
    expect(String(error)).toBe(
      'AssertionError [ERR_ASSERTION]: The transport does not follow the rule "does not retry if throttled".\n' +
        "The number of requests:\n" +
        "  expected: 1\n" +
        "  received: 3\n" +
        "What to do: Send one request per `send`, and switch off retries of your client (the AWS SDK: `maxAttempts: 1`). " +
        "Callers add `withRetry` of @windowpane/core.",
    );
  });

  it("accept the errors of another copy of the core", async () => {
    // Like a ServiceError of another copy: another class, with the brand that all copies share.
    const foreign = (operation: string): Error =>
      Object.assign(new Error("Rate exceeded"), {
        [Symbol.for("@windowpane/core/error")]: true,
        ...{ name: "ServiceError", kind: "service", operation, code: "ThrottlingException", retryable: true },
      });
    const throttled = (): Transport => ({
      name: "other copy",
      send: (operation) => Promise.reject(foreign(operation)),
    });
    const rule = rules["rejects with a retryable ServiceError if throttled"];
    await expect(rule({ ...smallSubject, throttled })).resolves.toBeUndefined();
  });

  const list = "does not retry if no response is received";
  it.each<readonly [string, object, RuleName, string]>([
    [
      "a transport that a rule needs",
      { broken: undefined },
      list,
      "The subject has no `broken`. Add it, or add",
    ],
    [
      "an input",
      { known: { ...known, inputs: { ...known.inputs, GetInventory: undefined } } },
      "returns the response to GetInventory in AWS's spelling",
      '`known.inputs` has no GetInventory. Add an input whose response has at least one member, or add `...withoutData(["GetInventory"]',
    ],
    [
      "a valid input",
      { known: { ...known, inputs: { ...known.inputs, GetMaintenanceWindow: { WindowId: "mw-1" } } } },
      "returns the response to GetMaintenanceWindow in AWS's spelling",
      "`known.inputs.GetMaintenanceWindow` is not a valid input.",
    ],
    [
      "enough invocations",
      { known: { ...known, invocations: 100 } },
      "returns every item once and in the same order for every page size",
      "`known.invocations` is 100, and the suite needs a task with more than 100.",
    ],
  ])("say what to do if the subject lacks %s", async (_lacking, part, rule, message) => {
    // The type of the parts has no undefined; the subject of a JavaScript caller may have it.
    const subject = { ...smallSubject, ...part } as TransportSubject;
    await expect(rules[rule](subject)).rejects.toThrow(message);
  });
});
