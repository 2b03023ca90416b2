import { parseFilter } from "@windowpane/core";
import { expect, it } from "vitest";
import { holdsWords, makeTexts } from "../../src/state/row-text.ts";

const rows = [
  { item: { Name: "Web", StartTime: new Date("2026-11-22T05:00:00Z"), cause: { title: "Disk full" } } },
  { item: { Name: "db-2026", ResponseCode: 137, whole: () => "Web" } },
];

it.each([
  { words: "web", found: [0], why: "without regard to case, and not in what a function would give" },
  { words: '"disk full"', found: [0], why: "in members of members" },
  { words: "137", found: [1], why: "in numbers" },
  { words: "2026", found: [0, 1], why: "in dates and in names" },
  { words: "2026-11-22t05", found: [0], why: "in a date as AWS's JSON has it" },
  { words: "-2026", found: [], why: "negated" },
  { words: "2026 web", found: [0], why: "with each word for itself" },
  { words: "web2026", found: [], why: "never across two members" },
])("searches words $why: $words", ({ words, found }) => {
  const holds = holdsWords(parseFilter(words), rows);
  expect(rows.flatMap((_, index) => (holds(index) ? [index] : []))).toEqual(found);
});

it("finds the same in rows whose texts were prepared or are being prepared", () => {
  const long = Array.from({ length: 2500 }, (_, index) => ({ item: { name: `Machine-${index}` } }));
  const found = (): readonly number[] => {
    const holds = holdsWords(parseFilter("machine-1999"), long);
    return long.flatMap((_, index) => (holds(index) ? [index] : []));
  };
  const making = makeTexts(long);
  expect(making.next().done).toBe(false);
  expect(found()).toEqual([1999]);
  expect([...making]).toHaveLength(2);
  expect(found()).toEqual([1999]);
});
