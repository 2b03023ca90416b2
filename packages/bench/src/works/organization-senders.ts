/** Senders of the requests of `failures` without Windowpane: through a client of the AWS SDK, and through Node's HTTP. */
import { Agent, request } from "node:http";
import {
  DescribeMaintenanceWindowExecutionsCommand,
  DescribeMaintenanceWindowExecutionTaskInvocationsCommand,
  DescribeMaintenanceWindowExecutionTasksCommand,
  DescribeMaintenanceWindowsCommand,
  ListCommandInvocationsCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { Sha256Js } from "@smithy/core/checksum";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import { SignatureV4 } from "@smithy/signature-v4";
import { mapAtMost } from "@windowpane/core";
import type { CredentialsProvider } from "@windowpane/fleet";
import { nightlyIds } from "@windowpane/loopback";

const commands = {
  DescribeMaintenanceWindows: DescribeMaintenanceWindowsCommand,
  DescribeMaintenanceWindowExecutions: DescribeMaintenanceWindowExecutionsCommand,
  DescribeMaintenanceWindowExecutionTasks: DescribeMaintenanceWindowExecutionTasksCommand,
  DescribeMaintenanceWindowExecutionTaskInvocations: DescribeMaintenanceWindowExecutionTaskInvocationsCommand,
  ListCommandInvocations: ListCommandInvocationsCommand,
};

interface Sent {
  readonly operation: keyof typeof commands;
  readonly input: object;
}

/** Sends one request and parses the response. */
export type Sender = (request: Sent) => Promise<unknown>;

/** What a sender needs of an account and region. */
export interface Place {
  readonly url: string;
  readonly region: string;
  readonly credentials: CredentialsProvider;
  readonly requestHandler: NodeHttpHandler;
}

/** The requests of `failures` in one account and region of the loopback: three windows with two executions each. */
export const requestsOf = (account: string, region: string): readonly Sent[] => {
  const ids = nightlyIds(account, region);
  const windows = [0, 1, 2];
  return [
    { operation: "DescribeMaintenanceWindows", input: {} },
    ...windows.map((window): Sent => ({
      operation: "DescribeMaintenanceWindowExecutions",
      input: { WindowId: ids.window(window) },
    })),
    ...windows
      .flatMap((window) => [0, 1].map((night) => ({ window, night })))
      .flatMap(({ window, night }): readonly Sent[] => {
        const execution = { WindowExecutionId: ids.execution(window, night) };
        return [
          { operation: "DescribeMaintenanceWindowExecutionTasks", input: execution },
          {
            operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
            input: { ...execution, TaskId: ids.task(window, night) },
          },
          {
            operation: "ListCommandInvocations",
            input: { CommandId: ids.command(window, night), Details: true },
          },
        ];
      }),
  ];
};

/** Sends the requests of one account and region: a burst of nine, then ten a second. */
export const sendAll = async (send: Sender, requests: readonly Sent[]): Promise<void> => {
  const began = performance.now();
  await mapAtMost(8, [...requests.entries()], async ([number, sent]) => {
    const wait = began + Math.max(0, number - 8) * 100 - performance.now();
    if (wait > 0) await new Promise((resolve) => void setTimeout(resolve, wait));
    await send(sent);
  });
};

/** A client of the AWS SDK. */
export const sdkSender = ({ url, region, credentials, requestHandler }: Place): Sender => {
  const client = new SSMClient({ endpoint: url, region, credentials, requestHandler, maxAttempts: 1 });
  return ({ operation, input }) => {
    // The table pairs names and commands; a union of classes does not express this.
    const Command = commands[operation] as new (input: object) => DescribeMaintenanceWindowsCommand;
    return client.send(new Command(input));
  };
};

/** Node's HTTP with signatures of the SDK's signer: what a request takes at least. */
export const bareSender = (): ((place: Place) => Sender) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1000, maxFreeSockets: 1000 });
  return ({ url, region, credentials }) => {
    const signer = new SignatureV4({ credentials, region, service: "ssm", sha256: Sha256Js });
    const { protocol, hostname, host, port, pathname: path } = new URL(url);
    return async ({ operation, input }) => {
      const body = JSON.stringify(input);
      const { headers } = await signer.sign({
        method: "POST",
        protocol,
        hostname,
        path,
        headers: {
          host,
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `AmazonSSM.${operation}`,
        },
        body,
      });
      return new Promise((resolve, reject) => {
        const sent = request({ hostname, port, path, method: "POST", headers, agent }, (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (piece: string) => (text += piece));
          response.on("end", () => {
            if (response.statusCode === 200) resolve(JSON.parse(text));
            else reject(new Error(`The response has status ${response.statusCode}: ${text}`));
          });
          response.on("error", reject);
        });
        sent.on("error", reject);
        sent.end(body);
      });
    };
  };
};
