import { validateInput, validateOutput } from "./shape/validate.ts";
import type { Input, Item, OperationName, Output, PagedName } from "./operations.ts";
import { walkItems, walkPages, type WalkOptions } from "./paginate.ts";
import type { CallOptions, Transport } from "./transport.ts";

/** Asks over one transport. Every request is validated before it is sent, every answer before it is given. */
export interface Client {
  /** The transport's name. */
  readonly name: string;
  /**
   * One request.
   *
   * @throws InvalidInputError before anything is sent; ServiceError, TransportError or InvalidOutputError after.
   */
  call<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    options?: CallOptions,
  ): Promise<Output<Name>>;
  /**
   * Every page of a list, one after the other. Nothing is asked before the first `next()`, and leaving early asks
   * nothing more.
   *
   * @throws StalledError when the service hands out a token twice. Every error of the family carries `resumeFrom`, the
   * token with which the rest can be asked for later.
   */
  pages<Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    options?: WalkOptions,
  ): AsyncGenerator<Output<Name>, void, undefined>;
  /** Every item of a list, over all its pages; otherwise as `pages`. */
  items<Name extends PagedName>(
    operation: Name,
    input: Input<Name>,
    options?: WalkOptions,
  ): AsyncGenerator<Item<Name>, void, undefined>;
}

/**
 * A client over a transport.
 *
 * @example
 * const client = createClient(mockTransport());
 * for await (const window of client.items("DescribeMaintenanceWindows", {})) console.log(window.Name);
 */
export const createClient = (transport: Transport): Client => {
  /** With a request that is known to be valid. */
  const ask: Client["call"] = async (operation, request, options = {}) =>
    validateOutput(operation, await transport.send(operation, request, options));
  return {
    name: transport.name,
    call: async (operation, input, options) => ask(operation, validateInput(operation, input), options),
    pages: (operation, input, options) => walkPages(ask, operation, input, options),
    items: (operation, input, options) => walkItems(ask, operation, input, options),
  };
};
