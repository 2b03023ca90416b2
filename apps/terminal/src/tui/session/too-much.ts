import type { Finding } from "./finding.ts";

/** Most rows that all reports together may have, beside those that are wanted just now. */
const mostRows = 150_000;
/** Most readings kept, beside those. */
const mostReadings = 50;

/** The keys of what should be forgotten, from the one that was not wanted for the longest. */
export const tooMuch = (
  found: ReadonlyMap<string, Finding>,
  wanted: readonly string[],
): readonly string[] => {
  const others = [...found].filter(([key, { phase }]) => phase !== "reading" && !wanted.includes(key));
  let rows = others.reduce((sum, [, finding]) => sum + rowsOf(finding), 0);
  let readings = others.length;
  const old: string[] = [];
  for (const [key, finding] of others) {
    if (rows <= mostRows && readings <= mostReadings) break;
    old.push(key);
    rows -= rowsOf(finding);
    readings -= 1;
  }
  return old;
};

/** How many rows a report counts; 0 for what is no report. */
const rowsOf = ({ value }: Finding): number => {
  if (typeof value !== "object" || value === null || !("counts" in value)) return 0;
  const { counts } = value;
  return typeof counts === "object" &&
    counts !== null &&
    "total" in counts &&
    typeof counts.total === "number"
    ? counts.total
    : 0;
};
