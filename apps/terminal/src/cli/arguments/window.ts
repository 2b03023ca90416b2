import type { Client } from "@windowpane/core";
import { safeLine } from "@windowpane/text";
import type { Context } from "../context/context.ts";
import { UsageError } from "../../host/errors/usage-error.ts";
import { cleanId, idKind } from "./ids.ts";

/** A window that the user named. */
export interface NamedWindow {
  readonly WindowId: string;
  readonly Name?: string | undefined;
}

/**
 * The window that a word means: an id as it is, else the one window of that name.
 *
 * @throws UsageError when no window has the name, or several have it: AWS does not keep names unique.
 */
export const resolveWindow = async (context: Context, text: string): Promise<NamedWindow> => {
  const word = cleanId(text);
  if (idKind(word) === "window") return { WindowId: word };
  refuseOtherIds(word);
  // The Name filter is documented without saying whether it is exact, so we read the list, which is short, and compare.
  const windows = await allWindows(await context.client(), context.host.interrupt);
  const exact = windows.filter(({ Name }) => Name === word);
  const found = exact.length > 0 ? exact : windows.filter(({ Name }) => sameWord(Name, word));
  const [only, second] = found;
  if (only === undefined) throw notFound(word, windows);
  if (second === undefined) return only;
  const candidates = found.map(({ WindowId, Name = "" }) => `  ${WindowId}  ${safeLine(Name)}`);
  throw new UsageError(
    `${found.length} windows are named "${word}":\n${candidates.join("\n")}`,
    "Give the id of the one you mean.",
  );
};

/** Every window of the account, as far as it takes to name it. */
export const allWindows = async (client: Client, signal: AbortSignal): Promise<readonly NamedWindow[]> => {
  const windows: NamedWindow[] = [];
  const items = client.items("DescribeMaintenanceWindows", {}, { signal });
  for await (const { WindowId, Name } of items) if (WindowId !== undefined) windows.push({ WindowId, Name });
  return windows;
};

const refuseOtherIds = (word: string): void => {
  const kind = idKind(word);
  if (kind === "uuid") {
    throw new UsageError(
      `WINDOW must be a window's id (mw-...) or name; "${word}" looks like the id of an execution, a task or an invocation.`,
      "`windowpane tasks EXECUTION` takes an execution's id.",
    );
  }
  if (kind === "machine") {
    throw new UsageError(
      `WINDOW must be a window's id (mw-...) or name; "${word}" is the id of a machine.`,
      "`windowpane windows` lists the windows.",
    );
  }
  if (/^mw-/i.test(word)) {
    throw new UsageError(
      `"${word}" is no window's id: those are mw- and 17 digits from 0-9 and a-f.`,
      "`windowpane windows` lists the windows.",
    );
  }
};

const notFound = (word: string, windows: readonly NamedWindow[]): UsageError => {
  const near = windows.flatMap(({ Name = "" }) => (isNear(Name, word) ? [safeLine(Name)] : [])).slice(0, 5);
  const meant = near.length === 0 ? "" : ` Did you mean ${near.join(", ")}?`;
  return new UsageError(`No window is named "${word}".${meant}`, "`windowpane windows` lists the windows.");
};

const sameWord = (one: string | undefined, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase();

/** Whether one holds the other, or they share most of their beginning: enough for a hint. */
const isNear = (name: string, word: string): boolean => {
  const [one, other] = [name.toLowerCase(), word.toLowerCase()];
  if (one === "" || other.length < 3) return false;
  return one.includes(other) || other.includes(one) || one.slice(0, 5) === other.slice(0, 5);
};
