/** Collects in the process of the server: at an interval, and for `POST /v1/collect`. */
import type { CollectRequest, StartCollection } from "@windowpane/http-api";
import type { Connection } from "@windowpane/sources";
import { collectRound, noteProblems } from "../commands/collect/collect-round.ts";
import { readPlan } from "../commands/collect/run-collect.ts";
import { openArchiveToWrite, type OpenedArchive } from "../context/archive.ts";
import type { Context } from "../context/context.ts";

/** A collector that runs until the process is asked to end. */
export interface ServerCollector {
  readonly archive: OpenedArchive;
  readonly trigger: StartCollection;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
}

/** Milliseconds between a trigger and its collection. Systems Manager sends many events at the end of an execution. */
const TRIGGER_DELAY = 15_000;

/**
 * Starts the collector, if `--collect` is given.
 *
 * @throws UsageError if the interval is invalid.
 */
export const startCollector = async (context: Context): Promise<ServerCollector | undefined> => {
  const { host, console, options } = context;
  if (options["collect"] === undefined) return undefined;
  const plan = await readPlan(context, "collect");
  const archive = await openArchiveToWrite(context);
  const { interrupt } = host;
  let last: Promise<void> = Promise.resolve();
  /** What the newest round has collected, so that a trigger does not list an organization again. */
  let known: readonly Connection[] = [];
  const round = async (some?: readonly Connection[]): Promise<void> => {
    if (interrupt.aborted) return;
    try {
      const isAll = some === undefined;
      const connections = some ?? (known = await context.connections());
      const collected = await collectRound(context, archive, plan, { connections, isAll });
      await noteProblems(context, collected);
      if (collected.failure !== undefined) throw collected.failure;
    } catch (error) {
      if (interrupt.aborted) return;
      const { readFailure } = await import("../../host/failure.ts");
      const { wrong, todo } = readFailure(error);
      await console.note(`The collection failed: ${[wrong, todo].filter(Boolean).join(" ")}`);
    }
  };
  /** One round after the other: two at once would hold each other's locations. */
  const enqueue = (connections?: readonly Connection[]): Promise<void> =>
    (last = last.then(() => round(connections)));

  const repeat = async (every: number): Promise<void> => {
    while (!interrupt.aborted) {
      const started = host.now().getTime();
      await enqueue();
      const rest = Math.max(0, started + every - host.now().getTime());
      if (!interrupt.aborted) await host.sleep(rest, interrupt);
    }
    await last;
  };

  const waiting = new Set<string>();
  const trigger: StartCollection = async (request) => {
    const name = `${request.Account} ${request.Region}`;
    if (waiting.has(name)) return "waiting";
    const isIt = (connection: Connection): boolean => reads(connection, request);
    if (!known.some(isIt)) known = await context.connections();
    const found = known.filter(isIt);
    if (found.length === 0) return "unknown";
    // Another request for it can have come while the accounts were listed.
    if (waiting.has(name)) return "waiting";
    waiting.add(name);
    void host.sleep(TRIGGER_DELAY, interrupt).then(() => {
      waiting.delete(name);
      return enqueue(found);
    });
    return "queued";
  };
  return { archive, trigger, ended: repeat(plan.every ?? 0) };
};

/** Whether a connection reads an account and region. The account of a single one is not known before it is opened. */
const reads = ({ origin, region }: Connection, { Account, Region }: CollectRequest): boolean =>
  origin === undefined
    ? region === undefined || region === Region
    : origin.Account === Account && origin.Region === Region;
