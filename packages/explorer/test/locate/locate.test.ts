import { describe, expect, it } from "vitest";
import { locate, whyNotLocated } from "../../src/locate/locate.ts";

const WindowId = "mw-0ed7251d3fcf6e0c2";
const WindowExecutionId = "14bea65d-5ccc-462d-a2f3-e99c8c0ffee0";
const TaskExecutionId = "6417e808-7f35-4d1a-843f-123456789012";
const InvocationId = "791b72e0-f0da-4021-8b35-f95dfdecade0";
const WindowTargetId = "e32eecb2-646c-4f4b-8ed1-205fbadcafe0";
const ExecutionId = "c9b05aba-197f-4d8d-be34-e73fbfacade0";
const InstanceId = "i-02573cafcf0000abc";
const region = "us-east-2";
const account = "123456789012";
const uuid = WindowExecutionId;

describe("an ID", () => {
  it.each([
    ["of a window", WindowId, { kind: "window", ids: { WindowId } }],
    ["of a machine", InstanceId, { kind: "machine", ids: { InstanceId } }],
    ["of an old machine", "i-0a1b2c3d", { kind: "machine", ids: { InstanceId: "i-0a1b2c3d" } }],
    [
      "of a hybrid machine",
      "mi-0123456789abcdef0",
      { kind: "machine", ids: { InstanceId: "mi-0123456789abcdef0" } },
    ],
    ["that may be anything", uuid, { kind: "uuid", ids: {}, uuid }],
    ["with what was pasted around it", `  “${uuid}”,\n`, { kind: "uuid", ids: {}, uuid }],
    ["in a sentence", `see execution ${uuid}.`, { kind: "uuid", ids: {}, uuid }],
    ["with a zero-width space", `\u200b${WindowId}\ufeff`, { kind: "window", ids: { WindowId } }],
    ["of a window beside it", `${WindowId} ${uuid}`, { kind: "uuid", ids: { WindowId }, uuid }],
    ["that AWS's words leave open", `"ExecutionId": "${uuid}"`, { kind: "uuid", ids: {}, uuid }],
    ["of a command", `CommandId ${ExecutionId}`, { kind: "command", ids: { ExecutionId } }],
    [
      "of an automation",
      `AutomationExecutionId = ${ExecutionId}`,
      { kind: "automation", ids: { ExecutionId } },
    ],
    ["of a task in words", `task ${TaskExecutionId} failed`, { kind: "task", ids: { TaskExecutionId } }],
  ])("%s", (_, text, located) => {
    expect(locate(text)).toEqual(located);
  });
});

describe("IDs side by side", () => {
  it.each([
    [`${WindowExecutionId} ${TaskExecutionId}`, "task"],
    [`${WindowExecutionId}:${TaskExecutionId}`, "task"],
    [`windowpane invocations --demo ${WindowExecutionId} ${TaskExecutionId}`, "task"],
    [`windowpane invocation ${WindowExecutionId} ${TaskExecutionId} ${InvocationId}`, "invocation"],
    [`windowpane output ${WindowExecutionId} ${TaskExecutionId} ${InvocationId} ${InstanceId}`, "machine"],
    [`| ${WindowExecutionId} | ${TaskExecutionId} | ${InvocationId} |`, "invocation"],
  ])("are read as arguments of our commands: %s", (text, kind) => {
    const ids = { WindowExecutionId, TaskExecutionId, InvocationId, InstanceId };
    const located = locate(text);
    expect(located?.kind).toBe(kind);
    expect(ids).toMatchObject(located?.ids ?? { none: true });
  });

  it("have no meaning with words between them, or if there are too many", () => {
    expect(locate(`${uuid} came after ${TaskExecutionId}`)).toBeUndefined();
    expect(locate([uuid, TaskExecutionId, InvocationId, ExecutionId].join(" "))).toBeUndefined();
  });
});

