/** Continuing a read after an error, in the same report or the next. */
import { ServiceError, TransportError, type OperationName } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { machinesOf, reportExecution, type ExecutionReport } from "../../../src/index.ts";
import { account, command, execution, machine, task, uuid, WindowExecutionId } from "../../small-plan.ts";
import { scripted, type Request } from "../scripted.ts";

const INVOCATIONS = "DescribeMaintenanceWindowExecutionTaskInvocations";

/** A task over three pages of invocations, and a small one that failed. */
const plan = account(
  execution(
    [
      task(
        1,
        Array.from({ length: 250 }, (_, index) => command(index + 1, [machine(index + 1)])),
      ),
      task(
        2,
        [
          command(900, [machine(900, { outcome: "Failed", stderr: "no space left on device" })], {
            outcome: "FAILED",
          }),
        ],
        {
          outcome: "FAILED",
        },
      ),
    ],
    { outcome: "FAILED" },
  ),
);

const lost = (request: Request): never => {
  throw new TransportError(request.operation, "The connection was closed");
};
const refused = (request: Request, code: string): never => {
  throw new ServiceError(request.operation, { code, status: 400 });
};
const withoutProgress = ({ progress: _, ...report }: ExecutionReport): unknown => report;
const whole = async (): Promise<ExecutionReport> =>
  reportExecution(scripted(plan).client, { WindowExecutionId });

const isLaterPage = ({ operation, input }: Request): boolean =>
  operation === INVOCATIONS && input["NextToken"] !== undefined;

describe("a list that ends early", () => {
  it("is resumed, and nothing is requested or counted twice", async () => {
    const broken = new Set<unknown>();
    const { client, count } = scripted(plan, (request) => {
      if (!isLaterPage(request) || broken.has(request.input["NextToken"])) return;
      broken.add(request.input["NextToken"]);
      lost(request);
    });
    const report = await reportExecution(client, { WindowExecutionId });
    // Three pages and one, and two that were requested again.
    expect(count(INVOCATIONS)).toBe(6);
    expect(count("ListCommandInvocations")).toBe(251);
    expect(withoutProgress(report)).toEqual(withoutProgress(await whole()));
  });

  it("keeps invocations that are final in an earlier report", async () => {
    const denied = scripted(plan, (request) => {
      if (request.operation === "ListCommandInvocations" && request.nth === 1)
        refused(request, "AccessDeniedException");
    });
    const earlier = await reportExecution(denied.client, { WindowExecutionId });
    const expired = scripted(plan, (request) => {
      if (request.operation === INVOCATIONS) refused(request, "ExpiredTokenException");
    });
    const report = await reportExecution(expired.client, { WindowExecutionId, earlier });
    expect([...machinesOf(report)].length).toBe(250);
    expect(report.counts.results).toMatchObject({ passed: 249, failed: 1 });
    expect(report).toMatchObject({ complete: false, counts: { exact: false } });
  });

  it("is a gap with its token if it cannot continue, and keeps what was read", async () => {
    const { client } = scripted(plan, (request) => {
      if (isLaterPage(request) && request.nth > 2) lost(request);
    });
    const report = await reportExecution(client, { WindowExecutionId });
    expect(report).toMatchObject({ complete: false, counts: { exact: false } });
    expect(report.gaps).toMatchObject([
      { operation: INVOCATIONS, kind: "no-response", code: "no-response", count: 1 },
    ]);
    expect([...machinesOf(report)].length).toBe(201);
    expect(report.tasks[0]?.resumeFrom).toBe(report.gaps[0]?.resumeFrom);
  });

  it.each([
    ["InvalidNextToken", "no longer accepts the token"],
    ["ExpiredTokenException", "credentials"],
    ["AccessDeniedException", "lacks the permission"],
  ])("is a gap at once if AWS returns %s, and keeps what was read", async (code, why) => {
    const { client, count } = scripted(plan, (request) => {
      if (isLaterPage(request)) refused(request, code);
    });
    const report = await reportExecution(client, { WindowExecutionId });
    expect(report.gaps).toMatchObject([{ operation: INVOCATIONS, code, count: 1 }]);
    expect(report.gaps[0]?.why).toContain(why);
    expect(report.counts).toMatchObject({ total: 101, exact: false });
    expect(count(INVOCATIONS)).toBe(3);
  });
});

