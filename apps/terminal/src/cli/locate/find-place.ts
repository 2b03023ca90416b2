import { createContext, type Context } from "../context/context.ts";
import { UsageError } from "../../host/errors/usage-error.ts";
import type { Located } from "./located.ts";
import { locate, whyNowhere } from "./locate.ts";
import { resolvePlace } from "./resolve-place.ts";

/** A place, and a context that asks where the text says it is. */
export interface FoundPlace {
  readonly place: Located;
  readonly context: Context;
}

/**
 * The place that a word of the command line means: whatever `locate` reads, or the name of a window. A region that stands in
 * the text is asked, as long as the command line says no other.
 *
 * @throws UsageError when it means nothing; NowhereError when the service does not know it.
 */
export const findPlace = async (context: Context, text: string): Promise<FoundPlace> => {
  const located = locate(text);
  if (located === undefined) {
    return { place: { kind: "window", ids: { WindowId: await windowNamed(context, text) } }, context };
  }
  const there = contextAt(context, located);
  const { host, console } = there;
  const place = await resolvePlace(await there.client(), located, {
    signal: host.interrupt,
    onProgress: (words) => void console.progress(words),
  });
  await console.settle();
  return { place, context: there };
};

const contextAt = (context: Context, { region }: Located): Context => {
  const { host, settings, args, options } = context;
  // Only AWS has regions; the demo has none, and files and other addresses are in one.
  if (region === undefined || settings.regions.length > 0 || settings.source !== "aws") return context;
  return createContext({ host, args, options, settings: { ...settings, regions: [region] } });
};

const windowNamed = async (context: Context, text: string): Promise<string> => {
  // What AWS allows in the name of a window; an id that is not quite one is told as such.
  if (!/^[\w.-]{3,128}$/.test(text.trim()) || /^(mw-|m?i-|arn:)|^[0-9a-f-]{20,}$/i.test(text.trim())) {
    throw new UsageError(
      whyNowhere(text),
      "Give an id, an ARN, an address of the AWS console, an EventBridge event, or a window's name.",
    );
  }
  const { resolveWindow } = await import("../arguments/window.ts");
  return (await resolveWindow(context, text)).WindowId;
};
