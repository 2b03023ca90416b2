import { fleetIds } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { testApp } from "../test-app.ts";

const { WindowExecutionId, TaskId } = fleetIds;

describe("the log", () => {
  it("has one entry per request, with the pattern of the route", async () => {
    const { get, log } = testApp();
    await get(`/v1/executions/${WindowExecutionId}/tasks/${TaskId}/invocations?filter=owner:hunter2`);
    expect(log).toEqual([
      {
        time: "2026-11-22T08:00:00.000Z",
        level: "info",
        requestId: "00000000-0000-4000-8000-000000000001",
        api: "rest",
        method: "GET",
        route: "/v1/executions/{windowExecutionId}/tasks/{taskId}/invocations",
        status: 200,
        duration: 0,
        caller: "anonymous",
      },
    ]);
  });

  it.each([
    [`/v1/executions/${WindowExecutionId}/tasks/${TaskId}/invocations?filter=hunter2&nextToken=hunter2`],
    ["/v1/windows?hunter2=hunter2"],
    ["/hunter2/hunter2"],
    ["/v1/windows/hunter2"],
    ["/v1/windows/%hunter2"],
  ])("contains no values of the request: %s", async (path) => {
    const { get, log } = testApp();
    await get(path, { authorization: "Bearer hunter2", accept: "hunter2/hunter2" });
    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain("hunter2");
    expect(JSON.stringify(log)).not.toContain(WindowExecutionId);
  });

  it("measures a stream until its end", async () => {
    const { app, log, mock } = testApp();
    const response = await app.request(`/v1/executions/${WindowExecutionId}/events`);
    expect([log.length, mock.requests > 0]).toEqual([0, true]);
    await response.text();
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ route: "/v1/executions/{windowExecutionId}/events", status: 200 });
  });
});
