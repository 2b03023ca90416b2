/**
 * The transport to a Windowpane API or to any other endpoint with Systems Manager's AWS JSON 1.1 protocol, and a reader of
 * server-sent events.
 *
 * @module
 */
export { httpTransport, type HttpOptions } from "./http-transport.ts";
export type { HeaderProvider, Fetch, HttpResponse, HttpRequest } from "./fetch.ts";
export { followEvents, type FollowEventsOptions, type StreamStep } from "./events/follow-events.ts";
export type { ServerEvent } from "./events/read-events.ts";
export type { ChunkReader, EventFetch, EventResponse } from "./events/event-fetch.ts";
