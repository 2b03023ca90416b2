import { expect, it } from "vitest";
import { isDue } from "../../src/session/due.ts";

const readAt = new Date("2026-11-22T12:00:00Z");
const after = (minutes: number): Date => new Date(readAt.getTime() + minutes * 60_000);

it.each([
  { took: 300, minutes: 0.5, due: false, why: "what is younger than a minute is not asked for again" },
  { took: 300, minutes: 2, due: true, why: "what was read quickly is asked for after a minute" },
  { took: 30_000, minutes: 2, due: false, why: "what took half a minute stands longer" },
  { took: 30_000, minutes: 11, due: true, why: "but not for ever" },
])("$why", ({ took, minutes, due }) => {
  const finding = { value: { items: [], gaps: [] }, at: readAt, phase: "done", took } as const;
  expect(isDue(finding, { of: "windows" }, after(minutes))).toBe(due);
});