describe("an ARN", () => {
  it.each([
    [`maintenancewindow/${WindowId}`, { kind: "window", ids: { WindowId } }],
    [
      "managed-instance/mi-0123456789abcdef0",
      { kind: "machine", ids: { InstanceId: "mi-0123456789abcdef0" } },
    ],
    [`automation-execution/${ExecutionId}`, { kind: "automation", ids: { ExecutionId } }],
  ])("of Systems Manager: %s", (resource, located) => {
    expect(locate(`arn:aws:ssm:${region}:${account}:${resource}`)).toEqual({ ...located, region, account });
  });

  it("of an EC2 instance, in any partition", () => {
    const text = `arn:aws-us-gov:ec2:us-gov-west-1:${account}:instance/${InstanceId}`;
    expect(locate(text)).toEqual({ kind: "machine", ids: { InstanceId }, region: "us-gov-west-1", account });
  });

  it("is of the European Sovereign Cloud too", () => {
    const [sovereign, ids] = ["eusc-de-east-1", { WindowId }];
    const arn = `arn:aws-eusc:ssm:${sovereign}:${account}:maintenancewindow/${WindowId}`;
    expect(locate(arn)).toEqual({ kind: "window", ids, region: sovereign, account });
    const url = `https://${sovereign}.console.amazonaws-eusc.eu/systems-manager/maintenance-windows/${WindowId}`;
    expect(locate(url)).toEqual({ kind: "window", ids, region: sovereign });
  });

  it.each([
    ["windowtask/00000000-0000-4000-8000-000000000001", "registered task"],
    ["windowtarget/00000000-0000-4000-8000-000000000001", "registered target"],
    ["document/AWS-RunPatchBaseline", "document"],
  ])("of something outside the history is rejected by name: %s", (resource, noun) => {
    const text = `arn:aws:ssm:${region}:${account}:${resource}`;
    expect(locate(text)).toBeUndefined();
    expect(whyNotLocated(text)).toBe(`The ARN of a ${noun} does not refer to an execution.`);
  });
});

describe("a URL", () => {
  const console = `https://${region}.console.aws.amazon.com/systems-manager`;
  it.each([
    [`${console}/maintenance-windows/${WindowId}/description?region=${region}`, "window", { WindowId }],
    [
      `${console}/maintenance-windows/${WindowId}/history/${WindowExecutionId}?region=${region}`,
      "execution",
      { WindowId, WindowExecutionId },
    ],
    [`${console}/run-command/${ExecutionId}?region=${region}`, "command", { ExecutionId }],
    [`${console}/run-command/${ExecutionId}/${InstanceId}`, "command", { ExecutionId, InstanceId }],
    [`${console}/automation/execution/${ExecutionId}`, "automation", { ExecutionId }],
    [
      `${console}/automation/execution/${ExecutionId}/step/1/${uuid}?region=${region}`,
      "automation",
      { ExecutionId },
    ],
    [
      `https://console.aws.amazon.com/systems-manager/automation/execution/${ExecutionId}?REGION=${region}`,
      "automation",
      { ExecutionId },
    ],
    [`${console}/fleet-manager/managed-nodes/${InstanceId}/general`, "machine", { InstanceId }],
    [
      `https://${region}.console.aws.amazon.com/ec2/home?region=${region}#InstanceDetails:instanceId=${InstanceId}`,
      "machine",
      { InstanceId },
    ],
    [
      `https://${region}.console.amazonaws-us-gov.com/systems-manager/run-command/${ExecutionId}`,
      "command",
      { ExecutionId },
    ],
  ])("of the console: %s", (text, kind, ids) => {
    expect(locate(text)).toEqual({ kind, ids, region });
  });

  it("of a console with several sessions names the account", () => {
    const text = `https://${account}-ab12cd34.${region}.console.aws.amazon.com/systems-manager/run-command/${ExecutionId}`;
    expect(locate(text)).toEqual({ kind: "command", ids: { ExecutionId }, region, account });
  });

  it("is also read inside the URL of a sign-in page", () => {
    const inner = encodeURIComponent(
      `${console}/maintenance-windows/${WindowId}/history/${WindowExecutionId}`,
    );
    const text = `https://sso.example.awsapps.com/start/#/console?account_id=${account}&destination=${inner}`;
    expect(locate(text)).toEqual({
      kind: "execution",
      ids: { WindowId, WindowExecutionId },
      region,
      account,
    });
  });

  it("of our own API names the levels", () => {
    const text = `http://localhost:8787/v1/executions/${WindowExecutionId}/tasks/${TaskExecutionId}/invocations`;
    expect(locate(text)).toEqual({ kind: "task", ids: { WindowExecutionId, TaskExecutionId } });
  });

  it.each([
    `https://${region}.console.aws.amazon.com.evil.example/run-command/${ExecutionId}`,
    `https://${region}.console.aws.amazon.com@evil.example/run-command/${ExecutionId}`,
  ])("of another host that looks like the console gives no region: %s", (text) => {
    expect(locate(text)).toEqual({ kind: "command", ids: { ExecutionId } });
  });
});

