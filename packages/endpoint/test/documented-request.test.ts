/** AWS's sample of the operation from its documentation, with corrected IDs. */
import { documentation, documentedId, mockTransport } from "@windowpane/transport-mock";
import { expect, it } from "vitest";
import { createEndpoint } from "../src/index.ts";

const body = documentedId(
  documentedId(
    '{"WindowExecutionId": "b40a588d-32a7-4ea7-9a6b-b4ef4EXAMPLE", "TaskId": "0c9ac961-dafd-4a94-b6c7-1bef3EXAMPLE"}',
  ),
);

const sampleRequest = (): Request =>
  new Request("https://ssm.us-east-2.amazonaws.com/", {
    method: "POST",
    headers: {
      "Accept-Encoding": "identity",
      "X-Amz-Target": "AmazonSSM.DescribeMaintenanceWindowExecutionTaskInvocations",
      "Content-Type": "application/x-amz-json-1.1",
      "User-Agent": "aws-cli/2.0.0 Python/3.7.5 Windows/10 botocore/2.0.0dev4",
      "X-Amz-Date": "20240224T233800Z",
      Authorization:
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20240224/us-east-2/ssm/aws4_request, " +
        "SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=39c3b3042cd2aEXAMPLE",
      "Content-Length": "111",
    },
    body,
  });

it("returns the documented response to the documented request, with times as numbers", async () => {
  expect(body).toHaveLength(111);
  const response = await createEndpoint(mockTransport({ scenario: documentation }))(sampleRequest());
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    WindowExecutionTaskInvocationIdentities: [
      {
        WindowExecutionId: documentedId("b40a588d-32a7-4ea7-9a6b-b4ef4EXAMPLE"),
        TaskExecutionId: documentedId("0c9ac961-dafd-4a94-b6c7-1bef3EXAMPLE"),
        InvocationId: documentedId("0e466033-290b-4d74-9ae0-f33e3EXAMPLE"),
        ExecutionId: documentedId("1203cf98-5a79-4ec3-97e9-12e0bEXAMPLE"),
        TaskType: "RUN_COMMAND",
        Parameters: JSON.stringify({
          comment: "",
          documentName: "AWS-ApplyPatchBaseline",
          instanceIds: [documentedId("i-00ec29b21eEXAMPLE"), documentedId("i-09911ddd90EXAMPLE")],
          maxConcurrency: "1",
          maxErrors: "1",
          parameters: { SnapshotId: [""], Operation: ["Install"] },
          timeoutSeconds: 600,
        }),
        Status: "SUCCESS",
        StatusDetails: "Success",
        StartTime: 1722796535.17,
        EndTime: 1722796931.33,
      },
    ],
  });
});
