import type { SSMClient } from "@aws-sdk/client-ssm";
import type { Platform } from "../source/source.ts";

/**
 * Reads the `Date` header of a client's responses. The returned function gives the milliseconds that AWS's clock was ahead of
 * this machine's at the last one. The header has whole seconds and responses take time, so the precision is a second or two.
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
    // Before the response is parsed, so that errors are seen too: a wrong clock causes one.
    { name: "windowpaneClock", step: "deserialize", priority: "low" },
  );
  return () => offset;
};

const dateOf = (response: unknown): string => {
  const { headers = {} } = response as { readonly headers?: Readonly<Record<string, string>> }; // Of the SDK's own handler.
  return headers["date"] ?? "";
};
