import { parseFilter } from "@windowpane/core";
import { expect, it } from "vitest";
import type { Column } from "../../src/model/column.ts";
import { holdsWords, makeTexts } from "../../src/state/row-text.ts";

const options = { columns: [], now: new Date("2026-11-22T12:00:00Z") } as const;

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
  const holds = holdsWords(parseFilter(words), rows, options);
  expect(rows.flatMap((_, index) => (holds(index) ? [index] : []))).toEqual(found);
});

it("finds the same in rows whose texts were prepared or are being prepared", () => {
  const long = Array.from({ length: 2500 }, (_, index) => ({ item: { name: `Machine-${index}` } }));
  const found = (): readonly number[] => {
    const holds = holdsWords(parseFilter("machine-1999"), long, options);
    return long.flatMap((_, index) => (holds(index) ? [index] : []));
  };
  const making = makeTexts(long, options);
  expect(making.next().done).toBe(false);
  expect(found()).toEqual([1999]);
  expect([...making]).toHaveLength(4);
  expect(found()).toEqual([1999]);
});

it.each([
  { words: '"timed out"', found: [0], why: "as a column shows it, where the item has another spelling" },
  { words: '"sun 22 nov 07:00"', found: [0], why: "in a time as it is shown, in local time" },
  { words: "nov", found: [0], why: "in the name of a month" },
  { words: '"07:00"', found: [0], why: "in a clock time" },
  { words: '"05:00"', found: [0], why: "in the same time in UTC" },
])("searches words $why: $words", ({ words, found }) => {
  const shown = [
    { item: { result: "timedOut", StartTime: new Date("2026-11-22T05:00:00Z") } },
    { item: { result: "passed" } },
  ];
  const columns: readonly Column<(typeof shown)[number]["item"]>[] = [
    { title: "result", least: 8, value: ({ result }) => (result === "timedOut" ? "timed out" : result) },
    { title: "started", least: 8, value: ({ StartTime }) => StartTime ?? "" },
  ];
  const holds = holdsWords(parseFilter(words), shown, {
    // Only these rows reach these columns.
    columns: columns as unknown as readonly Column[],
    now: new Date("2026-11-22T12:00:00Z"),
    utcOffset: () => 120,
  });
  expect(shown.flatMap((_, index) => (holds(index) ? [index] : []))).toEqual(found);
});

it("searches what each of two lists shows of the same items", () => {
  const items = [{ item: { name: "web" } }];
  const found = (shown: string): boolean => {
    const columns: readonly Column[] = [{ title: "name", least: 8, value: () => shown }];
    return holdsWords(parseFilter("second"), [...items], { ...options, columns })(0);
  };
  expect([found("first"), found("second")]).toEqual([false, true]);
});