describe("a report that continues an earlier one", () => {
  const brokenBy = async (before: (request: Request) => void): Promise<ExecutionReport> =>
    reportExecution(scripted(plan, before).client, { WindowExecutionId });

  it("requests only what is missing: the rest of a list, from its token", async () => {
    const earlier = await brokenBy((request) => {
      if (isLaterPage(request)) refused(request, "AccessDeniedException");
    });
    const { client, count, asked } = scripted(plan);
    const report = await reportExecution(client, { WindowExecutionId, earlier });
    expect(withoutProgress(report)).toMatchObject({ complete: true, counts: (await whole()).counts });
    expect(report.groups).toEqual((await whole()).groups);
    expect(count(INVOCATIONS)).toBe(2);
    expect(
      asked.filter(({ operation }) => operation === INVOCATIONS).every(({ input }) => input["NextToken"]),
    ).toBe(true);
    expect(count("ListCommandInvocations")).toBe(150);
  });

  it("reads the list from its beginning if its token has expired, and requests no known machine", async () => {
    const earlier = await brokenBy((request) => {
      if (isLaterPage(request)) refused(request, "AccessDeniedException");
    });
    const { client, count } = scripted(plan, (request) => {
      if (isLaterPage(request) && request.nth === 0) refused(request, "ValidationException");
    });
    const report = await reportExecution(client, { WindowExecutionId, earlier });
    expect(report).toMatchObject({ complete: true, counts: (await whole()).counts });
    expect(count(INVOCATIONS)).toBe(4);
    expect(count("ListCommandInvocations")).toBe(150);
  });

  it("requests machines again that were gaps, and no others", async () => {
    const earlier = await brokenBy((request) => {
      if (request.operation === "ListCommandInvocations" && request.nth % 5 === 0)
        refused(request, "AccessDeniedException");
    });
    expect(earlier.counts.results.unknown).toBe(51);
    const { client, count } = scripted(plan);
    const report = await reportExecution(client, { WindowExecutionId, earlier });
    expect(withoutProgress(report)).toEqual(withoutProgress(await whole()));
    expect(count("ListCommandInvocations")).toBe(51);
  });

  it("requests no task that is final and complete", async () => {
    const { client, asked } = scripted(plan);
    const report = await reportExecution(client, { WindowExecutionId, earlier: await whole() });
    expect(asked.map(({ operation }) => operation).toSorted()).toEqual([
      "DescribeMaintenanceWindowExecutionTasks",
      "GetMaintenanceWindowExecution",
    ] satisfies OperationName[]);
    expect(withoutProgress(report)).toEqual(withoutProgress(await whole()));
    expect(report.progress).toMatchObject({ tasksRead: 2, invocations: 251, invocationsRead: 251 });
  });

  it("omits sensitive members that the earlier report has", async () => {
    const earlier = await reportExecution(scripted(plan).client, {
      WindowExecutionId,
      includeSensitive: true,
    });
    expect(JSON.stringify(earlier)).toContain("owner-secret");
    const report = await reportExecution(scripted(plan).client, { WindowExecutionId, earlier });
    expect(JSON.stringify(report)).not.toContain("owner-secret");
  });
});

describe("some of an execution's tasks", () => {
  it("are read alone, and the report has the number left out and no verdict on the whole", async () => {
    const { client, count } = scripted(plan);
    const report = await reportExecution(client, { WindowExecutionId, tasks: [uuid(101)] });
    expect(count(INVOCATIONS)).toBe(3);
    expect(report).toMatchObject({ tasksNotRead: 1, complete: false, counts: { total: 250, exact: false } });
    expect(report.verdict).not.toBe("PASSED");
    expect(report.reason).toContain("1 task was not requested.");
    expect(report.tasks.map(({ verdict, TaskArn }) => [verdict, TaskArn])).toEqual([
      ["PASSED", "AWS-RunShellScript"],
    ]);
  });

  it("are a gap if AWS does not list them", async () => {
    const report = await reportExecution(scripted(plan).client, {
      WindowExecutionId,
      tasks: [uuid(101), uuid(777)],
    });
    expect(report.gaps.map(({ code }) => code).toSorted()).toEqual(["DoesNotExistException", "missing"]);
  });

  it("judge the whole if they are all tasks", async () => {
    const tasks = [uuid(101), uuid(102)];
    const report = await reportExecution(scripted(plan).client, { WindowExecutionId, tasks });
    expect(withoutProgress(report)).toEqual(withoutProgress(await whole()));
  });
});
