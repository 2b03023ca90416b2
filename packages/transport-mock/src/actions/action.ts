import type { Input, OperationName, Output } from "@windowpane/core";
import type { RequestContext } from "../request/context.ts";

/**
 * What the service does for one operation.
 *
 * @throws ServiceError when the service would say no.
 */
export type MockAction<Name extends OperationName> = (
  input: Input<Name>,
  context: RequestContext,
) => Output<Name>;
