/** The table of docs/costs.md. Run this file to write it. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { markdownTable } from "@windowpane/text";
import { assumed, monthlyCosts, quietCosts, runCosts } from "./model.ts";

const path = fileURLToPath(new URL("../../../../docs/costs.md", import.meta.url));
const begin = "<!-- Written by packages/archive/test/costs/table.ts: -->";
const end = "<!-- (end of the written part) -->";

const sizes = [10, 300, 3000] as const;

/** Two significant digits, with k, million or GB in words where the column says so. */
const figure = (value: number): string => {
  const rounded = value === 0 ? 0 : Number(value.toPrecision(2));
  if (rounded >= 1e9) return `${rounded / 1e9} billion`;
  if (rounded >= 1e6) return `${rounded / 1e6} million`;
  return rounded.toLocaleString("en-US", { maximumFractionDigits: 3 });
};

const perMonth = (): string => {
  const costs = sizes.map((locations) => monthlyCosts({ ...assumed, locations }));
  const row = (name: string, member: keyof (typeof costs)[number]): readonly string[] => [
    name,
    ...costs.map((cost) => figure(cost[member])),
  ];
  return markdownTable(
    ["each month", ...sizes.map((size) => `${size.toLocaleString("en-US")} account-regions`)],
    [
      row("requests to AWS", "requests"),
      row("the same per second, over all of them", "requestsPerSecond"),
      row("D1 rows written", "rowsWritten"),
      row("D1 rows read", "rowsRead"),
      row("R2 writes (class A)", "r2Writes"),
      row("Queue operations", "queueOperations"),
      row("requests to Durable Objects", "objectRequests"),
      row("D1 storage in GB, after a year", "databaseGigabytes"),
      row("R2 storage in GB, after a year", "documentGigabytes"),
    ],
  );
};

const perCollection = (): string => {
  const { windows } = assumed;
  const rows = [
    { name: `collection without news, ${windows} windows`, costs: quietCosts({ windows }) },
    ...[30, 300, 3000].map((machines) => ({
      name: `finished run of ${machines.toLocaleString("en-US")} machines`,
      costs: runCosts({ machines, failed: Math.round(machines * assumed.failed) }),
    })),
  ];
  return markdownTable(
    ["", "requests to AWS", "D1 rows written", "D1 rows read", "R2 writes"],
    rows.map(({ name, costs }) => [
      name,
      ...[costs.requests, costs.rowsWritten, costs.rowsRead, costs.r2Writes].map((value) =>
        Math.round(value).toLocaleString("en-US"),
      ),
    ]),
  );
};

/** The document with a current table. */
export const withTable = (document: string): string => {
  const [before = "", after = ""] = [document.split(begin)[0], document.split(end)[1]];
  return `${before}${begin}\n\n${perCollection().trimEnd()}\n\n${perMonth().trimEnd()}\n\n${end}${after}`;
};

export const readCosts = (): string => readFileSync(path, "utf8");

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(path, withTable(readCosts()));
