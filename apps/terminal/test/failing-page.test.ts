/** A failed page in the middle of a list loses no data, in any part of the program. */
import { createClient, type Client } from "@windowpane/core";
import { machinesOf, reportExecution, type ExecutionReport } from "@windowpane/report";
import { fleet, fleetIds, mockTransport, type MockFault } from "@windowpane/transport-mock";
import {
  gapsOf,
  readSnapshot,
  snapshotTransport,
  takeSnapshot,
  writeSnapshot,
  type Snapshot,
} from "@windowpane/transport-snapshot";
import { describe, expect, it } from "vitest";
import { bytesOf } from "./fake-host.ts";
import { scan } from "../src/cli/output/scan.ts";

const { WindowExecutionId, TaskId } = fleetIds;
const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";

const accountWith = (...faults: readonly MockFault[]): Client =>
  createClient(mockTransport({ scenario: fleet({ invocations: 250 }), faults }));

const report = (client: Client): Promise<ExecutionReport> => reportExecution(client, { WindowExecutionId });

const snapshotOf = async (client: Client): Promise<Snapshot> => {
  const of = { executions: [WindowExecutionId] };
  const taken = await takeSnapshot(client, {
    of,
    takenAt: new Date("2026-11-22T08:00:00Z"),
    origin: { source: "demo" },
  });
  return readSnapshot(await bytesOf(writeSnapshot(taken)));
};

const rowsIn = (snapshot: Snapshot): number =>
  [...(snapshot.responses.find(LIST, { WindowExecutionId, TaskId })?.items() ?? [])].length;

const listed = async (client: Client): Promise<number> => {
  let rows = 0;
  const { signal } = new AbortController();
  const input = { WindowExecutionId, TaskId, MaxResults: 100 };
  const start = { token: undefined, skip: 0 };
  for await (const page of scan({ client, operation: LIST, input, start, signal })) rows += page.rows.length;
  return rows;
};

/** The content of a report, without the number of requests. */
const judged = ({ counts, verdict, reason, gaps, tasks }: ExecutionReport) => ({
  counts,
  verdict,
  reason,
  gaps,
  machines: [...machinesOf({ tasks })].length,
});

describe("a failed page in the middle of a list", () => {
  it.each<[string, MockFault]>([
    ["throttling", { kind: "throttling", rate: 0, burst: 1, operations: [LIST], times: 1 }],
    ["a 500", { kind: "server-error", operations: [LIST], after: 1, times: 1 }],
    ["a lost connection", { kind: "dropped-response", operations: [LIST], after: 1, times: 1 }],
  ])("is retried by report, snapshot and listing: %s", async (_, fault) => {
    const whole = judged(await report(accountWith()));
    expect(whole.gaps).toEqual([]);
    expect(judged(await report(accountWith(fault)))).toEqual(whole);
    const snapshot = await snapshotOf(accountWith(fault));
    expect(gapsOf(snapshot)).toEqual([]);
    expect(rowsIn(snapshot)).toBe(250);
    expect(judged(await report(createClient(snapshotTransport(snapshot))))).toEqual(whole);
    expect(await listed(accountWith(fault))).toBe(250);
  });

  it("is the same gap in report and snapshot if all retries fail", async () => {
    const fault: MockFault = { kind: "server-error", operations: [LIST], after: 1 };
    const found = await report(accountWith(fault));
    const snapshot = await snapshotOf(accountWith(fault));
    expect(found.gaps).toMatchObject([{ operation: LIST, code: "InternalServerError" }]);
    expect(gapsOf(snapshot)).toMatchObject([{ operation: LIST, gap: { code: "InternalServerError" } }]);
    expect(rowsIn(snapshot)).toBe(100);
    expect(found.tasks[0]?.invocations).toHaveLength(100);
  });
});
