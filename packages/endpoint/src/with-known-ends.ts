import { isFinished, isPaged, operations, type Transport } from "@windowpane/core";

/** Executions and pages remembered; the oldest goes first. */
const MOST_IDS = 10_000;
const MOST_PAGES = 1000;

/**
 * Finds out whether an execution is over when a page of its tasks or invocations looks so and is asked for again: `withCache`
 * keeps such a page only once it has seen the execution's end, and a client that asks for nothing but pages never shows it.
 * It asks once for each execution, whatever comes of it, and beside the answer, which waits for nothing. (Not at a page's first
 * time: whoever walks a long list once would fill the cache with what nobody asks for again.)
 *
 * @example
 * const transport = withKnownEnds(withCache(awsTransport(client)));
 */
export const withKnownEnds = (transport: Transport): Transport => {
  const asked = new Set<string>();
  const seen = new Set<string>();

  const askForEnd = (WindowExecutionId: string): void => {
    remember(asked, WindowExecutionId, MOST_IDS);
    // Refused or lost, it changes nothing for whoever asked for the page.
    transport.send("GetMaintenanceWindowExecution", { WindowExecutionId }, {}).catch(() => {});
  };

  return {
    name: transport.name,
    async send(operation, input, options) {
      const answer = await transport.send(operation, input, options);
      if (!isPaged(operation)) return answer;
      // The lists of what belongs to one execution name it, and no others.
      const id: unknown = Reflect.get(input, "WindowExecutionId");
      if (typeof id !== "string" || asked.has(id)) return answer;
      if (!looksOver(answer, operations[operation].items)) return answer;
      const page = `${operation} ${JSON.stringify(input)}`;
      if (seen.has(page)) askForEnd(id);
      else remember(seen, page, MOST_PAGES);
      return answer;
    },
  };
};

const remember = (words: Set<string>, word: string, most: number): void => {
  words.add(word);
  for (const oldest of words) {
    if (words.size <= most) return;
    words.delete(oldest);
  }
};

const looksOver = (answer: unknown, member: string): boolean => {
  const items: unknown =
    typeof answer === "object" && answer !== null ? Reflect.get(answer, member) : undefined;
  return (
    Array.isArray(items) &&
    items.length > 0 &&
    // A transport's answer has not been looked at yet.
    items.every((item: { readonly Status?: string } | null) => isFinished(item?.Status))
  );
};
