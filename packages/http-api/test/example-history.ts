import type {
  HistorySource,
  MachinePoint,
  MatrixMachine,
  MissingPeriod,
  Recurrence,
  TrendAnswer,
  TrendPoint,
  TrendQuery,
  Verdict,
} from "@windowpane/report";

/** Options of `exampleHistory`. */
export interface ExampleHistoryOptions {
  readonly now: () => Date;
  /** Number of machines. Default: 3. */
  readonly machines?: number | undefined;
  /** Called with each query. */
  readonly onQuery?: ((name: string, query: object) => void) | undefined;
  /** Whether it has an execution, which then is one of its window. Default: none. */
  readonly knows?: ((WindowExecutionId: string) => boolean) | undefined;
}

const origin = { Account: "111122223333", Region: "eu-west-1" };
const WindowId = "mw-0c50858d01e0a000e";
const Name = "linux-patch-nightly";
const DAY = 86_400_000;

/**
 * An archive with one window that ran at 02:00 each night. The first machine has failed for six nights, the second fails every
 * fourth night, and the archive lacks the tenth night before the last.
 */
export const exampleHistory = (options: ExampleHistoryOptions): HistorySource => {
  const { now, machines: size = 3, onQuery, knows } = options;
  const names = Array.from({ length: size }, (_, at) => ({
    InstanceId: `i-${String(at + 1).padStart(17, "0")}`,
    InstanceName: `web-${at + 1}`,
  }));

  const calendar = ({ since, until, timeZone = "UTC", step = "night" }: TrendQuery) => {
    const start = Math.floor(since.getTime() / DAY) * DAY;
    const length = Math.floor((until.getTime() - start) / DAY) + 1;
    const days = Array.from({ length }, (_, at) => new Date(start + at * DAY).toISOString().slice(0, 10));
    const lost = length - 11;
    const missing: readonly MissingPeriod[] =
      lost < 0
        ? []
        : [
            {
              ...origin,
              since: new Date(start + lost * DAY),
              until: new Date(start + (lost + 1) * DAY),
              reason: "The collector did not run.",
            },
          ];
    const nights = days.flatMap((_, at) => (at === lost ? [] : [at]));
    const startOf = (at: number): Date => new Date(start + at * DAY + 2 * 3_600_000);
    const answer: TrendAnswer = {
      ...{ since, until, timeZone, step, days, missing },
      missingDays: lost < 0 ? [] : [lost],
      runs: nights.length,
      firstRun: startOf(nights[0] ?? 0),
      lastRun: startOf(length - 1),
    };
    return { answer, nights, startOf, last: length - 1 };
  };

  const resultOf = (machine: number, at: number, last: number): MachinePoint["result"] => {
    if (machine === 0 && at > last - 6) return "failed";
    if (machine === 1 && (last - at) % 4 === 0) return "timedOut";
    if (machine === 2 && (last - at) % 9 === 5) return "notPatched";
    return "passed";
  };

  const rows = (
    query: TrendQuery,
  ): { readonly machines: readonly MatrixMachine[] } & ReturnType<typeof calendar> => {
    const found = calendar(query);
    const machines = names.map((name, machine) => {
      const points = found.nights.map((at) => ({ at, result: resultOf(machine, at, found.last) }));
      return { ...name, points, failed: points.filter(({ result }) => result !== "passed").length };
    });
    return { ...found, machines: machines.toSorted((one, other) => other.failed - one.failed) };
  };

  const pointAt = (machines: readonly MatrixMachine[], at: number): TrendPoint => {
    const failed = machines.filter(({ points }) =>
      points.some((point) => point.at === at && point.result !== "passed"),
    ).length;
    const verdict: Verdict = failed === 0 ? "PASSED" : "PARTIAL";
    const counts = { machines: machines.length, passed: machines.length - failed, failed, unknown: 0 };
    return { at, runs: 1, verdicts: { [verdict]: 1 }, ...counts, exact: true, seconds: 600 };
  };

  const since6 = (startOf: (at: number) => Date, last: number): Recurrence => ({
    WindowId,
    since: startOf(last - 5),
    latest: startOf(last),
    consecutive: 6,
    open: false,
    nightly: true,
    affected: 5,
    compared: last,
    comparedSince: startOf(0),
    unknown: 0,
  });

  const disk = { key: "disk-full", title: "Disk full" };

  return {
    trends: {
      windows: async (query) => {
        onQuery?.("windows", query);
        const { answer, machines, nights, last, startOf } = rows(query);
        const points = nights.map((at) => pointAt(machines, at));
        const sum = (member: "machines" | "passed" | "failed"): number =>
          points.reduce((total, point) => total + point[member], 0);
        const passedRuns = points.filter(({ failed }) => failed === 0).length;
        const total = {
          runs: points.length,
          verdicts: { PASSED: passedRuns, PARTIAL: points.length - passedRuns },
          machines: sum("machines"),
          passed: sum("passed"),
          failed: sum("failed"),
          unknown: 0,
          exact: true,
          seconds: 600,
        };
        const latest = {
          WindowExecutionId: "4b1ee6f5-26e0-4d0f-8d53-0a64ef0b2a0c",
          StartTime: startOf(last),
          verdict: "PARTIAL" as const,
        };
        const recurrence = since6(startOf, last);
        return {
          ...answer,
          rows: [
            { ...origin, WindowId, Name, total, points, missingDays: answer.missingDays, latest, recurrence },
          ],
          more: 0,
        };
      },
      machines: async (query) => {
        onQuery?.("machines", query);
        const { answer, machines, last, startOf } = rows(query);
        const all = machines.map(({ failed, ...machine }) => {
          const failedAt = machine.points.findLast(({ result }) => result !== "passed")?.at;
          return {
            ...origin,
            ...machine,
            runs: machine.points.length,
            passed: machine.points.length - failed,
            failed,
            unknown: 0,
            missingDays: answer.missingDays,
            lastRun: startOf(last),
            ...(failedAt === undefined ? {} : { lastFailed: startOf(failedAt), cause: disk }),
            ...(failedAt === last ? { recurrence: since6(startOf, last) } : {}),
          };
        });
        return { ...answer, rows: all, more: 0 };
      },
      causes: async (query) => {
        onQuery?.("causes", query);
        const { answer, machines, nights, last, startOf } = rows(query);
        const points = nights.flatMap((at) => {
          const { failed } = pointAt(machines, at);
          return failed === 0 ? [] : [{ at, machines: failed, runs: 1 }];
        });
        const first = startOf(points[0]?.at ?? 0);
        const whole = { machines: size, runs: points.length, points, first, last: startOf(last) };
        return { ...answer, rows: [{ ...disk, slug: "disk-full", ...whole, windows: [Name] }], more: 0 };
      },
      patched: async (query) => {
        onQuery?.("patched", query);
        const { answer, last, startOf } = rows(query);
        const all = names.map((name, at) => ({
          ...origin,
          ...name,
          ...(at === 0 ? {} : { patchedAt: startOf(last), days: 0 }),
          lastRun: startOf(last),
          lastResult: at === 0 ? ("failed" as const) : ("patched" as const),
          compliant: at > 0,
        }));
        const counts = { machines: size, compliant: size - 1, never: 1, withoutPatchRun: 0 };
        return { ...answer, rows: all, more: 0, within: query.within ?? 14, ...counts };
      },
      nights: async (query) => {
        onQuery?.("nights", query);
        const { answer, machines, nights, startOf } = rows(query);
        const known = query.WindowId === WindowId;
        if (!known)
          return {
            ...answer,
            runs: 0,
            missing: [],
            missingDays: [],
            WindowId: query.WindowId,
            nights: [],
            machines: [],
            more: 0,
          };
        const list = nights.map((at) => ({
          at,
          WindowExecutionId: `4b1ee6f5-26e0-4d0f-8d53-${String(at).padStart(12, "0")}`,
          StartTime: startOf(at),
          verdict: pointAt(machines, at).failed === 0 ? ("PASSED" as const) : ("PARTIAL" as const),
        }));
        return { ...answer, ...origin, WindowId, Name, nights: list, machines, more: 0 };
      },
      windowOf: async (query) => {
        onQuery?.("windowOf", query);
        return knows?.(query.WindowExecutionId) === true ? { WindowId, Name } : undefined;
      },
      earlier: async (queries) => {
        onQuery?.("earlier", queries);
        return queries.map(({ WindowId: id, before, causes, Account, Region }) => ({
          Account,
          Region,
          WindowId: id,
          runs: [1, 2].map((ago) => ({
            WindowExecutionId: `4b1ee6f5-26e0-4d0f-8d53-${String(ago).padStart(12, "0")}`,
            StartTime: new Date(before.getTime() - ago * DAY),
            complete: true,
            causes: new Map(causes.map((cause) => [cause, new Set([names[0]?.InstanceId ?? ""])])),
          })),
          missing: [],
        }));
      },
    },
    collections: async (query) => {
      onQuery?.("collections", query);
      const { answer, startOf, last } = calendar({ since: query.since, until: now() });
      const { runs, firstRun, lastRun, missing } = answer;
      const whole = { runs, firstRun, lastRun, collectedUntil: startOf(last), waiting: 0 };
      return { locations: [{ ...origin, ...whole }], missing, deadMessages: 1 };
    },
    messages: async (query) => {
      onQuery?.("messages", query);
      const title = `${Name}: 2 of ${size} machines failed`;
      const message = { id: "msg_2f4c", destination: "ops", kind: "run", title, state: "dead" as const };
      const sent = { created: now(), attempts: 8, status: 503, error: "The server responded with 503." };
      return { messages: [{ ...origin, ...message, ...sent }], more: 0 };
    },
  };
};
