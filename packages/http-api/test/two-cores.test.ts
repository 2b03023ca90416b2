/** Two copies of the core in one process, as package managers install them for different versions. */
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type * as core from "@windowpane/core";
import {
  createClient,
  createReader,
  errorMeaning,
  isWindowpaneError,
  ServiceError,
  TransportError,
  withRetry,
  type Transport,
} from "@windowpane/core";
import { createEndpoint } from "@windowpane/endpoint";
import { reportExecution } from "@windowpane/report";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testApp } from "./test-app.ts";

type Core = Pick<typeof core, "ServiceError" | "TransportError" | "createClient">;

const folder = new URL("../.cache/second-core/", import.meta.url);
let second: Core;

beforeAll(async () => {
  const first = new URL("..", import.meta.resolve("@windowpane/core"));
  mkdirSync(folder, { recursive: true });
  // Source maps refer to the sources.
  for (const part of ["dist/", "src/"])
    cpSync(new URL(part, first), fileURLToPath(new URL(part, folder)), { recursive: true });
  second = (await import(new URL("dist/index.js", folder).href)) as Core;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { WindowExecutionId, TaskId } = fleetIds;
const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";

/** The mock, with an error of the second copy for the n-th request of an operation. */
const failing = (operation: string, at: readonly number[], failure: () => Error): Transport => {
  const mock = mockTransport({ scenario: fleet({ invocations: 250 }) });
  let requests = 0;
  return {
    name: "failing",
    send: async (name, input, options) => {
      if (name === operation) requests += 1;
      if (name === operation && at.includes(requests)) throw failure();
      return mock.send(name, input, options);
    },
  };
};
const serviceError = (code: string, status = 400): Error => new second.ServiceError(LIST, { code, status });

describe("errors of another copy of the core", () => {
  it("are recognised although their classes differ", () => {
    const error: unknown = serviceError("AccessDeniedException");
    expect(error).not.toBeInstanceOf(ServiceError);
    expect(isWindowpaneError(error) && errorMeaning(error)).toBe("denied");
  });

  it.each([
    ["throttling", () => serviceError("ThrottlingException")],
    ["a lost response", () => new second.TransportError(LIST, "The connection was lost.")],
  ])("are retried after %s", async (_, failure) => {
    let delays = 0;
    const sleep = async (): Promise<void> => {
      delays += 1;
    };
    const transport = withRetry(failing(LIST, [1, 2], failure), { sleep, random: () => 0 });
    const page = await createClient(transport).call(LIST, { WindowExecutionId, TaskId });
    expect(page.WindowExecutionTaskInvocationIdentities).not.toEqual([]);
    expect(delays).toBe(2);
  });

  it("contain the token to resume a list from", async () => {
    const client = createClient(failing(LIST, [2], () => serviceError("InternalServerError", 500)));
    const items: unknown[] = [];
    const input = { WindowExecutionId, TaskId, MaxResults: 100 };
    const gap = await createReader(client).list(LIST, input, (page) => items.push(...page));
    expect(gap).toBeUndefined();
    expect(items).toHaveLength(250);
  });

  it("keep their codes in AWS's protocol", async () => {
    const endpoint = createEndpoint(
      failing(LIST, [1], () => serviceError("AccessDeniedException")),
      {
        requestId: () => "id",
      },
    );
    const response = await endpoint(
      new Request("http://localhost/", {
        method: "POST",
        headers: { "x-amz-target": `AmazonSSM.${LIST}`, "content-type": "application/x-amz-json-1.1" },
        body: JSON.stringify({ WindowExecutionId, TaskId }),
      }),
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: "AccessDeniedException" });
  });

  it("are the same problem over HTTP", async () => {
    const transport = failing("GetMaintenanceWindowExecution", [1], () =>
      serviceError("DoesNotExistException"),
    );
    const { status, body } = await testApp({ transport }).get(`/v1/executions/${WindowExecutionId}`);
    expect([status, body["type"]]).toEqual([404, "/docs#problem-not-found"]);
  });

  it("leave the same gap in a report", async () => {
    const reportOf = async (failure: () => Error) =>
      reportExecution(createClient(failing(LIST, [1], failure)), { WindowExecutionId });
    const theirs = await reportOf(() => serviceError("AccessDeniedException"));
    const ours = await reportOf(() => new ServiceError(LIST, { code: "AccessDeniedException", status: 400 }));
    expect(theirs).toEqual(ours);
    expect(theirs.gaps).toMatchObject([{ code: "AccessDeniedException", operation: LIST }]);
  });

  it("are recognised from the other copy's client, too", async () => {
    const client = second.createClient(failing(LIST, [1], () => new TransportError(LIST, "lost")));
    const { failed: gap } = await createReader(client).call(LIST, { WindowExecutionId, TaskId });
    expect(gap?.error.kind).toBe("transport");
  });
});
