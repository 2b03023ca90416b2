/** Durations and times have the same meaning in all options, filters and APIs. */
import { createClient, parseFilter } from "@windowpane/core";
import { createApp } from "@windowpane/http-api";
import { fixedClock, fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { snapshotTransport, takeSnapshot } from "@windowpane/transport-snapshot";
import { describe, expect, it } from "vitest";
import { runWith } from "../fake-host.ts";

const now = "2026-11-22T12:00:00.000Z";

const HOUR = 3_600_000;

/** Texts with their duration in milliseconds. Undefined if the text is invalid. */
const durations: readonly (readonly [text: string, milliseconds: number | undefined])[] = [
  ["90s", 90_000],
  ["15m", 900_000],
  ["1h30m", 1.5 * HOUR],
  ["1.5h", 1.5 * HOUR],
  ["1d12h", 36 * HOUR],
  ["2d", 48 * HOUR],
  ["1w", 168 * HOUR],
  ["5000ms", 5000],
  ["2D", 48 * HOUR],
  ["0h", 0],
  ["3M", undefined],
  ["1x", undefined],
  ["10", undefined],
  ["-1h", undefined],
];

const times: readonly (readonly [text: string, at: string | undefined])[] = [
  ["2026-11-20", "2026-11-20T00:00:00.000Z"],
  ["2026-11-20T04:00", "2026-11-20T04:00:00.000Z"],
  ["2026-11-20 04:00", "2026-11-20T04:00:00.000Z"],
  ["2026-11-20T04:00Z", "2026-11-20T04:00:00.000Z"],
  ["2026-11-20T04:00+02:00", "2026-11-20T02:00:00.000Z"],
  ["2026-11-20T04:00:30.5+0200", "2026-11-20T02:00:30.500Z"],
  ["2026-02-30", undefined],
  ["2026-13-01", undefined],
  ["2026-11-20T25:00", undefined],
  ["20261120", undefined],
];

/** Parses a filter. Undefined if it is invalid. */
const boundOf = (text: string): number | undefined => {
  try {
    const [term] = parseFilter(text).terms;
    return term?.kind === "compare" ? term.bound : undefined;
  } catch {
    return undefined;
  }
};

/** Resolves `--since`. Undefined if it is invalid. */
const sinceOf = async (text: string): Promise<string | undefined> => {
  const { stdout, exitCode } = await runWith(["failures", `--since=${text}`, "--show-cli"], { now });
  expect(exitCode).toBe(stdout === "" ? 252 : 0);
  return /started after (\S+):$/m.exec(stdout)?.[1];
};

/** Resolves `?since=`. Undefined if it is invalid. */
const sinceOverHttp = async (text: string): Promise<string | undefined> => {
  const app = createApp({
    transport: mockTransport({ scenario: fleet({ invocations: 1 }), clock: fixedClock(now) }),
    access: [],
    open: true,
    now: () => new Date(now),
    randomUUID: () => "00000000-0000-4000-8000-000000000000",
    log: () => {},
    sleep: () => new Promise(() => {}),
  });
  const response = await app.request(`/v1/failures?since=${encodeURIComponent(text)}`);
  const body = (await response.json()) as { since?: string }; // As documented in the OpenAPI document.
  expect(response.status).toBe(body.since === undefined ? 400 : 200);
  return body.since;
};

/** Whether an option of `watch` accepts a duration. */
const takes = async (option: string, text: string): Promise<boolean> => {
  const { exitCode } = await runWith(
    ["watch", fleetIds.WindowExecutionId, `${option}=${text}`, "--show-cli"],
    { now },
  );
  return exitCode === 0;
};

describe.each(durations)("the duration %s", (text, milliseconds) => {
  const since =
    milliseconds === undefined || milliseconds === 0
      ? undefined
      : new Date(Date.parse(now) - milliseconds).toISOString();

  it(`is ${milliseconds ?? "invalid"} in a filter, --since, ?since=, --timeout and --interval`, async () => {
    expect(boundOf(`duration>"${text}"`)).toBe(milliseconds);
    expect(await sinceOf(text)).toBe(since);
    expect(await sinceOverHttp(text)).toBe(since);
    expect(await takes("--timeout", text)).toBe(since !== undefined);
    expect(await takes("--interval", text)).toBe(since !== undefined);
  });
});

describe.each(times)("the time %s", (text, at) => {
  it(`is ${at ?? "invalid"} in a filter, --since and ?since=`, async () => {
    expect(boundOf(`start>"${text}"`)).toBe(at === undefined ? undefined : Date.parse(at));
    expect(await sinceOf(text)).toBe(at);
    expect(await sinceOverHttp(text)).toBe(at);
  });

  // AWS's filters accept times without spaces only.
  const inAwsForm = text.includes(" ") ? undefined : at;

  it(`is ${inAwsForm ?? "invalid"} in AWS's filters, over the mock and a snapshot`, async () => {
    const account = mockTransport({ scenario: fleet({ invocations: 1 }), clock: fixedClock(now) });
    const snapshot = await takeSnapshot(createClient(account), {
      of: { executions: [fleetIds.WindowExecutionId] },
      takenAt: new Date(now),
      origin: { source: "demo" },
    });
    for (const transport of [account, snapshotTransport(snapshot)]) {
      const call = createClient(transport).call("DescribeMaintenanceWindowExecutions", {
        WindowId: fleetIds.WindowId,
        Filters: [{ Key: "ExecutedAfter", Values: [text] }],
      });
      if (inAwsForm === undefined) await expect(call).rejects.toThrow("ExecutedAfter");
      else expect(await call).toHaveProperty("WindowExecutions");
    }
  });
});
