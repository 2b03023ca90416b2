import { accessDenied } from "./access-denied.ts";
import { checkFault } from "./check-fault.ts";
import type { MockFault } from "./fault.ts";
import type { FaultLayer, FaultTools } from "./layer.ts";
import { emptyPage, expiredToken, repeatedToken, trailingEmptyPage } from "./pages.ts";
import { droppedAnswer, latency, serverError, throttling } from "./sending.ts";

/**
 * What a fault does to the requests that pass it.
 *
 * @throws RangeError when it could not do what it says.
 */
export const layerOf = (fault: MockFault, tools: FaultTools): FaultLayer => {
  checkFault(fault);
  switch (fault.kind) {
    case "latency":
      return latency(fault, tools);
    case "throttling":
      return throttling(fault, tools);
    case "server-error":
      return serverError(fault, tools);
    case "dropped-answer":
      return droppedAnswer(fault, tools);
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
