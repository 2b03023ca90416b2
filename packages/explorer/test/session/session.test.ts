import { createClient, type Client, type OperationName, type Transport } from "@windowpane/core";
import type { FailuresReport } from "@windowpane/report";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import type { ChangeReport } from "../../src/model/connection.ts";
import type { Finding } from "../../src/model/finding.ts";
import { keyOf, type Reading } from "../../src/model/reading.ts";
import { readConnectionChoices } from "../../src/session/connection-choices.ts";
import { createSession, type Session } from "../../src/session/session.ts";

const clock = { now: () => new Date("2026-11-22T12:00:00Z") };
const windows: Reading = { of: "windows" };

/** The demo, which gives ten items a page at most. */
const inPagesOfTen: Transport = {
  name: "small",
  send: (operation, input, options) =>
    mockTransport({ clock }).send(operation, { ...input, MaxResults: 10 }, options),
};

type Changes = (WindowExecutionId: string, signal: AbortSignal) => AsyncIterable<ChangeReport>;

/** A session over the demo, with all that it asked and all that it found. */
const sessionOver = (transport: Transport = mockTransport({ clock }), changes?: Changes) => {
  const asked: OperationName[] = [];
  const aborted: OperationName[] = [];
  const found: { readonly key: string; readonly finding: Finding }[] = [];
  const waiting = new Set<() => void>();
  const slept: (() => void)[] = [];
  const delays: number[] = [];
  let now = clock.now();
  const watched: Transport = {
    name: transport.name,
    async send(operation, input, options) {
      asked.push(operation);
      options.signal?.addEventListener("abort", () => aborted.push(operation));
      return transport.send(operation, input, options);
    },
  };
  const client: Client = createClient(watched);
  const session: Session = createSession({
    client: async () => client,
    afterFirst: Promise.resolve(),
    choices: () =>
      readConnectionChoices({
        source: "demo",
        connection: { profile: undefined, region: undefined },
        profiles: async () => [],
        opened: async () => ({ transport: watched }),
        describe: () => ({ message: "", advice: "" }),
        signal: new AbortController().signal,
      }),
    history: async () => undefined,
    timeZone: undefined,
    changes: async (id, signal) => changes?.(id, signal),
    listed: () => undefined,
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        // Between two versions of a growing report, not the delay of a live view.
        if (milliseconds < 1000) {
          setImmediate(resolve);
          return;
        }
        slept.push(resolve);
        delays.push(milliseconds);
        signal.addEventListener("abort", () => resolve());
        for (const check of waiting) check();
      }),
    onFound: (key, finding) => {
      found.push({ key, finding });
      for (const check of waiting) check();
    },
    onForgotten: () => {},
    describe: (error) => ({ message: error instanceof Error ? error.message : String(error), advice: "" }),
  });
  /** Resolves when what was found or asked is as wished. */
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!isSo()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  const last = (reading: Reading): Finding | undefined =>
    found.findLast(({ key }) => key === keyOf(reading))?.finding;
  return {
    session,
    asked,
    aborted,
    found,
    last,
    slept,
    delays,
    until,
    done: (reading: Reading) => until(() => last(reading)?.phase === "done"),
    later: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
  };
};

