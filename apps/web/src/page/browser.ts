/** What the explorer needs from the browser: the clipboard, downloads, and the keys of a keyboard. */
import type { CommandName } from "@windowpane/explorer";

/** Copies a text. Browsers without the clipboard's API, and pages without HTTPS, copy from a selection. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
};

const copySelected = (text: string): boolean => {
  const area = document.createElement("textarea");
  const { activeElement } = document;
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  // The only way to copy without the clipboard's API.
  const isCopied = document.execCommand("copy");
  area.remove();
  if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
  return isCopied;
};

/** Downloads a text as a file. */
export const saveFile = async (name: string, text: string): Promise<void> => {
  const url = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

/** A browser has no program to quit or to suspend, and the API chooses the account. */
export const absentCommands: readonly CommandName[] = ["quit", "suspend", "open connections"];

/** Name of a pressed key in the key table; undefined for keys that belong to the browser. */
export const keyName = ({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): string | undefined => {
  if (ctrlKey || metaKey || altKey) return undefined;
  return names[key] ?? (key.length === 1 ? key : undefined);
};

const names: Readonly<Record<string, string>> = {
  Enter: "enter",
  Escape: "esc",
  Backspace: "backspace",
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  PageUp: "pageup",
  PageDown: "pagedown",
  Home: "home",
  End: "end",
  " ": "space",
};