describe("AWS's own forms", () => {
  it("a command line of the AWS CLI", () => {
    const text = `aws ssm get-maintenance-window-execution-task-invocation --window-execution-id ${WindowExecutionId} \\
      --task-id ${TaskExecutionId} --invocation-id ${InvocationId} --region ${region}`;
    expect(locate(text)).toEqual({
      kind: "invocation",
      ids: { WindowExecutionId, TaskExecutionId, InvocationId },
      region,
    });
  });

  it("an item of a response as JSON", () => {
    const row = { WindowExecutionId, TaskExecutionId, InvocationId, ExecutionId, WindowTargetId };
    expect(locate(JSON.stringify(row, undefined, 4))).toEqual({ kind: "invocation", ids: row });
  });

  it("a list of items with a common parent", () => {
    const rows = [InvocationId, ExecutionId].map((id) => ({
      WindowExecutionId,
      TaskExecutionId,
      InvocationId: id,
    }));
    expect(locate(JSON.stringify(rows))).toEqual({
      kind: "task",
      ids: { WindowExecutionId, TaskExecutionId },
    });
    const others = [WindowExecutionId, ExecutionId].map((id) => ({
      WindowId,
      WindowExecutionId: id,
      TaskExecutionId,
    }));
    expect(locate(JSON.stringify(others))).toEqual({ kind: "window", ids: { WindowId } });
  });

  it("an invocation whose parameters name its machine", () => {
    const Parameters = JSON.stringify({ documentName: "AWS-RunShellScript", instanceIds: [InstanceId] });
    const row = { WindowExecutionId, TaskExecutionId, InvocationId, Parameters };
    expect(locate(JSON.stringify(row))?.kind).toBe("invocation");
  });

  it("a registered task is outside the history", () => {
    expect(locate(JSON.stringify({ WindowTaskId: uuid }))).toBeUndefined();
    expect(locate(`--window-target-id ${WindowTargetId}`)).toBeUndefined();
    expect(whyNotLocated(`--window-target-id ${WindowTargetId}`)).toBe(
      "The text refers to a registered target, which is not part of the history.",
    );
  });
});

const event = (type: string, detail: object): object => ({
  version: "0",
  id: "01234567-0123-0123-0123-0123456789ab",
  "detail-type": `Maintenance Window ${type} State-change Notification`,
  source: "aws.ssm",
  account,
  time: "2025-06-02T14:52:18Z",
  region,
  // AWS's own sample has another region here.
  resources: ["arn:aws:ssm:us-west-2:0123456789ab:maintenancewindow/mw-0ed7251d3fcf6e0c2"],
  detail: { "start-time": "2025-06-02T14:48:28.039273Z", "window-id": WindowId, ...detail },
});

