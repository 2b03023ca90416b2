import type { ServerErrorFault } from "./fault.ts";
import { hitsOf } from "./hits.ts";
import type { Layer, Tools } from "./layer.ts";

/** Fails in the place of the service, so that nothing is carried out. */
export const serverError = (fault: ServerErrorFault, { seed }: Tools): Layer => {
  const hits = hitsOf(fault, seed);
  const { code = "InternalServerError", status = 500 } = fault;
  return (next) => async (request) => {
    if (hits(request)) throw request.refuse(code, "An error occurred on the server side.", { status });
    return next(request);
  };
};
