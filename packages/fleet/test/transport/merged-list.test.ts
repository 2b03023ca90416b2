import {
  createClient,
  createReader,
  itemOrigin,
  ServiceError,
  UnreadLocationsError,
  type Client,
  type Item,
} from "@windowpane/core";
import { nightlyIds } from "@windowpane/loopback";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountId, createPlaces, type Places } from "./places.ts";

const LIST = "DescribeMaintenanceWindows";

type Window = Item<typeof LIST>;

const read = async (
  client: Client,
  MaxResults?: number,
): Promise<{ readonly windows: readonly Window[]; readonly error: unknown }> => {
  const windows: Window[] = [];
  try {
    for await (const window of client.items(LIST, MaxResults === undefined ? {} : { MaxResults }))
      windows.push(window);
  } catch (error) {
    return { windows, error };
  }
  return { windows, error: undefined };
};

const idsOf = (windows: readonly Window[]) => windows.map(({ WindowId }) => WindowId);

const denied = (): Promise<never> =>
  Promise.reject(new ServiceError("AssumeRole", { code: "AccessDenied", message: "no" }));

const unreadIn = (error: unknown): readonly string[] => {
  if (!(error instanceof UnreadLocationsError)) throw error;
  return error.locations.map(({ Account }) => Account);
};

