import { describe, expect, it } from "vitest";
import { cleanId, idKind } from "../../src/model/ids.ts";
import { locate, locateAll, whyNotLocated } from "../../src/locate/locate.ts";

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
    ["in capitals", uuid.toUpperCase(), { kind: "uuid", ids: {}, uuid }],
    ["of a window in capitals", WindowId.toUpperCase(), { kind: "window", ids: { WindowId } }],
    ["of a machine in capitals", InstanceId.toUpperCase(), { kind: "machine", ids: { InstanceId } }],
    ["in italics", `_${WindowId}_`, { kind: "window", ids: { WindowId } }],
    ["in bold code", `*\`${uuid}\`*:`, { kind: "uuid", ids: {}, uuid }],
    [
      "in a link of a chat",
      `<https://x.example/?i=${InstanceId}|${InstanceId}>`,
      { kind: "machine", ids: { InstanceId } },
    ],
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
    ["windowtask", "WindowTaskId"],
    ["windowtarget", "WindowTargetId"],
  ])("of a %s leads to its window", (type, member) => {
    const text = `arn:aws-cn:ssm:cn-north-1:${account}:${type}/${uuid}`;
    expect(locate(text)).toEqual({ kind: "window", ids: { [member]: uuid }, region: "cn-north-1", account });
  });

  it("of the European Sovereign Cloud names its region", () => {
    const text = `arn:aws-eusc:ssm:eusc-de-east-1:${account}:maintenancewindow/${WindowId}`;
    expect(locate(text)).toEqual({ kind: "window", ids: { WindowId }, region: "eusc-de-east-1", account });
  });

  it.each([["document/AWS-RunPatchBaseline", "document"]])(
    "of something outside the history is rejected by name: %s",
    (resource, noun) => {
      const text = `arn:aws:ssm:${region}:${account}:${resource}`;
      expect(locate(text)).toBeUndefined();
      expect(whyNotLocated(text)).toBe(`The ARN of a ${noun} does not refer to an execution.`);
    },
  );
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
    expect(locate(text)).toMatchObject({ kind, ids, region: expect.stringContaining("-") as string });
  });

  it.each([
    ["amazonaws.cn", "cn-north-1"],
    ["amazonaws-us-gov.com", "us-gov-west-1"],
    ["amazonaws-eusc.eu", "eusc-de-east-1"],
  ])("of the console at %s names its region", (host, named) => {
    const page = `systems-manager/maintenance-windows/${WindowId}/tasks`;
    expect(locate(`<https://${named}.console.${host}/${page}|window>`)).toEqual({
      kind: "window",
      ids: { WindowId },
      region: named,
    });
    expect(locate(`https://console.${host}/${page}?region=${named}`)?.region).toBe(named);
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

  it("a registered task or target leads to its window", () => {
    expect(locate(JSON.stringify({ WindowTaskId: uuid }))).toEqual({
      kind: "window",
      ids: { WindowTaskId: uuid },
    });
    expect(locate(`--window-target-id ${WindowTargetId}`)).toEqual({
      kind: "window",
      ids: { WindowTargetId },
    });
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

describe("an event whose envelope has an ID", () => {
  const envelope = {
    version: "0",
    id: "01234567-0123-0123-0123-0123456789ab",
    source: "aws.ssm",
    account,
    region,
  };
  const resource = (name: string): string => `arn:aws:ssm:${region}:${account}:${name}`;
  const plain = [
    ["Maintenance Window State-change Notification", { "window-id": WindowId, status: "DISABLED" }, []],
    [
      "Maintenance Window Target Registration Notification",
      { "window-target-id": WindowTargetId, "window-id": WindowId, status: "REGISTERED" },
      [resource(`maintenancewindow/${WindowId}`), resource(`windowtarget/${WindowTargetId}`)],
    ],
    [
      "Maintenance Window Task Registration Notification",
      { "window-task-id": uuid, "window-id": WindowId, status: "DEREGISTERED" },
      [resource(`maintenancewindow/${WindowId}`), resource(`windowtask/${uuid}`)],
    ],
    [
      "Patch Window Execution State Change",
      { State: "COMPLETED", WindowArn: resource(`maintenancewindow/${WindowId}`) },
      [],
    ],
  ] as const;

  it.each(plain)("leads to the window: %s", (type, detail, resources) => {
    const json = { ...envelope, "detail-type": type, resources, detail };
    const inside = { AlarmName: "window", Message: JSON.stringify({ default: JSON.stringify(json) }) };
    for (const text of [JSON.stringify(json), JSON.stringify(json, undefined, 2), JSON.stringify(inside)]) {
      expect(locate(text)).toMatchObject({ kind: "window", ids: { WindowId }, region, account });
    }
  });

  it("leads to the machine that a compliance event names", () => {
    const json = {
      ...envelope,
      "detail-type": "Configuration Compliance State Change",
      resources: [resource(`managed-instance/${InstanceId}`)],
      detail: { "resource-id": InstanceId, "compliance-status": "non_compliant" },
    };
    expect(locate(JSON.stringify(json))).toEqual({ kind: "machine", ids: { InstanceId }, region, account });
  });

  it("leads nowhere if it names no item", () => {
    expect(locate(JSON.stringify({ ...envelope, "detail-type": "Parameter Store Change" }))).toBeUndefined();
    expect(locate(JSON.stringify({ id: uuid }))).toEqual({ kind: "uuid", ids: {}, uuid });
  });

  it("of an alarm leads to its machine, in the region of the alarm's ARN", () => {
    const text = JSON.stringify({
      AlarmName: "disk",
      AWSAccountId: account,
      Region: "US East (Ohio)",
      AlarmArn: `arn:aws:cloudwatch:${region}:${account}:alarm:disk`,
      Trigger: { Dimensions: [{ name: "InstanceId", value: InstanceId }] },
    });
    expect(locate(text)).toEqual({ kind: "machine", ids: { InstanceId }, region, account });
  });

  it("does not take the caller's session for the item", () => {
    const text = JSON.stringify({
      userIdentity: {
        principalId: `AROAIOSFODNN7EXAMPLE:${InstanceId}`,
        arn: `arn:aws:sts::${account}:assumed-role/runner/${InstanceId}`,
      },
      requestParameters: { windowExecutionId: WindowExecutionId },
      requestID: ExecutionId,
    });
    expect(locate(text)).toEqual({ kind: "execution", ids: { WindowExecutionId } });
  });
});

describe("several items in one text", () => {
  const other = "i-0fedcba9876543210";

  it("are all located, with the region that the text names", () => {
    expect(locate(`${InstanceId}, ${other}`)).toBeUndefined();
    expect(locateAll(`--region ${region} ${InstanceId}, ${other}`)).toEqual(
      [InstanceId, other].map((id) => ({ kind: "machine", ids: { InstanceId: id }, region })),
    );
    expect(whyNotLocated(`${InstanceId} and ${other}`)).toBe(
      `The text names 2 machines: ${InstanceId}, ${other}.`,
    );
    expect(locateAll(`${uuid} came after ${TaskExecutionId}`)).toEqual(
      [uuid, TaskExecutionId].map((id) => ({ kind: "uuid", ids: {}, uuid: id })),
    );
  });

  it("are one item if they have a common parent", () => {
    const text = `execution-id of mw: WindowExecutionId ${uuid} on ${InstanceId} and ${other}`;
    expect(locateAll(text)).toEqual([{ kind: "execution", ids: { WindowExecutionId: uuid } }]);
  });
});

describe("an ID alone", () => {
  it.each([
    [" `I-02573CAFCF0000ABC`, ", "i-02573cafcf0000abc", "machine"],
    ["MW-0ED7251D3FCF6E0C2", WindowId, "window"],
    [`*${uuid.toUpperCase()}*`, uuid, "uuid"],
    [`arn:aws:ssm:${region}:${account}:maintenancewindow/${WindowId}`, WindowId, "window"],
    ["Nightly_Patch_", "Nightly_Patch_", "unknown"],
    ["i-0123", "i-0123", "unknown"],
  ])("is read without what surrounds it: %s", (text, id, kind) => {
    expect(cleanId(text)).toBe(id);
    expect(idKind(id)).toBe(kind);
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
      " mw-0c50858d01EXAMPLE ",
      '"mw-0c50858d01EXAMPLE" is not a valid window ID: mw- followed by 17 characters 0-9 and a-f.',
    ],
    [
      "i-0123",
      '"i-0123" is not a valid instance ID: i- followed by 8 or 17 characters 0-9 and a-f, or mi- followed by 17.',
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
