import { readFile } from "node:fs/promises";
import {
  InvalidInputError,
  InvalidOutputError,
  ServiceError,
  StalledError,
  TransportError,
  UnreadLocationsError,
  type WindowpaneError,
} from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { gapKinds, gapText, type GapKind } from "../../src/model/gap-kind.ts";
import { foldGaps, gapOf, gapsOf, groupGaps, unreadLabel } from "../../src/model/gap.ts";

const place = {
  operation: "ListCommandInvocations",
  ids: { CommandId: "c" },
  what: "What the command did",
} as const;
const { operation } = place;
const refused = (code: string, message?: string, status?: number): WindowpaneError =>
  new ServiceError(operation, { code, message, status });

describe("a gap", () => {
  it.each<[GapKind, string, string, string, WindowpaneError]>([
    [
      "denied",
      "AccessDeniedException",
      "lacks the permission",
      "ssm:ListCommandInvocations",
      refused("AccessDeniedException"),
    ],
    [
      "throttled",
      "ThrottlingException",
      "throttled the requests",
      "lower concurrency",
      refused("ThrottlingException", "Rate exceeded"),
    ],
    [
      "throttled",
      "UnknownError",
      "throttled the requests",
      "lower concurrency",
      refused("UnknownError", "", 429),
    ],
    ["credentials", "ExpiredTokenException", "credentials", "Renew", refused("ExpiredTokenException")],
    [
      "not-found",
      "AutomationExecutionNotFoundException",
      "did not find it",
      "30 days",
      refused("AutomationExecutionNotFoundException"),
    ],
    ["fault", "InternalServerError", "internal error", "Health Dashboard", refused("InternalServerError")],
    ["rejected", "InvalidFilterKey", "rejected the request", "yourself", refused("InvalidFilterKey")],
    [
      "no-response",
      "no-response",
      "no complete response",
      "network",
      new TransportError(operation, "socket hang up"),
    ],
    [
      "not-sent",
      "unsent",
      "was not sent",
      "aws sso login",
      new TransportError(operation, "The session has ended.", { retryable: false }),
    ],
    [
      "foreign",
      "foreign",
      "not from AWS",
      "proxy",
      new TransportError(operation, "A web page came.", { meaning: "foreign" }),
    ],
    [
      "damaged",
      "damaged",
      "stored of it is damaged",
      "backup",
      new TransportError(operation, "The document is damaged.", { meaning: "damaged", retryable: false }),
    ],
    ["stalled-list", "stalled", "repeat", "token", new StalledError(operation, "token-7")],
    [
      "invalid-response",
      "invalid-output",
      "documented shape",
      "report",
      new InvalidOutputError(operation, ["x: expected string"]),
    ],
    [
      "rejected",
      "invalid-input",
      "not valid as a parameter",
      "yourself",
      new InvalidInputError(operation, [
        { path: [], member: "commandId", rule: "length", message: "too short" },
      ]),
    ],
  ])("of kind %s has a reason and a next step: %s", (kind, code, why, nextStep, error) => {
    const gap = gapOf(error, place);
    expect(gap).toMatchObject({ operation, ids: place.ids, kind, code, count: 1 });
    expect(gap.why).toContain("What the command did could not be read");
    expect(gap.why).toContain(why);
    expect(gap.nextStep).toContain(nextStep);
  });

  it("has a different next step for each kind", () => {
    const steps = gapKinds.map((kind) => gapText(kind, operation).nextStep);
    expect(new Set(steps).size).toBe(gapKinds.length);
  });

  it("is documented for each kind", async () => {
    const text = await readFile(new URL("../../../../docs/reports.md", import.meta.url), "utf8");
    const rows = text.slice(text.indexOf("## Gaps"), text.indexOf("## Timeline"));
    const documented = [...rows.matchAll(/^\| `([a-z-]+)`/gmu)].map(([, kind]) => kind);
    expect(documented).toEqual([...gapKinds]);
  });

  it("recommends a new sign-in only for missing or rejected credentials", () => {
    const renewing = gapKinds.filter((kind) => gapText(kind, operation).nextStep.includes("aws sso login"));
    expect(renewing).toEqual(["not-sent", "credentials"]);
  });

  it("explains a rejected token, what was read and how to read the rest", () => {
    const error = refused("InvalidNextToken");
    error.resumeFrom = "token-7";
    expect(gapOf(error, place).why).toContain("no longer accepts the token");
    // Without an earlier page, nothing was read.
    expect(gapOf(refused("InvalidNextToken"), place).why).toContain("rejected the token");
  });

  it("includes why a request was not sent", () => {
    const error = new TransportError("ListCommandInvocations", "The session has ended.", {
      retryable: false,
    });
    expect(gapOf(error, place).message).toBe("The session has ended.");
  });

  it("includes AWS's message as one plain line", () => {
    expect(
      gapOf(refused("AccessDeniedException", "User: \u001B[31marn:x\u001B[0m\nis not authorized"), place)
        .message,
    ).toBe("User: arn:x is not authorized");
  });

  it("keeps the token to resume from", () => {
    expect(gapOf(new StalledError("ListCommandInvocations", "token-7"), place).resumeFrom).toBe("token-7");
  });

  it("merges equal gaps with their count and the first IDs, in any order of responses", () => {
    const gaps = ["c", "a", "b"].map((CommandId) =>
      gapOf(refused("AccessDeniedException"), { ...place, ids: { CommandId } }),
    );
    const others = [
      gapOf(refused("ThrottlingException"), place),
      gapOf(refused("AccessDeniedException"), { ...place, operation: "GetCommandInvocation" }),
    ];
    const folded = foldGaps([...gaps, ...others]);
    expect(folded).toMatchObject([
      { operation: "GetCommandInvocation", count: 1 },
      { code: "AccessDeniedException", count: 3, ids: { CommandId: "a" } },
      { code: "ThrottlingException", count: 1 },
    ]);
    expect(foldGaps([...others, ...gaps].toReversed())).toEqual(folded);
  });
});

