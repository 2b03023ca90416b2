import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createClient,
  createReader,
  errorMeaning,
  isLastPage,
  itemsOf,
  ServiceError,
  TransportError,
  type ReaderOptions,
  type Transport,
} from "../../src/index.ts";

const LIST = "DescribeMaintenanceWindows";

interface Scripted extends Transport {
  /** Token of each request, in order. */
  readonly requests: (string | undefined)[];
}

/** A list of pages with two items each. Requests fail with the given errors. */
const listOf = (pages: number, failureOf: (request: number) => Error | undefined): Scripted => {
  const requests: (string | undefined)[] = [];
  return {
    name: "scripted",
    requests,
    send: async (operation, input) => {
      const NextToken: unknown = Reflect.get(input, "NextToken");
      const token = typeof NextToken === "string" ? NextToken : undefined;
      requests.push(token);
      const failure = failureOf(requests.length);
      if (failure !== undefined) throw failure;
      if (operation !== LIST) return {};
      const page = Number(token ?? 0);
      return {
        WindowIdentities: [{ Name: `${page}a` }, { Name: `${page}b` }],
        ...(page + 1 < pages ? { NextToken: String(page + 1) } : {}),
      };
    },
  };
};

const fault = (): ServiceError => new ServiceError(LIST, { code: "InternalServerError", status: 500 });
const throttled = (): ServiceError => new ServiceError(LIST, { code: "ThrottlingException" });
const lost = (): TransportError => new TransportError(LIST, "The connection was lost.");
const denied = (): ServiceError => new ServiceError(LIST, { code: "AccessDeniedException" });

const walkOver = async (transport: Transport, options?: ReaderOptions) => {
  const names: (string | undefined)[] = [];
  const reader = createReader(createClient(transport), options);
  const failed = await reader.list(LIST, { MaxResults: 10 }, (items) => {
    names.push(...items.map(({ Name }) => Name));
  });
  return { names, failed, reader };
};

const namesOf = (pages: number): readonly string[] =>
  Array.from({ length: pages }, (_, page) => [`${page}a`, `${page}b`]).flat();

describe("a list", () => {
  it.each([
    ["a fault of the service", fault],
    ["throttling", throttled],
    ["a lost connection", lost],
  ])("is read to its end after %s", async (_, failure) => {
    const transport = listOf(4, (request) => (request === 3 ? failure() : undefined));
    const { names, failed, reader } = await walkOver(transport);
    expect(names).toEqual(namesOf(4));
    expect(failed).toBeUndefined();
    expect(transport.requests).toEqual([undefined, "1", "2", "2", "3"]);
    expect(reader.requests).toBe(5);
  });

  it("has a gap with the token of the rest if it cannot be resumed", async () => {
    const transport = listOf(4, (request) => (request >= 3 ? fault() : undefined));
    const { names, failed } = await walkOver(transport);
    expect(names).toEqual(namesOf(2));
    expect(failed).toMatchObject({
      operation: LIST,
      input: { MaxResults: 10 },
      error: { code: "InternalServerError" },
      resumeFrom: "2",
    });
    expect(transport.requests).toEqual([undefined, "1", "2", "2", "2"]);
  });

  it("is not resumed if that cannot help", async () => {
    const refused = listOf(4, (request) => (request === 2 ? denied() : undefined));
    expect((await walkOver(refused)).failed).toMatchObject({ error: { code: "AccessDeniedException" } });
    expect(refused.requests).toHaveLength(2);
    const first = listOf(4, () => fault());
    const { failed } = await walkOver(first);
    expect(failed).not.toHaveProperty("resumeFrom");
    expect(first.requests).toHaveLength(1);
  });

  it("ends with a gap if a token repeats, also after resuming", async () => {
    let requests = 0;
    const circle: Transport = {
      name: "circle",
      send: async () => {
        requests += 1;
        if (requests === 3) throw fault();
        return { WindowIdentities: [], NextToken: requests % 2 === 0 ? "even" : "odd" };
      },
    };
    const { failed } = await walkOver(circle);
    expect(failed).toMatchObject({ error: { kind: "stalled" } });
    expect(requests).toBeLessThan(7);
  });

  it("is complete and in order unless a page fails three times", async () => {
    let resumed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom(fault, throttled, lost), { maxLength: 2 }), {
          minLength: 1,
          maxLength: 8,
        }),
        async (later) => {
          // Errors of each page except the first, before it is returned.
          const failures = [[], ...later];
          const left = failures.map((page) => [...page]);
          const transport = listOf(failures.length, () => {
            const token = transport.requests.at(-1);
            return left[Number(token ?? 0)]?.shift()?.();
          });
          const { names, failed } = await walkOver(transport);
          expect(failed).toBeUndefined();
          expect(names).toEqual(namesOf(failures.length));
          expect(transport.requests).toHaveLength(failures.length + failures.flat().length);
          resumed += failures.flat().length;
        },
      ),
    );
    expect(resumed).toBeGreaterThan(0);
  });

  it("sends nothing after its caller stops", async () => {
    const transport = listOf(4, () => undefined);
    const reader = createReader(createClient(transport));
    for await (const page of reader.pages(LIST, {})) {
      expect(itemsOf(LIST, page)).toHaveLength(2);
      if (!isLastPage(page)) break;
    }
    expect(transport.requests).toEqual([undefined]);
  });

  it("throws errors that are not WindowpaneErrors, and the reason of an abort", async () => {
    const bug = new TypeError("a bug");
    await expect(walkOver(listOf(2, () => bug))).rejects.toBe(bug);
    const controller = new AbortController();
    controller.abort("the user left");
    const transport = listOf(2, () => undefined);
    await expect(walkOver(transport, { signal: controller.signal })).rejects.toBe("the user left");
    expect(transport.requests).toEqual([]);
  });
});

