import {
  InvalidInputError,
  InvalidOutputError,
  ServiceError,
  StalledError,
  TransportError,
  type WindowpaneError,
} from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { foldHoles, holeOf } from "../src/hole.ts";

const place = {
  operation: "ListCommandInvocations",
  ids: { CommandId: "c" },
  what: "What the command did",
} as const;
const refused = (code: string, message?: string): WindowpaneError =>
  new ServiceError("ListCommandInvocations", { code, message });

describe("a hole", () => {
  it.each<[string, string, string, WindowpaneError]>([
    ["AccessDeniedException", "may not ask", "ssm:ListCommandInvocations", refused("AccessDeniedException")],
    [
      "ThrottlingException",
      "too many requests",
      "less concurrency",
      refused("ThrottlingException", "Rate exceeded"),
    ],
    ["ExpiredTokenException", "credentials", "Renew", refused("ExpiredTokenException")],
    [
      "AutomationExecutionNotFoundException",
      "does not know it",
      "30 days",
      refused("AutomationExecutionNotFoundException"),
    ],
    ["InternalServerError", "error of its own", "Ask again", refused("InternalServerError")],
    ["InvalidFilterKey", "refused", "by hand", refused("InvalidFilterKey")],
    ["no-answer", "no response", "network", new TransportError("ListCommandInvocations", "socket hang up")],
    [
      "unsent",
      "could not be asked for",
      "aws sso login",
      new TransportError("ListCommandInvocations", "The session has ended.", { retryable: false }),
    ],
    ["stalled", "circle", "token", new StalledError("ListCommandInvocations", "token-7")],
    [
      "invalid-output",
      "another shape",
      "report",
      new InvalidOutputError("ListCommandInvocations", ["x: expected string"]),
    ],
    [
      "invalid-input",
      "not one that it takes",
      "by hand",
      new InvalidInputError("ListCommandInvocations", [
        { path: [], member: "commandId", rule: "length", message: "too short" },
      ]),
    ],
  ])("says why and what to do: %s", (code, why, whatToDo, error) => {
    const hole = holeOf(error, place);
    expect(hole).toMatchObject({ operation: place.operation, ids: place.ids, code, count: 1 });
    expect(hole.why).toContain("What the command did could not be read");
    expect(hole.why).toContain(why);
    expect(hole.whatToDo).toContain(whatToDo);
  });

  it("says of a token that AWS no longer takes what was read, and how to read the rest", () => {
    const error = refused("InvalidNextToken");
    error.resumeFrom = "token-7";
    expect(holeOf(error, place).why).toContain("no longer takes the token");
    // Without a page before it nothing was read.
    expect(holeOf(refused("InvalidNextToken"), place).why).toContain("does not take the token");
  });

  it("keeps what kept a request from being sent", () => {
    const error = new TransportError("ListCommandInvocations", "The session has ended.", {
      retryable: false,
    });
    expect(holeOf(error, place).message).toBe("The session has ended.");
  });

  it("keeps AWS's own words as one plain line", () => {
    expect(
      holeOf(refused("AccessDeniedException", "User: \u001B[31marn:x\u001B[0m\nis not authorized"), place)
        .message,
    ).toBe("User: arn:x is not authorized");
  });

  it("keeps the token from which the rest can be asked for", () => {
    expect(holeOf(new StalledError("ListCommandInvocations", "token-7"), place).resumeFrom).toBe("token-7");
  });

  it("is told once for equal troubles, with their number and the first ids, however the answers came", () => {
    const holes = ["c", "a", "b"].map((CommandId) =>
      holeOf(refused("AccessDeniedException"), { ...place, ids: { CommandId } }),
    );
    const others = [
      holeOf(refused("ThrottlingException"), place),
      holeOf(refused("AccessDeniedException"), { ...place, operation: "GetCommandInvocation" }),
    ];
    const folded = foldHoles([...holes, ...others]);
    expect(folded).toMatchObject([
      { operation: "GetCommandInvocation", count: 1 },
      { code: "AccessDeniedException", count: 3, ids: { CommandId: "a" } },
      { code: "ThrottlingException", count: 1 },
    ]);
    expect(foldHoles([...others, ...holes].toReversed())).toEqual(folded);
  });
});
