/** Links to places of the page: the screen and the item that it shows. */
import {
  screens,
  topView,
  type ItemRef,
  type ScreenName,
  type ScreenStep,
  type State,
} from "@windowpane/explorer";

/** Link to an open screen, or to one that can be opened. */
export const linkTo = ({ screen, ref }: Pick<ScreenStep, "screen" | "ref">): string => {
  const query = new URLSearchParams(
    Object.entries(ref).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  ).toString();
  return `#/${screen}${query === "" ? "" : `?${query}`}`;
};

/** Link to the visible screen, or to one that can be opened from it. */
export const linkOf = (state: State, step?: ScreenStep): string => linkTo(step ?? topView(state));

/** The screens that lead to the place of a link; undefined for a link that has none. */
export const readLink = (link: string): readonly ScreenStep[] | undefined => {
  const [, name = "", query = ""] = /^#\/([a-z]+)(?:\?(.*))?$/.exec(link) ?? [];
  if (!Object.hasOwn(screens, name)) return undefined;
  const screen = name as ScreenName;
  const ref: ItemRef = Object.fromEntries(new URLSearchParams(query));
  const first: ScreenStep = { screen: "windows", ref: {}, label: "windows" };
  return screen === "windows" ? [first] : [first, { screen, ref, label: screens[screen].title }];
};