describe("accounts and regions that cannot be read", () => {
  const list = { operation: "DescribeMaintenanceWindows", ids: {}, what: "The list of windows" } as const;
  const legacy = { Account: "111122223344", AccountName: "legacy", Region: "eu-central-1" };
  const unread = (origin: object, reason: string) =>
    gapsOf(
      new UnreadLocationsError(list.operation, [
        { ...legacy, ...origin, error: refused("AccessDenied"), reason, remedy: "Create the role." },
      ]),
      list,
    );
  const assumed = "The role arn:aws:iam::111122223344:role/Read could not be assumed: access denied.";

  it("are one group for each account and reason, whose item is the first region", () => {
    const gaps = [
      ...unread({}, assumed),
      ...unread({ Region: "us-east-1" }, assumed),
      ...unread({ Region: "us-west-2" }, "There was no response from us-west-2."),
      ...unread({ Region: "us-west-1" }, "There was no response from us-west-1."),
      ...unread({ Account: "111122223355", AccountName: "crm" }, assumed),
    ];
    expect(groupGaps(gaps).map(({ item, regions }) => [item.origin?.AccountName, ...regions])).toEqual([
      ["legacy", "eu-central-1", "us-east-1"],
      ["legacy", "us-west-2", "us-west-1"],
      ["crm", "eu-central-1"],
    ]);
  });

  it.each([
    [{}, assumed, "legacy: the role could not be assumed"],
    [{ AccountName: undefined }, assumed, "111122223344: the role could not be assumed"],
    [{}, "Never collected, first tried 2026-11-30T15:10Z: " + assumed, "legacy: never collected"],
    [{}, "STS is not enabled in me-south-1: RegionDisabled.", "legacy: STS is not enabled in me-south-1"],
    [{}, "There was no response from eu-central-1.", "legacy: there was no response from eu-central-1"],
  ])("have a short text: %j, %s", (origin, reason, text) => {
    expect(unread(origin, reason).map(unreadLabel)).toEqual([text]);
  });

  it("are not what a gap of one request in an account is", () => {
    const gap = { ...gapOf(refused("AccessDeniedException"), place), origin: legacy };
    expect(unreadLabel(gap)).toBeUndefined();
    expect(unreadLabel(gapOf(refused("AccessDeniedException"), list))).toBeUndefined();
  });
});
