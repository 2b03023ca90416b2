/** AWS's own client, as its users have it: signing, serialisation, errors and dates are its own. */
import {
  DescribeMaintenanceWindowsCommand,
  GetMaintenanceWindowCommand,
  paginateDescribeMaintenanceWindowExecutionTaskInvocations,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { expect } from "vitest";
import { KEY } from "../subject/credentials.ts";
import type { Line } from "../subject/subject.ts";
import { invocationIdsOf } from "./lists.ts";

const clientOf = (url: string, secretAccessKey: string = KEY.secretAccessKey): SSMClient =>
  new SSMClient({
    endpoint: url,
    region: "eu-central-1",
    credentials: { accessKeyId: KEY.accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });

/** Requests of AWS's own client. */
export const signedLines: Readonly<Record<string, Line>> = {
  "gives AWS's own paginator every invocation that the account holds": async ({ url, subject }) => {
    const client = clientOf(url);
    const { WindowExecutionId, TaskId } = subject.ids;
    const pages = paginateDescribeMaintenanceWindowExecutionTaskInvocations(
      { client, pageSize: 40 },
      { WindowExecutionId, TaskId },
    );
    const ids: (string | undefined)[] = [];
    for await (const { WindowExecutionTaskInvocationIdentities = [] } of pages) {
      for (const { InvocationId, StartTime } of WindowExecutionTaskInvocationIdentities) {
        expect(StartTime).toBeInstanceOf(Date);
        ids.push(InvocationId);
      }
    }
    expect(ids).toEqual(await invocationIdsOf(subject));
    client.destroy();
  },

  "gives AWS's own client AWS's errors": async ({ url }) => {
    const client = clientOf(url);
    const missing = new GetMaintenanceWindowCommand({ WindowId: "mw-00000000000000000" });
    await expect(client.send(missing)).rejects.toMatchObject({ name: "DoesNotExistException" });
    client.destroy();
  },

  "refuses a signature of another secret": async ({ url }) => {
    const client = clientOf(url, "another-0123456789abcdef0123456789abcdef");
    await expect(client.send(new DescribeMaintenanceWindowsCommand({}))).rejects.toMatchObject({
      name: "InvalidSignatureException",
      $metadata: { httpStatusCode: 400 },
    });
    client.destroy();
  },
};
