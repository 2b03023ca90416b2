import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClient, ServiceError, StalledError, type Transport } from "../../src/index.ts";

type Page = { readonly items?: readonly string[]; readonly token?: string | null };

/** A transport with a fixed sequence of pages, by the token of the page before. */
const chain = (pages: readonly Page[]): Transport & { readonly tokens: (string | undefined)[] } => {
  const tokens: (string | undefined)[] = [];
  return {
    name: "chain",
    tokens,
    send: async (_operation, input) => {
      const token = (input as { readonly NextToken?: string }).NextToken;
      tokens.push(token);
      const before = pages.findIndex((page) => page.token === token && token !== undefined);
      const page = pages[token === undefined ? 0 : before + 1];
      if (page === undefined)
        throw new ServiceError("DescribeMaintenanceWindows", { code: "InternalServerError" });
      return {
        ...(page.items === undefined
          ? {}
          : { WindowIdentities: page.items.map((WindowId) => ({ WindowId })) }),
        ...(page.token === undefined ? {} : { NextToken: page.token }),
      };
    },
  };
};

const idsOf = async (
  transport: Transport,
  input: object = {},
  prefetch = false,
): Promise<(string | undefined)[]> => {
  const ids = [];
  for await (const { WindowId } of createClient(transport).items("DescribeMaintenanceWindows", input, {
    prefetch,
  })) {
    ids.push(WindowId);
  }
  return ids;
};

describe("reading pages", () => {
  it("returns every item once and in order for all page sizes, with and without prefetch", async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 12 });
    const lastToken = fc.constantFrom(undefined, null, "");
    await fc.assert(
      fc.asyncProperty(sizes, lastToken, fc.boolean(), async (counts, last, prefetch) => {
        let next = 0;
        const pages = counts.map((count, index): Page => {
          const items = Array.from({ length: count }, () => `mw-${next++}`);
          return index < counts.length - 1
            ? { items, token: `after ${index}` }
            : last === undefined
              ? { items }
              : { items, token: last };
        });
        const transport = chain(pages);
        expect(await idsOf(transport, {}, prefetch)).toEqual(pages.flatMap(({ items }) => items));
        expect(transport.tokens).toHaveLength(pages.length);
      }),
    );
  });

  it("sends nothing before the first item is requested", async () => {
    const transport = chain([{ items: ["a"] }]);
    const list = createClient(transport).items("DescribeMaintenanceWindows", {});
    expect(transport.tokens).toEqual([]);
    await list.next();
    expect(transport.tokens).toEqual([undefined]);
  });

  it("sends nothing after the caller stops", async () => {
    const transport = chain([{ items: ["a"], token: "t" }, { items: ["b"] }]);
    for await (const _ of createClient(transport).pages("DescribeMaintenanceWindows", {})) break;
    expect(transport.tokens).toEqual([undefined]);
  });

  it("requests one page ahead with prefetch", async () => {
    const transport = chain([{ items: ["a"], token: "t" }, { items: ["b"], token: "u" }, { items: ["c"] }]);
    const list = createClient(transport).pages("DescribeMaintenanceWindows", {}, { prefetch: true });
    await list.next();
    expect(transport.tokens).toEqual([undefined, "t"]);
    await list.return();
    expect(transport.tokens).toEqual([undefined, "t"]);
  });

  it("returns empty pages and continues", async () => {
    const transport = chain([{ items: [], token: "t" }, { token: "u" }, { items: ["a"] }]);
    const pages = [];
    for await (const page of createClient(transport).pages("DescribeMaintenanceWindows", {}))
      pages.push(page);
    expect(pages.map(({ WindowIdentities }) => WindowIdentities?.length)).toEqual([0, undefined, 1]);
  });

  it.each([false, true])(
    "stops at a repeated token and returns where to resume (prefetch: %s)",
    async (prefetch) => {
      const cycle: Transport = {
        name: "cycle",
        send: async (_operation, input) => {
          const { NextToken } = input as { readonly NextToken?: string };
          return { WindowIdentities: [{ WindowId: NextToken }], NextToken: NextToken === "a" ? "b" : "a" };
        },
      };
      const seen: unknown[] = [];
      const list = async (): Promise<void> => {
        for await (const item of createClient(cycle).items("DescribeMaintenanceWindows", {}, { prefetch }))
          seen.push(item);
      };
      await expect(list()).rejects.toThrow(StalledError);
      expect(seen).toEqual([{}, { WindowId: "a" }]);
      // The page of token b repeats token a, so resuming requests b again.
      await expect(list()).rejects.toMatchObject({ kind: "stalled", resumeFrom: "b" });
    },
  );

  it("starts at the caller's token and detects its repetition", async () => {
    const transport = chain([
      { items: ["a"], token: "t" },
      { items: ["b"], token: "t" },
    ]);
    await expect(idsOf(transport, { NextToken: "t" })).rejects.toMatchObject({
      kind: "stalled",
      resumeFrom: "t",
    });
  });

  it("sets the token to resume from if a page fails", async () => {
    const transport = chain([{ items: ["a"], token: "t" }]);
    await expect(idsOf(transport)).rejects.toMatchObject({ kind: "service", resumeFrom: "t" });
  });

  it("sets no token if the first page fails", async () => {
    const error = await idsOf(chain([])).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: "service" });
    expect(error).toMatchObject({ resumeFrom: undefined });
  });

  it("does not change the caller's input, and ignores later changes to it", async () => {
    const transport = chain([{ items: ["a"], token: "t" }, { items: ["b"] }]);
    const input = Object.freeze({ MaxResults: 10 });
    expect(await idsOf(transport, input)).toEqual(["a", "b"]);
    expect(input).toEqual({ MaxResults: 10 });
  });

  it("validates before sending", async () => {
    const transport = chain([{ items: ["a"] }]);
    await expect(idsOf(transport, { MaxResults: 9 })).rejects.toMatchObject({ kind: "invalid-input" });
    expect(transport.tokens).toEqual([]);
  });
});
