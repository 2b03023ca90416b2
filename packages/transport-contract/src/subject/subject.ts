import type { Input, OperationName, Transport } from "@windowpane/core";

/**
 * Contents of the account behind a transport that the suite relies on. The suite uses IDs of zeros for resources that do not
 * exist, so the account must not contain such IDs.
 */
export interface KnownAccount {
  /**
   * An input for each operation, with a response that has at least one member. The task of
   * `DescribeMaintenanceWindowExecutionTaskInvocations` must have ended and have more than 100 invocations.
   */
  readonly inputs: { readonly [Name in OperationName]: Input<Name> };
  /** Number of invocations of that task. */
  readonly invocations: number;
}

/** An HTTP response. */
export interface WireResponse {
  readonly status: number;
  /** Headers in order. A name can occur twice. If `content-length` exceeds the body, the connection must close early. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A transport to test. */
export interface TransportSubject {
  readonly known: KnownAccount;
  /** Creates a transport to the known account. Called for each test. */
  create(): Transport | Promise<Transport>;
  /**
   * Creates a transport that receives no responses.
   *
   * @param onRequest - call it for each request that the transport sends.
   */
  broken?(onRequest: () => void): Transport | Promise<Transport>;
  /** Creates a transport that receives AWS's ThrottlingException for each request. */
  throttled?(onRequest: () => void): Transport | Promise<Transport>;
  /** Creates a transport whose requests stay in flight until they are aborted. */
  hanging?(): Transport | Promise<Transport>;
  /** Creates a transport that receives this response for each request. Only for transports that use HTTP. */
  responding?(response: WireResponse): Transport | Promise<Transport>;
}

/** A rule of the contract. Throws if the transport does not follow it. */
export type ContractRule = (subject: TransportSubject) => Promise<void>;
