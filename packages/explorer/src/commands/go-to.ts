/** From pasted text to the screens of an item. */
import type { Client } from "@windowpane/core";
import { locate, whyNotLocated } from "../locate/locate.ts";
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
}

/** Finds the item that a text refers to: an ID, ARN, URL or event, or the name of a window. */
export const findDestination = async (text: string, options: GoToOptions): Promise<Destination> => {
  const located = locate(text);
  const state = options.state();
  if (located === undefined) return windowCalled(text, state);
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

/** The window with this name, or the only one whose name begins with it. Names are not unique. */
const windowCalled = (text: string, state: State): Destination => {
  const wished = text.trim().toLowerCase();
  const windows = findingOf<"windows">(state.findings, { of: "windows" })?.value?.items ?? [];
  const named = windows.filter(({ Name }) => Name?.toLowerCase() === wished);
  const begun =
    named.length > 0 ? named : windows.filter(({ Name }) => Name?.toLowerCase().startsWith(wished));
  const [first, ...others] = begun;
  if (first?.WindowId === undefined) return { error: whyNotLocated(text) };
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
