import type { Input, OperationName, Output } from "@windowpane/core";
import type { RequestContext } from "../request/context.ts";

/**
 * Carries out one operation.
 *
 * @throws ServiceError when the service would reject the request.
 */
export type MockAction<Name extends OperationName> = (
  input: Input<Name>,
  context: RequestContext,
) => Output<Name>;
