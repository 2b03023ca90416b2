/** An account with its archive. The account's clock moves on, and it forgets what is older than 30 days, as AWS does. */
import {
  createClient,
  itemOrigin,
  ServiceError,
  TransportError,
  type Client,
  type Output,
  type Transport,
} from "@windowpane/core";
import { machinesOf, reportExecution, type ExecutionReport } from "@windowpane/report";
import { mockTransport } from "@windowpane/transport-mock";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { openSqliteFile } from "../src/node.ts";
import {
  archiveTransport,
  openArchive,
  storeRun,
  withArchive,
  type Archive,
  type StoredRun,
} from "../src/index.ts";
import { demoRuns, takenAt } from "./runs.ts";

let archive: Archive;
let runs: readonly StoredRun[];
beforeAll(async () => {
  runs = await demoRuns();
  archive = await openArchive({ sql: await openSqliteFile(":memory:"), now: () => takenAt });
  for (const run of runs) await storeRun(archive, run);
});

const windowsOf = (client: Client): Promise<readonly string[]> =>
  collect(client.items("DescribeMaintenanceWindows", {}), ({ WindowId = "" }) => WindowId);
const executionsOf = (client: Client, WindowId: string, MaxResults = 10): Promise<readonly string[]> =>
  collect(
    client.items("DescribeMaintenanceWindowExecutions", { WindowId, MaxResults }),
    ({ WindowExecutionId = "" }) => WindowExecutionId,
  );
const collect = async <Item>(
  items: AsyncIterable<Item>,
  textOf: (item: Item) => string,
): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const item of items) all.push(textOf(item));
  return all;
};

/** A window with two stored runs, and these. */
const nightly = (): { readonly WindowId: string; readonly executions: readonly string[] } => {
  const own = runs.filter(({ report }) => report.Name === "linux-patch-nightly");
  return {
    WindowId: own[0]?.report.WindowId ?? "",
    executions: own.map(({ report }) => report.WindowExecutionId),
  };
};

/** What a report tells about its machines. */
const rowsOf = (report: ExecutionReport): readonly string[] =>
  machinesOf(report).map(({ name, result, cause, patch }) =>
    [name, result, cause?.key, patch?.words].join(" "),
  );

/** An account that responds with an error to some operations. */
const failing = (live: Transport, operation: string, error: Error): Transport => ({
  name: live.name,
  send: (name, input, options) =>
    name === operation ? Promise.reject(error) : live.send(name, input, options),
});

/** The demo account, which has forgotten the stored executions. */
const forgotten = (): Transport => {
  const live = mockTransport();
  const lost = new Set(runs.map(({ report }) => report.WindowExecutionId));
  return {
    name: live.name,
    send: async (operation, input, options) => {
      if (lost.has(String(Reflect.get(input, "WindowExecutionId"))))
        throw new ServiceError(operation, { code: "DoesNotExistException", status: 400 });
      if (operation === "ListCommandInvocations") return { CommandInvocations: [] };
      const response = await live.send(operation, input, options);
      if (operation !== "DescribeMaintenanceWindowExecutions") return response;
      const { WindowExecutions = [], ...rest } = response as Output<"DescribeMaintenanceWindowExecutions">;
      const left = WindowExecutions.filter(({ WindowExecutionId = "" }) => !lost.has(WindowExecutionId));
      return { WindowExecutions: left, ...rest };
    },
  };
};

