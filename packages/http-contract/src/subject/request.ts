import { READER } from "./credentials.ts";

/** Options of a request. Default: a GET request with the READER token. */
export interface HttpRequestOptions {
  /** Bearer token; `null` for none. Default: READER. */
  readonly token?: string | null;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** Sends a request to the REST API. */
export const request = (url: string, path: string, options: HttpRequestOptions = {}): Promise<Response> => {
  const { token = READER, accept, headers, method = "GET", body, signal } = options;
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

/** Sends a request to the SSM endpoint with a bearer token or without credentials. For signed requests, see `rules/signed.ts`. */
export const requestSsm = (
  url: string,
  operation: string,
  input: object | string,
  options: HttpRequestOptions = {},
): Promise<Response> =>
  request(url, "/", {
    ...options,
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AmazonSSM.${operation}`,
      ...options.headers,
    },
    body: typeof input === "string" ? input : JSON.stringify(input),
  });

/** Reads a JSON response. */
export const jsonOf = async (response: Response): Promise<Readonly<Record<string, unknown>>> =>
  // All JSON responses of the API are objects.
  (await response.json()) as Readonly<Record<string, unknown>>;
