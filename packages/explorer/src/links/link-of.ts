import type { Column } from "../model/column.ts";
import type { Screens } from "../model/screen.ts";
import { screens as ownScreens } from "../screens/index.ts";
import type { State } from "../state/state.ts";
import type { View } from "../state/view.ts";
import { linkPaths, pathTo } from "./paths.ts";

/**
 * The link to what is shown, from `#` on: the visible screen with its filter, order and selected row, the region and the account.
 * Put it after the address of the web page. `readLink` reads it.
 */
export const linkOf = (state: State, screens: Screens = ownScreens): string => {
  const { views, connection, since, isSinceFixed } = state;
  const at = views.findLastIndex(({ screen }) => linkPaths[screen] !== "over");
  const [base, ...over] = views.slice(at);
  if (base === undefined) return "#/windows";
  const path = pathTo(base.screen, base.ref, encode);
  const { WindowId } = base.ref;
  const isWindowMissing = WindowId !== undefined && path?.includes(WindowId) === false;
  const parameters = [
    ...settingsOf(base, screens),
    ...over.flatMap((view) => [["over", view.screen] as const, ...settingsOf(view, screens)]),
    ...(isSinceFixed === true ? [["since", since.toISOString()] as const] : []),
    ...(isWindowMissing ? [["window", WindowId] as const] : []),
    ...(connection.region === undefined ? [] : [["region", connection.region] as const]),
    ...(connection.Account === undefined ? [] : [["account", connection.Account] as const]),
  ];
  const query = parameters.map(([name, value]) => `${name}=${encode(value)}`).join("&");
  const link = `#/${path ?? "windows"}${query === "" ? "" : `?${query}`}`;
  // Chats and mail clients do not count these characters at the end as part of the link.
  return link.replace(/[.:,_]$/u, (end) => `%${end.charCodeAt(0).toString(16).toUpperCase()}`);
};

const settingsOf = (
  { screen, applied, sort, onlyBad, live, search, selected, index, rows }: View,
  screens: Screens,
): readonly (readonly [name: string, value: string])[] => {
  // Until the rows are read, the link keeps the row that it was opened with. A newly opened list selects its first row.
  const row = rows.length === 0 ? selected : index === 0 ? undefined : rows[index]?.id;
  const column = sort === undefined ? undefined : screens[screen].columns?.[sort.column];
  return [
    ...(applied === "" ? [] : [["filter", applied] as const]),
    ...(column === undefined
      ? []
      : [["sort", `${sort?.descending === true ? "-" : ""}${sortName(column)}`] as const]),
    ...(onlyBad ? [["failed", "1"] as const] : []),
    ...(live ? [["live", "1"] as const] : []),
    ...(search === "" ? [] : [["find", search] as const]),
    ...(row === undefined ? [] : [["row", row] as const]),
  ];
};

/** Name of a column in links: its title, with hyphens between the words. */
export const sortName = ({ title }: Column): string => title.toLowerCase().replaceAll(/\s+/gu, "-");

/** Also encodes what ends a link in chats, and half characters, which have no encoding. */
const encode = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\ufffd"))
    .replaceAll(/[!'()*~]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll(/%3A/gu, ":")
    .replaceAll(/%2C/gu, ",");
