/** From whatever a person pastes to the row it speaks of. */
import type { Client } from "@windowpane/core";
import { locate, whyNowhere } from "../locate/locate.ts";
import type { Located } from "../locate/located.ts";
import { resolvePlace } from "../locate/resolve-place.ts";
import type { ConnectionInfo } from "../model/connection.ts";
import { findingOf } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { ScreenStep } from "../model/screen.ts";
import type { State } from "../state/state.ts";

/** Where it leads, or why nowhere. */
export type Destination = { readonly steps: readonly ScreenStep[] } | { readonly trouble: string };

interface GoToOptions {
  readonly state: () => State;
  readonly client: () => Promise<Client>;
  readonly signal: AbortSignal;
  readonly onProgress: (words: string) => void;
}

/** Finds the place that a text speaks of: an id of any kind, an ARN, an address, an event; or a window's name. */
export const findDestination = async (text: string, options: GoToOptions): Promise<Destination> => {
  const located = locate(text);
  const state = options.state();
  if (located === undefined) return windowCalled(text, state);
  const elsewhere = whyElsewhere(located, state.origin);
  if (elsewhere !== undefined) return { trouble: elsewhere };
  const client = await options.client();
  const { signal, onProgress } = options;
  return { steps: stepsTo(await resolvePlace(client, located, { signal, onProgress }), state) };
};

/** Nothing of another account or region is looked for here: it would not be found, or something else would. */
const whyElsewhere = ({ region, account }: Located, origin: ConnectionInfo): string | undefined => {
  if (region !== undefined && origin.region !== undefined && region !== origin.region) {
    return `That is in ${region}, and this is ${origin.region}. Press Esc, then p to change.`;
  }
  if (account !== undefined && origin.Account !== undefined && account !== origin.Account) {
    return `That is in account ${account}, and this is ${origin.Account}. Press Esc, then p to change.`;
  }
  return undefined;
};

/** Most names that a line of trouble has room for. */
const mostNames = 4;

/** The window of that name, or the only one whose name begins so. AWS lets several have the same one. */
const windowCalled = (text: string, state: State): Destination => {
  const wished = text.trim().toLowerCase();
  const windows = findingOf<"windows">(state.findings, { of: "windows" })?.value?.items ?? [];
  const named = windows.filter(({ Name }) => Name?.toLowerCase() === wished);
  const begun =
    named.length > 0 ? named : windows.filter(({ Name }) => Name?.toLowerCase().startsWith(wished));
  const [first, ...others] = begun;
  if (first?.WindowId === undefined) return { trouble: whyNowhere(text) };
  if (others.length === 0)
    return { steps: stepsTo({ kind: "window", ids: { WindowId: first.WindowId } }, state) };
  const names = begun
    .map(({ Name = "", WindowId = "" }) => (named.length > 0 ? WindowId : Name))
    .toSorted((one, other) => one.localeCompare(other));
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  const which = `${names.slice(0, mostNames).join(", ")}${more}`;
  return { trouble: `Several windows are called so; type which one: ${which}.` };
};

/** The screens from the list of windows down to a place, as if one had walked there. */
export const stepsTo = ({ kind, ids }: Located, { findings }: State): readonly ScreenStep[] => {
  const { WindowId, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = ids;
  const windows = findingOf<"windows">(findings, { of: "windows" })?.value?.items ?? [];
  const Name = windows.find((window) => window.WindowId === WindowId)?.Name;
  const window: ItemRef = { WindowId, Name };
  const steps: ScreenStep[] = [{ screen: "windows", place: {}, label: "windows" }];
  if (WindowId !== undefined) {
    steps.push({ screen: "executions", place: window, label: Name ?? WindowId, row: WindowId });
  }
  if (kind === "machine" && WindowExecutionId === undefined && InstanceId !== undefined) {
    return [...steps, { screen: "history", place: { InstanceId }, label: InstanceId }];
  }
  if (kind === "window" || WindowExecutionId === undefined) return steps;
  const execution: ItemRef = { ...window, WindowExecutionId };
  steps.push({ screen: "tasks", place: execution, label: short(WindowExecutionId), row: WindowExecutionId });
  if (TaskExecutionId === undefined) return steps;
  const task: ItemRef = { ...execution, TaskExecutionId };
  steps.push({ screen: "invocations", place: task, label: short(TaskExecutionId), row: TaskExecutionId });
  if (InvocationId === undefined) return steps;
  const invocation: ItemRef = { ...task, InvocationId };
  steps.push({ screen: "machines", place: invocation, label: short(InvocationId), row: InvocationId });
  if (InstanceId === undefined) return steps;
  return [
    ...steps,
    {
      screen: "output",
      place: { ...invocation, InstanceId },
      label: InstanceId,
      row: `${InvocationId} ${InstanceId}`,
    },
  ];
};

/** An id until what it belongs to has been read. */
const short = (id: string): string => id.slice(0, 8);
