/** The explorer of this page. */
import { createExplorer, tickWhile, type Explorer } from "@windowpane/explorer";
import { describe } from "./describe.ts";
import { openSource, sleep, type Clock } from "./source.ts";
import type { Token } from "./token.ts";

interface ExplorerOptions {
  /** URL of the API. */
  readonly url: string;
  readonly token: Token;
  readonly clock: Clock;
}

/** Creates the explorer over the API that serves the page. */
export const openExplorer = ({ url, token, clock }: ExplorerOptions): Explorer => {
  const explorer = createExplorer({
    connection: {
      profile: undefined,
      region: undefined,
      open: async () => ({
        transport: openSource({ url, token, clock, fetch: (address, init) => fetch(address, init) }),
      }),
    },
    source: new URL(url).host,
    now: clock.now,
    sleep,
    utcOffset,
    describe,
  });
  void tickWhile(explorer, { now: clock.now, sleep }, new AbortController().signal);
  return explorer;
};

/** Minutes that the browser's time zone is ahead of UTC at an instant. */
export const utcOffset = (at: Date): number => -at.getTimezoneOffset();
