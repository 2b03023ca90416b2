import { boundedMap } from "@windowpane/core";
import { startSharedWork, type SharedWorkOptions, type Viewer } from "./shared-work.ts";
import type { FollowedExecution } from "../route/followed-execution.ts";
import { createChangeLog, type ChangeLog } from "./change-log.ts";
import { startFollower, type Follower, type FollowerOptions } from "./follower.ts";

/** The executions that clients follow. Each is read once for all its clients. */
export interface Followers {
  /**
   * Adds a client to those that follow an execution, until its signal aborts, and waits for the first state.
   *
   * @throws ProblemError if the client would be the first and its caller has no free place; the error of the first read.
   */
  follow(viewer: Viewer, WindowExecutionId: string, patches: boolean): Promise<FollowedExecution>;
  /** Reads all followed executions now. */
  readNow(): void;
}

/** Options of the followers of an account. */
export type FollowersOptions = Omit<FollowerOptions, "WindowExecutionId" | "work" | "sleep" | "log"> & {
  readonly shared: SharedWorkOptions;
};

/** Number of executions whose last state stays in memory after the last client has left. */
const MAX_ENDED = 20;

/** Creates the followers of an account. */
export const createFollowers = (options: FollowersOptions): Followers => {
  const { limits, shared, clock } = options;
  const running = new Map<string, Follower>();
  const ended = boundedMap<string, { readonly follower: Follower; readonly at: number }>(MAX_ENDED);
  const logs = boundedMap<string, ChangeLog>(MAX_ENDED);

  const start = (viewer: Viewer, WindowExecutionId: string): Follower => {
    const work = startSharedWork(viewer, shared);
    // Two followers of one execution at the same time need separate logs.
    const known = running.has(WindowExecutionId) ? undefined : logs.get(WindowExecutionId);
    const log = known ?? createChangeLog();
    logs.set(WindowExecutionId, log);
    const follower = startFollower({ ...options, WindowExecutionId, work, log, sleep: shared.sleep });
    running.set(WindowExecutionId, follower);
    void keepEnded(WindowExecutionId, follower);
    return follower;
  };

  const keepEnded = async (WindowExecutionId: string, follower: Follower): Promise<void> => {
    await follower.ended;
    if (running.get(WindowExecutionId) === follower) running.delete(WindowExecutionId);
    ended.set(WindowExecutionId, { follower, at: clock().getTime() });
  };

  /** An ended execution is read again after a while, as a response that is not final. */
  const endedFor = (WindowExecutionId: string): Follower | undefined => {
    const { follower, at } = ended.get(WindowExecutionId) ?? { at: -Infinity };
    const age = clock().getTime() - at;
    return age >= 0 && age < limits.keepMs ? follower : undefined;
  };

  return {
    follow: (viewer, WindowExecutionId, patches) => {
      const known = [running.get(WindowExecutionId), endedFor(WindowExecutionId)];
      const follower = known.find((one) => one?.accepts(patches)) ?? start(viewer, WindowExecutionId);
      return follower.join(viewer, patches);
    },
    readNow: () => {
      for (const follower of running.values()) follower.readNow();
    },
  };
};
