/** Rules about connection failures and throttling: a transport never retries. */
import { ServiceError, TransportError } from "@windowpane/core";
import { expect } from "vitest";
import { needed, rejectionOf, sendKnown } from "../subject/send.ts";
import type { ContractRule } from "../subject/subject.ts";

const OPERATION = "DescribeMaintenanceWindowExecutionTaskInvocations";

export const failureRules = {
  "rejects with a TransportError if no response is received": async ({ broken, known }) => {
    const transport = await needed(broken, "broken")(() => {});
    const error = await rejectionOf(sendKnown(transport, known, OPERATION));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ kind: "transport", operation: OPERATION });
  },
  "does not retry if no response is received": async ({ broken, known }) => {
    let requests = 0;
    const transport = await needed(broken, "broken")(() => (requests += 1));
    await rejectionOf(sendKnown(transport, known, OPERATION));
    expect(requests).toBe(1);
  },
  "rejects with a retryable ServiceError if throttled": async ({ throttled, known }) => {
    const transport = await needed(throttled, "throttled")(() => {});
    const error = await rejectionOf(sendKnown(transport, known, OPERATION));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ operation: OPERATION, code: "ThrottlingException", retryable: true });
  },
  "does not retry if throttled": async ({ throttled, known }) => {
    let requests = 0;
    const transport = await needed(throttled, "throttled")(() => (requests += 1));
    await rejectionOf(sendKnown(transport, known, OPERATION));
    expect(requests).toBe(1);
  },
} satisfies Record<string, ContractRule>;
