/** From pasted text to the screens of an item. */
import { IN_READ_LOCATIONS, type Client } from "@windowpane/core";
import { findMachines } from "@windowpane/report";
import { cleanId } from "../model/ids.ts";
import { locateAll, whyNotLocated } from "../locate/locate.ts";
import type { Located } from "../locate/located.ts";
import { resolveLocated } from "../locate/resolve-located.ts";
import { LinkError } from "../links/link-error.ts";
import { writeLink } from "../links/link-of.ts";
import { stepsOfLink, stepsTo, whyElsewhere, type LinkSteps, type Place } from "../links/steps-to.ts";
import type { ErrorText } from "../model/connection.ts";
import { findingOf } from "../model/finding.ts";
import type { Screens } from "../model/screen.ts";
import type { State } from "../state/state.ts";

/** The screens to open, or why none. */
export type Destination = LinkSteps | { readonly error: string };

/** What is needed to open an item. */
interface OpenOptions {
  readonly state: () => State;
  readonly screens: Screens;
  /** Minutes that local time is ahead of UTC at an instant. */
  readonly utcOffset: (at: Date) => number;
}

interface GoToOptions extends OpenOptions {
  readonly client: () => Promise<Client>;
  /** Number of accounts and regions that the client reads. */
  readonly locations: () => Promise<number>;
  readonly signal: AbortSignal;
  readonly onProgress: (words: string) => void;
  readonly describe: (error: unknown) => ErrorText;
  readonly now: () => Date;
}

/** Finds the item that a text refers to: an ID, ARN, URL or event, or the name of a window or a machine. */
export const findDestination = async (text: string, options: GoToOptions): Promise<Destination> => {
  const [located, ...others] = locateAll(text);
  const state = options.state();
  if (located === undefined) return windowCalled(text, options) ?? machineCalled(text, options);
  if (others.length > 0) return { error: `${whyNotLocated(text)} Type one of them.` };
  const elsewhere = whyElsewhere(located, state.connection);
  if (elsewhere !== undefined) return { error: elsewhere };
  const client = await options.client();
  const { signal, onProgress } = options;
  const resolved = await resolveLocated(client, located, { signal, onProgress });
  try {
    return stepsToLocated(resolved, options);
  } catch (error) {
    if (error instanceof LinkError) return { error: `${error.message} ${error.advice}`.trim() };
    throw error;
  }
};

/** Maximum number of names in a message. */
const mostNames = 4;

/** How far back commands are searched for the name of a machine, in milliseconds: as long as AWS keeps them. */
const COMMANDS_KEPT = 30 * 24 * 60 * 60 * 1000;

/** The machine with this name among those on which commands ran. */
const machineCalled = async (text: string, options: GoToOptions): Promise<Destination> => {
  const name = cleanId(text);
  if (!/^[\w.-]{2,}$/.test(name)) return { error: whyNotLocated(text) };
  options.onProgress("searching for a machine of this name");
  const since = new Date(options.now().getTime() - COMMANDS_KEPT);
  const { signal } = options;
  const locations = await options.locations();
  const { ids, near, whole, unread } = await findMachines(await options.client(), {
    name,
    since,
    locations,
    signal,
  });
  const [InstanceId, second] = ids;
  if (second !== undefined)
    return {
      error: `${ids.length} machines are named ${name}. Type one of: ${ids.slice(0, mostNames).join(", ")}.`,
    };
  if (InstanceId !== undefined) return stepsToLocated({ kind: "machine", ids: { InstanceId } }, options);
  const hint = near.length === 0 ? "" : ` Did you mean ${near.slice(0, mostNames).join(", ")}?`;
  if (unread !== undefined) {
    const { message, advice } = options.describe(unread);
    return { error: `"${name}" was not found ${IN_READ_LOCATIONS}.${hint} ${message} ${advice}`.trim() };
  }
  const searched = whole ? "" : " among the newest commands";
  return { error: `${whyNotLocated(text)} No window and no machine${searched} has this name.${hint}` };
};

/** The window with this name, or the only one whose name begins with it; undefined without any. Names are not unique. */
const windowCalled = (text: string, options: OpenOptions): Destination | undefined => {
  const state = options.state();
  const wished = text.trim().toLowerCase();
  const windows = findingOf<"windows">(state.findings, { of: "windows" })?.value?.items ?? [];
  const named = windows.filter(({ Name }) => Name?.toLowerCase() === wished);
  const begun =
    named.length > 0 ? named : windows.filter(({ Name }) => Name?.toLowerCase().startsWith(wished));
  const [first, ...others] = begun;
  if (first?.WindowId === undefined) return undefined;
  if (others.length === 0)
    return stepsToLocated({ kind: "window", ids: { WindowId: first.WindowId } }, options);
  const names = begun
    .map(({ Name = "", WindowId = "" }) => (named.length > 0 ? WindowId : Name))
    .toSorted((one, other) => one.localeCompare(other));
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  const which = `${names.slice(0, mostNames).join(", ")}${more}`;
  return { error: `Several windows match. Type one of: ${which}.` };
};

/** The screens that lead to an item. @throws LinkError if it is a link with a setting that its screen cannot have. */
export const stepsToLocated = (
  located: Located,
  { screens, utcOffset, ...options }: OpenOptions,
): LinkSteps => {
  const state = options.state();
  if (located.link !== undefined) return stepsOfLink(located.link, state, { screens, utcOffset });
  return { steps: stepsTo(placeOf(located), state, screens) };
};

/** The link to an item, from `#` on: that of its text, if that was a link. */
export const linkTo = (located: Located): string => {
  const { link, region, account } = located;
  return writeLink(link ?? { screens: [placeOf(located)], region, account });
};

/** The screen that shows an item. */
const placeOf = ({ kind, ids }: Located): Place => {
  const { WindowId, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = ids;
  if (kind === "machine" && WindowExecutionId === undefined && InstanceId !== undefined)
    return { screen: "history", ref: { WindowId, InstanceId } };
  if (kind === "window" || WindowExecutionId === undefined)
    return WindowId === undefined
      ? { screen: "windows", ref: {} }
      : { screen: "executions", ref: { WindowId } };
  const execution = { WindowId, WindowExecutionId };
  if (TaskExecutionId === undefined) return { screen: "tasks", ref: execution };
  const task = { ...execution, TaskExecutionId };
  if (InvocationId === undefined) return { screen: "invocations", ref: task };
  const invocation = { ...task, InvocationId };
  return InstanceId === undefined
    ? { screen: "machines", ref: invocation }
    : { screen: "output", ref: { ...invocation, InstanceId } };
};
