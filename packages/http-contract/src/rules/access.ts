import { expect } from "vitest";
import { request, requestSsm, jsonOf } from "../subject/request.ts";
import { CANCELLER } from "../subject/credentials.ts";
import type { HttpRule } from "../subject/subject.ts";

const WRONG = "wrong-0123456789abcdef0123456789abcdef";

/** Rules about authentication and permissions. */
export const accessRules: Readonly<Record<string, HttpRule>> = {
  "rejects a REST request without credentials with a problem": async ({ url }) => {
    const response = await request(url, "/v1/windows", { token: null });
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
    expect(await jsonOf(response)).toMatchObject({ status: 401 });
  },

  "rejects an SSM request without credentials with AWS's error": async ({ url }) => {
    const response = await requestSsm(url, "DescribeMaintenanceWindows", {}, { token: null });
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(await jsonOf(response)).toEqual({
      __type: "MissingAuthenticationTokenException",
      message: "Missing Authentication Token",
    });
  },

  "rejects an unknown token without repeating it": async ({ url }) => {
    const rest = await request(url, "/v1/windows", { token: WRONG });
    expect(rest.status).toBe(401);
    expect(await rest.text()).not.toContain("wrong-");
    const ssm = await requestSsm(url, "DescribeMaintenanceWindows", {}, { token: WRONG });
    expect(ssm.status).toBe(400);
    expect(await ssm.text()).not.toContain("wrong-");
  },

  "authenticates before it validates": async ({ url }) => {
    const response = await request(url, "/v1/windows?maxResults=7", { token: null });
    expect(response.status).toBe(401);
  },

  "accepts a token for the REST API and the SSM endpoint": async ({ url }) => {
    expect((await request(url, "/v1/windows")).status).toBe(200);
    expect((await requestSsm(url, "DescribeMaintenanceWindows", {})).status).toBe(200);
  },

  "does not allow a reader to cancel an execution": async ({ url, subject: { ids } }) => {
    const { WindowExecutionId } = ids;
    const ssm = await requestSsm(url, "CancelMaintenanceWindowExecution", { WindowExecutionId });
    expect(ssm.status).toBe(400);
    expect(await jsonOf(ssm)).toMatchObject({ __type: "AccessDeniedException" });
    const rest = await cancel(url, WindowExecutionId);
    expect(rest.status).toBe(403);
  },

  "allows a caller with the permission to cancel an execution": async ({ url, subject: { ids } }) => {
    const { WindowExecutionId } = ids;
    const input = { WindowExecutionId };
    const response = await requestSsm(url, "CancelMaintenanceWindowExecution", input, { token: CANCELLER });
    // The execution has ended; any other error shows that the request reached the mock.
    expect(await jsonOf(response)).not.toMatchObject({ __type: "AccessDeniedException" });
  },
};

const cancel = (url: string, WindowExecutionId: string): Promise<Response> =>
  request(url, `/v1/executions/${WindowExecutionId}/cancel`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ confirm: WindowExecutionId }),
  });
