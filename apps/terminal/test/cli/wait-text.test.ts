import { ServiceError, TransportError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { waitText } from "../../src/cli/context/connect-options.ts";

const operation = "DescribeMaintenanceWindows";
const wait = { type: "waiting", operation, milliseconds: 37_000, attempt: 1 } as const;

describe("a request that takes long", () => {
  it.each([
    [undefined, `No response to ${operation} for 37 seconds.`],
    [
      new ServiceError(operation, { code: "ThrottlingException", message: "Rate exceeded" }),
      `AWS throttles ${operation} (37 seconds, retry 1).`,
    ],
    [
      new ServiceError(operation, { code: "InternalServerError", message: "Try later." }),
      `${operation} failed: Try later (37 seconds, retry 1).`,
    ],
    [
      new TransportError(operation, `No response to ${operation} from http://a: timeout. Check the network.`),
      `No response to ${operation} from http://a: timeout (37 seconds, retry 1).`,
    ],
  ])("is explained once, without the advice of its error: %s", (error, text) => {
    expect(waitText({ ...wait, error })).toBe(text);
  });
});
