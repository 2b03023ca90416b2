/** Reads links of the web page. Needs no list of columns, so that commands without a screen can read them, too. */
import { partitions } from "@windowpane/core";
import { safeLine } from "@windowpane/text";
import type { ItemRef } from "../model/item-ref.ts";
import type { ScreenName } from "../model/screen.ts";
import { LinkError } from "./link-error.ts";
import { firstSegments, linkPaths, matchPath, readMember } from "./paths.ts";

/** What a link shows: a screen, and the screens that are opened over it. */
export interface PageLink {
  /** At least one. The last one is visible. */
  readonly screens: readonly LinkedScreen[];
  /** Start of the period in which failures count: a duration or a time. Default: the last 24 hours. */
  readonly since?: string | undefined;
  /** Region and account of the items, if the link names them. */
  readonly region?: string | undefined;
  readonly account?: string | undefined;
}

/** A screen in a link, with its settings as the link has them. */
export interface LinkedScreen {
  /** The screen. */
  readonly screen: ScreenName;
  /** The item that the screen is about. */
  readonly ref: ItemRef;
  /** The filter as text. Absent: none. */
  readonly filter?: string | undefined;
  /** Name of the column, with `-` before it for descending order. */
  readonly sort?: string | undefined;
  /** Whether only rows that did not pass are shown. */
  readonly failed?: boolean | undefined;
  /** Whether a running execution is followed. */
  readonly live?: boolean | undefined;
  /** Searched text. */
  readonly find?: string | undefined;
  /** ID of the selected row. */
  readonly row?: string | undefined;
}

/** Maximum length of a link, in characters. */
const LONGEST = 8_000;

/**
 * Reads a link: a URL with any origin and path, or its part from `#` on. An empty link is the list of windows.
 *
 * @throws LinkError if the link has an unknown path or parameter, or an invalid value.
 */
export const readLink = (text: string): PageLink => {
  if (text.length > LONGEST) {
    throw new LinkError(`The link is longer than ${LONGEST} characters.`, "Copy the whole link again.");
  }
  const fragment = text.slice(text.indexOf("#") + 1);
  const at = fragment.indexOf("?");
  const path = at < 0 ? fragment : fragment.slice(0, at);
  const match = matchPath(
    path
      .replace(/^\/|\/$/gu, "")
      .split("/")
      .map(decode),
  );
  if (match === undefined) {
    throw new LinkError(
      `"${shown(`#${path}`)}" does not lead to a screen.`,
      `Links begin with ${firstSegments.map((segment) => `#/${segment}`).join(", ")}.`,
    );
  }
  if ("invalid" in match) throw invalidId(match);
  return readParameters(match, at < 0 ? "" : fragment.slice(at + 1));
};

const invalidId = ({ invalid, noun }: { readonly invalid: string; readonly noun: string }): LinkError =>
  new LinkError(
    `"${shown(invalid)}" in the link is not the ${noun === "a cause" ? "key" : "ID"} of ${noun}.`,
    "Copy the whole link again.",
  );

/** Parameters of the whole link; the others belong to one screen. */
const linkParameters = ["since", "window", "region", "account"] as const;
const screenParameters = ["filter", "sort", "failed", "live", "find", "row"] as const;

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  (names as readonly string[]).includes(name);

