import {
  fromWire,
  isWindowpaneError,
  TransportError,
  untilAborted,
  type OperationName,
  type Transport,
} from "@windowpane/core";

/** Transport over anything that returns JSON: a gateway, a queue, files written by the AWS CLI. */
export const jsonTransport = (
  request: (operation: OperationName, input: object) => Promise<string>,
): Transport => {
  const read = async (operation: OperationName, input: object): Promise<unknown> => {
    try {
      return fromWire(operation, JSON.parse(await request(operation, input)));
    } catch (cause) {
      if (isWindowpaneError(cause)) throw cause;
      throw new TransportError(operation, `No response to ${operation}.`, { cause });
    }
  };
  return {
    name: "json",
    async send(operation, input, { signal }) {
      if (signal?.aborted === true) throw signal.reason;
      return untilAborted(read(operation, input), signal);
    },
  };
};
