/** The pages of `/v1/failures` together against the report that the command line shows, for many budgets and accounts. */
import { createClient, type Transport } from "@windowpane/core";
import {
  reportFailures,
  resultsWorstFirst,
  verdictsWorstFirst,
  type FailuresReport,
} from "@windowpane/report";
import {
  documentation,
  fleet,
  fixedClock,
  manualClock,
  mockTransport,
  patchAccount,
  patchNight,
  rateControlled,
  type MockOptions,
} from "@windowpane/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitAccount, splitNow } from "./split-account.ts";
import { testApp, type Document, type TestResponse } from "../test-app.ts";

/** Follows the cursors to the end. */
const follow = async (
  get: ReturnType<typeof testApp>["get"],
  query: string,
): Promise<readonly TestResponse[]> => {
  const pages = [await get(`/v1/failures?${query}`)];
  const seen = new Set<string>();
  for (let page = pages[0]; page?.body["nextCursor"] !== undefined; page = pages.at(-1)) {
    const cursor = String(page.body["nextCursor"]);
    // Every page makes progress.
    expect(seen.has(cursor)).toBe(false);
    seen.add(cursor);
    pages.push(await get(`/v1/failures?cursor=${cursor}`));
    expect(pages.at(-1)?.status).toBe(200);
  }
  return pages;
};

const list = (pages: readonly TestResponse[], of: (body: Document) => Document | undefined): Document[] =>
  pages.flatMap(({ body }) => [...(of(body) ?? [])]);

const total = (pages: readonly TestResponse[], of: (body: Document) => unknown): number =>
  pages.reduce((sum, { body }) => sum + Number(of(body)), 0);

interface Member {
  readonly kind?: unknown;
  readonly name?: unknown;
  readonly WindowExecutionId?: unknown;
  readonly TaskExecutionId?: unknown;
  readonly InvocationId?: unknown;
}

const memberKey = (key: unknown, member: Member): string =>
  [key, member.kind, member.name, member.WindowExecutionId, member.TaskExecutionId, member.InvocationId].join(
    "\n",
  );

const membersOf = (whole: FailuresReport): string[] =>
  whole.groups.flatMap(({ key, members }) => members.map((member) => memberKey(key, member)));

const membersOn = (pages: readonly TestResponse[]): string[] =>
  list(pages, (body) => body["page"]?.["groups"]).flatMap((group) =>
    [...(group["members"] ?? [])].map((member) => memberKey(group["key"], member as Member)),
  );

/** Compares all pages with the whole report. Both have no gaps, or those of AWS. */
const expectSame = (pages: readonly TestResponse[], whole: FailuresReport): void => {
  for (const result of resultsWorstFirst)
    expect([result, total(pages, (body) => body["page"]?.["counts"]?.["results"]?.[result])]).toEqual([
      result,
      whole.counts.results[result],
    ]);
  for (const verdict of verdictsWorstFirst)
    expect([verdict, total(pages, (body) => body["page"]?.["verdicts"]?.[verdict])]).toEqual([
      verdict,
      whole.verdicts[verdict],
    ]);
  expect(membersOn(pages).toSorted()).toEqual(membersOf(whole).toSorted());
  const judged = list(pages, (body) => body["executions"]).filter((execution) => Boolean(execution["done"]));
  expect(
    judged
      .map((one) => [one["WindowExecutionId"], one["verdict"], one["reason"], one["falseGreen"]].join(" "))
      .toSorted(),
  ).toEqual(
    whole.executions
      .map((one) => [one.WindowExecutionId, one.verdict, one.reason, one.falseGreen].join(" "))
      .toSorted(),
  );
};

const wholeOf = async (transport: Transport, now: Date, hours: number): Promise<FailuresReport> =>
  reportFailures(createClient(transport), { since: new Date(now.getTime() - hours * 3_600_000), now });

interface Account {
  readonly scenario: NonNullable<MockOptions["scenario"]>;
  readonly hours: number;
  /** Default: the mock's. */
  readonly clock?: Date;
}

const accounts: Readonly<Record<string, Account>> = {
  fleet: { scenario: fleet({ invocations: 130, failureRate: 0.1 }), hours: 48 },
  "a fleet that passed": { scenario: fleet({ invocations: 120, failureRate: 0 }), hours: 48 },
  "the night of the demo": { scenario: patchNight, hours: 12 },
  "AWS's samples": { scenario: documentation, hours: 24 * 30 },
  "executions with several tasks": { scenario: splitAccount, clock: splitNow, hours: 24 },
  "a patch run": {
    scenario: patchAccount({
      machines: Array.from({ length: 20 }, (_, index) => ({
        states:
          index % 4 === 0
            ? []
            : [{ pendingReboot: index % 4 === 1 ? 2 : 0, missing: index % 4 === 2 ? 3 : 0 }],
      })),
      tasks: [{}, { rebootOption: "NoReboot" }],
    }),
    clock: new Date("2026-11-22T08:00:00Z"),
    hours: 24,
  },
  "an automation with children": { scenario: rateControlled({ targets: 12, failed: 3 }), hours: 24 },
};

