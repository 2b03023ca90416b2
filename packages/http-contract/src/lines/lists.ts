import { createClient } from "@windowpane/core";
import { expect } from "vitest";
import { ask, askSsm, jsonOf } from "../subject/ask.ts";
import type { Line, Subject } from "../subject/subject.ts";

/** The ids of every invocation of the fleet's task, asked of the account itself. */
export const invocationIdsOf = async ({ fleet, ids }: Subject): Promise<readonly (string | undefined)[]> => {
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

/** The path of the main list. */
export const invocationsPath = ({ ids: { WindowExecutionId, TaskId } }: Subject): string =>
  `/v1/executions/${WindowExecutionId}/tasks/${TaskId}/invocations`;

/** Lists, page by page. */
export const listLines: Readonly<Record<string, Line>> = {
  "gives the main list at the REST door, page by page along its links": async ({ url, subject }) => {
    const ids: (string | undefined)[] = [];
    let next: string | undefined = `${invocationsPath(subject)}?maxResults=100`;
    let pages = 0;
    while (next !== undefined) {
      const response = await ask(url, next);
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

  "gives the main list at the SSM door, with times as numbers": async ({ url, subject }) => {
    const { WindowExecutionId, TaskId } = subject.ids;
    const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";
    const response = await askSsm(url, operation, { WindowExecutionId, TaskId, MaxResults: 100 });
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    const { WindowExecutionTaskInvocationIdentities: items, NextToken } = await jsonOf(response);
    const [first] = items as readonly Readonly<Record<string, unknown>>[];
    expect(typeof first?.["StartTime"]).toBe("number");
    expect(typeof NextToken).toBe("string");
  },

  "lists every fault of a request at once, in AWS's words": async ({ url }) => {
    const response = await askSsm(url, "DescribeMaintenanceWindowExecutionTaskInvocations", {
      WindowExecutionId: "x",
      MaxResults: 7,
    });
    expect(response.status).toBe(400);
    const { __type, message } = await jsonOf(response);
    expect(__type).toBe("ValidationException");
    expect(message).toMatch(/^4 validation errors detected: /);
    expect(message).toContain("Value '7' at 'maxResults' failed to satisfy constraint");
  },

  "names what is wrong with a parameter": async ({ url, subject }) => {
    const response = await ask(url, `${invocationsPath(subject)}?maxResults=7`);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.text()).toContain("maxResults");
  },

  "leaves out what AWS calls sensitive at the REST door": async ({ url, subject }) => {
    const text = await (await ask(url, invocationsPath(subject))).text();
    expect(text).not.toContain("OwnerInformation");
    expect(text).not.toContain('"Parameters"');
  },
};

/** Where `Link: <...>; rel="next"` leads, as a path. */
const nextOf = (response: Response, url: string): string | undefined => {
  const link = /<([^>]*)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  if (link === undefined) return undefined;
  const { pathname, search } = new URL(link, url);
  return pathname + search;
};
