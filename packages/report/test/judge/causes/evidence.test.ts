import { describe, expect, it } from "vitest";
import { causeOf, type CauseEvidence } from "../../../src/index.ts";

const failed = (text: string, more: CauseEvidence = {}) =>
  causeOf({ Status: "Failed", StatusDetails: "Failed", ResponseCode: 1, texts: [text], ...more });

describe("a cause is certain", () => {
  it("if the output ends with one line about a root cause", () => {
    expect(failed("copying\nNo space left on device")).not.toHaveProperty("certainty");
  });

  it("not if another line has another cause, which is then named", () => {
    const cause = failed("curl: (6) Could not resolve host: a.example\nNo space left on device");
    expect(cause).toMatchObject({
      slug: "disk-full",
      title: "Disk full (likely)",
      certainty: "likely",
      otherwise: "Other lines of the output point to: Host name cannot be resolved.",
    });
  });

  it("not if the end of the output is missing", () => {
    const texts = [{ text: "No space left on device\ngoing on", cut: true }];
    expect(causeOf({ ResponseCode: 1, texts })).toMatchObject({ slug: "disk-full", certainty: "likely" });
  });

  it("not if only a warning or a retry shows it", () => {
    expect(failed("curl: (6) Could not resolve host: a.example, will retry\nbye")).toMatchObject({
      slug: "name-resolution",
      certainty: "likely",
    });
  });

  it("not if a later error is about something else", () => {
    expect(failed("WARN: a.example: Connection refused\nERROR: widget 7 is odd").slug).toBe("exit-1");
  });
});

describe("which line counts", () => {
  it("a root cause before its effects, at any position", () => {
    expect(
      failed("No space left on device\nJob for app.service failed because the control process exited").slug,
    ).toBe("disk-full");
  });

  it("the last of two that are often not fatal", () => {
    expect(failed("cat: /a: No such file or directory\nb.sh: line 2: jq: command not found").slug).toBe(
      "command-not-found",
    );
  });

  it("no informational counts, and no command that the shell repeats", () => {
    const text =
      "+ curl https://a.example/403\n[INFO] 0 errors, access denied: 0 for s3://b\nERROR: widget 7 is odd";
    expect(failed(text)).toMatchObject({ slug: "exit-1", evidence: "ERROR: widget 7 is odd" });
  });

  it("the exception of a traceback, not its header or its source", () => {
    const text = [
      "Traceback (most recent call last):",
      '  File "/opt/a.py", line 8, in <module>',
      "    raise PermissionError('denied')",
      "acme.WidgetTrouble: widget 7 is odd",
    ].join("\n");
    expect(failed(text)).toMatchObject({ slug: "exit-1", evidence: "acme.WidgetTrouble: widget 7 is odd" });
  });

  it("PowerShell's message, not its position or type", () => {
    const text = [
      "Get-Widget : Das Widget ist kaputt.",
      "At C:\\ops\\a.ps1:1 char:1",
      "+ Get-Widget",
      "+ ~~~~~~~~~~",
      "    + CategoryInfo          : ObjectNotFound: (x:String) [], CommandNotFoundException",
      "    + FullyQualifiedErrorId : CommandNotFoundException",
    ].join("\n");
    expect(failed(text)).toMatchObject({
      slug: "command-not-found",
      evidence: "Get-Widget : Das Widget ist kaputt.",
    });
  });
});

describe("an output whose end is missing", () => {
  const texts = [{ text: "Installing a\nInstalling b", cut: true }];

  it("is reported as cut, with where the whole output is stored", () => {
    const wholeOutput = "s3://logs/a/stdout";
    expect(causeOf({ ResponseCode: 1, texts, wholeOutput })).toMatchObject({
      slug: "output-cut",
      title: "Exit code 1; the output is cut before the error",
      nextStep: "Read the end of the whole output in s3://logs/a/stdout.",
    });
    expect(causeOf({ ResponseCode: 1, texts })).not.toHaveProperty("evidence");
  });
});

describe("the time that a step ran", () => {
  const DocumentName = "AWS-RunPatchBaseline";

  it("distinguishes a time limit from a killed process", () => {
    const stopped = {
      Status: "TimedOut",
      StatusDetails: "ExecutionTimedOut",
      ResponseCode: 137,
      DocumentName,
    };
    expect(causeOf({ ...stopped, elapsedSeconds: 7203 })).toMatchObject({ slug: "execution-timed-out" });
    expect(causeOf({ ...stopped, elapsedSeconds: 300 })).toMatchObject({
      slug: "killed",
      certainty: "likely",
    });
    expect(causeOf({ ...stopped, elapsedSeconds: 300, timeoutSeconds: 300 })).toMatchObject({
      slug: "execution-timed-out",
    });
  });

  it("interprets 137 of a failed step by its document and duration", () => {
    const failedStep = { Status: "Failed", StatusDetails: "Failed", ResponseCode: 137 };
    expect(causeOf({ ...failedStep, DocumentName }).slug).toBe("patch-stopped");
    expect(causeOf({ ...failedStep, DocumentName, elapsedSeconds: 7200 }).slug).toBe("execution-timed-out");
    expect(causeOf({ ...failedStep, DocumentName: "AWS-RunShellScript" })).toMatchObject({
      slug: "killed",
      certainty: "likely",
    });
  });
});

describe("the document", () => {
  it.each([
    "AWS-RunPatchBaseline",
    "arn:aws:ssm:eu-west-1:123456789012:document/AWS-RunPatchBaseline",
    "arn:aws:ssm:eu-west-1:123456789012:document/acme-AWS-RunPatchBaseline-copy",
  ])("%s is recognised by its name", (DocumentName) => {
    expect(causeOf({ Status: "Failed", ResponseCode: 143, DocumentName }).slug).toBe(
      "patch-snapshot-unreadable",
    );
  });

  it("that is custom is recognised by the copied step", () => {
    expect(
      causeOf({ Status: "Failed", ResponseCode: 143, DocumentName: "Ops", StepName: "PatchLinux" }).slug,
    ).toBe("patch-snapshot-unreadable");
    expect(causeOf({ Status: "Failed", ResponseCode: 143, DocumentName: "Ops" }).slug).toBe(
      "terminated-by-signal",
    );
  });

  it("does not override a decisive line", () => {
    const texts = ["root [ERROR]: PatchManagerError: ('Get Snapshot failed', 143)\nNo space left on device"];
    expect(
      causeOf({ Status: "Failed", ResponseCode: 156, DocumentName: "AWS-RunPatchBaseline", texts }).slug,
    ).toBe("disk-full");
  });
});