describe.each(Object.entries(accounts))("the pages of failures of %s", (name, { scenario, clock, hours }) => {
  it("are together the whole report, for any budget", { timeout: 300_000 }, async () => {
    const mock = { scenario, ...(clock === undefined ? {} : { clock: fixedClock(clock) }) };
    const transport = mockTransport(mock);
    const whole = await wholeOf(transport, transport.clock.now(), hours);
    let [complete, split, limited] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 3, max: 50 }), async (requestsPerPage) => {
        const { get } = testApp({ mock, limits: { requestsPerPage } });
        const pages = await follow(get, `since=${hours}h`);
        const isLimited = list(pages, (body) => body["gaps"]).some((gap) => String(gap["kind"]) === "limit");
        for (const [index, { body }] of pages.entries()) {
          expect(Number(body["requests"])).toBeLessThanOrEqual(requestsPerPage);
          const isLast = index === pages.length - 1;
          expect(body["done"]).toBe(isLast);
          // Only the last page can tell that the period is complete.
          const gaps = list(pages, (one) => one["gaps"]);
          expect(body["complete"]).toBe(isLast && gaps.length === 0);
          if (body["unfinishedExecution"] !== undefined) split += 1;
        }
        // No machine is on two pages.
        const members = membersOn(pages);
        expect(new Set(members).size).toBe(members.length);
        if (isLimited) {
          limited += 1;
          // Without its output, a machine can have a less precise cause, but it still did not pass.
          const machine = (member: string): string => member.slice(member.indexOf("\n"));
          const known = new Set(membersOf(whole).map(machine));
          expect(
            members.filter((member) => member.includes("\nmachine\n") && !known.has(machine(member))),
          ).toEqual([]);
          return;
        }
        complete += 1;
        expectSame(pages, whole);
      }),
      { numRuns: 16, examples: [[3], [8], [11], [13], [50]] },
    );
    // The property says nothing without these.
    expect({ name, complete: complete > 2, limited: limited > 0 }).toEqual({
      name,
      complete: true,
      limited: true,
    });
    if (name.includes("fleet") || name.includes("tasks")) expect(split).toBeGreaterThan(5);
  });
});

describe("the pages of failures of a large fleet", () => {
  it.each([
    { invocations: 400, requestsPerPage: 40, failed: 8 },
    { invocations: 5000, requestsPerPage: 24, failed: 100 },
    { invocations: 5000, requestsPerPage: 500, failed: 100 },
  ])(
    "contain all $failed failures of $invocations machines in pages of $requestsPerPage requests",
    { timeout: 300_000 },
    async ({ invocations, requestsPerPage, failed }) => {
      const scenario = fleet({ invocations });
      const transport = mockTransport({ scenario });
      const whole = await wholeOf(transport, transport.clock.now(), 48);
      const { get, mock } = testApp({ mock: { scenario }, limits: { requestsPerPage } });
      const pages = await follow(get, "since=2d");
      expectSame(pages, whole);
      expect(membersOn(pages)).toHaveLength(failed);
      expect(pages.at(-1)?.body["complete"]).toBe(true);
      // A page has a few requests for its lists, and some in vain at its end; the rest are for new machines.
      expect(mock.requests).toBeLessThan(1.15 * invocations + 9 * pages.length);
    },
  );

  it("end when half of the time of a page is over, and continue on the next one", async () => {
    const clock = manualClock("2026-11-22T08:00:00Z");
    const mock = mockTransport({ scenario: fleet({ invocations: 150 }), clock });
    const transport: Transport = {
      name: "slow",
      send: async (...request) => {
        clock.advance(200);
        return mock.send(...request);
      },
    };
    const { get } = testApp({ transport, now: () => clock.now(), limits: { timeoutMs: 10_000 } });
    const pages = await follow(get, "since=2d");
    expect(pages.length).toBeGreaterThan(5);
    // A page has five seconds, and some requests are under way then.
    expect((mock.requests * 200) / pages.length).toBeLessThan(8000);
    expect(total(pages, (body) => body["page"]?.["counts"]?.["total"])).toBe(150);
    expect(total(pages, (body) => body["page"]?.["verdicts"]?.["PARTIAL"])).toBe(1);
    expect(pages.at(-1)?.body["complete"]).toBe(true);
  });
});
