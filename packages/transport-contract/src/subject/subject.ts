import type { Input, OperationName, Transport } from "@windowpane/core";

/** The operation that the rules about pages, aborts and failures use. */
export const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";

/**
 * Contents of the account behind a transport that the suite relies on. The suite uses IDs of zeros for resources that do not
 * exist, so the account must not contain such IDs.
 */
export interface KnownAccount {
  /**
   * An input for each operation, with a response that has at least one member. Only the input of
   * `DescribeMaintenanceWindowExecutionTaskInvocations` is required: a task that has ended and has more than 100
   * invocations, of which some failed. Skip the rules of operations without data with `withoutData`.
   */
  readonly inputs: { readonly [Name in OperationName]?: Input<Name> } & {
    readonly [Name in typeof LIST]: Input<Name>;
  };
  /** Number of invocations of that task. */
  readonly invocations: number;
}

/** An HTTP response. */
export interface WireResponse {
  /** Status, such as 200. */
  readonly status: number;
  /** Headers in order. A name can occur twice. If `content-length` exceeds the body, the connection must close early. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The whole body. Empty for status 204. */
  readonly body: string;
}

/** A transport to test. */
export interface TransportSubject {
  /** The data that the suite relies on. */
  readonly known: KnownAccount;
  /** Creates a transport to the known account. Called for each test. */
  create(): Transport | Promise<Transport>;
  /**
   * Creates a transport that receives no responses.
   *
   * @param onRequest - call it for each request that the transport sends.
   */
  broken?(onRequest: () => void): Transport | Promise<Transport>;
  /**
   * Creates a transport that receives AWS's ThrottlingException for each request.
   *
   * @param onRequest - call it for each request that the transport sends.
   */
  throttled?(onRequest: () => void): Transport | Promise<Transport>;
  /** Creates a transport whose requests stay in flight until they are aborted. */
  hanging?(): Transport | Promise<Transport>;
  /** Creates a transport that receives this response for each request. Only for transports that use HTTP. */
  responding?(response: WireResponse): Transport | Promise<Transport>;
}

/** A rule of the contract. Throws an `AssertionError` if the transport does not follow it. */
export type ContractRule = (subject: TransportSubject) => Promise<void>;

/** A rule before it has its name. */
export interface RuleBody {
  /** What the author of a transport does if the rule fails. */
  readonly fix: string;
  readonly test: ContractRule;
}

/** Creates a rule from its advice and its test. */
export const rule = (fix: string, test: ContractRule): RuleBody => ({ fix, test });
