import {
  cleanId,
  idKind,
  locateAll,
  resolveLocated,
  whyNotLocated,
  type Located,
} from "@windowpane/explorer";
import { UsageError } from "../../host/usage-error.ts";
import { createContext, type Context } from "../context/context.ts";
import { ownCommandLine } from "../context/own-command.ts";
import { isUrl, nothingNamed, searchMachines } from "./machine.ts";
import { didYouMean, notFound } from "./not-found.ts";
import { windowNamed } from "./window.ts";

/** An item, and a context for its region. */
export interface FoundItem {
  readonly located: Located;
  readonly context: Context;
  /** Name of the window, if the text is its name. */
  readonly Name?: string | undefined;
}

interface FindOptions {
  /** Whether a text can be the name of a machine. Default: true. */
  readonly machines?: boolean | undefined;
  /** `false`: the ID is known not to be an execution's. Default: unknown. */
  readonly isExecution?: false | undefined;
}

/**
 * Finds the item that a text refers to: an ID, ARN, console URL, event, or the name of a window or a machine. Uses the region in
 * the text unless --region is given.
 *
 * @throws UsageError when the text refers to nothing or to several items; NotLocatedError when the item was not found, and
 * another error when it may be in an account that could not be read.
 */
export const findItem = async (
  context: Context,
  text: string,
  options: FindOptions = {},
): Promise<FoundItem> => {
  const [located, ...others] = locateAll(text);
  if (located === undefined) return itemNamed(context, text, options);
  if (others.length === 0) return resolveItem(context, located, options);
  const there = inRegionOf(context, located);
  const lines = [located, ...others].map((one) => `  ${ownCommandLine(there.settings, "open", idOf(one))}`);
  throw new UsageError(
    whyNotLocated(text),
    `Give one of them; to see what it is:\n${lines.slice(0, MOST_LINES).join("\n")}`,
  );
};

/** Finds the IDs that lead to an item, in the region that its text names. @throws NotLocatedError when it was not found. */
export const resolveItem = async (
  context: Context,
  located: Located,
  options: Pick<FindOptions, "isExecution"> = {},
): Promise<FoundItem> => {
  const there = inRegionOf(context, located);
  return { located: await resolve(there, located, options), context: there };
};

const MOST_LINES = 8;

/** The innermost ID of an item. */
export const idOf = ({ uuid, ids }: Located): string =>
  uuid ??
  ids.InstanceId ??
  ids.ExecutionId ??
  ids.InvocationId ??
  ids.TaskExecutionId ??
  ids.WindowExecutionId ??
  ids.WindowTaskId ??
  ids.WindowTargetId ??
  ids.WindowId ??
  "";

const resolve = async (
  context: Context,
  located: Located,
  { isExecution }: Pick<FindOptions, "isExecution">,
): Promise<Located> => {
  const { host, console } = context;
  try {
    return await resolveLocated(await context.client(), located, {
      signal: host.interrupt,
      isExecution,
      onProgress: (words) => void console.progress(words),
    });
  } finally {
    await console.settle();
  }
};

/** A context for the region that a text names, unless --region is given. */
export const inRegionOf = (context: Context, { region }: Located): Context => {
  const { host, settings, args, options } = context;
  // Only AWS has several regions.
  if (region === undefined || settings.regions.length > 0 || settings.source !== "aws") return context;
  return createContext({ host, args, options, settings: { ...settings, regions: [region] } });
};

/** A window, else a machine, with this name. */
const itemNamed = async (
  context: Context,
  text: string,
  { machines = true }: FindOptions,
): Promise<FoundItem> => {
  refuseMalformed(text);
  const { window, similar, unread } = await windowNamed(context, text);
  if (window !== undefined) {
    const { WindowId, Name } = window;
    return { located: { kind: "window", ids: { WindowId } }, context, Name };
  }
  const name = text.trim();
  const listed = `\`${ownCommandLine(context.settings, "windows")}\` lists the windows.`;
  if (!machines) {
    const wrong = `No window is named "${name}"`;
    const history = `\`${ownCommandLine(context.settings, "history", name)}\``;
    const advice = `${listed} If it is a machine, ${history} shows what ran on it.`;
    throw notFound({ wrong, hint: didYouMean(similar), advice }, unread);
  }
  const search = await searchMachines(context, name);
  const { ids } = search;
  const [InstanceId, second] = ids;
  if (second !== undefined) {
    const lines = ids.map((id) => `  ${ownCommandLine(context.settings, "open", id)}`);
    throw new UsageError(
      `${ids.length} machines are named "${name}".`,
      `Open one of them:\n${lines.slice(0, MOST_LINES).join("\n")}`,
    );
  }
  if (InstanceId !== undefined) return { located: { kind: "machine", ids: { InstanceId } }, context };
  const words = nothingNamed(name, search, similar);
  throw notFound({ ...words, advice: `${GIVE} ${listed}` }, unread ?? search.unread);
};

/** Advice for a text that leads to no item. */
const GIVE =
  "Give an ID, an ARN, a link of the web page, a console URL, an EventBridge event, or the name of a window or a machine.";

/** Reports texts that cannot be a name, such as malformed IDs and URLs, before a request is sent. */
const refuseMalformed = (text: string): void => {
  const word = text.trim();
  const isId =
    /^(?:mw-|m?i-[0-9a-f]+$|arn:)|^[0-9a-f-]{20,}$/i.test(word) && idKind(cleanId(word)) !== "machine";
  if (/^[^\s\p{Cc}{}]{2,128}$/u.test(word) && !isId && !isUrl(word)) return;
  throw new UsageError(whyNotLocated(text), GIVE);
};
