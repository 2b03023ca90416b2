/** Collects nights with a process that is killed at random writes, triggers that are lost or doubled, and hosts that fail. */
import { createClient, type Transport } from "@windowpane/core";
import { manualClock, mockTransport, type MockFault } from "@windowpane/transport-mock";
import { openArchive, type Archive } from "../../src/open/open-archive.ts";
import { collectStep } from "../../src/collect/collect-step.ts";
import type { CollectOptions, CollectResult } from "../../src/collect/model.ts";
import type { DocumentFiles } from "../../src/documents/document-files.ts";
import { openSqliteFile } from "../../src/node.ts";
import type { Sql } from "../../src/sql/sql.ts";
import { DAY, HOUR, planNights, randomOf, serviceOf, START, type Nights } from "./nights.ts";

export const Account = "111122223333";
export const Region = "eu-west-1";
export const destinations = ["ops", "audit"] as const;

class Killed extends Error {}
class HostError extends Error {}

/** What happened, so that a test can assert that it did. */
export interface Hits {
  steps: number;
  kills: number;
  hostErrors: number;
  doubled: number;
  held: number;
  lost: number;
  pauses: number;
  limited: number;
  problems: number;
  again: number;
  /** Large executions that were read in several steps. */
  drafts: number;
  /** Collectors that worked at the same time. */
  stolen: number;
}

/** A process that works on the archive: it can be killed at a write, before or after it took effect. */
const processOn = (archive: Archive, { killAt, random, failing, hits }: ProcessOptions): Archive => {
  let writes = 0;
  let isDead = false;
  const write = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (isDead) throw new Killed();
    writes += 1;
    const isKilled = writes === killAt;
    if (isKilled) {
      isDead = true;
      hits.kills += 1;
      if (random() < 0.5) await work();
      throw new Killed();
    }
    return fail(work);
  };
  const fail = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (isDead) throw new Killed();
    if (random() >= failing) return work();
    hits.hostErrors += 1;
    // D1 reports lost connections of statements that did take effect.
    if (random() < 0.5) await work();
    throw new HostError("D1_ERROR: Network connection lost.");
  };
  const { sql, documents } = archive;
  const killedSql: Sql = {
    name: sql.name,
    all: (text, values) => fail(() => sql.all(text, values)),
    run: (text, values) => write(() => sql.run(text, values)),
    batch: (statements) => write(() => sql.batch(statements)),
    maintain: () => write(() => sql.maintain()),
  };
  const killedDocuments: DocumentFiles = {
    get: (key, range) => fail(() => documents.get(key, range)),
    put: (key, bytes) => write(() => documents.put(key, bytes)),
    delete: (keys) => write(() => documents.delete(keys)),
  };
  return { ...archive, sql: killedSql, documents: killedDocuments };
};

interface ProcessOptions {
  readonly killAt: number;
  readonly random: () => number;
  /** Share of statements that fail. */
  readonly failing: number;
  readonly hits: Hits;
}

export const messages: NonNullable<CollectOptions["messages"]> = ({ WindowExecutionId, verdict }) =>
  destinations.map((destination) => message(`run_${WindowExecutionId}_${destination}`, destination, verdict));

export const missedMessages: NonNullable<CollectOptions["missedMessages"]> = ({ WindowId, expected }) =>
  destinations.map((destination) =>
    message(`missed_${WindowId}_${expected.getTime()}_${destination}`, destination, "missed"),
  );

/** Creates the tests' own outbox. */
export const OUTBOX =
  "CREATE TABLE IF NOT EXISTS test_outbox (id TEXT PRIMARY KEY, destination TEXT, title TEXT) STRICT";

/** A message about a run or a start, with an ID that is the same each time. */
const message = (id: string, destination: string, title: string) => ({
  text: "INSERT INTO test_outbox (id, destination, title) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
  values: [id, destination, title],
});

export interface CrashOptions {
  readonly seed: number;
  readonly nights: number;
  readonly windows?: number;
  /** Database file. Default: in memory. */
  readonly file?: string;
}

export interface CrashResult {
  readonly archive: Archive;
  readonly nights: Nights;
  readonly hits: Hits;
  readonly end: Date;
}

