import { accessDenied } from "./access-denied.ts";
import { checkFault } from "./check-fault.ts";
import type { MockFault } from "./fault.ts";
import type { FaultLayer, FaultTools } from "./layer.ts";
import { emptyPage, expiredToken, repeatedToken, trailingEmptyPage } from "./pages.ts";
import { droppedResponse, latency, serverError, throttling } from "./sending.ts";

/**
 * Creates the layer of a fault.
 *
 * @throws RangeError for an invalid fault.
 */
export const layerOf = (fault: MockFault, tools: FaultTools): FaultLayer => {
  checkFault(fault, tools.clock);
  switch (fault.kind) {
    case "latency":
      return latency(fault, tools);
    case "throttling":
      return throttling(fault, tools);
    case "server-error":
      return serverError(fault, tools);
    case "dropped-response":
      return droppedResponse(fault, tools);
    case "access-denied":
      return accessDenied(fault, tools);
    case "empty-page":
      return emptyPage(fault, tools);
    case "trailing-empty-page":
      return trailingEmptyPage(fault, tools);
    case "repeated-token":
      return repeatedToken(fault, tools);
    case "expired-token":
      return expiredToken(fault, tools);
  }
};