describe("an archive", () => {
  it("reports each run as it was reported when it was stored", async () => {
    const client = createClient(archiveTransport(archive));
    for (const { report } of runs) {
      const { WindowExecutionId, WindowId, Name } = report;
      const again = await reportExecution(client, {
        WindowExecutionId,
        window: { WindowId, Name },
        patches: true,
      });
      expect(again.verdict).toBe(report.verdict);
      expect(again.machineCounts).toEqual(report.machineCounts);
      expect(rowsOf(again)).toEqual(rowsOf(report));
      expect(again.gaps.map(({ why }) => why)).toEqual(report.gaps.map(({ why }) => why));
    }
    expect(runs.length).toBeGreaterThan(20);
  });

  it("gives each of two runs of the same machines its own patch states, read at the same time", async () => {
    const client = createClient(archiveTransport(archive));
    const own = (report: ExecutionReport): readonly string[] =>
      machinesOf(report).flatMap(({ name, patch }) =>
        patch?.basis === "this-run" || patch?.basis === "by-time" ? [`${name} ${patch.words}`] : [],
      );
    const stored = runs.filter(({ report }) => report.Name === "linux-patch-nightly");
    const again = await Promise.all(
      stored.map(({ report: { WindowExecutionId } }) =>
        reportExecution(client, { WindowExecutionId, patches: true }),
      ),
    );
    for (const [index, { report }] of stored.entries()) {
      expect(own(report).length).toBeGreaterThan(20);
      expect(own(again[index] ?? report)).toEqual(own(report));
    }
  });

  it("lists windows and executions with their account and region", async () => {
    const client = createClient(archiveTransport(archive));
    const { WindowId, executions } = nightly();
    const found = [];
    for await (const window of client.items("DescribeMaintenanceWindows", { MaxResults: 10 })) {
      expect(itemOrigin(window)).toMatchObject({ Account: "111122223333", Region: "eu-west-1" });
      found.push(window.WindowId);
    }
    expect(new Set(found)).toEqual(new Set(runs.map(({ report }) => report.WindowId)));
    expect(found.length).toBe(new Set(found).size);
    expect(await executionsOf(client, WindowId)).toEqual(executions);
    const Filters = [{ Key: "ExecutedBefore", Values: ["2026-11-22T00:00:00Z"] }];
    const page = await client.call("DescribeMaintenanceWindowExecutions", { WindowId, Filters });
    expect(page.WindowExecutions?.map(({ WindowExecutionId }) => WindowExecutionId)).toEqual(
      executions.slice(1),
    );
    expect(await windowsOf(createClient(archiveTransport(archive, { regions: ["eu-west-2"] })))).toEqual([]);
  });

  it("lists the commands of a machine over all runs, newest first", async () => {
    const client = createClient(archiveTransport(archive));
    const [machine] = machinesOf(runs[0]?.report ?? { tasks: [] });
    const InstanceId = machine?.InstanceId ?? "";
    const commands = await collect(
      client.items("ListCommandInvocations", { InstanceId, MaxResults: 2, Details: true }),
      ({ CommandId = "", InstanceId: id = "", RequestedDateTime }) =>
        `${RequestedDateTime?.toISOString()} ${CommandId} ${id}`,
    );
    const expected = new Set<string>();
    for (const { snapshot } of runs) {
      for (const entry of snapshot.responses.of("ListCommandInvocations")) {
        for (const item of entry.itemsWith(InstanceId)) {
          const { CommandId, RequestedDateTime } = item as { CommandId: string; RequestedDateTime: Date };
          if (Reflect.get(item, "InstanceId") === InstanceId)
            expected.add(`${RequestedDateTime.toISOString()} ${CommandId} ${InstanceId}`);
        }
      }
    }
    expect(expected.size).toBeGreaterThan(5);
    expect(commands.length).toBe(expected.size);
    expect(new Set(commands)).toEqual(expected);
    const after = await collect(
      client.items("ListCommandInvocations", {
        InstanceId,
        Filters: [{ key: "InvokedAfter", value: "2026-11-21T12:00:00Z" }],
      }),
      ({ CommandId = "" }) => CommandId,
    );
    expect(after.length).toBe([...expected].filter((text) => text >= "2026-11-21T12:00:00Z").length);
  });

  it("finds the run of a command in a process that has read nothing before", async () => {
    const [command] = [...(runs[0]?.snapshot.responses.of("ListCommandInvocations") ?? [])];
    const CommandId = command?.input["CommandId"] ?? "";
    const client = createClient(archiveTransport(archive));
    const page = await client.call("ListCommandInvocations", { CommandId, Details: true });
    expect(page.CommandInvocations?.length).toBeGreaterThan(0);
  });

  it("rejects what it does not contain, with what it contains", async () => {
    const client = createClient(archiveTransport(archive));
    const WindowExecutionId = "00000000-0000-0000-0000-000000000000";
    await expect(client.call("GetMaintenanceWindowExecution", { WindowExecutionId })).rejects.toMatchObject({
      code: "DoesNotExistException",
      message: expect.stringMatching(
        /The archive does not contain execution 0{8}-.*\. It contains 24 runs, from 2026-11-01 to 2026-11-22\./u,
      ) as string,
    });
    const [stored = ""] = nightly().executions;
    await expect(
      client.call("CancelMaintenanceWindowExecution", { WindowExecutionId: stored }),
    ).rejects.toThrow(/An archive is read-only/);
  });
});

