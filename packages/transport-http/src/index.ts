/**
 * The transport to a Windowpane API, or to any other endpoint that speaks AWS JSON 1.1 as Systems Manager does.
 *
 * @module
 */
export { httpTransport, type HttpOptions } from "./http-transport.ts";
export type { Authorize, Fetch, HttpAnswer, HttpRequest } from "./fetch.ts";