describe("a list over several locations", () => {
  it("has the items of all locations in their order, with account and region", async () => {
    const { fleet, members } = createPlaces([2, 0, 60, 1]);
    const { windows, error } = await read(createClient(fleet));
    expect(error).toBeUndefined();
    expect(windows).toHaveLength(63);
    expect([...new Set(windows.map((window) => JSON.stringify(itemOrigin(window))))]).toEqual(
      [0, 2, 3].map((index) =>
        JSON.stringify({
          Account: accountId(index),
          AccountName: `account-${index}`,
          Region: members[index]?.Region,
        }),
      ),
    );
    expect(new Set(idsOf(windows)).size).toBe(63);
  });

  it("fills its pages up to MaxResults and has the same items for each page size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 10, max: 40 }),
        fc.integer({ min: 1, max: 4 }),
        async (counts, MaxResults, concurrency) => {
          const total = counts.reduce((sum, count) => sum + count, 0);
          const { fleet } = createPlaces(counts, { concurrency });
          const sizes: number[] = [];
          const ids: (string | undefined)[] = [];
          for await (const page of createClient(fleet).pages(LIST, { MaxResults })) {
            sizes.push(page.WindowIdentities?.length ?? -1);
            ids.push(...idsOf(page.WindowIdentities ?? []));
          }
          expect(ids).toHaveLength(total);
          expect(new Set(ids).size).toBe(total);
          expect(sizes.slice(0, -2).every((size) => size === MaxResults)).toBe(true);
          expect(Math.max(...sizes)).toBeLessThanOrEqual(MaxResults);
          expect(idsOf((await read(createClient(createPlaces(counts).fleet))).windows)).toEqual(ids);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("asks each location once for each of its pages", async () => {
    const { fleet, take } = createPlaces([3, 3, 3, 3, 120]);
    await read(createClient(fleet), 50);
    const requests = take();
    expect(requests.filter((request) => request.startsWith("0 "))).toHaveLength(1);
    expect(requests.filter((request) => request.startsWith("4 "))).toHaveLength(3);
    expect(requests).toHaveLength(7);
  });

  it("reads locations at the same time, but not more than `concurrency`", async () => {
    const places = createPlaces(
      Array.from({ length: 40 }, () => 3),
      { concurrency: 10 },
    );
    await read(createClient(places.fleet));
    expect(places.mostInFlight).toBe(10);
  });

  it("continues in another process from its token", async () => {
    const counts = [15, 30, 7];
    const first = await createClient(createPlaces(counts).fleet).call(LIST, { MaxResults: 20 });
    const token = first.NextToken ?? "";
    const second = await createClient(createPlaces(counts).fleet).call(LIST, {
      MaxResults: 20,
      NextToken: token,
    });
    const whole = await read(createClient(createPlaces(counts).fleet));
    expect([...idsOf(first.WindowIdentities ?? []), ...idsOf(second.WindowIdentities ?? [])]).toEqual(
      idsOf(whole.windows).slice(0, 40),
    );
  });

  it("rejects the token of other locations, of another request and of no list", async () => {
    const client = createClient(createPlaces([15, 30]).fleet);
    const { NextToken } = await client.call(LIST, { MaxResults: 10 });
    const other = createClient(createPlaces([15, 30, 7]).fleet);
    const code = { code: "InvalidNextToken", retryable: false };
    await expect(other.call(LIST, { MaxResults: 10, NextToken })).rejects.toMatchObject(code);
    const Filters = [{ Key: "Enabled", Values: ["true"] }];
    await expect(client.call(LIST, { MaxResults: 10, Filters, NextToken })).rejects.toMatchObject(code);
    for (const bad of ["x", "fleet.", "fleet.W10", "fleet.!!"]) {
      await expect(client.call(LIST, { NextToken: bad })).rejects.toMatchObject(code);
    }
  });

  it("applies a filter in each location", async () => {
    const { fleet } = createPlaces([2, 2, 2]);
    const Filters = [{ Key: "Name", Values: [`nightly-1-${accountId(1)}-us-east-1`] }];
    const { WindowIdentities } = await createClient(fleet).call(LIST, { Filters });
    expect(idsOf(WindowIdentities ?? [])).toEqual([nightlyIds(accountId(1), "us-east-1").window(1)]);
  });

  it("rejects with the service's error for a request that is not valid", async () => {
    const { fleet } = createPlaces([2, 2, 2]);
    const Filters = [{ Key: "Colour", Values: ["red"] }];
    await expect(createClient(fleet).call(LIST, { Filters })).rejects.toBeInstanceOf(ServiceError);
    await expect(createClient(fleet).call(LIST, { Filters })).rejects.not.toBeInstanceOf(
      UnreadLocationsError,
    );
  });
});

describe("a location that cannot be read", () => {
  it("is named by the error at the end, after all items of the others", async () => {
    const places = createPlaces([2, 3, 4, 5]);
    places.replace(1, denied);
    places.replace(3, denied);
    const { windows, error } = await read(createClient(places.fleet));
    expect(windows).toHaveLength(6);
    expect(unreadIn(error)).toEqual([accountId(1), accountId(3)]);
    if (!(error instanceof UnreadLocationsError)) return expect.fail();
    expect(error.locations[0]).toMatchObject({
      Region: "us-east-1",
      error: { code: "AccessDenied" },
    });
    expect(error.locations[0]?.remedy).toContain("trust policy");
  });

  it("is named at once if no location can be read", async () => {
    const places = createPlaces([2, 3]);
    places.replace(0, denied);
    places.replace(1, denied);
    await expect(createClient(places.fleet).call(LIST, {})).rejects.toBeInstanceOf(UnreadLocationsError);
  });

  it("is asked once, and again when the list is resumed", async () => {
    const places = createPlaces([2, 3, 4]);
    places.replace(1, denied);
    const client = createClient(places.fleet);
    const { error } = await read(client);
    expect(places.take().filter((request) => request.startsWith("1 "))).toHaveLength(1);
    if (!(error instanceof UnreadLocationsError)) return expect.fail();
    places.replace(1, undefined);
    const rest: Window[] = [];
    for await (const window of client.items(LIST, { NextToken: error.resumeFrom })) rest.push(window);
    expect(rest).toHaveLength(3);
    expect(rest.map((window) => itemOrigin(window).Account)).toEqual(
      Array.from({ length: 3 }, () => accountId(1)),
    );
    expect(places.take()).toEqual([`1 ${LIST}`]);
  });

  it("is asked once, also if it fails only after minutes", async () => {
    let now = 0;
    const places = createPlaces([2, 3, 4], { now: () => now });
    for (const index of [0, 1, 2]) {
      places.replace(index, async () => {
        await new Promise((resolve) => void setImmediate(resolve));
        now += 60_000;
        return denied();
      });
    }
    expect(unreadIn((await read(createClient(places.fleet))).error)).toHaveLength(3);
    expect(places.take()).toHaveLength(3);
  });

  it("that fails after its first page keeps the items of that page, and continues after them when resumed", async () => {
    const places = createPlaces([2, 25, 2]);
    const client = createClient(places.fleet);
    let own = 0;
    const mock = createPlaces([2, 25, 2]).members[1]?.transport ?? expect.fail();
    places.replace(1, (...request) => {
      own += 1;
      return own === 2 ? denied() : mock.send(...request);
    });
    const { windows, error } = await read(client, 10);
    expect(windows).toHaveLength(2 + 10 + 2);
    if (!(error instanceof UnreadLocationsError)) return expect.fail();
    const rest: Window[] = [];
    for await (const window of client.items(LIST, { MaxResults: 10, NextToken: error.resumeFrom }))
      rest.push(window);
    expect(new Set([...idsOf(windows), ...idsOf(rest)]).size).toBe(29);
    expect(rest).toHaveLength(15);
  });

  it("is one gap of the reader, which does not resume the list for it", async () => {
    const places = createPlaces([2, 3, 4]);
    places.replace(1, denied);
    let items = 0;
    const gap = await createReader(createClient(places.fleet)).list(LIST, {}, (page) => {
      items += page.length;
    });
    expect(items).toBe(6);
    expect(gap?.error.kind).toBe("unread-locations");
    expect(places.take()).toHaveLength(3);
  });

  it("has a token of a bounded size if hundreds of them cannot be read", async () => {
    const places = createPlaces(Array.from({ length: 99 }, () => 1));
    for (let index = 1; index < 99; index += 2) places.replace(index, denied);
    const page = await createClient(places.fleet).call(LIST, {});
    expect(page.WindowIdentities).toHaveLength(50);
    expect((page.NextToken ?? "").length).toBeLessThan(400);
    const end = read(createClient(places.fleet.only({})));
    expect(unreadIn((await end).error)).toHaveLength(49);
  });

  it("that is slow is read after the others, if time can be measured", async () => {
    const timers: (() => void)[] = [];
    const places = createPlaces([2, 3, 4], {
      sleep: (_, signal) =>
        new Promise((resolve) => {
          timers.push(resolve);
          signal.addEventListener("abort", () => resolve(), { once: true });
        }),
    });
    const other = createPlaces([2, 3, 4]).members[0]?.transport ?? expect.fail();
    let respond: () => void = () => {};
    const gate = new Promise<void>((resolve) => (respond = resolve));
    places.replace(0, async (...request) => {
      await gate;
      return other.send(...request);
    });
    const client = createClient(places.fleet);
    const page = client.call(LIST, {});
    await new Promise((resolve) => void setImmediate(resolve));
    timers[0]?.();
    const first = await page;
    expect(first.WindowIdentities?.map((window) => itemOrigin(window).Account)).toEqual([
      ...Array.from({ length: 3 }, () => accountId(1)),
      ...Array.from({ length: 4 }, () => accountId(2)),
    ]);
    respond();
    const second = await client.call(LIST, { NextToken: first.NextToken });
    expect(second.WindowIdentities?.map((window) => itemOrigin(window).Account)).toEqual([
      accountId(0),
      accountId(0),
    ]);
    expect(second.NextToken).toBeUndefined();
  });

  it("ends its request when the list is aborted", async () => {
    const places: Places = createPlaces([2, 3]);
    const aborted: unknown[] = [];
    places.replace(0, (_, __, { signal }) => {
      signal?.addEventListener("abort", () => aborted.push("aborted"));
      return new Promise(() => {});
    });
    const controller = new AbortController();
    const page = createClient(places.fleet).call(LIST, {}, { signal: controller.signal });
    await new Promise((resolve) => void setImmediate(resolve));
    await new Promise((resolve) => void setImmediate(resolve));
    controller.abort("left");
    await expect(page).rejects.toBe("left");
    expect(aborted).toEqual(["aborted"]);
  });
});

describe("a list that is limited to some machines", () => {
  it("is read only in their locations once these are known", async () => {
    const places = createPlaces([1, 1, 1, 1]);
    const client = createClient(places.fleet);
    const InstanceIds = [1, 3].map((index) => nightlyIds(accountId(index), "us-east-1").machine(0));
    const Filters = [{ Key: "InstanceIds", Values: InstanceIds }];
    const first = await client.call("DescribeInstanceInformation", { Filters });
    expect(first.InstanceInformationList?.map((machine) => itemOrigin(machine).Account)).toEqual([
      accountId(1),
      accountId(3),
    ]);
    expect(places.take()).toHaveLength(4);
    await client.call("DescribeInstanceInformation", { Filters });
    await client.call("DescribeInstancePatchStates", { InstanceIds });
    expect(places.take()).toEqual([
      "1 DescribeInstanceInformation",
      "3 DescribeInstanceInformation",
      "1 DescribeInstancePatchStates",
      "3 DescribeInstancePatchStates",
    ]);
  });
});
