import type { IssuedKey, Keys } from "./keys.ts";
import type { LoopbackAccount, LoopbackFaults, LoopbackOptions } from "./organization.ts";

/** A request whose signature was checked, or whose problem is `refusal`. */
export interface LoopbackCall {
  readonly request: Request;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly region: string;
  readonly key: IssuedKey;
}

/** What the services share. */
export interface LoopbackState {
  readonly options: LoopbackOptions;
  readonly faults: LoopbackFaults;
  readonly keys: Keys;
  readonly now: () => Date;
  readonly accounts: ReadonlyMap<string, LoopbackAccount>;
  readonly management: string;
}

/** Request ID of all responses. */
export const REQUEST_ID = "00000000-0000-4000-8000-00000000a115";

/** Regions that an account has enabled. */
export const regionsOf = ({ options, accounts }: LoopbackState, account: string): readonly string[] =>
  accounts.get(account)?.regions ?? options.regions ?? ["eu-west-1"];

/** A response in AWS JSON 1.1. */
export const jsonResponse = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": REQUEST_ID },
  });

/** An error in AWS JSON 1.1. */
export const jsonError = (status: number, code: string, message: string): Response =>
  jsonResponse(status, { __type: code, message });
