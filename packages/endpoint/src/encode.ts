import { toWire, type OperationName } from "@windowpane/core";

/** A response as AWS JSON 1.1. One that is frozen does not change, so its bytes are made once and kept as long as it is. */
export const encodeBody = (operation: OperationName, response: unknown): string | Uint8Array<ArrayBuffer> => {
  const isFrozen = typeof response === "object" && response !== null && Object.isFrozen(response);
  const known = isFrozen ? kept.get(response) : undefined;
  if (known !== undefined) return known;
  const text = JSON.stringify(toWire(operation, response));
  if (!isFrozen) return text;
  const bytes = new TextEncoder().encode(text);
  kept.set(response, bytes);
  return bytes;
};

const kept = new WeakMap<object, Uint8Array<ArrayBuffer>>();
