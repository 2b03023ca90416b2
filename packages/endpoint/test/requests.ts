/** A fake transport, and requests like those of AWS's clients. */
import type { Input, OperationName, Transport } from "@windowpane/core";
import type { Endpoint } from "../src/index.ts";

/** A request that a transport received. */
export interface ReceivedRequest {
  readonly operation: OperationName;
  readonly input: Input<OperationName>;
}

/** A transport that returns the same response for all requests and records them. */
export const responding = (
  respond: () => unknown,
): { readonly transport: Transport; readonly received: ReceivedRequest[] } => {
  const received: ReceivedRequest[] = [];
  return {
    received,
    transport: {
      name: "fake",
      send: async (operation, input) => {
        received.push({ operation, input });
        return respond();
      },
    },
  };
};

export const ids = {
  WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4aaaaaaa",
  TaskId: "0c9ac961-dafd-4a94-b6c7-1bef3aaaaaaa",
};

export const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";

/** Creates a request. Omits undefined parts. */
export const request = ({
  target = `AmazonSSM.${LIST}`,
  contentType = "application/x-amz-json-1.1",
  body = JSON.stringify(ids),
  method = "POST",
  signal,
}: {
  readonly target?: string | null;
  readonly contentType?: string | null;
  readonly body?: BodyInit | null;
  readonly method?: string;
  readonly signal?: AbortSignal;
} = {}): Request => {
  const headers = new Headers();
  if (target !== null) headers.set("x-amz-target", target);
  const made = new Request("http://ssm.eu-central-1.amazonaws.com/", {
    method,
    headers,
    body: method === "GET" || method === "HEAD" ? null : body,
    signal: signal ?? null,
  });
  // Request adds a content type for a string.
  if (contentType === null) made.headers.delete("content-type");
  else made.headers.set("content-type", contentType);
  return made;
};

/** Status and text of a response. */
export const read = async (endpoint: Endpoint, sent: Request): Promise<readonly [number, string]> => {
  const response = await endpoint(sent);
  return [response.status, await response.text()];
};
