/** From a place to the screens that lead to it. */
import { isWindowpaneError, parseSince } from "@windowpane/core";
import { worksOn, type CommandName } from "../model/key-row.ts";
import { keyTable } from "../keys/key-table.ts";
import type { ConnectionInfo } from "../model/connection.ts";
import { findingOf } from "../model/finding.ts";
import { isSameItem, type ItemRef } from "../model/item-ref.ts";
import type { Screen, ScreenName, Screens, ScreenStep, ViewSettings } from "../model/screen.ts";
import { readListFilter } from "../state/filter-fields.ts";
import type { State } from "../state/state.ts";
import { LinkError } from "./link-error.ts";
import { sortName } from "./link-of.ts";
import type { LinkedScreen, PageLink } from "./read-link.ts";

/** A screen with what it shows. */
export interface Place {
  readonly screen: ScreenName;
  readonly ref: ItemRef;
}

/** The screens from the list of windows down to a place. */
export const stepsTo = (
  { screen, ref }: Place,
  { findings }: Pick<State, "findings">,
  screens: Screens,
): readonly ScreenStep[] => {
  const { WindowId, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId, group } = ref;
  const windows = findingOf<"windows">(findings, { of: "windows" })?.value?.items ?? [];
  const Name = windows.find((window) => window.WindowId === WindowId)?.Name;
  const step = (name: ScreenName, own: ItemRef, id: string | undefined, row?: string): ScreenStep => ({
    screen: name,
    ref: own,
    label: id ?? screens[name].title,
    ...(row === undefined ? {} : { row }),
  });
  const steps = [step("windows", {}, undefined)];
  const add = (next: ScreenStep): number => steps.push(next);
  // References have the members that the screens on the way give them.
  const window = WindowId === undefined ? {} : { WindowId, Name };
  if (WindowId !== undefined) add(step("executions", window, Name ?? WindowId, WindowId));
  if (WindowExecutionId !== undefined) {
    const execution = { ...window, WindowExecutionId };
    add(step("tasks", execution, short(WindowExecutionId), WindowExecutionId));
    if (TaskExecutionId !== undefined) {
      const task = { ...execution, TaskExecutionId };
      add(step("invocations", task, short(TaskExecutionId), TaskExecutionId));
      if (InvocationId !== undefined) {
        const invocation = { ...task, InvocationId };
        add(step("machines", invocation, short(InvocationId), InvocationId));
      }
    }
  }
  if (group !== undefined) {
    if (WindowExecutionId === undefined) add(step("failures", {}, undefined));
    else add(step("causes", { ...window, WindowExecutionId }, undefined));
  }
  if (steps.at(-1)?.screen === screen && isSameItem(steps.at(-1)?.ref, { ...window, ...ref })) return steps;
  const row = InstanceId === undefined ? group : `${InvocationId ?? ""} ${InstanceId}`;
  add(step(screen, { ...window, ...ref }, screen === "output" ? InstanceId : undefined, row));
  return steps;
};

/** The label of an item until it was read. */
const short = (id: string): string => id.slice(0, 8);

/** What a link opens. */
export interface LinkSteps {
  readonly steps: readonly ScreenStep[];
  /** Start of the period in which failures count. Default: the last 24 hours. */
  readonly since?: Date | undefined;
}

/** How links are opened besides the state. */
interface LinkContext {
  readonly screens: Screens;
  readonly utcOffset?: ((at: Date) => number) | undefined;
}

/**
 * The screens that a link opens, with their filters and orders.
 *
 * @throws LinkError if the link is of another region or account, or a screen of it cannot have a setting.
 */
