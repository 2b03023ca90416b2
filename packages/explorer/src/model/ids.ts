/** IDs of Systems Manager as users paste them. */
import { isInstanceId } from "@windowpane/core";

/** What the form of an ID tells about it. */
export type IdKind = "window" | "uuid" | "machine" | "arn" | "unknown";

/**
 * Removes spaces, quotes, brackets and punctuation around a pasted ID, and gives it in lower case, as AWS writes IDs. The ARN
 * of a window gives the window ID. Other texts keep their case.
 */
export const cleanId = (text: string): string => {
  const bare = text
    .trim()
    .replace(/^["'`“”‘’<([{]+|["'`“”‘’>)\]},;.]+$/g, "")
    .trim();
  const id = lowerId(bare.replace(markup, ""));
  const window = /:maintenancewindow\/(mw-[0-9a-f]{17})$/i.exec(id)?.[1]?.toLowerCase();
  return window ?? (idKind(id) === "unknown" ? bare : id);
};

/** Emphasis and table borders of chats and tickets. Names can begin or end with these characters, too. */
const markup = /^[\s*_|~`]+|[\s*_|~`:!?]+$/g;

/** What an ID of AWS identifies, by its form. */
export const idKind = (id: string): IdKind => {
  if (/^mw-[0-9a-f]{17}$/.test(id)) return "window";
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return "uuid";
  if (isInstanceId(id)) return "machine";
  return id.startsWith("arn:") ? "arn" : "unknown";
};

/** An ID of hexadecimal digits in lower case. AWS's patterns accept capitals in UUIDs only, and AWS returns none. */
export const lowerId = (id: string): string =>
  /^(?:mw-|m?i-)?[0-9a-f-]+$/i.test(id) && /^(?:mw-|m?i-)|^[0-9a-f]{8}-/i.test(id) ? id.toLowerCase() : id;