describe("an account with its archive", () => {
  it("lists what the account has and then what only the archive has, each once", async () => {
    const client = createClient(withArchive(mockTransport(), archive));
    const alone = createClient(mockTransport());
    expect(await windowsOf(client)).toEqual(await windowsOf(alone));
    const { WindowId } = nightly();
    for (const MaxResults of [10, 33, 100])
      expect(await executionsOf(client, WindowId, MaxResults)).toEqual(await executionsOf(alone, WindowId));
  });

  it("continues lists past what AWS keeps, in another process, too", async () => {
    const { WindowId, executions } = nightly();
    const live = forgotten();
    const now = await executionsOf(createClient(live), WindowId);
    expect(now.filter((id) => executions.includes(id))).toEqual([]);
    const all = await executionsOf(createClient(withArchive(live, archive)), WindowId);
    expect(all).toEqual([...now, ...executions]);
    // Each page from another process.
    const paged: string[] = [];
    let NextToken: string | undefined;
    do {
      const client = createClient(withArchive(live, archive));
      const page = await client.call("DescribeMaintenanceWindowExecutions", {
        WindowId,
        MaxResults: 10,
        NextToken,
      });
      paged.push(...(page.WindowExecutions ?? []).map(({ WindowExecutionId = "" }) => WindowExecutionId));
      NextToken = page.NextToken ?? undefined;
    } while (NextToken !== undefined);
    expect(paged).toEqual(all);
  });

  it("reports runs that AWS has forgotten", async () => {
    const client = createClient(withArchive(forgotten(), archive));
    for (const { report } of runs.slice(0, 6)) {
      const { WindowExecutionId, WindowId, Name } = report;
      const again = await reportExecution(client, {
        WindowExecutionId,
        window: { WindowId, Name },
        patches: true,
      });
      expect(again.verdict).toBe(report.verdict);
      expect(rowsOf(again)).toEqual(rowsOf(report));
    }
  });

  it("sends no request to the account for a run that is stored without gaps", async () => {
    const none: Transport = {
      name: "none",
      send: (operation) => Promise.reject(new Error(`sent ${operation}`)),
    };
    const client = createClient(withArchive(none, archive));
    const whole = runs
      .filter(({ report }) => report.gaps.length === 0)
      .map(({ report }) => report.WindowExecutionId);
    expect(whole.length).toBeGreaterThan(10);
    for (const WindowExecutionId of whole)
      expect((await reportExecution(client, { WindowExecutionId, patches: true })).gaps).toEqual([]);
  });

  it("ends a list with the account's error after the archive's items", async () => {
    const denied = new ServiceError("DescribeMaintenanceWindowExecutions", {
      code: "AccessDeniedException",
      message: "not allowed",
      status: 400,
    });
    const live = failing(mockTransport(), "DescribeMaintenanceWindowExecutions", denied);
    const { WindowId, executions } = nightly();
    const found: string[] = [];
    const reading = (async () => {
      const client = createClient(withArchive(live, archive));
      for await (const item of client.items("DescribeMaintenanceWindowExecutions", { WindowId }))
        found.push(item.WindowExecutionId ?? "");
    })();
    await expect(reading).rejects.toMatchObject({ code: "AccessDeniedException" });
    expect(found).toEqual(executions);
  });

  it("rejects with the account's error what may have changed since the run was stored", async () => {
    const lost = new TransportError("GetMaintenanceWindow", "no response", {
      meaning: "no-response",
      retryable: true,
    });
    const live = failing(mockTransport(), "GetMaintenanceWindow", lost);
    const { WindowId } = nightly();
    await expect(
      createClient(withArchive(live, archive)).call("GetMaintenanceWindow", { WindowId }),
    ).rejects.toBe(lost);
  });

  it("responds from the archive for a window that was deleted", async () => {
    const gone = new ServiceError("GetMaintenanceWindow", { code: "DoesNotExistException", status: 400 });
    const live = failing(mockTransport(), "GetMaintenanceWindow", gone);
    const { WindowId } = nightly();
    const window = await createClient(withArchive(live, archive)).call("GetMaintenanceWindow", { WindowId });
    expect(window.Name).toBe("linux-patch-nightly");
  });
});

