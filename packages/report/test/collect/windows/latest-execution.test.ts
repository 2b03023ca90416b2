import { createClient, type Transport } from "@windowpane/core";
import { expect, it } from "vitest";
import { latestExecution } from "../../../src/index.ts";

const WindowId = "mw-0c50858d01abcdef0";
const now = new Date("2026-11-22T12:00:00Z");
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

/** Finds the latest of executions that started these days ago, in this order, and counts the lists that it reads. */
const search = async (...days: readonly number[]) => {
  let lists = 0;
  const transport: Transport = {
    name: "list",
    send: async (_, input) => {
      lists += 1;
      const { Filters = [] } = input as { Filters?: readonly { Values: readonly string[] }[] };
      const since = new Date(Filters[0]?.Values[0] ?? 0);
      const WindowExecutions = days
        .map((count) => ({ WindowId, WindowExecutionId: `e-${count}`, StartTime: daysAgo(count) }))
        .filter(({ StartTime }) => StartTime >= since);
      return { WindowExecutions };
    },
  };
  const found = await latestExecution(createClient(transport), WindowId, { now });
  return [found?.WindowExecutionId, lists];
};

it.each([
  ["one of the last two days in one list, in any order", [1.5, 1, 20], ["e-1", 1]],
  ["an older one in two lists", [20, 9], ["e-9", 2]],
  ["one in a snapshot of last year", [400], ["e-400", 2]],
  ["none in an empty list", [], [undefined, 2]],
])("finds %s", async (_, days, expected) => {
  expect(await search(...days)).toEqual(expected);
});