export const stepsOfLink = (link: PageLink, state: State, context: LinkContext): LinkSteps => {
  const elsewhere = whyElsewhere(link, state.connection);
  if (elsewhere !== undefined) throw new LinkError(elsewhere, "");
  const [first, ...over] = link.screens;
  if (first === undefined) throw new RangeError("A link has at least one screen.");
  const { screens } = context;
  const way = stepsTo(first, state, screens);
  const last = way.at(-1);
  const steps = [
    ...way.slice(0, -1),
    ...(last === undefined ? [] : [{ ...last, settings: settingsOf(first, state, context) }]),
    ...over.map((one): ScreenStep => ({
      screen: one.screen,
      ref: one.ref,
      label: screens[one.screen].title,
      settings: settingsOf(one, state, context),
    })),
  ];
  if (link.since === undefined) return { steps };
  const since = parseSince(link.since, { name: "since", now: state.now, utcOffset: context.utcOffset });
  if ("problem" in since) throw new LinkError(since.problem, since.advice);
  return { steps, since: since.value };
};

/** Why an item of another account or region cannot be opened here: it would not be found, or a wrong item would. */
export const whyElsewhere = (
  { region, account }: { readonly region?: string | undefined; readonly account?: string | undefined },
  connection: ConnectionInfo,
): string | undefined => {
  if (region !== undefined && connection.region !== undefined && region !== connection.region) {
    return `The item is in ${region}, but you are connected to ${connection.region}. Press Esc, then p to change.`;
  }
  if (account !== undefined && connection.Account !== undefined && account !== connection.Account) {
    return `The item is in account ${account}, but you are connected to ${connection.Account}. Press Esc, then p to change.`;
  }
  return undefined;
};

const settingsOf = (linked: LinkedScreen, { now }: State, context: LinkContext): ViewSettings => {
  const { filter, sort, failed, live, find, row } = linked;
  const screen = context.screens[linked.screen];
  return {
    ...(filter === undefined ? {} : readFilter(filter, screen, now, context)),
    ...(sort === undefined ? {} : { sort: readSort(sort, screen) }),
    ...(failed === true ? { onlyBad: possible("failed", "onlyBad", screen) } : {}),
    ...(live === true ? { live: true } : {}),
    ...(find === undefined ? {} : { search: find }),
    ...(row === undefined ? {} : { selected: row }),
  };
};

/** Refuses a setting for which the screen has no key. */
const possible = (name: string, command: CommandName, { name: screen, title, columns }: Screen): true => {
  const kind = columns === undefined ? "text" : "list";
  if (keyTable.some((row) => row.command === command && worksOn(row, screen, kind))) return true;
  throw new LinkError(`The screen "${title}" of the link cannot have ${name}.`, "Remove it from the link.");
};

const readFilter = (
  filter: string,
  screen: Screen,
  now: Date,
  { utcOffset }: LinkContext,
): Pick<ViewSettings, "filter" | "applied"> => {
  const { columns, title } = screen;
  if (columns === undefined) {
    throw new LinkError(
      `The screen "${title}" of the link has no rows to filter.`,
      "Use find instead of filter.",
    );
  }
  try {
    readListFilter(filter, { columns, noun: "rows", now, utcOffset });
  } catch (error) {
    if (!isWindowpaneError(error) || error.kind !== "filter-syntax") throw error;
    const [message = ""] = error.message.split("\n", 1);
    throw new LinkError(`The filter of the link cannot be read: ${message}`, "Correct it in the link.");
  }
  return { filter, applied: filter };
};

const readSort = (sort: string, { columns = [], title }: Screen): ViewSettings["sort"] => {
  const descending = sort.startsWith("-");
  const name = descending ? sort.slice(1) : sort;
  const column = columns.findIndex((one) => one.sortKey !== undefined && sortName(one) === name);
  if (column >= 0) return { column, descending };
  const names = columns.flatMap((one) => (one.sortKey === undefined ? [] : [sortName(one)]));
  throw new LinkError(
    `The screen "${title}" of the link cannot be sorted by "${name.slice(0, 60)}".`,
    names.length === 0 ? "Remove sort from the link." : `Its columns are ${names.join(", ")}.`,
  );
};
