/** The explorer of this page. */
import { errorMeaning, isWindowpaneError, type ErrorMeaning } from "@windowpane/core";
import {
  createLazyExplorer,
  NotLocatedError,
  tickWhile,
  type ErrorText,
  type Explorer,
} from "@windowpane/explorer";
import type { HistorySource } from "@windowpane/report";
import { copyText, absentCommands, saveFile } from "./browser.ts";
import { bearerOf, openSource, sleep, type SourceOptions } from "./source.ts";

/** Options of {@link openExplorer}. */
export interface PageExplorerOptions extends Omit<SourceOptions, "fetch"> {
  /** Loads the parts of the page that its first view does not need. */
  readonly loadParts: () => Promise<unknown>;
  /** Opens the archive of the API, which is a part, too. */
  readonly openHistory: (options: SourceOptions) => Promise<HistorySource>;
}

/** Creates the explorer over the API that serves the page. */
export const openExplorer = (options: PageExplorerOptions): Explorer => {
  const { now } = options.clock;
  const authorize = (): Readonly<Record<string, string>> => bearerOf(options.token);
  const explorer = createLazyExplorer({
    connection: {
      profile: undefined,
      region: undefined,
      open: async () => ({
        transport: openSource({ ...options, fetch: (address, init) => fetch(address, init) }),
        history: async () =>
          options.openHistory({ ...options, fetch: (address, init) => fetch(address, init) }),
        changes: async function* (WindowExecutionId, signal) {
          const { followChanges } = await import("./changes.ts");
          yield* followChanges(
            { ...options, authorize, sleep, visibility, fetch: (address, init) => fetch(address, init) },
            WindowExecutionId,
            signal,
          );
        },
      }),
    },
    source: new URL(options.url).host,
    now,
    sleep,
    utcOffset,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    describe,
    without: absentCommands,
    getsKey: (key) => !key.startsWith("ctrl-"),
    host: { copy: copyText, writeFile: saveFile, pageUrl: options.url },
  });
  // The browser names and places downloads, so that no name is asked for.
  explorer.subscribe(() => {
    const { prompt } = explorer.state();
    if (prompt?.for === "export" && prompt.busy === undefined && prompt.error === undefined)
      explorer.press("enter");
  });
  loadAfterRows(explorer, options.loadParts);
  void tickWhile(explorer, { now, sleep }, new AbortController().signal);
  return explorer;
};

const visibility = {
  isVisible: () => document.visibilityState === "visible",
  subscribe: (listener: () => void) => {
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  },
};

/** Loads everything else after the first rows, or after an error instead of them: a new version of the server has other files. */
const loadAfterRows = (explorer: Explorer, loadParts: () => Promise<unknown>): void => {
  const end = explorer.subscribe(() => {
    const findings = [...explorer.state().findings.values()];
    if (!findings.some(({ value, error }) => value !== undefined || error !== undefined)) return;
    end();
    // After the rows are drawn. What needs a part tries again, and tells why it failed.
    setTimeout(() => void Promise.allSettled([explorer.load(), loadParts()]));
  });
};

/** Minutes that the browser's time zone is ahead of UTC at an instant. */
export const utcOffset = (at: Date): number => -at.getTimezoneOffset();

const missingPart: ErrorText = {
  message: "A part of the page cannot be loaded.",
  advice: "The server cannot be reached, or has a new version. Reload the page.",
};

/** Describes an error in two sentences. */
const describe = (error: unknown): ErrorText => {
  if (error instanceof NotLocatedError) return { message: error.message, advice: error.advice };
  if (!isWindowpaneError(error)) {
    const text = error instanceof Error ? error.message : String(error);
    // Chromium, Firefox and Safari.
    if (/dynamically imported module|Importing a module/u.test(text)) return missingPart;
    return { message: `Unexpected error: ${text}`, advice: "Reload the page." };
  }
  const meaning = errorMeaning(error);
  if (error.kind === "transport" && meaning === "foreign" && (error.status ?? 0) < 500)
    return { message: "Session expired.", advice: "Reload the page." };
  const message =
    error.kind === "service" ? `${error.operation} failed: ${error.code}: ${error.message}` : error.message;
  return { message, advice: advice[meaning] ?? "" };
};

const advice: Readonly<Partial<Record<ErrorMeaning, string>>> = {
  denied: "Ask an administrator of this server for the permission.",
  credentials: "The server's AWS credentials may be missing or expired. Ask its administrator.",
  "not-found": "Check the ID and the region. AWS keeps the history of executions for about 30 days.",
  throttled: "The account's rate limit is shared with other users. Try again in a moment.",
  fault: "Try again in a moment.",
};
