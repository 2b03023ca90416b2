import {
  errorMeaning,
  isWindowpaneError,
  itemOrigin,
  type Client,
  type ItemOrigin,
  type UnreadLocationsError,
} from "@windowpane/core";
import { originOfItem, originWords } from "@windowpane/report";
import { cleanId, idKind, whyNotId } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import { NowhereError } from "../../host/nowhere-error.ts";
import { UsageError } from "../../host/usage-error.ts";
import type { Context } from "../context/context.ts";
import { isUrl } from "./machine.ts";
import { didYouMean, notFound } from "./not-found.ts";

export interface NamedWindow extends ItemOrigin {
  readonly WindowId: string;
  readonly Name?: string | undefined;
}

/**
 * Finds a window by ID, ARN or name. An ID costs no request.
 *
 * @throws UsageError when no window, or more than one, has the name: names in AWS are not unique. TerminalError when no window of
 * the accounts that could be read has it.
 */
export const resolveWindow = async (context: Context, text: string): Promise<NamedWindow> => {
  const word = cleanId(text);
  if (idKind(word) === "window") return { WindowId: word };
  refuseOtherIds(word);
  const { window, similar, unread } = await windowNamed(context, text);
  if (window !== undefined) return window;
  const hint = didYouMean(similar);
  throw notFound({ wrong: `No window is named "${word}"`, hint, advice: LIST_WINDOWS }, unread);
};

/** A window by name, or names that are similar. */
export interface WindowSearch {
  readonly window: NamedWindow | undefined;
  readonly similar: readonly string[];
  /** The accounts that could not be read, where the window may be. Absent if all were read. */
  readonly unread?: UnreadLocationsError | undefined;
}

/**
 * Searches all windows for a name, exactly as typed first, then without case.
 *
 * @throws UsageError when several windows have the name.
 */
export const windowNamed = async (context: Context, text: string): Promise<WindowSearch> => {
  const word = cleanId(text);
  // AWS does not document whether its Name filter is exact, so compare the names here.
  const { windows, unread } = await allWindows(await context.client(), context.host.interrupt);
  // Names can begin or end with the quotes and brackets that are removed from pasted IDs.
  const asTyped = windows.filter(({ Name }) => Name === text);
  const exact = asTyped.length > 0 ? asTyped : windows.filter(({ Name }) => Name === word);
  const matches = exact.length > 0 ? exact : windows.filter(({ Name }) => equalsIgnoringCase(Name, word));
  const [window, second] = matches;
  if (second === undefined) {
    const similar = windows.flatMap(({ Name = "" }) => (isSimilar(Name, word) ? [safeLine(Name)] : []));
    return { window, similar: window === undefined ? [...new Set(similar)] : [], unread };
  }
  const candidates = matches.map(({ WindowId, Name = "", ...item }) =>
    `  ${WindowId}  ${safeLine(Name)}  ${safeLine(originWords(itemOrigin(item)))}`.trimEnd(),
  );
  throw new UsageError(
    `${matches.length} windows are named "${word}":\n${candidates.join("\n")}`,
    originOfItem(second) === undefined
      ? "Give the window ID instead."
      : "Give the window ID instead, or choose with --account and --region.",
  );
};

/** All windows that could be read, and which accounts could not. */
export interface AllWindows {
  readonly windows: readonly NamedWindow[];
  readonly unread?: UnreadLocationsError | undefined;
}

/** Reads the IDs and names of all windows. */
export const allWindows = async (client: Client, signal: AbortSignal): Promise<AllWindows> => {
  const windows: NamedWindow[] = [];
  try {
    for await (const window of client.items("DescribeMaintenanceWindows", {}, { signal })) {
      const { WindowId, Name } = window;
      if (WindowId !== undefined) windows.push({ WindowId, Name, ...itemOrigin(window) });
    }
  } catch (error) {
    if (!isWindowpaneError(error) || error.kind !== "unread-locations") throw error;
    return { windows, unread: error };
  }
  return { windows };
};

/**
 * Checks that a window exists whose list of executions is empty: for an unknown window, AWS returns an empty list as well.
 *
 * @throws NowhereError when it does not. Other errors are ignored, because the list itself was read.
 */
export const requireWindow = async ({ client, host }: Context, WindowId: string): Promise<void> => {
  try {
    await (await client()).call("GetMaintenanceWindow", { WindowId }, { signal: host.interrupt });
  } catch (error) {
    host.interrupt.throwIfAborted();
    if (!isWindowpaneError(error) || error.kind !== "service" || errorMeaning(error) !== "not-found") return;
    throw new NowhereError(
      `There is no window ${WindowId} in this account and region.`,
      `Check the ID, the account and the region. ${LIST_WINDOWS}`,
    );
  }
};

const LIST_WINDOWS = "Run `windowpane windows` for the list of windows.";

const refuseOtherIds = (word: string): void => {
  const kind = idKind(word);
  if (kind === "uuid") {
    throw new UsageError(
      `WINDOW must be a window ID (mw-...) or name; "${word}" looks like the ID of an execution, a task or an invocation.`,
      `For an execution ID, run \`windowpane tasks ${word}\`.`,
    );
  }
  if (kind === "machine") {
    throw new UsageError(
      `WINDOW must be a window ID (mw-...) or name; "${word}" is an instance ID.`,
      LIST_WINDOWS,
    );
  }
  if (isUrl(word)) {
    throw new UsageError(
      `WINDOW must be a window ID (mw-...) or name; "${word}" is a URL.`,
      "Give the window ID, or run `windowpane open` with the URL.",
    );
  }
  const wrong = whyNotId(word);
  if (wrong !== undefined) throw new UsageError(wrong, LIST_WINDOWS);
};

const equalsIgnoringCase = (one: string | undefined, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase();

/** Whether one name contains the other, or both begin with the same five characters. */
const isSimilar = (name: string, word: string): boolean => {
  const [one, other] = [name.toLowerCase(), word.toLowerCase()];
  if (one === "" || other.length < 3) return false;
  return one.includes(other) || other.includes(one) || one.slice(0, 5) === other.slice(0, 5);
};