describe("a page", () => {
  it.each([[undefined], [null], [""]])("is the last one with the token %j", (NextToken) => {
    expect(isLastPage({ NextToken })).toBe(true);
  });

  it("has no items if the response has no list", () => {
    expect(itemsOf(LIST, { NextToken: "1" })).toEqual([]);
    expect(isLastPage({ NextToken: "1" })).toBe(false);
  });
});

describe("a reader", () => {
  it("returns a response or a gap", async () => {
    const reader = createReader(createClient(listOf(1, (request) => (request === 2 ? denied() : undefined))));
    const WindowId = "mw-0123456789abcdef0";
    expect(await reader.call("GetMaintenanceWindow", { WindowId })).toEqual({ value: {} });
    expect(await reader.call("GetMaintenanceWindow", { WindowId })).toMatchObject({
      failed: {
        operation: "GetMaintenanceWindow",
        input: { WindowId },
        error: { code: "AccessDeniedException" },
      },
    });
  });

  it("limits concurrent requests and calls onRequest for each", async () => {
    let under = 0;
    let most = 0;
    let told = 0;
    const slow: Transport = {
      name: "slow",
      send: async () => {
        under += 1;
        most = Math.max(most, under);
        await new Promise((resolve) => setImmediate(resolve));
        under -= 1;
        return {};
      },
    };
    const reader = createReader(createClient(slow), { concurrency: 3, onRequest: () => (told += 1) });
    await Promise.all(Array.from({ length: 10 }, () => reader.call(LIST, {})));
    expect(most).toBe(3);
    expect(told).toBe(10);
    const AutomationExecutionId = "4105a4fc-f944-11e6-9d32-0a0b0c0d0e0f";
    most = 0;
    await Promise.all(
      Array.from({ length: 10 }, () => reader.call("GetAutomationExecution", { AutomationExecutionId })),
    );
    expect(most).toBe(2);
    expect(reader.requests).toBe(20);
  });

  it("sends nothing after stop", async () => {
    const transport = listOf(4, () => undefined);
    const reader = createReader(createClient(transport));
    const reading = reader.list(LIST, {}, () => reader.stop());
    await expect(reading).rejects.toThrow("The reader was stopped.");
    expect(transport.requests).toEqual([undefined]);
  });
});

describe("an operation that keeps failing", () => {
  const GET = "GetMaintenanceWindow";
  const WindowId = "mw-0c50858d01eaaaaaa";
  const askAll = async (transport: Transport, count: number, options?: ReaderOptions) => {
    const reader = createReader(createClient(transport), options);
    const readings = await Promise.all(Array.from({ length: count }, () => reader.call(GET, { WindowId })));
    return { reader, gaps: readings.flatMap(({ failed }) => failed ?? []) };
  };

  it.each([
    ["throttling", throttled, "throttled"],
    ["a lost connection", lost, "no-response"],
  ])("becomes a gap without requests: %s", async (_case, failure, meaning) => {
    const transport = listOf(1, () => failure());
    const { reader, gaps } = await askAll(transport, 1000, { concurrency: 8 });
    expect(gaps).toHaveLength(1000);
    expect(new Set(gaps.map(({ error }) => errorMeaning(error)))).toEqual(new Set([meaning]));
    // Only the requests in flight at the same time.
    expect(reader.requests).toBe(8);
    expect(gaps.at(-1)?.error.message).toContain(
      "No more GetMaintenanceWindow requests are sent after 5 consecutive failures",
    );
  });

  it("continues while some requests succeed", async () => {
    const transport = listOf(1, (request) => (request % 5 === 0 ? undefined : throttled()));
    const { reader, gaps } = await askAll(transport, 100, { concurrency: 1 });
    expect(reader.requests).toBe(100);
    expect(gaps).toHaveLength(80);
  });

  it("continues after errors of single requests", async () => {
    const { reader } = await askAll(listOf(1, denied), 20, { concurrency: 1 });
    expect(reader.requests).toBe(20);
  });

  it("keeps the token of the rest of a list", async () => {
    const broken = { is: false };
    const transport = listOf(9, () => (broken.is ? throttled() : undefined));
    const reader = createReader(createClient(transport), { concurrency: 1 });
    const pages = reader.pages(LIST, {});
    await pages.next();
    broken.is = true;
    const other = await reader.list(LIST, {}, () => {});
    expect(other?.resumeFrom).toBeUndefined();
    for (let call = 0; call < 4; call += 1) await reader.call(LIST, {});
    const before = reader.requests;
    await expect(pages.next()).rejects.toMatchObject({ code: "ThrottlingException", resumeFrom: "1" });
    expect(reader.requests).toBe(before);
  });
});
