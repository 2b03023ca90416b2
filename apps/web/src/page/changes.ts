/** The changes of a running execution, as the API's event stream reports them. */
import { isWindowpaneError } from "@windowpane/core";
import type { ChangeReport } from "@windowpane/explorer";
import { followEvents, type EventFetch } from "@windowpane/transport-http";
import type { SourceOptions } from "./source.ts";

/** Whether the page is visible. */
export interface Visibility {
  readonly isVisible: () => boolean;
  /** Calls the listener after each change. Returns the function that ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Options of {@link followChanges}. Functions of the first view are given: an import would split its script in two. */
export interface ChangesOptions extends Pick<SourceOptions, "url" | "token" | "status" | "clock"> {
  readonly fetch: EventFetch;
  /** Returns the headers that authenticate a request. */
  readonly authorize: () => Readonly<Record<string, string>>;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly visibility: Visibility;
}

/**
 * Follows an execution until it ends, or until the signal aborts. Browsers have six connections to a server, which all tabs
 * share, so that a hidden page closes its stream.
 */
export async function* followChanges(
  options: ChangesOptions,
  WindowExecutionId: string,
  signal: AbortSignal,
): AsyncGenerator<ChangeReport, void, undefined> {
  const { url, fetch, authorize, sleep, token, status, clock, visibility } = options;
  const address = new URL(`v1/executions/${encodeURIComponent(WindowExecutionId)}/events?patches=false`, url)
    .href;
  let lastEventId: string | undefined;
  let retryAt: Date | undefined;
  while (!signal.aborted) {
    await whenVisible(visibility, signal);
    const shown = whileVisible(visibility, signal);
    const used = token.read();
    try {
      const steps = followEvents({
        ...{ url: address, fetch, authorize, sleep, random: clock.random },
        ...{ lastEventId, signal: shown.signal },
      });
      for await (const step of steps) {
        if (step.kind === "connected") {
          status.change({ retryAt: undefined });
          // What has changed meanwhile is read, too.
          yield "changed";
        } else if (step.kind === "disconnected") {
          if (step.reason === "ended") continue;
          if (step.reason === "lost") {
            retryAt = new Date(clock.now().getTime() + step.delay);
            status.change({ retryAt, retryDelay: step.delay });
          }
          yield "lost";
        } else {
          lastEventId = step.id ?? lastEventId;
          if (step.name === "progress" || step.name === "done") yield "changed";
          if (step.name === "done") return;
        }
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (shown.signal.aborted) continue;
      // Other errors end the reports, and the readings show them.
      if (!isWindowpaneError(error) || error.kind !== "transport" || error.status !== 401) throw error;
      if (token.read() !== used) continue;
      status.change({ signIn: { isWrong: used !== undefined } });
      await token.next();
    } finally {
      shown.end();
      // A live view that was left has no next attempt.
      if (retryAt !== undefined && status.access().retryAt === retryAt) status.change({ retryAt: undefined });
    }
  }
}

const whenVisible = ({ isVisible, subscribe }: Visibility, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const check = (): void => {
      if (!isVisible() && !signal.aborted) return;
      end();
      signal.removeEventListener("abort", check);
      resolve();
    };
    const end = subscribe(check);
    signal.addEventListener("abort", check);
    check();
  });

/** A signal that aborts when the page is hidden, and with the other signal. */
const whileVisible = (
  { isVisible, subscribe }: Visibility,
  signal: AbortSignal,
): { readonly signal: AbortSignal; readonly end: () => void } => {
  const hidden = new AbortController();
  const check = (): void => {
    if (!isVisible()) hidden.abort(new Error("The page is hidden."));
  };
  check();
  return { signal: AbortSignal.any([signal, hidden.signal]), end: subscribe(check) };
};