/** Changes that the test reports. */
const reportedChanges = () => {
  const opened: string[] = [];
  const closed: string[] = [];
  const waiting: ChangeReport[] = [];
  let wake = (): void => {};
  let ending: Error | "end" | undefined;
  const tell = (act: () => void): void => {
    act();
    wake();
  };
  return {
    opened,
    closed,
    report: (...reports: readonly ChangeReport[]) => tell(() => void waiting.push(...reports)),
    end: (error?: Error) => tell(() => (ending = error ?? "end")),
    changes: async function* (id: string, signal: AbortSignal): AsyncGenerator<ChangeReport> {
      opened.push(id);
      signal.addEventListener("abort", () => tell(() => closed.push(id)));
      while (!signal.aborted) {
        yield* waiting.splice(0);
        if (ending === "end") return;
        if (ending !== undefined) throw ending;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
};

/** A finished execution of the demo, and one that runs. */
const executionWith = async (isWished: (status: string | undefined) => boolean): Promise<Reading> => {
  const client = createClient(mockTransport({ clock }));
  for await (const { WindowId = "" } of client.items("DescribeMaintenanceWindows", {})) {
    for await (const { Status, WindowExecutionId } of client.items("DescribeMaintenanceWindowExecutions", {
      WindowId,
    })) {
      if (isWished(Status) && WindowExecutionId !== undefined)
        return { of: "execution", WindowExecutionId, WindowId };
    }
  }
  throw new Error("The demo has no such execution.");
};

describe("a session", () => {
  it("sends no requests before a screen needs something", () => {
    expect(sessionOver().asked).toEqual([]);
  });

  it("shows the first page before the list is complete", async () => {
    const { session, done, found } = sessionOver(inPagesOfTen);
    session.want([windows], { live: false });
    await done(windows);
    const sizes = found.flatMap(({ finding }) => {
      const value = finding.value as { items: readonly unknown[] } | undefined;
      return value === undefined ? [] : [value.items.length];
    });
    expect([...new Set(sizes)]).toEqual([10, 14]);
  });

  it("does not read a final execution twice, even on reload", async () => {
    const { session, asked, done } = sessionOver();
    const reading = await executionWith((status) => status === "SUCCESS");
    session.want([reading], { live: false });
    await done(reading);
    const requests = asked.length;
    session.want([], { live: false });
    session.want([reading], { live: false });
    session.again([reading]);
    expect(asked).toHaveLength(requests);
  });

  it("does not read again what the failures of the last day contain of an execution", async () => {
    const { session, done, asked, last } = sessionOver();
    const failures: Reading = { of: "failures", since: new Date("2026-11-21T12:00:00Z") };
    session.want([failures], { live: false });
    await done(failures);
    const report = last(failures)?.value as FailuresReport | undefined;
    const [whole] = (report?.executions ?? [])
      .filter(({ complete, Status }) => complete && Status !== "IN_PROGRESS")
      .toSorted((one, other) => other.counts.total - one.counts.total);
    expect(asked).toContain("ListCommandInvocations");
    const reading: Reading = { of: "execution", WindowExecutionId: whole?.WindowExecutionId ?? "" };
    const before = asked.length;
    session.want([reading], { live: false });
    await done(reading);
    expect(last(reading)?.value).toMatchObject({ verdict: whole?.verdict, counts: whole?.counts });
    // Its own status, and which tasks it has; what ran on machines is known.
    expect(asked.slice(before)).not.toContain("ListCommandInvocations");
  });

  it("reads what may have changed again when its screen is opened after a minute, not before", async () => {
    const { session, asked, done, later, until } = sessionOver();
    session.want([windows], { live: false });
    await done(windows);
    session.want([], { live: false });
    session.want([windows], { live: false });
    expect(asked).toHaveLength(1);
    session.want([], { live: false });
    later(61_000);
    session.want([windows], { live: false });
    await until(() => asked.length === 2);
  });

  it("reports a window that does not exist instead of an empty list, and asks for an empty window once", async () => {
    const transport: Transport = {
      name: "without executions",
      send: async (operation, input, options) =>
        operation === "DescribeMaintenanceWindowExecutions"
          ? { WindowExecutions: [] }
          : mockTransport({ clock }).send(operation, input, options),
    };
    const { session, asked, found, last, until, done } = sessionOver(transport);
    const unknown: Reading = { of: "executions", WindowId: "mw-00000000000000000" };
    session.want([unknown], { live: false });
    await until(() => last(unknown)?.phase === "failed");
    expect(last(unknown)?.error?.message).toContain("does not exist");
    expect(found.every(({ finding }) => finding.value === undefined)).toBe(true);

    const client = createClient(mockTransport({ clock }));
    const { WindowIdentities = [] } = await client.call("DescribeMaintenanceWindows", {});
    const empty: Reading = { of: "executions", WindowId: WindowIdentities[0]?.WindowId ?? "" };
    session.want([empty], { live: false });
    await done(empty);
    expect(last(empty)?.value).toMatchObject({ items: [], gaps: [] });
    session.again([empty]);
    await until(
      () => asked.filter((operation) => operation === "DescribeMaintenanceWindowExecutions").length === 3,
    );
    await until(() => last(empty)?.phase === "done");
    expect(asked.filter((operation) => operation === "GetMaintenanceWindow")).toHaveLength(2);
  });

  it("keeps the previous value visible while it reads again", async () => {
    const { session, done, found, until } = sessionOver();
    session.want([windows], { live: false });
    await done(windows);
    const before = found.length;
    session.again([windows]);
    await until(() => found.length >= before + 2);
    for (const { finding } of found.slice(before)) expect(finding.value).toBeDefined();
  });

  it("cancels requests for screens that are no longer visible", async () => {
    const { session, aborted, until, asked, last } = sessionOver({
      name: "silent",
      send: (_, __, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => reject(signal.reason));
        }),
    });
    session.want([windows], { live: false });
    await until(() => last(windows)?.phase === "reading");
    await new Promise(setImmediate);
    expect(asked).toEqual(["DescribeMaintenanceWindows"]);
    session.want([], { live: false });
    expect(aborted).toEqual(["DescribeMaintenanceWindows"]);
  });

  it("reports an error, keeps the previous value and reads again", async () => {
    const good = mockTransport({ clock });
    let fails = false;
    const { session, done, last, until } = sessionOver({
      name: "moody",
      send: async (operation, input, options) => {
        if (fails) throw new Error("The line is dead.");
        return good.send(operation, input, options);
      },
    });
    session.want([windows], { live: false });
    await done(windows);
    fails = true;
    session.again([windows]);
    await until(() => last(windows)?.phase === "failed");
    expect(last(windows)?.error?.message).toBe("The line is dead.");
    expect(last(windows)?.value).toBeDefined();
    fails = false;
    session.again([windows]);
    await done(windows);
    expect(last(windows)?.error).toBeUndefined();
  });

  it("follows a running execution with a delay after each reading, until live view ends", async () => {
    const { session, asked, slept, until } = sessionOver();
    session.want([windows], { live: true });
    await until(() => slept.length === 1);
    const once = asked.length;
    slept[0]?.();
    await until(() => slept.length === 2);
    expect(asked).toHaveLength(once * 2);
    session.want([windows], { live: false });
    slept[1]?.();
    await new Promise(setImmediate);
    expect(asked).toHaveLength(once * 2);
  });

  it("reads a running execution after each reported change, and otherwise after a longer delay", async () => {
    const { changes, report, opened, closed } = reportedChanges();
    const { session, slept, delays, until, done, asked } = sessionOver(undefined, changes);
    const reading = await executionWith((status) => status === "IN_PROGRESS");
    report("changed");
    session.want([reading], { live: true });
    await done(reading);
    await until(() => slept.length === 1);
    expect(opened).toHaveLength(1);
    // The delay before a change is read. This one arrived during the reading.
    const before = asked.length;
    slept[0]?.();
    await until(() => asked.length > before);
    await until(() => slept.length === 2);
    slept[1]?.();
    await until(() => slept.length === 3);
    expect(delays).toEqual([1000, 1000, 15_000]);
    const once = asked.length;
    report("changed");
    await until(() => asked.length > once);
    await until(() => slept.length === 4);
    session.want([reading], { live: false });
    expect(closed).toEqual(opened);
  });

  it("reads at once when changes are lost, and then every 5 seconds until they are reported again", async () => {
    const { changes, report } = reportedChanges();
    const { session, slept, delays, until, asked } = sessionOver(undefined, changes);
    const reading = await executionWith((status) => status === "IN_PROGRESS");
    report("changed");
    session.want([reading], { live: true });
    await until(() => slept.length === 1);
    slept[0]?.();
    await until(() => slept.length === 2);
    slept[1]?.();
    await until(() => slept.length === 3);
    const before = asked.length;
    report("lost");
    await until(() => asked.length > before && slept.length === 4);
    slept[3]?.();
    await until(() => slept.length === 5);
    expect(delays.slice(2)).toEqual([15_000, 1000, 4000]);
    report("changed");
    await until(() => slept.length === 6);
    slept[5]?.();
    await until(() => slept.length === 7);
    expect(delays.at(-1)).toBe(15_000);
    session.close();
  });

  it.each([undefined, new Error("refused")])(
    "reads every 5 seconds after the reports have ended: %s",
    async (error) => {
      const { changes, end } = reportedChanges();
      const { session, slept, delays, until } = sessionOver(undefined, changes);
      const reading = await executionWith((status) => status === "IN_PROGRESS");
      end(error);
      session.want([reading], { live: true });
      await until(() => slept.length === 1);
      slept[0]?.();
      await until(() => slept.length === 2);
      expect(delays).toEqual([5000, 5000]);
      session.close();
    },
  );

  it("follows no changes for a list and for two executions", async () => {
    const { changes, opened } = reportedChanges();
    const { session, slept, until } = sessionOver(undefined, changes);
    session.want([windows], { live: true });
    await until(() => slept.length === 1);
    const running = await executionWith((status) => status === "IN_PROGRESS");
    const ended = await executionWith((status) => status === "SUCCESS");
    session.want([running, ended], { live: true });
    // The first delay ends, too.
    await until(() => slept.length === 2);
    expect(opened).toEqual([]);
    session.close();
  });

  it("reports nothing after it was closed", async () => {
    const { session, found, until } = sessionOver();
    session.want([windows], { live: false });
    await until(() => found.length > 0);
    session.close();
    const before = found.length;
    await new Promise(setImmediate);
    expect(found).toHaveLength(before);
  });
});
