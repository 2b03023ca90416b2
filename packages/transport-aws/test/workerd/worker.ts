/** The transport as a Worker has it: over the SDK's handler for `fetch`, in workerd. Asked by `send-to-worker.ts`. */
import { SSMClient } from "@aws-sdk/client-ssm";
import { InvalidOutputError, ServiceError, TransportError } from "@windowpane/core";
import { awsTransport } from "../../src/index.ts";
import { withMarkedDates, type Asked, type Told } from "./telling.ts";

const clients = new Map<string, SSMClient>();

const clientFor = (endpoint: string): SSMClient => {
  const known = clients.get(endpoint);
  if (known !== undefined) return known;
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const client = new SSMClient({ endpoint, region: "eu-central-1", credentials });
  clients.set(endpoint, client);
  return client;
};

const tell = async ({ endpoint, operation, input }: Asked): Promise<Told> => {
  try {
    // The pair comes from a caller whose types hold it together; JSON cannot say so.
    const answer: unknown = await awsTransport(clientFor(endpoint)).send(operation, input as never, {});
    return { answer: withMarkedDates(answer) };
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
      return { unreadable: error.faults, retryable: error.retryable };
    }
    return { lost: `not of the family: ${String(error)}`, options: { retryable: false } };
  }
};

const worker = {
  fetch: async (request: Request): Promise<Response> => {
    const asked = (await request.json()) as Asked; // Only our own test asks.
    return Response.json(await tell(asked));
  },
};

// workerd takes a module's handlers from its default export.
export default worker;
