/** The views of one execution as links: its causes, tasks, machines, timeline and comparison. */
import {
  isSameItem,
  type Explorer,
  topView,
  type ItemRef,
  type ScreenName,
  type State,
} from "@windowpane/explorer";
import type { ReactNode } from "react";
import { linkToStep, linkToView } from "../page/address.ts";
import { usePage } from "./use-page.ts";

/** The screens that are views of one execution, in their order, with their labels. */
const tabs = [
  ["causes", "Causes"],
  ["tasks", "Tasks"],
  ["machines", "Machines"],
  ["timeline", "Timeline"],
  ["diff", "Compare"],
] as const satisfies readonly (readonly [ScreenName, string])[];

/** Whether a screen has its own tab. */
export const hasTab = (screen: ScreenName): boolean => tabs.some(([name]) => name === screen);

/** The execution whose tabs belong to the visible screen; undefined if that shows anything else. */
export const tabbedExecution = (state: State): ItemRef | undefined => {
  const { screen, ref } = topView(state);
  const { WindowId, Name, WindowExecutionId, TaskExecutionId } = ref;
  if (!hasTab(screen) || WindowExecutionId === undefined || TaskExecutionId !== undefined) return undefined;
  return { WindowId, Name, WindowExecutionId };
};

/** The tabs, on the screens that have one. */
export const Tabs = (): ReactNode => {
  const { explorer, state } = usePage();
  const ref = tabbedExecution(state);
  if (ref === undefined) return null;
  const { screen: current } = topView(state);
  return (
    <nav className="tabs" aria-label="Views of the execution">
      {tabs.map(([screen, label]) => (
        <a
          key={screen}
          href={linkToTab(explorer, screen, ref)}
          aria-current={screen === current ? "page" : undefined}
        >
          {label}
        </a>
      ))}
    </nav>
  );
};

/** The link to a view. One that is open keeps its filter and order. */
const linkToTab = (explorer: Explorer, screen: ScreenName, ref: ItemRef): string => {
  const { views } = explorer.state();
  const open = views.findLastIndex((view) => view.screen === screen && isSameItem(view.ref, ref));
  return open < 0 ? linkToStep(explorer, { screen, ref, label: "" }) : linkToView(explorer, open);
};
