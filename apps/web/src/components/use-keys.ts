/** The keys of the key table. */
import { topView, type Explorer } from "@windowpane/explorer";
import { useEffect } from "react";
import { keyName } from "../page/browser.ts";
import { firstLineInSight } from "./text-blocks.ts";

/** Handles keys outside of inputs. On a text, keys that move are the browser's. */
export const useKeys = (explorer: Explorer): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const name = keyName(event);
      const target = event.target instanceof Element ? event.target : undefined;
      if (name === undefined || event.defaultPrevented || isTyping(target)) return;
      if (explorer.state().prompt !== undefined || document.querySelector("dialog[open]") !== null) return;
      const isControl = target?.closest("a, button, select, summary") !== null;
      if (isControl && name.length > 1 && name !== "esc") return;
      const isText = explorer.screen().columns === undefined;
      if (isText && scrolls.has(name)) return scroll(name, event);
      if (isText && browserKeys.has(name)) return;
      if (name.length === 1 && !hasSingleKeys()) return;
      event.preventDefault();
      // The browser scrolls the text, so the explorer is told what is in sight before it copies a line.
      const line = isText && name === "Y" ? firstLineInSight() : undefined;
      const { match } = topView(explorer.state());
      if (line !== undefined) explorer.dispatch({ type: "scrolledTo", line, match });
      explorer.press(name);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [explorer]);
};

const isTyping = (target: Element | undefined): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

const browserKeys = new Set(["up", "down", "pageup", "pagedown", "home", "end", "space", "enter", "right"]);

const scrolls = new Map<string, (height: number) => number>([
  ["j", () => 60],
  ["k", () => -60],
  ["g", () => -Infinity],
  ["G", () => Infinity],
]);

/** Whether keys without a modifier are shortcuts. Users of speech input turn them off. */
export const hasSingleKeys = (): boolean => localStorage.getItem(singleKeys) !== "off";

/** Keeps whether they are, in this browser. */
export const keepSingleKeys = (isOn: boolean): void => localStorage.setItem(singleKeys, isOn ? "on" : "off");

const singleKeys = "windowpane-single-keys";

const scroll = (name: string, event: KeyboardEvent): void => {
  const by = scrolls.get(name)?.(window.innerHeight) ?? 0;
  event.preventDefault();
  if (Number.isFinite(by)) window.scrollBy({ top: by });
  else window.scrollTo({ top: by < 0 ? 0 : document.documentElement.scrollHeight });
};
