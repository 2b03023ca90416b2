/** The transport in a Worker, with the SDK's handler for `fetch`. Called by `workerd.test.ts`. */
import { SSMClient } from "@aws-sdk/client-ssm";
import { InvalidOutputError, ServiceError, TransportError } from "@windowpane/core";
import { awsTransport } from "../../src/index.ts";
import { withMarkedDates, type WorkerRequest, type WorkerResponse } from "./telling.ts";

const clients = new Map<string, SSMClient>();

const clientFor = (endpoint: string): SSMClient => {
  const known = clients.get(endpoint);
  if (known !== undefined) return known;
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const client = new SSMClient({ endpoint, region: "eu-central-1", credentials });
  clients.set(endpoint, client);
  return client;
};

const tell = async ({ endpoint, operation, input }: WorkerRequest): Promise<WorkerResponse> => {
  try {
    // The caller's types pair operation and input; JSON has no types.
    const response: unknown = await awsTransport(clientFor(endpoint)).send(operation, input as never, {});
    return { output: withMarkedDates(response) };
  } catch (error) {
    if (error instanceof ServiceError) {
      const { code, message, status, requestId, retryable, retryAfter } = error;
      return { refused: { code, message, status, requestId, retryable, retryAfter } };
    }
    if (error instanceof TransportError) {
      const { message, retryable, meaning, status } = error;
      return { lost: message, options: { retryable, meaning, status } };
    }
    if (error instanceof InvalidOutputError) {
      return { unreadable: error.mismatches, retryable: error.retryable };
    }
    return { lost: `not of the family: ${String(error)}`, options: { retryable: false } };
  }
};

const worker = {
  fetch: async (request: Request): Promise<Response> => {
    const workerRequest = (await request.json()) as WorkerRequest; // The request is from our test.
    return Response.json(await tell(workerRequest));
  },
};

// workerd requires a default export.
export default worker;
