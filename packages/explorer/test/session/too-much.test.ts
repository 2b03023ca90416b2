import { expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { tooMuch } from "../../src/session/too-much.ts";

const report = (total: number): Finding => ({ phase: "done", value: { counts: { total } } });

it("forgets what was not wanted for the longest, until the rest is no more than 150,000 rows", () => {
  const found = new Map([
    ["old", report(100_000)],
    ["small", report(10)],
    ["newer", report(100_000)],
    ["looked at", report(900_000)],
  ]);
  expect(tooMuch(found, ["looked at"])).toEqual(["old"]);
});

it("keeps what is small, up to fifty readings", () => {
  const found = new Map(Array.from({ length: 52 }, (_, at) => [`reading ${at}`, report(1)]));
  expect(tooMuch(found, [])).toEqual(["reading 0", "reading 1"]);
});
