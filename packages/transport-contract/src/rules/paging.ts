/** Rules about paging: one `send` returns one page, and all pages together are the list. */
import { createClient, type Client, type Item, type Output } from "@windowpane/core";
import { check, checkEqual, SubjectError, words } from "../subject/check.ts";
import { knownInput } from "../subject/send.ts";
import { LIST, rule, type RuleBody, type TransportSubject } from "../subject/subject.ts";

type Page = Output<typeof LIST>;
type Invocation = Item<typeof LIST>;
type Members = Omit<TransportSubject["known"]["inputs"][typeof LIST], "WindowExecutionId" | "TaskId">;

const pagesOf = async (
  client: Client,
  { known }: TransportSubject,
  members: Members = {},
): Promise<readonly Page[]> => {
  const pages: Page[] = [];
  for await (const page of client.pages(LIST, { ...knownInput(known, LIST), ...members })) pages.push(page);
  return pages;
};

const itemsOf = (pages: readonly Page[]): readonly Invocation[] =>
  pages.flatMap((page) => page.WindowExecutionTaskInvocationIdentities ?? []);

const idsOf = (pages: readonly Page[]): readonly (string | undefined)[] =>
  itemsOf(pages).map((invocation) => invocation.InvocationId);

/** Requires a token, which a page has if items remain. */
const tokenOf = (page: Page | undefined): string => {
  const received = page?.NextToken ?? undefined;
  check(typeof received === "string" && received !== "", {
    what: "NextToken of a page of a list with more items",
    expected: words("a token for the rest"),
    received,
  });
  return received ?? "";
};

const pageSizes = [undefined, 10, 33, 99, 100];

const onePage =
  "Send MaxResults and NextToken to the service unchanged, and return its page with its NextToken. ";

export const pagingRules = {
  "returns every item once and in the same order for every page size": rule(
    `${onePage}Start the next page after the last item of the page before. If the number of items differs from ` +
      "`known.invocations`, check that number.",
    async (subject) => {
      if (!(subject.known.invocations > 100)) {
        throw new SubjectError(
          `\`known.invocations\` is ${subject.known.invocations}, and the suite needs a task with more than 100. Choose another ` +
            "task, or add `...withoutLongList(reason)` to `skip`.",
        );
      }
      const client = createClient(await subject.create());
      const whole = idsOf(await pagesOf(client, subject, { MaxResults: 100 }));
      checkEqual("The number of items in pages of 100", whole.length, subject.known.invocations);
      checkEqual("The number of different InvocationIds", new Set(whole).size, whole.length);
      for (const MaxResults of pageSizes) {
        const size = MaxResults === undefined ? "the default size" : String(MaxResults);
        checkEqual(
          `The items in pages of ${size}`,
          idsOf(await pagesOf(client, subject, { MaxResults })),
          whole,
        );
      }
    },
  ),
  "returns one page per request with at most MaxResults items": rule(
    `${onePage}Do not read further pages; the client of the core does that.`,
    async (subject) => {
      const client = createClient(await subject.create());
      for (const MaxResults of [10, 33, 100]) {
        const page = await client.call(LIST, { ...knownInput(subject.known, LIST), MaxResults });
        const received = itemsOf([page]).length;
        check(received <= MaxResults, {
          what: "The number of items of a page",
          expected: words(`at most ${MaxResults}`),
          received,
        });
        tokenOf(page);
      }
    },
  ),
  "continues a list from a page token": rule(
    `${onePage}Keep no state of a list in the transport: the token alone says where to continue.`,
    async (subject) => {
      const client = createClient(await subject.create());
      const [first, ...rest] = await pagesOf(client, subject, { MaxResults: 10 });
      const NextToken = tokenOf(first);
      const continued = idsOf(await pagesOf(client, subject, { MaxResults: 10, NextToken }));
      checkEqual("The items after the first page", continued, idsOf(rest));
    },
  ),
  "returns the same page for the same token, so that a lost response can be requested again": rule(
    `${onePage}A token must stay valid after its use; do not advance a cursor per request.`,
    async (subject) => {
      const client = createClient(await subject.create());
      const input = { ...knownInput(subject.known, LIST), MaxResults: 10 };
      const NextToken = tokenOf(await client.call(LIST, input));
      const once = await client.call(LIST, { ...input, NextToken });
      const twice = await client.call(LIST, { ...input, NextToken });
      checkEqual("The second page, requested again", idsOf([twice]), idsOf([once]));
    },
  ),
  "reads two lists at the same time": rule(
    "Keep no state of a request in the transport: several requests are in flight at the same time.",
    async (subject) => {
      const client = createClient(await subject.create());
      const alone = idsOf(await pagesOf(client, subject, { MaxResults: 10 }));
      const together = await Promise.all([
        pagesOf(client, subject, { MaxResults: 10 }),
        pagesOf(client, subject, { MaxResults: 33 }),
      ]);
      for (const [index, most] of [10, 33].entries()) {
        const received = Math.max(...(together[index] ?? []).map((page) => itemsOf([page]).length));
        check(received <= most, {
          what: "The largest page of a list that was read together with another",
          expected: words(`at most ${most} items`),
          received,
        });
      }
      checkEqual("The items of two lists that were read at the same time", together.map(idsOf), [
        alone,
        alone,
      ]);
    },
  ),
  "applies the STATUS filter to all pages": rule(
    "Send `Filters` with each request, also with a NextToken. Return the items that the filter matches, in their order.",
    async (subject) => {
      const client = createClient(await subject.create());
      const whole = itemsOf(await pagesOf(client, subject));
      for (const status of new Set(whole.map((invocation) => invocation.Status ?? "none"))) {
        const Filters = [{ Key: "STATUS", Values: [status] }];
        const wanted = whole.filter((invocation) => invocation.Status === status);
        const received = itemsOf(await pagesOf(client, subject, { Filters, MaxResults: 10 }));
        checkEqual(`The items with the status ${status}`, received, wanted);
      }
    },
  ),
} satisfies Record<string, RuleBody>;
