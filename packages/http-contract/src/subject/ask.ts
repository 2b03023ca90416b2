import { READER } from "./credentials.ts";

/** How a request differs from a reader's plain GET. */
export interface Wishes {
  /** `null`: no credential at all. Default: the reader's. */
  readonly token?: string | null;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** A request at the REST door. */
export const ask = (url: string, path: string, wishes: Wishes = {}): Promise<Response> => {
  const { token = READER, accept, headers, method = "GET", body, signal } = wishes;
  return fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(accept === undefined ? {} : { accept }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  });
};

/** A request at the SSM door, with a bearer token or with nothing; AWS's own clients sign, see `lines/signed.ts`. */
export const askSsm = (
  url: string,
  operation: string,
  input: object | string,
  wishes: Wishes = {},
): Promise<Response> =>
  ask(url, "/", {
    ...wishes,
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AmazonSSM.${operation}`,
      ...wishes.headers,
    },
    body: typeof input === "string" ? input : JSON.stringify(input),
  });

/** What a JSON answer holds. */
export const jsonOf = async (response: Response): Promise<Readonly<Record<string, unknown>>> =>
  // The API answers with objects throughout.
  (await response.json()) as Readonly<Record<string, unknown>>;
