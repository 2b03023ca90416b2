import { describe, expect, it } from "vitest";
import { withCache, type Input, type OperationName, type Transport } from "../../src/index.ts";

const WindowExecutionId = "b40a588d-32a7-4ea7-9a6b-b4ef4e3a91c2";
const TaskId = "0c9ac961-dafd-4a94-b6c7-1bef3a7700d1";
const CommandId = "1203cf98-5a79-4ec3-97e9-12e0b4a5d6f7";

/** Returns responses from a table and counts requests. */
const counting = (responses: Partial<Record<OperationName, unknown>>): Transport & { requests: number } => {
  const transport = {
    name: "counting",
    requests: 0,
    send: async (operation: OperationName) => {
      transport.requests += 1;
      return responses[operation];
    },
  };
  return transport;
};

const requestCount = async <Name extends OperationName>(
  responses: Partial<Record<OperationName, unknown>>,
  operation: Name,
  input: Input<Name>,
  before: readonly (readonly [OperationName, object])[] = [],
): Promise<number> => {
  const transport = counting(responses);
  const cached = withCache(transport);
  for (const [earlier, request] of before) await cached.send(earlier, request, {});
  transport.requests = 0;
  await cached.send(operation, input, {});
  await cached.send(operation, input, {});
  return transport.requests;
};

const finishedExecution = ["GetMaintenanceWindowExecution", { WindowExecutionId }] as const;
const taskList = [
  "DescribeMaintenanceWindowExecutionTaskInvocations",
  { WindowExecutionId, TaskId },
] as const;

describe("an execution", () => {
  it.each(["SUCCESS", "FAILED", "TIMED_OUT", "CANCELLED", "SKIPPED_OVERLAPPING"])(
    "that is %s is requested once",
    async (Status) => {
      expect(await requestCount({ GetMaintenanceWindowExecution: { Status } }, ...finishedExecution)).toBe(1);
    },
  );

  it.each(["PENDING", "IN_PROGRESS", "CANCELLING", "A_NEW_WORD", undefined])(
    "that is %s is requested again",
    async (Status) => {
      expect(await requestCount({ GetMaintenanceWindowExecution: { Status } }, ...finishedExecution)).toBe(2);
    },
  );
});

describe("a list of invocations", () => {
  const list = (Status: string): unknown => ({
    WindowExecutionTaskInvocationIdentities: [{ Status, ExecutionId: CommandId }],
  });
  const input = { WindowExecutionId, TaskId };
  const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";

  it("is requested again until the execution is known to have ended", async () => {
    expect(await requestCount({ [operation]: list("SUCCESS") }, operation, input)).toBe(2);
  });

  it("is requested once after the execution is known to have ended", async () => {
    const responses = { [operation]: list("SUCCESS"), GetMaintenanceWindowExecution: { Status: "FAILED" } };
    expect(await requestCount(responses, operation, input, [finishedExecution])).toBe(1);
  });

  it("is frozen when it is returned from the cache", async () => {
    const responses = { [operation]: list("SUCCESS"), GetMaintenanceWindowExecution: { Status: "FAILED" } };
    const cached = withCache(counting(responses));
    await cached.send(...finishedExecution, {});
    const first = await cached.send(operation, input, {});
    expect(Object.isFrozen(first)).toBe(false);
    expect(await cached.send(operation, input, {})).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
  });

  it("is requested again if a cancelled execution has a running machine", async () => {
    const responses = {
      [operation]: list("IN_PROGRESS"),
      GetMaintenanceWindowExecution: { Status: "CANCELLED" },
    };
    expect(await requestCount(responses, operation, input, [finishedExecution])).toBe(2);
  });
});

describe("a command's machines", () => {
  const responses = (Status: string): Partial<Record<OperationName, unknown>> => ({
    GetMaintenanceWindowExecution: { Status: "FAILED" },
    DescribeMaintenanceWindowExecutionTaskInvocations: {
      WindowExecutionTaskInvocationIdentities: [{ Status: "FAILED", ExecutionId: CommandId }],
    },
    ListCommandInvocations: { CommandInvocations: Status === "" ? [] : [{ Status }] },
  });
  const before = [finishedExecution, taskList];

  it("are requested once if their invocation is known to have ended", async () => {
    expect(await requestCount(responses("Failed"), "ListCommandInvocations", { CommandId }, before)).toBe(1);
  });

  it("are requested again while one runs or the list is empty", async () => {
    expect(await requestCount(responses("InProgress"), "ListCommandInvocations", { CommandId }, before)).toBe(
      2,
    );
    expect(await requestCount(responses(""), "ListCommandInvocations", { CommandId }, before)).toBe(2);
  });
});

