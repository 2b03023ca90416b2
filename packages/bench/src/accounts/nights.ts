/** Nights of a fleet for an archive: the same machines each night, with other IDs, times and failures. */
import { createClient } from "@windowpane/core";
import { reportExecution, type ExecutionReport } from "@windowpane/report";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { readParts, snapshotTransport, takeSnapshot, type Snapshot } from "@windowpane/transport-snapshot";

/** A run of a night, as a collector reads it. */
export interface Night {
  readonly snapshot: Snapshot;
  readonly report: ExecutionReport;
}

const DAY = 86_400_000;

/** Start of the first night. */
const FIRST = Date.parse("2025-11-22T05:00:00Z");

/** Different nights that were read as a whole. The others are copies of them with other IDs and times. */
const READ = 4;

/** Creates nights of a fleet. The fleet's IDs depend on the seed, so its machines are renamed to those of the first night. */
export const createNights = async (machines: number): Promise<(night: number) => Night> => {
  const read = await Promise.all(
    Array.from({ length: READ }, async (_, index) => {
      const transport = mockTransport({
        scenario: fleet({ invocations: machines, failureRate: 0.01 * (index + 1), seed: index + 1 }),
      });
      const snapshot = await takeSnapshot(createClient(transport), {
        of: { executions: [fleetIds.WindowExecutionId] },
        takenAt: new Date("2026-11-22T08:00:00Z"),
        origin: { source: "aws", Account: "111122223333", region: "eu-west-1" },
        output: "needed",
      });
      const report = await reportExecution(createClient(snapshotTransport(snapshot)), {
        WindowExecutionId: fleetIds.WindowExecutionId,
        window: { WindowId: fleetIds.WindowId, Name: "fleet" },
      });
      return { snapshot, report };
    }),
  );
  const namesOf = ({ report }: Night): readonly string[] =>
    report.tasks.flatMap(({ invocations }) =>
      invocations.flatMap((one) => one.machines.map(({ name }) => name)),
    );
  const names = namesOf(read[0] as Night).toSorted();
  return (night) => {
    const base = read[night % READ] as Night;
    const own = new Map(
      namesOf(base)
        .toSorted()
        .map((name, index) => [name, names[index] ?? name]),
    );
    return renamed(base, night, own);
  };
};

/** A copy of a night with its own IDs and times. */
const renamed = (base: Night, night: number, names: ReadonlyMap<string, string>): Night => {
  const shift = FIRST + night * DAY - (base.report.StartTime?.getTime() ?? 0);
  const change = (text: string): string =>
    text.replaceAll(
      /\b(?:i-[0-9a-f]{17}|(?!f1ee7000-(?!5c3a))[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\b/gu,
      (word) => {
        if (word.startsWith("i-")) return names.get(word) ?? word;
        if (word.startsWith("20") && word[10] === "T")
          return new Date(Date.parse(word) + shift).toISOString();
        return idOf(word, night);
      },
    );
  const { takenAt, origin, includesSensitive, executions, responses } = base.snapshot;
  const head = JSON.stringify({ takenAt, origin, includesSensitive, executions });
  const lines = [...responses.lines()].map((line) => change(decoder.decode(line)));
  // The lines are sorted by their IDs, which are new.
  const sorted = lines.map((line) => ({
    line,
    start: /^.*?\},"(?:items|response|gap)"/u.exec(line)?.[0] ?? line,
  }));
  sorted.sort((one, other) => (one.start < other.start ? -1 : one.start > other.start ? 1 : 0));
  const text = [change(head), ...sorted.map(({ line }) => line)].map((line) => `${line}\n`).join("");
  return {
    snapshot: readParts([encoder.encode(text)]),
    // The text was written from a report.
    report: JSON.parse(change(JSON.stringify(base.report)), timesOf) as ExecutionReport,
  };
};

const decoder = new TextDecoder();
const encoder = new TextEncoder();

const timesOf = (name: string, value: unknown): unknown =>
  typeof value === "string" && name.endsWith("Time") ? new Date(value) : value;

/** Another UUID for each night, with as many different digits. */
const idOf = (id: string, night: number): string => {
  let hash = Math.imul(night + 1, 0x9e3779b1);
  return id.replaceAll(/[0-9a-f]/gu, (digit, at: number) => {
    hash = Math.imul(hash ^ (at + 1), 0x85ebca6b);
    hash ^= hash >>> 13;
    return ((Number.parseInt(digit, 16) ^ hash) & 15).toString(16);
  });
};
