import { expect, it } from "vitest";
import { causeBy, type CauseRule } from "../../../../src/judge/causes/rules/rule.ts";

const rule: CauseRule = { slug: "exit-code", title: "Exit code", nextStep: "Read the output.", broad: true };

it("the key of a cause has at most 200 code points of its evidence, and never half a character", () => {
  const key = (evidence: string): string => causeBy(rule, "output", evidence).key;
  expect(key("disk sda is full")).toBe("exit-code: disk sda is full");
  expect(key("\u{1F525}".repeat(300))).toBe(`exit-code: ${"\u{1F525}".repeat(200)}`);
  expect(key(`${"a ".repeat(99)}b c d`)).toBe(`exit-code: ${"a ".repeat(99)}b `);
});
