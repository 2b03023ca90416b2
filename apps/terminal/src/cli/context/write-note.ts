import { safeText, wrapText } from "@windowpane/text";
import type { Sink } from "../../host/host.ts";

/**
 * Writes words for people: made safe, and on a terminal broken between words. Lines that begin with a space are laid out
 * already, as a filter with a caret under it is, and stay as they are.
 */
export const writeNote = async (sink: Sink, text: string): Promise<void> => {
  const lines = safeText(text).trimEnd().split("\n");
  const { isTerminal, columns } = sink;
  if (isTerminal && lines.some((line) => line.length > columns)) {
    const wrapped = lines.flatMap((line) => (line.startsWith(" ") ? [line] : wrapText(line, columns)));
    await sink.write(`${wrapped.join("\n")}\n`);
    return;
  }
  await sink.write(`${lines.join("\n")}\n`);
};
