import { expect, it } from "vitest";
import { isWhole, letItGrow, letOthersRun } from "../../src/session/growing.ts";
import type { Reading } from "../../src/model/reading.ts";

const execution: Reading = { of: "execution", WindowExecutionId: "5c3c41b4-0e34-4c1e-9f2d-4d3f36f0a1b2" };
const report = (total: number, done = false) => ({ counts: { total }, done });
const { signal } = new AbortController();

it.each([
  ["a small report", execution, report(20), [100]],
  ["a large report, which is shown less often", execution, report(100_000), [0, 5000]],
  ["a list", { of: "windows" } as const, report(100_000), []],
])("waits between two versions of %s", async (_, reading, value, expected) => {
  const slept: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => void slept.push(milliseconds);
  await letOthersRun(reading, value, sleep, signal);
  await letItGrow(reading, value, sleep, signal);
  expect(slept).toEqual(expected);
});

it("knows the last version of a report", () => {
  expect([true, false].map((done) => isWhole(execution, report(1, done)))).toEqual([true, false]);
  expect([isWhole({ of: "windows" }, report(1, true)), isWhole(execution, undefined)]).toEqual([
    false,
    false,
  ]);
});
