import { withCache, type OperationName, type Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { withKnownEnds } from "../src/index.ts";
import { ids } from "./ask.ts";

const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
const execution = "GetMaintenanceWindowExecution";

interface Account {
  readonly transport: Transport;
  readonly asked: OperationName[];
}

/** One execution and one page of its invocations, each as it stands when it is asked for. */
const account = (now: {
  readonly execution: () => string;
  readonly invocations: readonly string[];
}): Account => {
  const asked: OperationName[] = [];
  const send = async (operation: OperationName): Promise<unknown> => {
    asked.push(operation);
    if (operation === execution) return { Status: now.execution() };
    return { WindowExecutionTaskInvocationIdentities: now.invocations.map((Status) => ({ Status })) };
  };
  return { asked, transport: { name: "account", send } };
};

/** Asks for the page so often, and lets what goes on beside it end each time. */
const askPages = async (transport: Transport, times: number): Promise<void> => {
  for (let count = 0; count < times; count += 1) {
    await transport.send(list, ids, {});
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe("withKnownEnds", () => {
  it("lets a cache keep the pages of an execution that is over, when nothing but pages is asked for", async () => {
    const { asked, transport } = account({ execution: () => "FAILED", invocations: ["SUCCESS", "FAILED"] });
    await askPages(withKnownEnds(withCache(transport)), 5);
    expect(asked).toEqual([list, list, execution, list]);
  });

  it("asks nothing about pages that are asked for once, as by whoever walks a list", async () => {
    const { asked, transport } = account({ execution: () => "FAILED", invocations: ["SUCCESS"] });
    const once = withKnownEnds(transport);
    for (const NextToken of ["a", "b", "c"]) await once.send(list, { ...ids, NextToken }, {});
    expect(asked).toEqual([list, list, list]);
  });

  it("asks once while the execution goes on, however often its pages look finished", async () => {
    const { asked, transport } = account({ execution: () => "IN_PROGRESS", invocations: ["SUCCESS"] });
    await askPages(withKnownEnds(withCache(transport)), 4);
    expect(asked.filter((operation) => operation === execution)).toHaveLength(1);
  });

  it.each([
    ["something on it goes on", ["SUCCESS", "IN_PROGRESS"]],
    ["it is empty", []],
  ])("asks nothing about a page when %s", async (_case, invocations) => {
    const { asked, transport } = account({ execution: () => "SUCCESS", invocations });
    await askPages(withKnownEnds(transport), 3);
    expect(asked).toEqual([list, list, list]);
  });

  it("gives the page also where the execution may not be asked for, and does not ask for it again", async () => {
    let refusals = 0;
    const refuse = (): string => {
      refusals += 1;
      throw new Error("AccessDenied");
    };
    const { transport } = account({ execution: refuse, invocations: ["SUCCESS"] });
    await askPages(withKnownEnds(transport), 3);
    expect(refusals).toBe(1);
  });
});
