import type { Client, FinalJudge, OperationName } from "@windowpane/core";
import type { HistorySource } from "@windowpane/report";
import type { Role } from "../auth/authenticator.ts";
import type { Limits } from "../limits/limits.ts";
import type { Budget } from "../limits/with-budget.ts";
import type { FleetSource, LocationSelection } from "../fleet/fleet-source.ts";
import type { ParameterTable, ParameterValues } from "../parameters/read-parameters.ts";
import type { ProblemName } from "../problem/problems.ts";
import type { Schema } from "../schema/schema.ts";
import type { StartCollection } from "./start-collection.ts";
import type { FollowedExecution } from "./followed-execution.ts";
import type { RouteResponse } from "./route-response.ts";

/** A group of routes in the documentation. */
export type Tag = "Windows" | "Executions" | "Failures" | "Machines" | "Trends" | "Service";

/** A media type of a route's response. */
export interface ResponseFormat {
  readonly media: string;
  /** Documentation of the format, if its media type does not say enough. */
  readonly about?: string | undefined;
  /** Schema of the body, or of one line of NDJSON. Default: none, for formats without JSON. */
  readonly schema?: Schema | undefined;
  /** Whether the response scans a list of unlimited length, so that it takes a place (see `reader/places.ts`). Default: false. */
  readonly scans?: boolean | undefined;
  /** Whether a final response may be stored (see `reader/documents.ts`). Default: true for scans, which are expensive. */
  readonly stored?: false | undefined;
  /**
   * Whether the response is a stream: one that each client has for itself (`own`), or one whose requests to AWS all its clients
   * share (`shared`). Other responses are computed once for all clients that ask at the same time. Default: no stream.
   */
  readonly streams?: "own" | "shared" | undefined;
}

/** Declaration of a route, without its parameters and its handler. */
export interface RouteDeclaration {
  /** Operation ID in the OpenAPI document, such as `listWindows`. */
  readonly id: string;
  readonly method: "GET" | "POST";
  /** Path in OpenAPI's syntax, such as `/v1/windows/{windowId}`. */
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  /** Documentation, in complete sentences. */
  readonly about: string;
  /** Role that the route requires. Default: none, for routes without authentication. */
  readonly role?: Role | undefined;
  /** AWS operations that the route calls. */
  readonly operations: readonly OperationName[];
  /** Formats, in order of preference. */
  readonly formats: readonly ResponseFormat[];
  /** Query parameter that selects the format and overrides `Accept`. Default: none. */
  readonly formatParameter?: string | undefined;
  /** Status of a successful response. Default: 200. */
  readonly status?: number | undefined;
  /** Schema of the request body. Default: none, for routes without a body. */
  readonly body?: Schema | undefined;
  /** Problems beyond those that all routes share. */
  readonly problems?: readonly ProblemName[] | undefined;
}

/** A row of the table of routes. Request handling, OpenAPI document and reference page all read it. */
export interface Route extends RouteDeclaration {
  readonly pathParameters: ParameterTable;
  readonly queryParameters: ParameterTable;
  handle(request: RouteRequest): Promise<RouteResponse>;
}

/** A validated request, as a route's handler gets it. */
export interface RouteRequest<
  Path extends ParameterTable = ParameterTable,
  Query extends ParameterTable = ParameterTable,
> {
  readonly path: ParameterValues<Path>;
  readonly query: ParameterValues<Query>;
  /** Negotiated media type. */
  readonly media: string;
  /** Bytes of the body; empty for routes without one. */
  readonly body: Uint8Array;
  readonly headers: Headers;
  readonly requestId: string;
  /** Path of the app at its host, for links; empty at the root. */
  readonly base: string;
  /** Aborts at the deadline, or when the client disconnects. */
  readonly signal: AbortSignal;
  /** Start of the request. */
  readonly now: Date;
  readonly limits: Limits;
  /** Creates a client that sends no more requests than the budget allows. */
  client(budget: Budget): Client;
  /**
   * Follows an execution together with other clients, until `signal` aborts.
   *
   * @param patches - whether the verdict at its end includes patch results.
   */
  follow(WindowExecutionId: string, patches: boolean): Promise<FollowedExecution>;
  /** Judge that has seen every response of AWS to this app. */
  readonly final: FinalJudge;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Returns the current time. */
  readonly clock: () => Date;
  readonly isReady: () => Promise<boolean>;
  /** The accounts and regions that the server reads, if they are several. */
  readonly fleet: FleetSource | undefined;
  /** The accounts and regions that the caller selects. Default: all. The client already respects it. */
  readonly selection: LocationSelection | undefined;
  /** The archive of the server, if it has one. */
  readonly history: HistorySource | undefined;
  /** Starts a collection into the archive, if the server has one. */
  readonly collect: StartCollection | undefined;
}

/** Declares a route and derives the types of its parameters for the handler. */
export const route = <const Path extends ParameterTable, const Query extends ParameterTable>(
  row: RouteDeclaration & {
    readonly pathParameters: Path;
    readonly queryParameters: Query;
    readonly handle: (request: RouteRequest<Path, Query>) => Promise<RouteResponse>;
  },
): Route =>
  // The request handler reads the parameters with this row's tables.
  row;
