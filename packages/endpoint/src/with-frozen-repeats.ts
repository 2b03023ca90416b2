import type { Transport } from "@windowpane/core";

/**
 * Freezes an answer that its transport gives a second time, as `withCache` does with what cannot change any more. The
 * endpoint then encodes it once for all requests, which is most of the work that a page takes.
 *
 * @example
 * const endpoint = createEndpoint(withFrozenRepeats(withCache(transport)));
 */
export const withFrozenRepeats = (transport: Transport): Transport => {
  const given = new WeakSet();
  return {
    name: transport.name,
    async send(operation, input, options) {
      const answer = await transport.send(operation, input, options);
      if (typeof answer !== "object" || answer === null) return answer;
      if (given.has(answer)) Object.freeze(answer);
      else given.add(answer);
      return answer;
    },
  };
};
