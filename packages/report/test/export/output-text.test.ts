import { hostileTexts } from "@windowpane/text";
import { describe, expect, it } from "vitest";
import { writeOutputText, type ExecutionOutput, type OutputText } from "../../src/index.ts";

const outputOf = (texts: readonly OutputText[]): ExecutionOutput => ({
  WindowExecutionId: "e",
  machines: [
    {
      TaskExecutionId: "t",
      InvocationId: "n",
      name: "i-1",
      InstanceName: "web-1",
      DocumentName: "AWS-RunShellScript",
      Status: "Failed",
      result: "failed",
      steps: [{ Name: "run", Status: "Failed", ResponseCode: 1, texts }],
    },
  ],
  notes: [],
  gaps: [],
  complete: true,
});

const text: OutputText = { stream: "stdout", text: "one\ntwo\n", from: "GetCommandInvocation", cut: false };

describe("output as plain text", () => {
  it("names the machine, the step, and the source of each text", () => {
    expect(writeOutputText(outputOf([text]))).toBe(
      "web-1 (i-1), AWS-RunShellScript, task t, Failed\nrun: Failed, exit code 1\n  stdout from GetCommandInvocation\n    one\n    two\n",
    );
  });

  it("tells where a text was cut, and where the whole is", () => {
    const rest = { url: "https://bucket.example/stdout", logGroup: "/logs" };
    expect(writeOutputText(outputOf([{ ...text, limit: 24_000, cut: true, rest }]))).toContain(
      "stdout from GetCommandInvocation, cut at 24,000 characters; complete in https://bucket.example/stdout and log group /logs, unless the upload failed\n",
    );
  });

  it("says that nothing was printed, and why", () => {
    expect(writeOutputText(outputOf([]))).toContain("  no output\n");
    const empty = { ...outputOf([]), machines: [] };
    expect(writeOutputText(empty)).toBe("No output.\n");
    const notes = [{ TaskExecutionId: "t", InvocationId: "n", note: "Nothing was started." }];
    expect(writeOutputText({ ...empty, notes })).toBe("Task t: Nothing was started.\n");
  });

  it.each(hostileTexts)("has no control characters: $what", ({ text: hostile }) => {
    const output = outputOf([{ ...text, text: hostile }]);
    const [machine] = output.machines;
    const written = writeOutputText({
      ...output,
      machines: machine === undefined ? [] : [{ ...machine, InstanceName: hostile, DocumentName: hostile }],
      notes: [{ TaskExecutionId: hostile, InvocationId: "n", note: hostile }],
    });
    expect(written).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u);
  });
});
