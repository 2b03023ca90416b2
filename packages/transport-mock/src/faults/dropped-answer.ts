import { TransportError } from "@windowpane/core";
import { throwIfAborted } from "../throw-if-aborted.ts";
import type { DroppedAnswerFault } from "./fault.ts";
import { hitsOf } from "./hits.ts";
import type { Layer, Tools } from "./layer.ts";

/** Loses answers of requests that were carried out: the worst moment for a write. */
export const droppedAnswer = (fault: DroppedAnswerFault, { seed }: Tools): Layer => {
  const hits = hitsOf(fault, seed);
  return (next) => async (request) => {
    const isHit = hits(request);
    const answer = next(request);
    if (!isHit) return answer;
    // A refusal is an answer too, and is lost like any other.
    await answer.catch(() => {});
    throwIfAborted(request.signal);
    throw new TransportError(
      request.operation,
      `The connection was closed before ${request.operation} was answered. It may have been carried out; ask again.`,
    );
  };
};
