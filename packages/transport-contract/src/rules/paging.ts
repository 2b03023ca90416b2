/** Rules about paging: one `send` returns one page, and all pages together are the list. */
import { createClient, type Client, type Item, type Output } from "@windowpane/core";
import { expect } from "vitest";
import type { ContractRule, TransportSubject } from "../subject/subject.ts";

const OPERATION = "DescribeMaintenanceWindowExecutionTaskInvocations";

type Page = Output<typeof OPERATION>;
type Invocation = Item<typeof OPERATION>;
type Members = Omit<TransportSubject["known"]["inputs"][typeof OPERATION], "WindowExecutionId" | "TaskId">;

const pagesOf = async (
  client: Client,
  { known }: TransportSubject,
  members: Members = {},
): Promise<readonly Page[]> => {
  const pages: Page[] = [];
  for await (const page of client.pages(OPERATION, { ...known.inputs[OPERATION], ...members }))
    pages.push(page);
  return pages;
};

const itemsOf = (pages: readonly Page[]): readonly Invocation[] =>
  pages.flatMap((page) => page.WindowExecutionTaskInvocationIdentities ?? []);

const idsOf = (pages: readonly Page[]): readonly (string | undefined)[] =>
  itemsOf(pages).map((invocation) => invocation.InvocationId);

const pageSizes = [undefined, 10, 33, 99, 100];

export const pagingRules = {
  "returns every item once and in the same order for every page size": async (subject) => {
    const client = createClient(await subject.create());
    const whole = idsOf(await pagesOf(client, subject, { MaxResults: 100 }));
    expect(whole, "more invocations than fit a page").toHaveLength(subject.known.invocations);
    expect(whole.length).toBeGreaterThan(100);
    expect(new Set(whole).size).toBe(whole.length);
    for (const MaxResults of pageSizes) {
      expect(idsOf(await pagesOf(client, subject, { MaxResults })), `pages of ${MaxResults}`).toEqual(whole);
    }
  },
  "returns one page per request with at most MaxResults items": async (subject) => {
    const client = createClient(await subject.create());
    for (const MaxResults of [10, 33, 100]) {
      const page = await client.call(OPERATION, { ...subject.known.inputs[OPERATION], MaxResults });
      expect(itemsOf([page]).length).toBeLessThanOrEqual(MaxResults);
      expect(page.NextToken, "a token for the rest").toMatch(/./);
    }
  },
  "continues a list from a page token": async (subject) => {
    const client = createClient(await subject.create());
    const [first, ...rest] = await pagesOf(client, subject, { MaxResults: 10 });
    const NextToken = first?.NextToken ?? undefined;
    expect(NextToken, "a token for the rest").toMatch(/./);
    expect(idsOf(await pagesOf(client, subject, { MaxResults: 10, NextToken }))).toEqual(idsOf(rest));
  },
  "returns the same page for the same token, so that a lost response can be requested again": async (
    subject,
  ) => {
    const client = createClient(await subject.create());
    const input = { ...subject.known.inputs[OPERATION], MaxResults: 10 };
    const { NextToken } = await client.call(OPERATION, input);
    const once = await client.call(OPERATION, { ...input, NextToken: NextToken ?? undefined });
    const twice = await client.call(OPERATION, { ...input, NextToken: NextToken ?? undefined });
    expect(idsOf([twice])).toEqual(idsOf([once]));
  },
  "reads two lists at the same time": async (subject) => {
    const client = createClient(await subject.create());
    const alone = idsOf(await pagesOf(client, subject, { MaxResults: 10 }));
    const together = await Promise.all([
      pagesOf(client, subject, { MaxResults: 10 }),
      pagesOf(client, subject, { MaxResults: 33 }),
    ]);
    expect(together.map(idsOf)).toEqual([alone, alone]);
  },
  "applies the STATUS filter to all pages": async (subject) => {
    const client = createClient(await subject.create());
    const whole = itemsOf(await pagesOf(client, subject));
    for (const status of new Set(whole.map((invocation) => invocation.Status ?? "none"))) {
      const Filters = [{ Key: "STATUS", Values: [status] }];
      const wanted = whole.filter((invocation) => invocation.Status === status);
      expect(itemsOf(await pagesOf(client, subject, { Filters, MaxResults: 10 })), status).toEqual(wanted);
    }
  },
} satisfies Record<string, ContractRule>;
