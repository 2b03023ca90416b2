/** From pasted text to the screens of an item. */
import type { Client } from "@windowpane/core";
import { findMachines } from "@windowpane/report";
import { cleanId } from "../locate/ids.ts";
import { locateAll, whyNotLocated } from "../locate/locate.ts";
import type { Located } from "../locate/located.ts";
import { resolveLocated } from "../locate/resolve-located.ts";
import type { ConnectionInfo } from "../model/connection.ts";
import { findingOf } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { ScreenStep } from "../model/screen.ts";
import type { State } from "../state/state.ts";

/** The screens to open, or why none. */
export type Destination = { readonly steps: readonly ScreenStep[] } | { readonly error: string };

interface GoToOptions {
  readonly state: () => State;
  readonly client: () => Promise<Client>;
  readonly signal: AbortSignal;
  readonly onProgress: (words: string) => void;
  readonly now: () => Date;
}

/** Finds the item that a text refers to: an ID, ARN, URL or event, or the name of a window or a machine. */
export const findDestination = async (text: string, options: GoToOptions): Promise<Destination> => {
  const [located, ...others] = locateAll(text);
  const state = options.state();
  if (located === undefined) return windowCalled(text, state) ?? machineCalled(text, options);
  if (others.length > 0) return { error: `${whyNotLocated(text)} Type one of them.` };
  const elsewhere = whyElsewhere(located, state.connection);
  if (elsewhere !== undefined) return { error: elsewhere };
  const client = await options.client();
  const { signal, onProgress } = options;
  return { steps: stepsTo(await resolveLocated(client, located, { signal, onProgress }), state) };
};

/** Why an item of another account or region cannot be opened here: it would not be found, or a wrong item would. */
const whyElsewhere = ({ region, account }: Located, connection: ConnectionInfo): string | undefined => {
  if (region !== undefined && connection.region !== undefined && region !== connection.region) {
    return `The item is in ${region}, but you are connected to ${connection.region}. Press Esc, then p to change.`;
  }
  if (account !== undefined && connection.Account !== undefined && account !== connection.Account) {
    return `The item is in account ${account}, but you are connected to ${connection.Account}. Press Esc, then p to change.`;
  }
  return undefined;
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
  const { ids, near } = await findMachines(await options.client(), { name, since, signal: options.signal });
  const [InstanceId, second] = ids;
  if (second !== undefined)
    return {
      error: `${ids.length} machines are named ${name}. Type one of: ${ids.slice(0, mostNames).join(", ")}.`,
    };
  if (InstanceId !== undefined)
    return { steps: stepsTo({ kind: "machine", ids: { InstanceId } }, options.state()) };
  const hint = near.length === 0 ? "" : ` Did you mean ${near.slice(0, mostNames).join(", ")}?`;
  return { error: `${whyNotLocated(text)} No window and no machine has this name.${hint}` };
};

/** The window with this name, or the only one whose name begins with it; undefined without any. Names are not unique. */
const windowCalled = (text: string, state: State): Destination | undefined => {
  const wished = text.trim().toLowerCase();
  const windows = findingOf<"windows">(state.findings, { of: "windows" })?.value?.items ?? [];
  const named = windows.filter(({ Name }) => Name?.toLowerCase() === wished);
  const begun =
    named.length > 0 ? named : windows.filter(({ Name }) => Name?.toLowerCase().startsWith(wished));
  const [first, ...others] = begun;
  if (first?.WindowId === undefined) return undefined;
  if (others.length === 0)
    return { steps: stepsTo({ kind: "window", ids: { WindowId: first.WindowId } }, state) };
  const names = begun
    .map(({ Name = "", WindowId = "" }) => (named.length > 0 ? WindowId : Name))
    .toSorted((one, other) => one.localeCompare(other));
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  const which = `${names.slice(0, mostNames).join(", ")}${more}`;
  return { error: `Several windows match. Type one of: ${which}.` };
};

/** The screens from the list of windows down to an item. */
export const stepsTo = ({ kind, ids }: Located, { findings }: State): readonly ScreenStep[] => {
  const { WindowId, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = ids;
  const windows = findingOf<"windows">(findings, { of: "windows" })?.value?.items ?? [];
  const Name = windows.find((window) => window.WindowId === WindowId)?.Name;
  const window: ItemRef = { WindowId, Name };
  const steps: ScreenStep[] = [{ screen: "windows", ref: {}, label: "windows" }];
  if (WindowId !== undefined) {
    steps.push({ screen: "executions", ref: window, label: Name ?? WindowId, row: WindowId });
  }
  if (kind === "machine" && WindowExecutionId === undefined && InstanceId !== undefined) {
    return [...steps, { screen: "history", ref: { InstanceId }, label: "history" }];
  }
  if (kind === "window" || WindowExecutionId === undefined) return steps;
  const execution: ItemRef = { ...window, WindowExecutionId };
  steps.push({ screen: "tasks", ref: execution, label: short(WindowExecutionId), row: WindowExecutionId });
  if (TaskExecutionId === undefined) return steps;
  const task: ItemRef = { ...execution, TaskExecutionId };
  steps.push({ screen: "invocations", ref: task, label: short(TaskExecutionId), row: TaskExecutionId });
  if (InvocationId === undefined) return steps;
  const invocation: ItemRef = { ...task, InvocationId };
  steps.push({ screen: "machines", ref: invocation, label: short(InvocationId), row: InvocationId });
  if (InstanceId === undefined) return steps;
  return [
    ...steps,
    {
      screen: "output",
      ref: { ...invocation, InstanceId },
      label: InstanceId,
      row: `${InvocationId} ${InstanceId}`,
    },
  ];
};

/** The label of an item until it was read. */
const short = (id: string): string => id.slice(0, 8);
