/** What an archive tells about accounts that could not be collected, in each host. */
import { createClient, isWindowpaneError, ServiceError, type Input, type Transport } from "@windowpane/core";
import { fleet, manualClock, mockTransport, type ManualClock } from "@windowpane/transport-mock";
import { afterEach, describe, expect, it } from "vitest";
import {
  archiveHistory,
  archiveTransport,
  archiveTrends,
  collectStatus,
  collectStep,
  configureLocations,
  forgetUnread,
  openArchive,
  recordUnread,
  storedLocations,
  uncollectedLocations,
  withArchive,
  type Archive,
} from "../../src/index.ts";
import { wholeSeconds } from "@windowpane/report";
import { hosts, type OpenedHost } from "../hosts/hosts.ts";

const MINUTE = 60_000;
const payments = { Account: "111122223333", Region: "eu-west-1" };
const legacy = { Account: "999900001111", Region: "eu-west-1" };

const deny = (operation: string): ServiceError =>
  new ServiceError(operation, { code: "AccessDeniedException", message: "Not allowed.", status: 400 });
const unreadLegacy = {
  ...legacy,
  AccountName: "legacy",
  error: deny("AssumeRole"),
  reason: "The role could not be assumed.",
  remedy: "Check the role.",
};

const denying = (transport: Transport, denied: () => string): Transport => ({
  name: "aws",
  send: async (operation, input, options) => {
    if (operation === denied()) throw deny(operation);
    return transport.send(operation, input, options);
  },
});

/** The items of a list, and the error that it ends with. */
const listed = async (
  transport: Transport,
  WindowId?: string,
  Filters?: Input<"DescribeMaintenanceWindowExecutions">["Filters"],
) => {
  const client = createClient(transport);
  const items: object[] = [];
  try {
    const list =
      WindowId === undefined
        ? client.items("DescribeMaintenanceWindows", {})
        : client.items("DescribeMaintenanceWindowExecutions", { WindowId, Filters });
    for await (const item of list) items.push(item);
    return { items: items.length };
  } catch (error) {
    if (!isWindowpaneError(error) || error.kind !== "unread-locations") throw error;
    const { resumeFrom } = error;
    return { items: items.length, unread: error.locations, resumeFrom };
  }
};

let opened: OpenedHost | undefined;
afterEach(async () => opened?.close());

interface Opened {
  readonly archive: Archive;
  readonly clock: ManualClock;
  readonly transport: Transport;
}