/** `over` opens a screen over the last one; the parameters after it belong to that screen. */
const readParameters = (first: LinkedScreen, query: string): PageLink => {
  const screens: { -readonly [Name in keyof LinkedScreen]: LinkedScreen[Name] }[] = [{ ...first }];
  const link: { since?: string; window?: string; region?: string; account?: string } = {};
  for (const part of query === "" ? [] : query.split("&")) {
    const [name = "", ...rest] = part.split("=");
    const value = decode(rest.join("="));
    const screen = screens.at(-1) ?? first;
    if (name === "over") {
      screens.push({ screen: readOver(value), ref: screen.ref });
    } else if (isOneOf(linkParameters, name)) {
      if (link[name] !== undefined) throw repeated(name);
      link[name] = readLinkValue(name, value);
    } else if (isOneOf(screenParameters, name)) {
      if (screen[name] !== undefined) throw repeated(name);
      Object.assign(screen, {
        [name]: name === "failed" || name === "live" ? readSwitch(name, value) : value,
      });
    } else {
      throw new LinkError(
        `The link has the unknown parameter "${shown(name)}".`,
        `Its parameters can be ${[...screenParameters, "over", ...linkParameters].join(", ")}.`,
      );
    }
  }
  const { window: WindowId, ...others } = link;
  const withWindow = (ref: ItemRef): ItemRef => (WindowId === undefined ? ref : { WindowId, ...ref });
  return { screens: screens.map((screen) => ({ ...screen, ref: withWindow(screen.ref) })), ...others };
};

const readOver = (value: string): ScreenName => {
  const names = Object.entries(linkPaths).flatMap(([name, paths]) => (paths === "over" ? [name] : []));
  if (names.includes(value)) return value as ScreenName; // One of the table's keys.
  throw invalidValue("over", value, `Use ${names.join(", ")}.`);
};

const readLinkValue = (name: (typeof linkParameters)[number], value: string): string => {
  switch (name) {
    case "window": {
      const id = readMember("WindowId", value);
      if (typeof id !== "string") throw invalidId(id);
      return id;
    }
    case "region":
      if (partitions.some(({ regionPattern }) => new RegExp(`^(?:${regionPattern})$`, "u").test(value)))
        return value;
      throw invalidValue(name, value, "Use a region such as eu-central-1.");
    case "account":
      if (/^\d{12}$/u.test(value)) return value;
      throw invalidValue(name, value, "An account ID has 12 digits.");
    case "since":
      return value;
  }
};

const readSwitch = (name: string, value: string): boolean => {
  if (value === "1") return true;
  throw invalidValue(name, value, `Use ${name}=1, or omit it.`);
};

const invalidValue = (name: string, value: string, advice: string): LinkError =>
  new LinkError(`"${shown(value)}" in the link is not a valid value of ${name}.`, advice);

const repeated = (name: string): LinkError =>
  new LinkError(`The link has the parameter ${name} twice.`, "Remove one of them.");

const controls = /[\u0000-\u001f\u007f-\u009f]/u;

const decode = (text: string): string => {
  let value = text;
  try {
    value = decodeURIComponent(text);
  } catch {
    throw new LinkError(
      `"${shown(text)}" in the link has a percent sign without two hexadecimal digits, or bytes that are not UTF-8.`,
      "Copy the whole link again.",
    );
  }
  if (!controls.test(value)) return value;
  throw new LinkError("The link contains control characters.", "Copy the whole link again.");
};

/** A value in a message: on one line and not longer than 60 characters. */
const shown = (text: string): string => {
  const line = safeLine(text);
  return line.length > 60 ? `${line.slice(0, 60)}...` : line;
};

/** The only link in a text; undefined if the text has none, or several that differ. */
export const findLink = (text: string): string | undefined => {
  const links = new Set([...text.matchAll(linkPattern)].map(([link]) => link.replace(trailing, "")));
  const [link, second] = links;
  return second === undefined ? link : undefined;
};

const consoleHosts = partitions
  .flatMap(({ consoleHost }) => consoleHost?.replaceAll(".", String.raw`\.`) ?? [])
  .join("|");

/** The AWS console has fragments that look similar. */
const linkPattern = new RegExp(
  String.raw`(?<![\w/#])(?:https?://(?![^\s/#]*(?:${consoleHosts}))[^\s#<>"'|]*)?#/(?:${firstSegments.join("|")})(?![\w-])[^\s<>"'|\\]*`,
  "gu",
);

/** Punctuation of the sentence or the markup around a link. `linkOf` encodes these characters at the end of a link. */
const trailing = /[.,;:!?)\]}*_~`]+$/u;
