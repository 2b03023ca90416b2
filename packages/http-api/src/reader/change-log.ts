import { boundedMap, untilAborted } from "@windowpane/core";
import { hexDigest } from "../response/entity-tag.ts";
import type { FollowedState, FollowEnding, StateItem } from "../route/followed-execution.ts";
import type { ExecutionState } from "./execution-state.ts";

/** The latest state of an execution, and when each of its items last changed. Its size does not depend on the number of clients. */
export interface ChangeLog {
  /** Adds the result of a read; undefined if it failed. */
  add(read: ExecutionState | undefined): Promise<void>;
  /** Adds the end, if there is a state. */
  end(ending: FollowEnding): void;
  /**
   * Returns the latest state as soon as it is newer than a step, which counts from 1.
   *
   * @throws the signal's reason.
   */
  after(step: number, signal: AbortSignal): Promise<FollowedState>;
  /** @throws Error before the first read. */
  latest(): FollowedState;
  changesSince(version: number): readonly StateItem[];
  versionOf(digest: string): number;
}

/** Number of versions to which a client that reconnects gets only the difference. */
const MAX_HISTORY = 100;

/** Creates an empty log. */
export const createChangeLog = (): ChangeLog => {
  /** Items in the order of the execution, with the version of their last change. */
  let items = new Map<string, { readonly item: StateItem; readonly version: number }>();
  let current: FollowedState | undefined;
  let tick = createTick();
  const versions = boundedMap<string, number>(MAX_HISTORY);
  /** Most clients are at the previous version or at none. */
  let changes = new Map<number, readonly StateItem[]>();

  const publish = (state: FollowedState): void => {
    current = state;
    tick.pass();
    tick = createTick();
  };

  return {
    add: async (read) => {
      if (read === undefined) {
        if (current !== undefined) publish({ ...current, step: current.step + 1, ending: undefined });
        return;
      }
      const { version: before, digest: known, step } = current ?? { version: 0, digest: "", step: 0 };
      const next = new Map<string, { readonly item: StateItem; readonly version: number }>();
      for (const item of read.items) {
        const entry = items.get(item.key);
        next.set(item.key, entry?.item.text === item.text ? entry : { item, version: before + 1 });
      }
      const hasChanged = read.items.some(({ key, text }) => items.get(key)?.item.text !== text);
      const digest = hasChanged ? await digestOf(read.items) : known;
      const version = hasChanged ? before + 1 : before;
      items = next;
      if (hasChanged) {
        changes = new Map();
        versions.set(digest, version);
      }
      publish({
        step: step + 1,
        ...{ version, digest },
        Status: read.execution.Status,
        tasks: countOf(read.items, "task"),
        invocations: countOf(read.items, "invocation"),
      });
    },
    end: (ending) => {
      if (current !== undefined) publish({ ...current, step: current.step + 1, ending });
    },
    after: async (step, signal) => {
      for (;;) {
        if (current !== undefined && current.step > step) return current;
        await untilAborted(tick.passed, signal);
      }
    },
    latest: () => {
      if (current === undefined) throw new Error("The execution was not read yet.");
      return current;
    },
    changesSince: (version) => {
      const known = changes.get(version);
      if (known !== undefined) return known;
      const changed = [...items.values()].filter((entry) => entry.version > version).map(({ item }) => item);
      if (version === 0 || version + 1 === current?.version) changes.set(version, changed);
      return changed;
    },
    versionOf: (digest) => versions.get(digest) ?? 0,
  };
};

/** A promise that resolves when `pass` is called. */
const createTick = (): { readonly passed: Promise<void>; pass(): void } => {
  let pass = (): void => {};
  const passed = new Promise<void>((resolve) => {
    pass = resolve;
  });
  return { passed, pass: () => pass() };
};

const countOf = (items: readonly StateItem[], event: StateItem["event"]): number =>
  items.filter((item) => item.event === event).length;

/** Identifies a state, independent of the order of its items. */
const digestOf = (items: readonly StateItem[]): Promise<string> => {
  const lines = items.map(({ key, text }) => `${key} ${text}`).toSorted();
  return hexDigest(lines.join("\n"), 12);
};
