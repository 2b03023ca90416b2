/** AWS's sample of the operation with corrected IDs: AWS's client, endpoint, mock and back. */
import { DescribeMaintenanceWindowExecutionTaskInvocationsCommand } from "@aws-sdk/client-ssm";
import { createEndpoint, requestHandler, type RequestHandler, type SdkRequest } from "@windowpane/endpoint";
import { documentation, documentationIds, documentedId, mockTransport } from "@windowpane/transport-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { awsTransport } from "../src/index.ts";
import { sdkClient, textOf } from "./sdk.ts";

const { WindowExecutionId, TaskId, InvocationId } = documentationIds;

const sample = {
  WindowExecutionId: documentedId("b40a588d-32a7-4ea7-9a6b-b4ef4EXAMPLE"),
  TaskExecutionId: documentedId("0c9ac961-dafd-4a94-b6c7-1bef3EXAMPLE"),
  InvocationId: documentedId("0e466033-290b-4d74-9ae0-f33e3EXAMPLE"),
  ExecutionId: documentedId("1203cf98-5a79-4ec3-97e9-12e0bEXAMPLE"),
  TaskType: "RUN_COMMAND",
  Parameters: documentedId(
    documentedId(
      '{"comment":"","documentName":"AWS-ApplyPatchBaseline","instanceIds":["i-00ec29b21eEXAMPLE","i-09911ddd90EXAMPLE"],' +
        '"maxConcurrency":"1","maxErrors":"1","parameters":{"SnapshotId":[""],"Operation":["Install"]},"timeoutSeconds":600}',
    ),
  ),
  Status: "SUCCESS",
  StatusDetails: "Success",
  StartTime: new Date("2024-08-04T11:35:35.170000-07:00"),
  EndTime: new Date("2024-08-04T11:42:11.330000-07:00"),
};

describe("the documented request", () => {
  const wire: { request?: SdkRequest; response?: string } = {};
  const { handle } = requestHandler(createEndpoint(mockTransport({ scenario: documentation })));
  const recorded: RequestHandler["handle"] = async (request, options) => {
    wire.request = request;
    const { response } = await handle(request, options);
    wire.response = textOf(response.body);
    return { response };
  };
  const client = sdkClient(recorded);

  beforeEach(() => {
    delete wire.request;
    delete wire.response;
  });

  it("returns the documented response to AWS's client", async () => {
    const command = new DescribeMaintenanceWindowExecutionTaskInvocationsCommand({
      WindowExecutionId,
      TaskId,
    });
    const { $metadata, ...output } = await client.send(command);
    expect(output).toEqual({ WindowExecutionTaskInvocationIdentities: [sample] });
    expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 });
    expect($metadata.requestId).toMatch(/^[-0-9a-f]{36}$/);
  });

  it("returns it to the transport without additions of the client", async () => {
    const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";
    const output = await awsTransport(client).send(operation, { WindowExecutionId, TaskId }, {});
    expect(output).toStrictEqual({ WindowExecutionTaskInvocationIdentities: [sample] });
  });

  it("has the documented body, with times as numbers", async () => {
    await client.send(
      new DescribeMaintenanceWindowExecutionTaskInvocationsCommand({ WindowExecutionId, TaskId }),
    );
    expect(wire.request).toMatchObject({
      method: "POST",
      path: "/",
      hostname: "ssm.eu-central-1.amazonaws.com",
    });
    expect(textOf(wire.request?.body)).toBe(JSON.stringify({ WindowExecutionId, TaskId }));
    expect(wire.request?.headers).toMatchObject({
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AmazonSSM.DescribeMaintenanceWindowExecutionTaskInvocations",
    });
    expect(wire.response).toMatch(/"StartTime":1722796535\.17[,}]/);
    expect(wire.response).toMatch(/"EndTime":1722796931\.33[,}]/);
  });

  it("is the same for one invocation by ID", async () => {
    const operation = "GetMaintenanceWindowExecutionTaskInvocation";
    const output = await awsTransport(client).send(
      operation,
      { WindowExecutionId, TaskId, InvocationId },
      {},
    );
    expect(output).toStrictEqual(sample);
  });
});
