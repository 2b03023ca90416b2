import { isFinalStatus } from "@windowpane/core";
import { problemOf } from "../problem/problem-of.ts";
import { problemDocument } from "../problem/problem-response.ts";
import type { FollowedExecution, FollowedState, StateItem } from "../route/followed-execution.ts";
import type { RouteResponse } from "../route/route-response.ts";
import type { RouteRequest } from "../route/route.ts";

const EVENT_STREAM = "text/event-stream";

/** ID of the last event. A client that reconnects with it has received everything. */
const DONE = "done";

/**
 * Streams the events of an execution. The first state is sent whole; each later read sends the items that are new or changed,
 * and then `progress`, whose ID identifies the state. After the last read, `done` sends the verdict. The first read happens before
 * the stream starts, so that its error sets the status of the response.
 */
export const followEvents = async (
  request: RouteRequest,
  WindowExecutionId: string,
  { patches }: { readonly patches: boolean },
): Promise<RouteResponse> => {
  const followed = await request.follow(WindowExecutionId, patches);
  const lastEventId = request.headers.get("last-event-id") ?? undefined;
  if (lastEventId === DONE && isFinalStatus(followed.latest().Status)) return { kind: "empty" };
  return {
    kind: "streamed",
    media: EVENT_STREAM,
    chunks: write(request, followed, { patches, lastEventId }),
  };
};

async function* write(
  request: RouteRequest,
  followed: FollowedExecution,
  { patches, lastEventId }: { readonly patches: boolean; readonly lastEventId: string | undefined },
): AsyncGenerator<string, void, undefined> {
  const { limits, signal, clock } = request;
  const end = clock().getTime() + limits.followMs;
  yield `retry: ${limits.pollMs}\n\n`;
  // A client that reconnects gets only the items that have changed since; each is sent whole.
  let version = lastEventId === undefined ? 0 : followed.versionOf(lastEventId);
  try {
    for (let state = followed.latest(); ; state = await followed.after(state.step)) {
      if (state.version > version) yield writeChanges(followed.changesSince(version), state);
      else if (state.ending === undefined) yield heartbeat;
      ({ version } = state);
      const { ending } = state;
      if (ending?.kind === "failed") throw ending.error;
      const verdict = ending?.kind === "ended" ? ending.verdicts.get(patches) : undefined;
      if (verdict !== undefined) yield writeEvent("done", verdict, DONE);
      if (ending !== undefined) return;
      if (clock().getTime() >= end) {
        // The client reconnects at once; the new stream sets the usual delay.
        yield "retry: 100\n\n";
        return;
      }
    }
  } catch (error) {
    if (signal.aborted) throw error;
    yield writeEvent("problem", problemDocument(problemOf(error), request));
  }
}

/** Text of changes. Most clients get the same. */
const texts = new WeakMap<readonly StateItem[], string>();

/** Writes the items that are new or changed for the client, and the progress. */
const writeChanges = (
  changes: readonly StateItem[],
  { tasks, invocations, Status, digest }: FollowedState,
): string => {
  const known = texts.get(changes) ?? changes.map((item) => writeEvent(item.event, item.data)).join("");
  texts.set(changes, known);
  return known + writeEvent("progress", { tasks, invocations, Status }, digest);
};

/** Writes a server-sent event. JSON contains no line breaks, so the data is one line. */
const writeEvent = (
  event: StateItem["event"] | "progress" | "done" | "problem",
  data: unknown,
  id?: string,
): string => `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

/** A comment that keeps the connection open. */
const heartbeat = ": still running\n\n";
