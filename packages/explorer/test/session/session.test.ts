import { createClient, type Client, type OperationName, type Transport } from "@windowpane/core";
import type { FailuresReport } from "@windowpane/report";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
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

/** A session over the demo, with all that it asked and all that it found. */
const sessionOver = (transport: Transport = mockTransport({ clock })) => {
  const asked: OperationName[] = [];
  const aborted: OperationName[] = [];
  const found: { readonly key: string; readonly finding: Finding }[] = [];
  const waiting = new Set<() => void>();
  const slept: (() => void)[] = [];
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
    until,
    done: (reading: Reading) => until(() => last(reading)?.phase === "done"),
    later: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
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
