import type { OperationName } from "@windowpane/core";
import { canonicalJson, sha256 } from "../file/canonical.ts";
import type { Snapshot } from "../file/snapshot.ts";

/** NextTokens, bound to their operation, its input without the page size, and the snapshot: no other list accepts them. */
export interface Tokens {
  make(operation: OperationName, input: object, position: number): Promise<string>;
  /** The position that a token stands for; undefined when it was not made for this request. */
  read(operation: OperationName, input: object, token: string): Promise<number | undefined>;
}

export const tokensOf = ({ takenAt, executions }: Snapshot): Tokens => {
  const of = { takenAt, executions };
  const make: Tokens["make"] = async (operation, input, position) => {
    const request = { ...input, NextToken: undefined, MaxResults: undefined };
    const seal = await sha256(canonicalJson([of, operation, request, position]));
    return `${position.toString(36)}.${seal.slice(0, 32)}`;
  };
  return {
    make,
    read: async (operation, input, token) => {
      const position = Number.parseInt(token, 36);
      if (!Number.isSafeInteger(position) || position < 0) return undefined;
      return (await make(operation, input, position)) === token ? position : undefined;
    },
  };
};