/** Collects an account until all its executions have ended, with everything that can go wrong until the last nights. */
export const collectWithCrashes = async (options: CrashOptions): Promise<CrashResult> => {
  const { seed, nights: count, windows = 3, file = ":memory:" } = options;
  const random = randomOf(seed + 1000);
  const nights = planNights({ nights: count, windows, seed });
  const clock = manualClock(new Date(START + 3 * DAY));
  const faults: MockFault[] = [
    { kind: "throttling", rate: 0.05, burst: 120 },
    { kind: "server-error", probability: 0.01 },
    { kind: "dropped-response", probability: 0.01 },
    { kind: "empty-page", probability: 0.02 },
  ];
  const faulty = serviceOf(nights, { clock, faults, shuffle: random });
  const sound = serviceOf(nights, { clock, shuffle: random });
  const sql = await openSqliteFile(file);
  const archive = await openArchive({ sql, now: clock.now });
  await sql.run(OUTBOX);
  const hits: Hits = {
    steps: 0,
    kills: 0,
    hostErrors: 0,
    doubled: 0,
    held: 0,
    lost: 0,
    pauses: 0,
    limited: 0,
    problems: 0,
    again: 0,
    drafts: 0,
    stolen: 0,
  };

  const step = async (
    transport: Transport,
    isSafe: boolean,
    hasEnded = (): boolean => false,
  ): Promise<CollectResult | undefined> => {
    hits.steps += 1;
    const limit = !isSafe && random() < 0.4 ? 6 + Math.floor(random() * 20) : undefined;
    const killAt = !isSafe && random() < 0.25 ? 1 + Math.floor(random() * 10) : 0;
    const process = processOn(archive, { killAt, random, failing: isSafe ? 0 : 0.01, hits });
    try {
      const result = await collectStep({ Account, Region, transport }, process, {
        owner: `collector-${hits.steps}`,
        hasEnded,
        maxRequests: limit,
        messages,
        missedMessages,
      });
      if (result.held !== undefined) hits.held += 1;
      if (result.more) hits.limited += 1;
      const [draft] = await sql.all<{ count: number }>("SELECT count(draft) AS count FROM collection_run");
      hits.drafts += draft?.count ?? 0;
      hits.problems += result.problems.length;
      hits.again += result.stored - result.final;
      return result;
    } catch (error) {
      if (error instanceof Killed || error instanceof HostError) return undefined;
      throw error;
    }
  };

  const last = START + count * DAY + 2 * HOUR;
  while (clock.now().getTime() < last) {
    const draw = random();
    if (draw < 0.1) hits.lost += 1;
    else if (draw < 0.25) {
      hits.doubled += 1;
      // In half of the cases both collect, as if a lease expired while its owner works.
      const isStolen = random() < 0.5;
      let isFirstDone = false;
      await Promise.all([
        step(faulty, false).then(() => (isFirstDone = true)),
        (async () => {
          const turns = isStolen ? 80 : 0;
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          const isBoth = isStolen && !isFirstDone;
          const second = await step(faulty, false, () => isStolen);
          if (isBoth && second !== undefined && second.held === undefined) hits.stolen += 1;
        })(),
      ]);
    } else {
      for (let more = true, tries = 0; more && tries < 4; tries += 1)
        more = (await step(faulty, false))?.more ?? false;
    }
    const isHalfOver = clock.now().getTime() > START + (count / 2) * DAY;
    if (random() < 0.005 || (isHalfOver && hits.pauses === 0)) {
      hits.pauses += 1;
      clock.advance(Math.floor(random() * 4 * DAY));
    }
    clock.advance(Math.floor((0.25 + random() * 3) * HOUR));
  }
  // The last executions end up to three days later.
  for (let hours = 0; hours < 6 * 24; hours += 2) {
    for (let more = true; more;) more = (await step(sound, true))?.more ?? false;
    clock.advance(2 * HOUR);
  }
  return { archive, nights, hits, end: clock.now() };
};

const results: Readonly<Record<string, string>> = {
  Success: "passed",
  Failed: "failed",
  Undeliverable: "unreachable",
  "Execution Timed Out": "timedOut",
};

/** All rows of machines and all executions, by plain loops over the account as it is at the end. */
export const readIndependently = async ({ nights, end }: Pick<CrashResult, "nights" | "end">) => {
  const mock = mockTransport({ scenario: nights.plan, clock: { now: () => end } });
  const client = createClient(mock);
  const runs: string[] = [];
  const machines: string[] = [];
  for await (const { WindowId = "" } of client.items("DescribeMaintenanceWindows", {})) {
    for await (const execution of client.items("DescribeMaintenanceWindowExecutions", { WindowId })) {
      const { WindowExecutionId = "", Status, StartTime, EndTime } = execution;
      let count = 0;
      for await (const task of client.items("DescribeMaintenanceWindowExecutionTasks", {
        WindowExecutionId,
      })) {
        const ids = { WindowExecutionId, TaskId: task.TaskExecutionId ?? "" };
        for await (const { ExecutionId: CommandId = "" } of client.items(
          "DescribeMaintenanceWindowExecutionTaskInvocations",
          ids,
        )) {
          for await (const machine of client.items("ListCommandInvocations", { CommandId })) {
            count += 1;
            const result = results[machine.StatusDetails ?? ""] ?? "?";
            machines.push(`${WindowExecutionId} ${machine.InstanceId} ${result}`);
          }
        }
      }
      runs.push(
        [WindowId, WindowExecutionId, StartTime?.getTime(), EndTime?.getTime(), Status, count].join(" "),
      );
    }
  }
  return { runs: runs.toSorted(), machines: machines.toSorted() };
};

/** The same from the archive's tables. */
export const readArchive = async ({ archive: { sql } }: Pick<CrashResult, "archive">) => {
  const runs = await sql.all<{ line: string }>(
    `SELECT window_id || ' ' || execution_id || ' ' || start_ms || ' ' || end_ms || ' ' || status || ' ' || machine_rows AS line
      FROM run JOIN maintenance_window ON maintenance_window.id = run.maintenance_window`,
  );
  const machines = await sql.all<{ line: string }>(
    `SELECT execution_id || ' ' || instance_id || ' ' || word AS line FROM machine_run
      JOIN run ON run.id = machine_run.run JOIN machine ON machine.id = machine_run.machine
      JOIN result_word ON result_word.id = machine_run.result`,
  );
  const lines = (rows: readonly { readonly line: string }[]): readonly string[] =>
    rows.map(({ line }) => line).toSorted();
  return { runs: lines(runs), machines: lines(machines) };
};
