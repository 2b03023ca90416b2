import type { SSMClient } from "@aws-sdk/client-ssm";
import type { Platform } from "../source/source.ts";

/**
 * Watches the `Date` of a client's answers, and tells by how many milliseconds AWS's clock was ahead of this machine's at
 * the last one. The header has whole seconds and the answer takes its time to arrive, so a second or two say nothing.
 */
export const watchClock = (client: SSMClient, clock: Pick<Platform, "now">): (() => number | undefined) => {
  let offset: number | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const at = Date.parse(dateOf(result.response));
      if (!Number.isNaN(at)) offset = at - clock.now().getTime();
      return result;
    },
    // Before the answer is read, so that refusals are seen as well: a wrong clock is told by one.
    { name: "windowpaneClock", step: "deserialize", priority: "low" },
  );
  return () => offset;
};

/** An answer of the SDK's own handler; a refusal passes here like any other. */
const dateOf = (response: unknown): string => {
  const { headers = {} } = response as { readonly headers?: Readonly<Record<string, string>> };
  return headers["date"] ?? "";
};
