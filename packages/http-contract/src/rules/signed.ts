/** Rules about AWS's JavaScript client: signing, serialisation, errors and dates. */
import {
  DescribeMaintenanceWindowsCommand,
  GetMaintenanceWindowCommand,
  paginateDescribeMaintenanceWindowExecutionTaskInvocations,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { expect } from "vitest";
import { KEY } from "../subject/credentials.ts";
import type { HttpRule } from "../subject/subject.ts";
import { invocationIdsOf } from "./lists.ts";

const clientOf = (url: string, secretAccessKey: string = KEY.secretAccessKey): SSMClient =>
  new SSMClient({
    endpoint: url,
    region: "eu-central-1",
    credentials: { accessKeyId: KEY.accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });

/** Rules about AWS's JavaScript client. */
export const signedRules: Readonly<Record<string, HttpRule>> = {
  "returns all invocations to AWS's paginator": async ({ url, subject }) => {
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

  "returns AWS's errors to AWS's client": async ({ url }) => {
    const client = clientOf(url);
    const missing = new GetMaintenanceWindowCommand({ WindowId: "mw-00000000000000000" });
    await expect(client.send(missing)).rejects.toMatchObject({ name: "DoesNotExistException" });
    client.destroy();
  },

  "rejects a signature with another secret": async ({ url }) => {
    const client = clientOf(url, "another-0123456789abcdef0123456789abcdef");
    await expect(client.send(new DescribeMaintenanceWindowsCommand({}))).rejects.toMatchObject({
      name: "InvalidSignatureException",
      $metadata: { httpStatusCode: 400 },
    });
    client.destroy();
  },
};
