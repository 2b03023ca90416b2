import { expect } from "vitest";
import { ask, askSsm, jsonOf } from "../subject/ask.ts";
import { STOPPER } from "../subject/credentials.ts";
import type { Line } from "../subject/subject.ts";

const WRONG = "wrong-0123456789abcdef0123456789abcdef";

/** Who is let in, and how others are refused: at each door in its own words. */
export const accessLines: Readonly<Record<string, Line>> = {
  "refuses a REST request without a credential, as a problem": async ({ url }) => {
    const response = await ask(url, "/v1/windows", { token: null });
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
    expect(await jsonOf(response)).toMatchObject({ status: 401 });
  },

  "refuses an SSM request without a credential, as AWS does": async ({ url }) => {
    const response = await askSsm(url, "DescribeMaintenanceWindows", {}, { token: null });
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(await jsonOf(response)).toEqual({
      __type: "MissingAuthenticationTokenException",
      message: "Missing Authentication Token",
    });
  },

  "refuses a token that it does not know, at both doors, and repeats none of it": async ({ url }) => {
    const rest = await ask(url, "/v1/windows", { token: WRONG });
    expect(rest.status).toBe(401);
    expect(await rest.text()).not.toContain("wrong-");
    const ssm = await askSsm(url, "DescribeMaintenanceWindows", {}, { token: WRONG });
    expect(ssm.status).toBe(400);
    expect(await ssm.text()).not.toContain("wrong-");
  },

  "refuses before it looks at what is asked for": async ({ url }) => {
    const response = await ask(url, "/v1/windows?maxResults=7", { token: null });
    expect(response.status).toBe(401);
  },

  "lets a token in at both doors": async ({ url }) => {
    expect((await ask(url, "/v1/windows")).status).toBe(200);
    expect((await askSsm(url, "DescribeMaintenanceWindows", {})).status).toBe(200);
  },

  "lets no reader stop an execution, at either door": async ({ url, subject: { ids } }) => {
    const { WindowExecutionId } = ids;
    const ssm = await askSsm(url, "CancelMaintenanceWindowExecution", { WindowExecutionId });
    expect(ssm.status).toBe(400);
    expect(await jsonOf(ssm)).toMatchObject({ __type: "AccessDeniedException" });
    const rest = await cancel(url, WindowExecutionId);
    expect(rest.status).toBe(403);
  },

  "lets one with the role stop an execution": async ({ url, subject: { ids } }) => {
    const { WindowExecutionId } = ids;
    const input = { WindowExecutionId };
    const response = await askSsm(url, "CancelMaintenanceWindowExecution", input, { token: STOPPER });
    // The fleet's execution is over; what is shown is that the mock is asked.
    expect(await jsonOf(response)).not.toMatchObject({ __type: "AccessDeniedException" });
  },
};

const cancel = (url: string, WindowExecutionId: string): Promise<Response> =>
  ask(url, `/v1/executions/${WindowExecutionId}/cancel`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ confirm: WindowExecutionId }),
  });
