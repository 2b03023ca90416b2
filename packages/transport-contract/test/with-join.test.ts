import { withJoin, type Transport } from "@windowpane/core";
import { describe, it } from "vitest";
import { describeTransportContract, withoutHttp, type TransportSubject } from "../src/index.ts";
import { smallSubject } from "./small-transport.ts";

/** Puts `withJoin` around every transport of a subject. */
const joined = (
  { known, create, broken, throttled, hanging }: TransportSubject,
  keepFor: number,
): TransportSubject => {
  const join = async (transport: Transport | Promise<Transport> | undefined): Promise<Transport> => {
    if (transport === undefined) throw new Error("The subject has no such transport.");
    return withJoin(await transport, { newAbort: () => new AbortController(), now: Date.now, keepFor });
  };
  return {
    known,
    create: () => join(create()),
    broken: (onRequest) => join(broken?.(onRequest)),
    throttled: (onRequest) => join(throttled?.(onRequest)),
    hanging: () => join(hanging?.()),
  };
};

describe.each([0, 60_000])("with responses kept for %i ms", (keepFor) => {
  describeTransportContract({
    describe,
    it,
    name: "a transport that joins requests",
    ...joined(smallSubject, keepFor),
    skip: withoutHttp("does not use HTTP"),
  });
});
