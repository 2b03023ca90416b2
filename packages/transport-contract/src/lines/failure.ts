/** No answer came, or one that says to come again; either way nobody but the caller decides to ask twice. */
import { ServiceError, TransportError } from "@windowpane/core";
import { expect } from "vitest";
import { needed, rejectionOf, sendKnown } from "../subject/send.ts";
import type { Line } from "../subject/subject.ts";

const OPERATION = "DescribeMaintenanceWindowExecutionTaskInvocations";

export const failureLines = {
  "rejects with a TransportError when no answer comes": async ({ broken, known }) => {
    const transport = await needed(broken, "broken")(() => {});
    const error = await rejectionOf(sendKnown(transport, known, OPERATION));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ kind: "transport", operation: OPERATION });
  },
  "asks once when no answer comes": async ({ broken, known }) => {
    let requests = 0;
    const transport = await needed(broken, "broken")(() => (requests += 1));
    await rejectionOf(sendKnown(transport, known, OPERATION));
    expect(requests).toBe(1);
  },
  "rejects with a retryable ServiceError when it asks too fast": async ({ throttled, known }) => {
    const transport = await needed(throttled, "throttled")(() => {});
    const error = await rejectionOf(sendKnown(transport, known, OPERATION));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ operation: OPERATION, code: "ThrottlingException", retryable: true });
  },
  "asks once when it asks too fast": async ({ throttled, known }) => {
    let requests = 0;
    const transport = await needed(throttled, "throttled")(() => (requests += 1));
    await rejectionOf(sendKnown(transport, known, OPERATION));
    expect(requests).toBe(1);
  },
} satisfies Record<string, Line>;
