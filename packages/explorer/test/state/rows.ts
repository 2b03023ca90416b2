import type { Column } from "../../src/model/column.ts";
import type { ScreenRow } from "../../src/model/content.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Screen, Screens } from "../../src/model/screen.ts";
import type { State } from "../../src/state/state.ts";
import { newView } from "../../src/state/view.ts";

/** A row of the tests' own list. */
export interface Fruit {
  readonly Name: string;
  readonly Status: string;
  readonly weight?: number;
}

export const fruit = (Name: string, Status = "SUCCESS", weight?: number): ScreenRow<Fruit> => ({
  id: Name,
  item: weight === undefined ? { Name, Status } : { Name, Status, weight },
  bad: Status === "FAILED",
  ref: { WindowId: Name },
});

const columns: readonly Column<Fruit>[] = [
  {
    title: "name",
    fields: [{ name: "name" }, { name: "status", values: ["SUCCESS", "FAILED"] }],
    least: 10,
    value: ({ Name }) => Name,
    sortKey: ({ Name }) => Name,
  },
  { title: "plain", least: 4, value: () => "" },
  {
    title: "weight",
    fields: [{ name: "weight", kind: "number", read: ({ weight }) => weight }],
    least: 6,
    value: ({ weight }) => String(weight ?? ""),
    sortKey: ({ weight }) => weight,
  },
];

/** A list of the rows under the key `windows`, and a text. */
const list: Screen = {
  name: "windows",
  title: "fruit",
  reads: () => [{ of: "windows" }],
  content: (findings) => ({
    // The tests put rows of fruit there.
    rows: (findings.get("windows")?.value ?? []) as readonly ScreenRow[],
    noun: "fruits",
    gaps: [],
    nothing: "No fruit.",
    running: true,
  }),
  // Only rows of fruit reach these columns.
  columns: columns as unknown as readonly Column[],
  enter: ({ ref, id }) => ({ screen: "executions", ref, label: id }),
};

const text: Screen = {
  name: "output",
  title: "text",
  reads: () => [],
  content: () => ({ rows: [], noun: "lines", gaps: [], nothing: "", running: false }),
  lines: () => Array.from({ length: 100 }, (_, line) => ({ pieces: [`line ${line}`] })),
};

/** A table of screens where every list is the list of fruit. */
export const fruitScreens = new Proxy<Partial<Record<string, Screen>>>(
  { output: text },
  { get: (known, name) => known[String(name)] ?? list },
) as Screens; // It has a screen for every name.

/** The state as it is before anything was read, in a window of 80x24. */
export const emptyState: State = {
  size: { columns: 80, rows: 24 },
  now: new Date("2026-11-22T12:00:00Z"),
  since: new Date("2026-11-21T12:00:00Z"),
  connection: { source: "demo" },
  views: [newView({ screen: "windows", ref: {}, label: "fruit" })],
  findings: new Map(),
};

/** What the session says when it has read rows. */
export const foundRows = (...rows: readonly ScreenRow[]) =>
  ({
    type: "readingChanged",
    key: "windows",
    finding: { value: rows, at: emptyState.now, phase: "done" } satisfies Finding,
    now: emptyState.now,
  }) as const;
