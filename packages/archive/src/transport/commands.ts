/** The commands of a machine, or of all machines, over all stored runs. */
import { mapAtMost, parseTime, type Input } from "@windowpane/core";
import { keysFor, partsWith, readFilters, type Snapshot } from "@windowpane/transport-snapshot";
import type { Archive } from "../open/open-archive.ts";
import type { SqlValue } from "../sql/sql.ts";
import { originOf } from "./lists.ts";
import { positionOfToken, tokenOfPosition } from "./position.ts";
import { scopeCondition, type ArchiveScope } from "./scope.ts";
import type { StoredDocument, StoredRuns } from "./stored-runs.ts";

const OPERATION = "ListCommandInvocations";

type CommandsInput = Input<typeof OPERATION>;

/** Page size without MaxResults, as of snapshots. */
const PAGE = 50;

/** Documents that are read at the same time. */
const AT_ONCE = 8;

/** Where a list continues: at an item of a command of a run. */
interface Position {
  readonly time: number;
  readonly run: number;
  readonly command: number;
  readonly item: number;
}

/**
 * Lists the command invocations of a machine, or of all machines, the newest run first. The rows of the archive tell in which
 * documents a machine is, and in which part of each.
 */
export const listCommands = async (
  archive: Archive,
  runs: StoredRuns,
  scope: ArchiveScope,
  input: CommandsInput,
): Promise<object> => {
  const { MaxResults = PAGE, Details = false, Filters = [] } = input;
  const passes = readFilters(OPERATION, Filters);
  const request = { operation: OPERATION, input } as const;
  const [time = Number.MAX_SAFE_INTEGER, run = Number.MAX_SAFE_INTEGER, command = 0, item = 0] =
    positionOfToken(request, 4) ?? [];
  let from: Position = { time, run, command, item };
  const page: object[] = [];
  // One run more than items: most runs have one item of a machine.
  const most = input.InstanceId === undefined ? AT_ONCE : MaxResults + 1;
  for (;;) {
    const rows = await runsFrom(archive, scope, input, from, most);
    const opened = await mapAtMost(AT_ONCE, rows, (row) => openRun(runs, row, input));
    for (const [index, row] of rows.entries()) {
      const found = opened[index];
      if (found === undefined) continue;
      const isSame = row.start_ms === from.time && row.id === from.run;
      const start = {
        time: row.start_ms,
        run: row.id,
        command: isSame ? from.command : 0,
        item: isSame ? from.item : 0,
      };
      for (const { value, position } of itemsIn(found.snapshot, input.InstanceId, start)) {
        if (!passes(value)) continue;
        if (page.length === MaxResults) {
          const NextToken = tokenOfPosition(request, [
            position.time,
            position.run,
            position.command,
            position.item,
          ]);
          return { CommandInvocations: page, NextToken };
        }
        const { Account, Region } = found.run;
        page.push({ ...value, ...(Details ? {} : { CommandPlugins: [] }), ...originOf(Account, Region) });
      }
      // Everything of this run is in the page.
      from = { time: row.start_ms, run: row.id - 1, command: 0, item: 0 };
    }
    if (rows.length < most) return { CommandInvocations: page };
  }
};

interface RunRow {
  readonly id: number;
  readonly start_ms: number;
  /** The parts with the machine's items, as a JSON list. */
  readonly parts: string | null;
}

/** The runs from a position on that may have items, newest first. */
const runsFrom = (
  { sql }: Archive,
  scope: ArchiveScope,
  { InstanceId, Filters = [] }: CommandsInput,
  from: Position,
  most: number,
): Promise<readonly RunRow[]> => {
  const boundOf = (name: string): number | null => {
    const values = Filters.filter(({ key }) => key === name).map(({ value }) => parseTime(value));
    const [only, ...others] = values;
    return only !== undefined && others.length === 0 && "value" in only ? only.value.getTime() : null;
  };
  // Commands are sent during their run. Filters then test each item.
  const conditions = `(run.start_ms, run.id) <= (?1, ?2) AND (?3 IS NULL OR ifnull(run.end_ms, ?3) >= ?3)
    AND (?4 IS NULL OR run.start_ms <= ?4)`;
  const values: SqlValue[] = [from.time, from.run, boundOf("InvokedAfter"), boundOf("InvokedBefore")];
  if (InstanceId === undefined) {
    const within = scopeCondition(scope, 5);
    return sql.all<RunRow>(
      `SELECT run.id, run.start_ms, NULL AS parts FROM run JOIN location ON location.id = run.location
        WHERE ${conditions} AND ${within.where} ORDER BY run.start_ms DESC, run.id DESC LIMIT ${most}`,
      [...values, ...within.values],
    );
  }
  const within = scopeCondition(scope, 6);
  return sql.all<RunRow>(
    `SELECT run.id, run.start_ms, json_group_array(machine_run.part) AS parts
      FROM machine CROSS JOIN location ON location.id = machine.location
      CROSS JOIN machine_run ON machine_run.machine = machine.id CROSS JOIN run ON run.id = machine_run.run
      WHERE machine.instance_id = ?5 AND machine_run.part IS NOT NULL AND ${conditions} AND ${within.where}
      GROUP BY run.id ORDER BY run.start_ms DESC, run.id DESC LIMIT ${most}`,
    [...values, InstanceId, ...within.values],
  );
};

const openRun = async (
  runs: StoredRuns,
  row: RunRow,
  input: CommandsInput,
): Promise<{ readonly run: StoredDocument; readonly snapshot: Snapshot } | undefined> => {
  const [run] = await runs.numbered([row.id]);
  if (run === undefined) return undefined;
  const first = run.place.parts.map(({ key }) => key);
  const positions =
    row.parts === null
      ? partsWith(first, keysFor(OPERATION, input)).filter((position) => position > 0)
      : [...new Set(JSON.parse(row.parts) as number[])].toSorted((one, other) => one - other);
  const { snapshot } = await runs.open(run, positions);
  return { run, snapshot };
};

/** The items of a run from a position on. Gaps of single commands show where these are read. */
function* itemsIn(
  snapshot: Snapshot,
  InstanceId: string | undefined,
  from: Position,
): Generator<{ readonly value: object; readonly position: Position }, void, undefined> {
  let command = -1;
  for (const entry of snapshot.responses.of(OPERATION)) {
    command += 1;
    if (command < from.command) continue;
    let item = -1;
    for (const value of InstanceId === undefined ? entry.items() : entry.itemsWith(InstanceId)) {
      if (InstanceId !== undefined && Reflect.get(value, "InstanceId") !== InstanceId) continue;
      item += 1;
      if (command === from.command && item < from.item) continue;
      yield { value, position: { ...from, command, item } };
    }
  }
}
