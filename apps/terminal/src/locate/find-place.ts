import type { Context } from "../context.ts";
import { UsageError } from "../errors/usage-error.ts";
import type { Located } from "./located.ts";
import { locate, whyNowhere } from "./locate.ts";
import { resolvePlace } from "./resolve-place.ts";

/**
 * The place that a word of the command line means: whatever `locate` reads, or the name of a window.
 *
 * @throws UsageError when it means nothing; NowhereError when the service does not know it.
 */
export const findPlace = async (context: Context, text: string): Promise<Located> => {
  const located = locate(text);
  if (located === undefined) return { kind: "window", ids: { WindowId: await windowNamed(context, text) } };
  const { host, screen } = context;
  const place = await resolvePlace(await context.client(), located, {
    signal: host.interrupt,
    onProgress: (words) => void screen.progress(words),
  });
  await screen.settle();
  return place;
};

const windowNamed = async (context: Context, text: string): Promise<string> => {
  // What AWS allows in the name of a window; an id that is not quite one is told as such.
  if (!/^[\w.-]{3,128}$/.test(text.trim()) || /^(mw-|m?i-|arn:)|^[0-9a-f-]{20,}$/i.test(text.trim())) {
    throw new UsageError(
      whyNowhere(text),
      "Give an id, an ARN, an address of the AWS console, an EventBridge event, or a window's name.",
    );
  }
  const { resolveWindow } = await import("../resolve-window.ts");
  return (await resolveWindow(context, text)).WindowId;
};