describe("a damaged run of an archive", () => {
  /** Damages the newest nightly run until the test ends. */
  const damage = async (statement: string): Promise<void> => {
    await archive.sql.run("BEGIN");
    const { changes } = await archive.sql.run(statement, [nightly().executions[0] ?? ""]);
    expect(changes).toBeGreaterThan(0);
  };
  afterEach(async () => void (await archive.sql.run("ROLLBACK")));

  const ofRun = "(SELECT id FROM run WHERE execution_id = ?1)";
  const ofDocument = "(SELECT document_key FROM run WHERE execution_id = ?1)";

  it.each([
    ["changed bytes", `UPDATE document_chunk SET bytes = zeroblob(length(bytes)) WHERE key = ${ofDocument}`],
    ["no bytes", `DELETE FROM document_chunk WHERE key = ${ofDocument}`],
    ["an index without JSON", `UPDATE document SET parts = '[[' WHERE run = ${ofRun}`],
    ["an index of other types", `UPDATE document SET parts = '[[0, 99, 3], null]' WHERE run = ${ofRun}`],
    ["an index with gaps", `UPDATE document SET parts = '[[0, 9, ""], [1e30, 9, ""]]' WHERE run = ${ofRun}`],
    ["cut IDs", `UPDATE document SET started = x'00' WHERE run = ${ofRun}`],
  ])("with %s leaves the other runs readable", async (_, statement) => {
    await damage(statement);
    const client = createClient(archiveTransport(archive));
    const [WindowExecutionId = "", other = ""] = nightly().executions;
    expect(await executionsOf(client, nightly().WindowId)).toEqual(nightly().executions);
    await expect(client.call("GetMaintenanceWindowExecution", { WindowExecutionId })).rejects.toMatchObject({
      kind: "transport",
      meaning: "damaged",
      retryable: false,
      message: expect.stringContaining("Restore the archive from a backup") as string,
    });
    const whole = await reportExecution(client, { WindowExecutionId: other });
    expect(whole.gaps.filter(({ kind }) => kind === "damaged")).toEqual([]);

    const live = await reportExecution(createClient(withArchive(mockTransport(), archive)), {
      WindowExecutionId,
    });
    expect(live.gaps.filter(({ kind }) => kind === "damaged")).toEqual([]);
    expect(live.verdict).toBe(
      runs.find(({ report }) => report.WindowExecutionId === WindowExecutionId)?.report.verdict,
    );
    const both = createClient(withArchive(forgotten(), archive));
    await expect(both.call("GetMaintenanceWindowExecution", { WindowExecutionId })).rejects.toMatchObject({
      meaning: "damaged",
    });
  });
});
