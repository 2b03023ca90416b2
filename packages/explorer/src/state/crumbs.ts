/** The breadcrumb: how the user came here, and the window, execution, task and machine that are shown. */
import { originLabel, originWords } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { identityOf, type Identity } from "../content/identity.ts";
import type { ScreenName } from "../model/screen.ts";
import type { State } from "./state.ts";
import type { View } from "./view.ts";

/** A part of the breadcrumb. */
export interface Crumb {
  /** `path`: a screen on the way. The others name what is shown. */
  readonly kind: "path" | "account" | "window" | "execution" | "task" | "machine";
  /** A `Date` is shown in local time. */
  readonly label: string | Date;
  /** Index of the open screen that it belongs to. */
  readonly view: number;
  /** ID of a window or a machine that has a name, shown where there is room. */
  readonly id?: string | undefined;
}

/** The breadcrumb of the visible screen. Levels that were skipped on the way are named, too. */
export const crumbsOf = (state: State): readonly Crumb[] => {
  const crumbs: Crumb[] = [];
  const shown = new Map<string, string>();
  for (const [index, view] of state.views.entries()) {
    const identity = identityOf(state.findings, { ...view.ref, ...view.content?.subject }, state.since);
    const own = ownLevels[view.screen];
    let hasOwn = false;
    for (const level of levels) {
      const id = level.id(identity);
      if (id === undefined || (shown.get(level.kind) === id && level.kind !== own)) continue;
      shown.set(level.kind, id);
      hasOwn ||= level.kind === own;
      crumbs.push({
        kind: level.kind,
        view: index,
        ...level.crumb(identity, level.kind === own ? view.label : id.slice(0, 8)),
      });
    }
    if (!hasOwn) crumbs.push({ kind: "path", view: index, label: labelOf(view) });
  }
  return crumbs;
};

/** The level that a screen shows: its crumb is the level's. */
const ownLevels: Readonly<Partial<Record<ScreenName, Crumb["kind"]>>> = {
  executions: "window",
  tasks: "execution",
  invocations: "task",
  output: "machine",
  nights: "window",
  year: "machine",
};

interface Level {
  readonly kind: Exclude<Crumb["kind"], "path">;
  readonly id: (identity: Identity) => string | undefined;
  readonly crumb: (identity: Identity, otherwise: string | Date) => Pick<Crumb, "label" | "id">;
}

const levels: readonly Level[] = [
  {
    kind: "account",
    id: ({ origin, WindowId }) =>
      origin === undefined || WindowId === undefined ? undefined : originWords(origin),
    crumb: ({ origin = {} }) => ({ label: safeLine(originLabel(origin)) }),
  },
  {
    kind: "window",
    id: ({ WindowId }) => WindowId,
    crumb: ({ Name, WindowId = "" }) =>
      Name === undefined ? { label: WindowId } : { label: safeLine(Name), id: WindowId },
  },
  {
    kind: "execution",
    id: ({ WindowExecutionId }) => WindowExecutionId,
    crumb: ({ StartTime }, otherwise) => ({ label: StartTime ?? otherwise }),
  },
  {
    kind: "task",
    id: ({ TaskExecutionId }) => TaskExecutionId,
    crumb: ({ task }, otherwise) => ({ label: task === undefined ? otherwise : safeLine(task) }),
  },
  {
    kind: "machine",
    id: ({ InstanceId }) => InstanceId,
    crumb: ({ InstanceName = "", InstanceId = "" }, otherwise) => {
      const name = safeLine(InstanceName);
      if (name !== "") return { label: name, id: InstanceId };
      // The row that was opened may have known the name before its report was forgotten.
      return typeof otherwise !== "string" || InstanceId.startsWith(otherwise) || otherwise === InstanceId
        ? { label: InstanceId }
        : { label: safeLine(otherwise), id: InstanceId };
    },
  },
];

const labelOf = ({ label }: View): string | Date => (typeof label === "string" ? safeLine(label) : label);
