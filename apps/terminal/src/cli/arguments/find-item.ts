import { locate, resolveLocated, whyNotLocated, type Located } from "@windowpane/explorer";
import { UsageError } from "../../host/usage-error.ts";
import { createContext, type Context } from "../context/context.ts";
import { resolveWindow } from "./window.ts";

/** An item, and a context for its region. */
export interface FoundItem {
  readonly located: Located;
  readonly context: Context;
}

/**
 * Finds the item that a text refers to: an ID, ARN, console URL, event, or a window's name. Uses the region in the text
 * unless --region is given.
 *
 * @throws UsageError when the text refers to nothing; NotLocatedError when the item was not found.
 */
export const findItem = async (context: Context, text: string): Promise<FoundItem> => {
  const located = locate(text);
  if (located === undefined) {
    return { located: { kind: "window", ids: { WindowId: await windowNamed(context, text) } }, context };
  }
  const there = inRegionOf(context, located);
  return { located: await resolve(there, located), context: there };
};

const resolve = async (context: Context, located: Located): Promise<Located> => {
  const { host, console } = context;
  try {
    return await resolveLocated(await context.client(), located, {
      signal: host.interrupt,
      onProgress: (words) => void console.progress(words),
    });
  } finally {
    await console.settle();
  }
};

const inRegionOf = (context: Context, { region }: Located): Context => {
  const { host, settings, args, options } = context;
  // Only AWS has several regions.
  if (region === undefined || settings.regions.length > 0 || settings.source !== "aws") return context;
  return createContext({ host, args, options, settings: { ...settings, regions: [region] } });
};

const windowNamed = async (context: Context, text: string): Promise<string> => {
  // The pattern of window names in AWS's API. Malformed IDs are reported as such.
  if (!/^[\w.-]{3,128}$/.test(text.trim()) || /^(mw-|m?i-|arn:)|^[0-9a-f-]{20,}$/i.test(text.trim())) {
    throw new UsageError(
      whyNotLocated(text),
      "Give an ID, an ARN, a console URL, an EventBridge event, or a window's name.",
    );
  }
  return (await resolveWindow(context, text)).WindowId;
};