describe.each(hosts)("accounts that could not be collected, in $name", ({ open }) => {
  const openOne = async (): Promise<Opened> => {
    opened = await open();
    const transport = mockTransport({ scenario: fleet({ invocations: 5 }) });
    const clock = manualClock(transport.clock.now());
    return { archive: await openArchive({ ...opened, now: clock.now }), clock, transport };
  };

  it("are gaps of every list until they are collected", async () => {
    const { archive, clock, transport } = await openOne();
    await collectStep({ ...payments, transport }, archive, { owner: "one" });
    const whole = await listed(archiveTransport(archive));
    expect(whole).toEqual({ items: 1 });

    await recordUnread(archive, unreadLegacy);
    const first = clock.now();
    clock.advance(MINUTE);
    await recordUnread(archive, { ...unreadLegacy, reason: "STS did not respond." });
    const list = await listed(archiveTransport(archive));
    expect(list).toMatchObject({ items: 1, resumeFrom: expect.any(String) as unknown });
    expect(list.unread).toMatchObject([
      {
        ...legacy,
        AccountName: "legacy",
        reason: `Never collected, first tried ${first.toISOString().slice(0, 16)}Z: STS did not respond.`,
        remedy: "Check the role.",
        error: { code: "AccessDeniedException" },
        since: first,
      },
    ]);
    expect(await storedLocations(archive)).toEqual([payments, legacy]);
    expect(await listed(archiveTransport(archive, { accounts: [payments.Account] }))).toEqual(whole);
    expect(await listed(archiveTransport(archive, { accounts: [legacy.Account] }))).toMatchObject({
      items: 0,
      unread: [legacy],
    });
    // The account itself continues its list.
    expect(await listed(withArchive(transport, archive))).not.toHaveProperty("unread");

    const page = { signal: undefined };
    await expect(
      archiveTransport(archive).send("DescribeMaintenanceWindows", { NextToken: list.resumeFrom }, page),
    ).rejects.toMatchObject({ kind: "unread-locations" });
    await collectStep({ ...legacy, transport }, archive, { owner: "two" });
    expect(await listed(archiveTransport(archive))).toEqual({ items: 2 });
    const rest = await archiveTransport(archive).send(
      "DescribeMaintenanceWindows",
      { NextToken: list.resumeFrom },
      page,
    );
    expect(rest).toMatchObject({ WindowIdentities: [legacy] });
    expect(await uncollectedLocations(archive)).toEqual([]);
  });

  it("are recorded by a step, for the windows and for the executions of a window", async () => {
    const { archive, clock, transport } = await openOne();
    let denied = "";
    const account = denying(transport, () => denied);
    const collect = async (): Promise<void> => {
      clock.advance(10 * MINUTE);
      await collectStep({ ...payments, transport: account }, archive, {
        owner: `at-${clock.now().getTime()}`,
        describe: async () => ({ AccountName: "payments", reason: "Denied.", remedy: "Allow it." }),
      });
    };
    await collect();
    const looked = clock.now();
    const [window] =
      (await createClient(transport).call("DescribeMaintenanceWindows", {})).WindowIdentities ?? [];
    const WindowId = window?.WindowId ?? "";
    const executions = await listed(archiveTransport(archive), WindowId);
    expect(executions).toEqual({ items: 1 });

    denied = "DescribeMaintenanceWindows";
    await collect();
    const since = clock.now();
    await collect();
    const gap = {
      ...payments,
      AccountName: "payments",
      reason: `Not collected since ${looked.toISOString().slice(0, 16)}Z: Denied.`,
      remedy: "Allow it.",
    };
    expect(await listed(archiveTransport(archive))).toMatchObject({ items: 1, unread: [gap] });
    expect(await listed(archiveTransport(archive), WindowId)).toMatchObject({ items: 1, unread: [gap] });
    const { locations } = (await archiveHistory(archive).collections?.({ since: looked })) ?? {};
    expect(locations).toMatchObject([
      { ...payments, collectedUntil: looked, problem: "Denied.", problemSince: since, remedy: "Allow it." },
    ]);

    denied = "DescribeMaintenanceWindowExecutions";
    await collect();
    const problem = expect.stringMatching(
      /^The executions of \S+ could not be listed: .*Not allowed/u,
    ) as unknown;
    for (const id of [undefined, WindowId])
      expect(await listed(archiveTransport(archive), id)).toMatchObject({
        items: 1,
        unread: [{ ...payments, problem }],
      });
    expect(await collectStatus(archive)).toMatchObject([
      { ...payments, runs: 1, windows: 1, incomplete: 0, uncollected: { problem } },
    ]);

    denied = "";
    await collect();
    expect(await listed(archiveTransport(archive))).toEqual({ items: 1 });
    expect(await listed(archiveTransport(archive), WindowId)).toEqual(executions);
  });

  it("are gaps of a period that ends long after the last collection", async () => {
    const { archive, clock, transport } = await openOne();
    await collectStep({ ...payments, transport }, archive, { owner: "one" });
    const looked = clock.now();
    const page =
      (await createClient(transport).call("DescribeMaintenanceWindows", {})).WindowIdentities ?? [];
    const WindowId = page[0]?.WindowId ?? "";
    const period = (ExecutedBefore?: Date) => [
      { Key: "ExecutedAfter" as const, Values: ["2024-01-01T00:00:00Z"] },
      ...(ExecutedBefore === undefined
        ? []
        : [{ Key: "ExecutedBefore" as const, Values: [wholeSeconds(ExecutedBefore.getTime())] }]),
    ];
    const stored = archiveTransport(archive);
    expect(await listed(stored, WindowId, period())).toEqual({ items: 1 });
    clock.advance(27 * 60 * MINUTE);
    expect(await listed(stored, WindowId, period())).toMatchObject({
      items: 1,
      unread: [
        { ...payments, reason: `No collection was completed since ${looked.toISOString().slice(0, 16)}Z.` },
      ],
    });
    expect(await listed(stored, WindowId, period(looked))).toEqual({ items: 1 });
    expect(await listed(stored, WindowId)).toEqual({ items: 1 });
    expect(await listed(stored)).toEqual({ items: 1 });
  });

  it("stop being gaps when they are removed from their configuration", async () => {
    const { archive, transport } = await openOne();
    const locations = [payments, legacy, { ...legacy, Region: "all" }];
    await configureLocations(archive, { fleet: "a.json", locations, whole: true });
    await configureLocations(archive, {
      fleet: "b.json",
      locations: [{ ...legacy, Region: "us-east-1" }],
      whole: true,
    });
    expect(await uncollectedLocations(archive)).toMatchObject(
      [payments, legacy, { ...legacy, Region: "all" }, { ...legacy, Region: "us-east-1" }]
        .toSorted((one, other) => (one.Account + one.Region < other.Account + other.Region ? -1 : 1))
        .map((one) => ({ ...one, problem: "Its first collection has not ended." })),
    );
    await recordUnread(archive, unreadLegacy);
    await collectStep({ ...payments, transport }, archive, { owner: "one" });
    await recordUnread(archive, { ...unreadLegacy, ...payments });
    // A part of the configuration removes nothing.
    await configureLocations(archive, { fleet: "a.json", locations: [payments], whole: false });
    expect(await storedLocations(archive)).toHaveLength(4);

    await configureLocations(archive, { fleet: "a.json", locations: [legacy], whole: true });
    expect(await uncollectedLocations(archive)).toMatchObject([
      { ...legacy, problem: "The role could not be assumed." },
      { ...legacy, Region: "us-east-1" },
    ]);
    // What was collected stays.
    expect(await storedLocations(archive)).toEqual([payments, legacy, { ...legacy, Region: "us-east-1" }]);
    expect(await listed(archiveTransport(archive, { accounts: [payments.Account] }))).toEqual({ items: 1 });

    expect(await forgetUnread(archive, { Account: legacy.Account })).toBe(2);
    expect(await storedLocations(archive)).toEqual([payments]);
  });

  it("are missing in trends, without making nights of other accounts unknown", async () => {
    const { archive, clock, transport } = await openOne();
    await collectStep({ ...payments, transport }, archive, { owner: "one" });
    const query = { since: new Date(clock.now().getTime() - 5 * 86_400_000), until: clock.now() };
    const before = await archiveTrends(archive).windows(query);
    await recordUnread(archive, unreadLegacy);
    const after = await archiveTrends(archive).windows(query);
    expect(after).toEqual({
      ...before,
      missing: [
        { ...legacy, since: before.since, until: query.until, reason: "The role could not be assumed." },
        ...before.missing,
      ],
    });
  });
});
