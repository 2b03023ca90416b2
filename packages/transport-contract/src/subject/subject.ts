import type { Input, OperationName, Transport } from "@windowpane/core";

/**
 * What the suite may rely on in the account behind a transport. None of the account's ids may be all zeros: such an id
 * stands for what does not exist.
 */
export interface KnownAccount {
  /**
   * For each operation an input that is answered with something. The task of
   * `DescribeMaintenanceWindowExecutionTaskInvocations` must be finished and have more than 100 invocations.
   */
  readonly inputs: { readonly [Name in OperationName]: Input<Name> };
  /** How many invocations that task has. */
  readonly invocations: number;
}

/** A response as it goes over the wire. */
export interface WireResponse {
  readonly status: number;
  /** Header fields in their order; a name can occur twice. A `content-length` above the body's means that the connection ends early. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A transport to be held to the contract. */
export interface Subject {
  readonly known: KnownAccount;
  /** A transport over the known account, new for each test. */
  create(): Transport | Promise<Transport>;
  /**
   * The same kind of transport, with nobody at the other end: no request is answered.
   *
   * @param onRequest - to be called once for each request that leaves the transport.
   */
  broken?(onRequest: () => void): Transport | Promise<Transport>;
  /** The same, but each request is answered with AWS's ThrottlingException. */
  throttled?(onRequest: () => void): Transport | Promise<Transport>;
  /** The same, but each request stays under way until it is aborted. */
  hanging?(): Transport | Promise<Transport>;
  /** The same, but each request gets this response. Only for transports that read HTTP. */
  responding?(response: WireResponse): Transport | Promise<Transport>;
}

/** One line of the contract: passes or throws. */
export type Line = (subject: Subject) => Promise<void>;
