import type { Input, OperationName, Output } from "@windowpane/core";
import type { Moment } from "../moment.ts";

/**
 * What the service does for one operation.
 *
 * @throws ServiceError when the service would say no.
 */
export type Action<Name extends OperationName> = (input: Input<Name>, moment: Moment) => Output<Name>;
