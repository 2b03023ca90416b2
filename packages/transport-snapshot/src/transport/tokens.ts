import type { OperationName } from "@windowpane/core";
import type { Snapshot } from "../file/snapshot.ts";

/** NextTokens. A token is valid only for its snapshot, operation and input, independent of the page size. */
export interface SnapshotTokens {
  make(operation: OperationName, input: object, position: number): Promise<string>;
  /** The position in a token. Undefined for a token of another request. */
  read(operation: OperationName, input: object, token: string): Promise<number | undefined>;
}

export const tokensOf = ({ takenAt, executions }: Snapshot): SnapshotTokens => {
  const identity = { takenAt, executions };
  const make: SnapshotTokens["make"] = async (operation, input, position) => {
    const request = { ...input, NextToken: undefined, MaxResults: undefined };
    const seal = await sha256(canonicalJson([identity, operation, request, position]));
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

/** Serializes a value as JSON that does not depend on the order of members: they are sorted, and times are in ISO 8601. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );

/** The SHA-256 of a string, in hexadecimal. */
const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
