/** A transport that answers by a table, and requests to an endpoint as AWS's clients write them. */
import type { Input, OperationName, Transport } from "@windowpane/core";
import type { Endpoint } from "../src/index.ts";

/** What was asked of a transport. */
export interface Asked {
  readonly operation: OperationName;
  readonly input: Input<OperationName>;
}

/** A transport that gives the same answer to everything, and writes down what it was asked. */
export const answering = (
  answer: () => unknown,
): { readonly transport: Transport; readonly asked: Asked[] } => {
  const asked: Asked[] = [];
  return {
    asked,
    transport: {
      name: "fake",
      send: async (operation, input) => {
        asked.push({ operation, input });
        return answer();
      },
    },
  };
};

export const ids = {
  WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4aaaaaaa",
  TaskId: "0c9ac961-dafd-4a94-b6c7-1bef3aaaaaaa",
};

export const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";

/** A request; what is undefined is left out. */
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
  // The platform writes a content type of its own for a text.
  if (contentType === null) made.headers.delete("content-type");
  else made.headers.set("content-type", contentType);
  return made;
};

/** The status and the text of an answer. */
export const read = async (endpoint: Endpoint, asked: Request): Promise<readonly [number, string]> => {
  const response = await endpoint(asked);
  return [response.status, await response.text()];
};
