import type { Client, FinalJudge, OperationName } from "@windowpane/core";
import type { Answer } from "./answer/answer.ts";
import type { Role } from "./caller.ts";
import type { Budget } from "./limits/with-budget.ts";
import type { Schema } from "./openapi/schema.ts";
import type { Limits } from "./options.ts";
import type { Parameters, Values } from "./parameters/read-parameters.ts";
import type { ProblemName } from "./problem/problems.ts";

/** The groups of the reference page, in its order. */
export type Tag = "Windows" | "Executions" | "Failures" | "Machines" | "Service";

/** A form in which a route answers. */
export interface Form {
  readonly media: string;
  /** What this form is, where it is not just the answer. */
  readonly about?: string | undefined;
  /** Of the whole body; of one line, where the body has lines. Absent: it has no JSON in it. */
  readonly schema?: Schema | undefined;
  /** Whether it walks over pages without an end of its own, so that few may be under way at once. Default: false. */
  readonly walks?: boolean | undefined;
}

/** What a route shares with all others. */
export interface RouteText {
  /** The name of the route in the documents: `listWindows`. */
  readonly id: string;
  readonly method: "GET" | "POST";
  /** As OpenAPI writes it: `/v1/windows/{windowId}`. */
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  /** For the documents, in whole sentences. */
  readonly about: string;
  /** The role that it needs. Absent: it needs no credentials. */
  readonly role?: Role | undefined;
  /** What it asks of AWS. */
  readonly operations: readonly OperationName[];
  /** In the order in which they are preferred where the client has no preference. */
  readonly forms: readonly Form[];
  /** The query parameter that names the form and overrules `Accept`. Default: there is none. */
  readonly formParameter?: string | undefined;
  /** The status of the answer. Default: 200. */
  readonly status?: number | undefined;
  /** The schema of its body. Default: it takes none. */
  readonly body?: Schema | undefined;
  /** Beyond those that every route of its kind has. */
  readonly problems?: readonly ProblemName[] | undefined;
}

/** A route as a row of the table: requests, their validation, the OpenAPI document and the reference page come from it. */
export interface Route extends RouteText {
  readonly pathParameters: Parameters;
  readonly queryParameters: Parameters;
  answer(asked: Asked): Promise<Answer>;
}

/** What a route is asked. */
export interface Asked<Path extends Parameters = Parameters, Query extends Parameters = Parameters> {
  readonly path: Values<Path>;
  readonly query: Values<Query>;
  /** The form that was negotiated. */
  readonly media: string;
  /** The bytes of the body, for routes that take one. */
  readonly body: Uint8Array;
  readonly headers: Headers;
  readonly requestId: string;
  /** Aborts when the time is over or the client has gone. */
  readonly signal: AbortSignal;
  readonly now: Date;
  readonly limits: Limits;
  /** A client that sends no more requests than the budget has. */
  client(budget: Budget): Client;
  /** Has seen every response to the clients of this app. */
  readonly final: FinalJudge;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** The current time, for work that goes on. */
  readonly clock: () => Date;
  readonly isReady: () => Promise<boolean>;
}

/** A row whose answer knows the types of its own parameters. */
export const route = <const Path extends Parameters, const Query extends Parameters>(
  row: RouteText & {
    readonly pathParameters: Path;
    readonly queryParameters: Query;
    readonly answer: (asked: Asked<Path, Query>) => Promise<Answer>;
  },
): Route =>
  // The pipeline reads the parameters by this very row before it asks, so they have the row's types.
  row;
