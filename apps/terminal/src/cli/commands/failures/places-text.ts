import type { PlaceReading } from "./read-locations.ts";
import type { Column } from "../../output/column.ts";
import type { Row } from "../../output/rows.ts";
import { createTable } from "../../output/table.ts";
import { paragraph, type Page } from "../../output/page.ts";

/** Who asked where: a line for one place, a table for several; nothing where the source has no accounts. */
export const placesText = (page: Page, readings: readonly PlaceReading[]): string => {
  const [only, ...others] = readings;
  if (others.length > 0) {
    const rows: readonly Row[] = readings.map(rowOf);
    const known = columns.filter(({ name }) => rows.some((row) => row[name] !== undefined));
    return `\n${createTable(known, page)(rows)}`;
  }
  const { Account, Arn } = only?.identity ?? {};
  if (Account === undefined) return "";
  const { Region } = only?.part.origin ?? {};
  const where = [`Account ${Account}`, Region].filter((word) => word !== undefined).join(", ");
  return paragraph(page, `${where}${Arn === undefined ? "" : `, as ${Arn}`}.`, { tone: "muted" });
};

const rowOf = ({ part, connection, identity }: PlaceReading) => ({
  profile: connection.profile,
  ...part.origin,
  Arn: identity.Arn,
  ...("report" in part
    ? {
        verdict: part.report.verdict,
        executions: Object.values(part.report.verdicts).reduce((sum, count) => sum + count, 0),
      }
    : { verdict: "UNKNOWN" }),
});

const columns: readonly Column[] = [
  { name: "verdict", kind: "status" },
  { name: "profile" },
  { name: "Account" },
  { name: "Region" },
  { name: "executions" },
  { name: "Arn", least: 12, rank: 1 },
];