const events = [
  ["Execution", { "window-execution-id": WindowExecutionId }, "execution", { WindowExecutionId }],
  [
    "Task Execution",
    { "task-execution-id": TaskExecutionId, "window-execution-id": WindowExecutionId },
    "task",
    { WindowExecutionId, TaskExecutionId },
  ],
  [
    "Task Target Invocation",
    {
      "window-execution-id": WindowExecutionId,
      "task-execution-id": TaskExecutionId,
      "window-target-id": WindowTargetId,
      "owner-information": "Owner i-12345678",
    },
    "invocation",
    { WindowExecutionId, TaskExecutionId, WindowTargetId },
  ],
] as const;

describe("an EventBridge event", () => {
  it.each(events)("of a %s", (type, detail, kind, ids) => {
    const located = locate(JSON.stringify(event(type, detail)));
    expect(located).toMatchObject({ kind, ids: { WindowId, ...ids }, region, account });
  });

  it.each([
    ["an SNS message", (text: string) => ({ Type: "Notification", MessageId: ExecutionId, Message: text })],
    [
      "what a Lambda function gets from SNS",
      (text: string) => ({ Records: [{ Sns: { MessageId: ExecutionId, Message: text } }] }),
    ],
    [
      "an SQS message",
      (text: string) => ({ Messages: [{ MessageId: ExecutionId, ReceiptHandle: "AQEB+x", Body: text }] }),
    ],
    [
      "an SNS message in SQS",
      (text: string) => ({ Records: [{ messageId: ExecutionId, body: JSON.stringify({ Message: text }) }] }),
    ],
    [
      "a transformed one",
      (text: string) => ({ account_id: account, region, details: JSON.parse(text) as object }),
    ],
  ])("is found inside %s", (_, wrap) => {
    const [, detail] = events[1];
    const text = JSON.stringify(wrap(JSON.stringify(event("Task Execution", detail))), undefined, 2);
    expect(locate(text)).toEqual({
      kind: "task",
      ids: { WindowId, WindowExecutionId, TaskExecutionId },
      region,
      account,
    });
  });

  it("is found in truncated text", () => {
    const text = JSON.stringify(event("Task Execution", events[1][1]));
    expect(locate(text.slice(30, -3))?.ids).toEqual({ WindowId, WindowExecutionId, TaskExecutionId });
  });

  it("of a command on a machine leads to the command", () => {
    const text = JSON.stringify({
      "detail-type": "EC2 Command Invocation Status-change Notification",
      region,
      detail: { "command-id": ExecutionId, "instance-id": InstanceId },
    });
    expect(locate(text)).toEqual({ kind: "command", ids: { ExecutionId, InstanceId }, region });
  });
});

describe("a text without an item", () => {
  it.each([
    ["", "The text contains no ID of a maintenance window, execution, task, invocation or machine."],
    [
      "nightly-patch",
      "The text contains no ID of a maintenance window, execution, task, invocation or machine.",
    ],
    [
      "mw-0c50858d01EXAMPLE",
      "The text contains no ID of a maintenance window, execution, task, invocation or machine.",
    ],
    [
      "i-standard",
      "The text contains no ID of a maintenance window, execution, task, invocation or machine.",
    ],
    [`x${uuid}`, "The text contains no ID of a maintenance window, execution, task, invocation or machine."],
    [`${uuid} and ${TaskExecutionId}`, "The text contains 2 IDs, and does not show what they belong to."],
    [`\u001b[31m${uuid}`, "The text contains control characters."],
    [`${uuid}\u009b2J`, "The text contains control characters."],
  ])("gives the reason: %j", (text, why) => {
    expect(locate(text)).toBeUndefined();
    expect(whyNotLocated(text)).toBe(why);
  });

  it("is too long if it is longer than any message", () => {
    const text = " ".repeat(1_048_577);
    expect(locate(text)).toBeUndefined();
    expect(whyNotLocated(text)).toBe("The text is too long for an ID, URL or event.");
  });

  it("takes time proportional to its length", () => {
    for (const piece of ["a-", "mw-", "region=", "%1b%", "arn:aws:ssm:", '\\"', "i-0", "0-"]) {
      expect(locate(piece.repeat(Math.floor(1_000_000 / piece.length)))).toBeUndefined();
    }
  });
});