describe("the cache", () => {
  const finished = { GetMaintenanceWindowExecution: { Status: "SUCCESS" } };
  const id = (tail: number): { readonly WindowExecutionId: string } => ({
    WindowExecutionId: WindowExecutionId.slice(0, -1) + String(tail),
  });

  it("removes the least recently used response when full", async () => {
    const transport = counting(finished);
    const cached = withCache(transport, { maxEntries: 2 });
    const readTail = (tail: number): Promise<unknown> =>
      cached.send("GetMaintenanceWindowExecution", id(tail), {});
    for (const tail of [1, 2, 1, 3]) await readTail(tail);
    transport.requests = 0;
    for (const tail of [1, 3]) await readTail(tail);
    expect(transport.requests).toBe(0);
    await readTail(2);
    expect(transport.requests).toBe(1);
  });

  it("distinguishes pages and ignores the order of members", async () => {
    const transport = counting({ GetMaintenanceWindowExecutionTask: { Status: "SUCCESS" } });
    const cached = withCache(transport);
    await cached.send("GetMaintenanceWindowExecutionTask", { WindowExecutionId, TaskId }, {});
    await cached.send("GetMaintenanceWindowExecutionTask", { TaskId, WindowExecutionId }, {});
    expect(transport.requests).toBe(1);
    await cached.send("GetMaintenanceWindowExecutionTask", { TaskId: CommandId, WindowExecutionId }, {});
    expect(transport.requests).toBe(2);
  });

  it("rejects an aborted caller", async () => {
    const cached = withCache(counting(finished));
    await cached.send("GetMaintenanceWindowExecution", id(1), {});
    const reason = new Error("left");
    const signal = AbortSignal.abort(reason);
    await expect(cached.send("GetMaintenanceWindowExecution", id(1), { signal })).rejects.toBe(reason);
  });
});

describe("a cache with confirmEnds", () => {
  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
  const execution = "GetMaintenanceWindowExecution";
  const input = { WindowExecutionId, TaskId };

  /** An execution and a page of its invocations, with their states by request. */
  const account = (now: { readonly execution: () => string; readonly invocations: readonly string[] }) => {
    const sent: OperationName[] = [];
    const send = async (operation: OperationName): Promise<unknown> => {
      sent.push(operation);
      if (operation === execution) return { Status: now.execution() };
      return { WindowExecutionTaskInvocationIdentities: now.invocations.map((Status) => ({ Status })) };
    };
    return { sent, cached: withCache({ name: "account", send }, { confirmEnds: true }) };
  };

  /** Requests the page several times and waits for extra requests each time. */
  const requestPage = async (transport: Transport, times: number): Promise<void> => {
    for (let count = 0; count < times; count += 1) {
      await transport.send(list, input, {});
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it("caches pages of an ended execution if only pages are requested", async () => {
    const { sent, cached } = account({ execution: () => "FAILED", invocations: ["SUCCESS", "FAILED"] });
    await requestPage(cached, 5);
    expect(sent).toEqual([list, list, execution, list]);
  });

  it("sends no extra request for pages that are requested once", async () => {
    const { sent, cached } = account({ execution: () => "FAILED", invocations: ["SUCCESS"] });
    for (const NextToken of ["a", "b", "c"]) await cached.send(list, { ...input, NextToken }, {});
    expect(sent).toEqual([list, list, list]);
  });

  it("sends one extra request for a running execution", async () => {
    const { sent, cached } = account({ execution: () => "IN_PROGRESS", invocations: ["SUCCESS"] });
    await requestPage(cached, 4);
    expect(sent.filter((operation) => operation === execution)).toHaveLength(1);
  });

  it.each([
    ["an item still runs", ["SUCCESS", "IN_PROGRESS"]],
    ["it is empty", []],
  ])("sends no extra request for a page if %s", async (_case, statuses) => {
    const { sent, cached } = account({ execution: () => "SUCCESS", invocations: statuses });
    await requestPage(cached, 3);
    expect(sent).toEqual([list, list, list]);
  });

  it("returns the page if the execution cannot be read, and does not request it again", async () => {
    let refusals = 0;
    const refuse = (): string => {
      refusals += 1;
      throw new Error("AccessDenied");
    };
    const { cached } = account({ execution: refuse, invocations: ["SUCCESS"] });
    await requestPage(cached, 3);
    expect(refusals).toBe(1);
  });
});
