/**
 * The transport to a Windowpane API or to any other endpoint with Systems Manager's AWS JSON 1.1 protocol.
 *
 * @module
 */
export { httpTransport, type HttpOptions } from "./http-transport.ts";
export type { HeaderProvider, Fetch, HttpResponse, HttpRequest } from "./fetch.ts";
