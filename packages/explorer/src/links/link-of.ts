import type { Column } from "../model/column.ts";
import type { Screens } from "../model/screen.ts";
import type { State } from "../state/state.ts";
import type { View } from "../state/view.ts";
import { linkPaths, pathTo } from "./paths.ts";
import type { LinkedScreen, PageLink } from "./read-link.ts";

/**
 * The link to what is shown, from `#` on: the visible screen with its filter, order and selected row, the region and the account.
 * Put it after the address of the web page. `readLink` reads it.
 */
export const linkOf = (state: State, screens: Screens): string => {
  const { views, connection, since, isSinceFixed } = state;
  const base = views.findLastIndex(({ screen }) => linkPaths[screen] !== "over");
  return writeLink({
    screens: views.slice(Math.max(0, base)).map((view) => linkedScreen(view, screens)),
    since: isSinceFixed === true ? since.toISOString() : undefined,
    region: connection.region,
    account: connection.Account,
  });
};

const linkedScreen = (
  { screen, ref, applied, sort, onlyBad, live, search, selected, index, rows }: View,
  screens: Screens,
): LinkedScreen => {
  const column = sort === undefined ? undefined : screens[screen].columns?.[sort.column];
  return {
    screen,
    ref,
    filter: applied === "" ? undefined : applied,
    sort: column === undefined ? undefined : `${sort?.descending === true ? "-" : ""}${sortName(column)}`,
    failed: onlyBad,
    live,
    find: search === "" ? undefined : search,
    // Until the rows are read, the link keeps the row that it was opened with. A newly opened list selects its first row.
    row: rows.length === 0 ? selected : index === 0 ? undefined : rows[index]?.id,
  };
};

/** Writes a link, from `#` on. The first screen must have a path. */
export const writeLink = ({ screens: [base, ...over], since, region, account }: PageLink): string => {
  const path = base && pathTo(base.screen, base.ref, encode);
  if (base === undefined || path === undefined) return "#/windows";
  const { WindowId } = base.ref;
  const parameters: Parameters = [
    ...settingsOf(base),
    ...over.flatMap((one): Parameters => [["over", one.screen], ...settingsOf(one)]),
    ["since", since],
    ["window", WindowId !== undefined && path.includes(WindowId) ? undefined : WindowId],
    ["region", region],
    ["account", account],
  ];
  const query = parameters.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encode(value)}`],
  );
  const link = `#/${path}${query.length === 0 ? "" : `?${query.join("&")}`}`;
  // Chats and mail clients do not count these characters at the end as part of the link.
  return link.replace(/[.:,_]$/u, percent);
};

/** What a message links to: a run, a window, or the failures of all windows. */
export interface MessageSubject {
  readonly WindowExecutionId?: string | undefined;
  readonly WindowId?: string | undefined;
  readonly Account?: string | undefined;
  readonly Region?: string | undefined;
  /** Whether the run passed, so that there are no causes to show. Default: false. */
  readonly passed?: boolean | undefined;
}

/**
 * The URL that a message has: the causes of a run, the tasks of one that passed, the executions of a window, or the failures.
 *
 * @param page - URL of the web page.
 */
export const messageLink = (
  page: string,
  { WindowExecutionId, WindowId, Account, Region, passed = false }: MessageSubject,
): string => {
  const screen =
    WindowExecutionId !== undefined
      ? passed
        ? "tasks"
        : "causes"
      : WindowId !== undefined
        ? "executions"
        : "failures";
  const ref = {
    ...(WindowExecutionId === undefined ? {} : { WindowExecutionId }),
    ...(WindowId === undefined ? {} : { WindowId }),
  };
  return `${page.replace(/\/*$/u, "/")}${writeLink({ screens: [{ screen, ref }], region: Region, account: Account })}`;
};

type Parameters = readonly (readonly [name: string, value: string | undefined])[];

const settingsOf = ({ filter, sort, failed, live, find, row }: LinkedScreen): Parameters => [
  ["filter", filter],
  ["sort", sort],
  ["failed", failed === true ? "1" : undefined],
  ["live", live === true ? "1" : undefined],
  ["find", find],
  ["row", row],
];

/** Name of a column in links: its title, with hyphens between the words. */
export const sortName = ({ title }: Column): string => title.toLowerCase().replaceAll(/\s+/gu, "-");

const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

/** Also encodes what ends a link in chats, and half characters, which have no encoding. */
const encode = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\ufffd"))
    .replaceAll(/[!'()*~]/gu, percent)
    .replaceAll(/%3A/gu, ":")
    .replaceAll(/%2C/gu, ",");
