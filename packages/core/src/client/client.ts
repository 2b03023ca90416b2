import { validateInput, validateOutput } from "../payload/validate.ts";
import type { Input, Item, OperationName, Output, PagedName } from "../operations/operations.ts";
import { readItems, readPages, type PagesOptions } from "./paginate.ts";
import { untilAborted } from "../transport/signal.ts";
import { requireTransport, type CallOptions, type Transport } from "../transport/transport.ts";

/** Sends requests over one transport. Requests are validated before they are sent, responses before they are returned. */
export interface Client {
  /** The transport's name. */
  readonly name: string;
  /**
   * Sends one request.
   *
   * @throws InvalidInputError before anything is sent; ServiceError, TransportError or InvalidOutputError after.
   */
  call<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    options?: CallOptions,
  ): Promise<Output<Name>>;
  /**
   * Reads the pages of a list, one after the other. Sends nothing before the first `next()` and nothing after the loop
   * ends.
   *
   * @throws StalledError when the service returns a token twice. Every WindowpaneError carries `resumeFrom`, the token
   * from which the rest can be read later.
   */
  pages<Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    options?: PagesOptions,
  ): AsyncGenerator<Output<Name>, void, undefined>;
  /** Reads the items of all pages of a list. Otherwise the same as `pages`. */
  items<Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    options?: PagesOptions,
  ): AsyncGenerator<Item<Name>, void, undefined>;
}

/**
 * Creates a client over a transport.
 *
 * @throws Error if the transport has no `send` method.
 * @example
 * const client = createClient(mockTransport());
 * for await (const window of client.items("DescribeMaintenanceWindows", {})) console.log(window.Name);
 */
export const createClient = (transport: Transport): Client => {
  requireTransport(transport, "createClient");
  /** Sends a request that has been validated. */
  const send: Client["call"] = async (operation, request, options = {}) => {
    // Some transports of others ignore the signal. Their response is then discarded.
    const response = transport.send(operation, request, options);
    return validateOutput(operation, await untilAborted(Promise.resolve(response), options.signal));
  };
  return {
    name: transport.name,
    call: async (operation, input, options) => send(operation, validateInput(operation, input), options),
    pages: (operation, input, options) => readPages(send, operation, input, options),
    items: (operation, input, options) => readItems(send, operation, input, options),
  };
};
