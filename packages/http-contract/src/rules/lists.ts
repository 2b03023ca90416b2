import { createClient } from "@windowpane/core";
import { expect } from "vitest";
import { request, requestSsm, jsonOf } from "../subject/request.ts";
import type { HttpRule, HttpSubject } from "../subject/subject.ts";

/** IDs of all invocations of the task, directly from the account. */
export const invocationIdsOf = async ({
  fleet,
  ids,
}: HttpSubject): Promise<readonly (string | undefined)[]> => {
  const { WindowExecutionId, TaskId } = ids;
  const items = createClient(fleet).items("DescribeMaintenanceWindowExecutionTaskInvocations", {
    WindowExecutionId,
    TaskId,
    MaxResults: 100,
  });
  const found: (string | undefined)[] = [];
  for await (const { InvocationId } of items) found.push(InvocationId);
  return found;
};

/** Path of the list of invocations. */
export const invocationsPath = ({ ids: { WindowExecutionId, TaskId } }: HttpSubject): string =>
  `/v1/executions/${WindowExecutionId}/tasks/${TaskId}/invocations`;

/** Rules about lists. */
export const listRules: Readonly<Record<string, HttpRule>> = {
  "returns the pages of a list from the REST API, with links": async ({ url, subject }) => {
    const ids: (string | undefined)[] = [];
    let next: string | undefined = `${invocationsPath(subject)}?maxResults=100`;
    let pages = 0;
    while (next !== undefined) {
      const response = await request(url, next);
      expect(response.status).toBe(200);
      const { WindowExecutionTaskInvocationIdentities: items } = await jsonOf(response);
      for (const { InvocationId } of items as readonly { readonly InvocationId?: string }[]) {
        ids.push(InvocationId);
      }
      next = nextOf(response, url);
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(ids).toEqual(await invocationIdsOf(subject));
  },

  "returns a list from the SSM endpoint, with times as numbers": async ({ url, subject }) => {
    const { WindowExecutionId, TaskId } = subject.ids;
    const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";
    const response = await requestSsm(url, operation, { WindowExecutionId, TaskId, MaxResults: 100 });
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    const { WindowExecutionTaskInvocationIdentities: items, NextToken } = await jsonOf(response);
    const [first] = items as readonly Readonly<Record<string, unknown>>[];
    expect(typeof first?.["StartTime"]).toBe("number");
    expect(typeof NextToken).toBe("string");
  },

  "reports all violations of a request in AWS's words": async ({ url }) => {
    const response = await requestSsm(url, "DescribeMaintenanceWindowExecutionTaskInvocations", {
      WindowExecutionId: "x",
      MaxResults: 7,
    });
    expect(response.status).toBe(400);
    const { __type, message } = await jsonOf(response);
    expect(__type).toBe("ValidationException");
    expect(message).toMatch(/^4 validation errors detected: /);
    expect(message).toContain("Value '7' at 'maxResults' failed to satisfy constraint");
  },

  "reports an invalid parameter by name": async ({ url, subject }) => {
    const response = await request(url, `${invocationsPath(subject)}?maxResults=7`);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.text()).toContain("maxResults");
  },

  "omits sensitive members from the REST API": async ({ url, subject }) => {
    const text = await (await request(url, invocationsPath(subject))).text();
    expect(text).not.toContain("OwnerInformation");
    expect(text).not.toContain('"Parameters"');
  },
};

/** Path and query of `Link: <...>; rel="next"`. */
const nextOf = (response: Response, url: string): string | undefined => {
  const link = /<([^>]*)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  if (link === undefined) return undefined;
  const { pathname, search } = new URL(link, url);
  return pathname + search;
};
