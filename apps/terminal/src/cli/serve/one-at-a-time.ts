import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Requests that a client may send before it has read the answer to the first. Hardly any client sends two. */
const MOST = 16;

/**
 * Answers the requests of a connection one after the other. HTTP lets a client send the next request before it has read
 * the last answer, and Node hands all of them out at once: 500 requests in 60 KiB would hold 500 pages in memory, for a
 * client that reads none of them. A client with more requests waiting than `MOST` is cut off.
 */
export const oneAtATime = (listener: RequestListener): RequestListener => {
  const waiting = new WeakMap<Socket, [IncomingMessage, ServerResponse][]>();

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    // Also emitted when the connection breaks.
    response.once("close", () => {
      const next = waiting.get(socket)?.shift();
      if (next === undefined || socket.destroyed) waiting.delete(socket);
      else answer(...next);
    });
    listener(request, response);
  };

  return (request, response) => {
    const { socket } = request;
    const queue = waiting.get(socket);
    if (queue === undefined) {
      waiting.set(socket, []);
      answer(request, response);
      return;
    }
    queue.push([request, response]);
    if (queue.length > MOST) socket.destroy();
  };
};
