import { describe, expect, it } from "vitest";
import { causeOf, type Cause, type CauseEvidence } from "../../../src/index.ts";

const failed = (evidence: CauseEvidence): Cause =>
  causeOf({ Status: "Failed", StatusDetails: "Failed", ...evidence });

describe("exit code -1", () => {
  const DocumentName = "AWS-RunPatchBaseline";

  it.each([-1, 4_294_967_295])(
    "%i of a Windows patch step has the meaning in AWS's table",
    (ResponseCode) => {
      expect(
        failed({
          ResponseCode,
          DocumentName,
          StepName: "PatchWindows",
          texts: ["failed to run commands: exit status 4294967295"],
        }),
      ).toMatchObject({ slug: "patch-windows-module", certainty: "likely" });
    },
  );

  it("means that the step did not start only if there is no output", () => {
    expect(
      failed({ ResponseCode: -1, DocumentName, StepName: "PatchWindows", texts: ["", " \n"] }),
    ).toMatchObject({
      slug: "never-started",
    });
    expect(
      failed({
        ResponseCode: -1,
        DocumentName: "AWS-RunPowerShellScript",
        texts: ["failed to run commands: exit status 4294967295"],
      }).slug,
    ).toBe("exit--1");
  });

  it("of a Linux patch step does not have the meaning of the Windows table", () => {
    expect(
      failed({
        ResponseCode: -1,
        DocumentName,
        StepName: "PatchLinux",
        texts: ["failed to run commands: signal: killed"],
      }),
    ).toMatchObject({ slug: "killed", certainty: "likely" });
  });
});

describe("a code of the patch payload", () => {
  const DocumentName = "AWS-RunPatchBaseline";

  it.each([130, 134, 136, 139, 143])(
    "%i is only likely where the shell's signal gives it too",
    (ResponseCode) => {
      const cause = failed({ ResponseCode, DocumentName });
      expect(cause).toMatchObject({ from: "response-code", certainty: "likely" });
      expect(cause.otherwise).toContain("signal");
    },
  );

  it.each([133, 146, 160])("%i is certain: it is not a signal's code", (ResponseCode) => {
    expect(failed({ ResponseCode, DocumentName })).not.toHaveProperty("certainty");
  });

  it("is certain if the log names the fault", () => {
    expect(
      failed({
        ResponseCode: 156,
        DocumentName,
        texts: ["root [ERROR]: PatchManagerError: ('Get Snapshot failed', 143)"],
      }),
    ).not.toHaveProperty("certainty");
  });

  it.each([
    "AWS-RunPatchBaseline",
    "AWS-RunPatchBaselineAssociation",
    "AWS-RunPatchBaseline:3",
    "arn:aws:ssm:eu-west-1:123456789012:document/AWS-RunPatchBaselineWithHooks",
    "acme-copy-AWS-RunPatchBaseline",
  ])("is recognised in %s", (name) => {
    expect(failed({ ResponseCode: 146, DocumentName: name }).slug).toBe("patch-unsupported-system");
  });

  it.each(["Acme-RunPatchBaseline-Wrapper", "RunPatchBaselineNightly", "Acme-AWS-RunPatchBaseline-Wrapper"])(
    "is not read in %s, which ends with codes of its own",
    (name) => {
      expect(failed({ ResponseCode: 146, DocumentName: name }).slug).toBe("exit-146");
      expect(failed({ ResponseCode: 143, DocumentName: name }).slug).toBe("terminated-by-signal");
    },
  );

  it("is recognised in a custom document only by the name of AWS's step", () => {
    expect(failed({ ResponseCode: 146, DocumentName: "Acme-Patch", StepName: "PatchLinux" }).slug).toBe(
      "patch-unsupported-system",
    );
    expect(
      failed({ ResponseCode: 146, DocumentName: "Acme-Patch", StepName: "PatchLinuxKernelLive" }).slug,
    ).toBe("exit-146");
  });
});

describe("a time-out with 137", () => {
  const timedOut = (evidence: CauseEvidence): Cause =>
    causeOf({ Status: "TimedOut", StatusDetails: "ExecutionTimedOut", ResponseCode: 137, ...evidence });

  it("is only likely if the duration is unknown", () => {
    const cause = timedOut({ DocumentName: "AWS-RunShellScript" });
    expect(cause).toMatchObject({ slug: "execution-timed-out", certainty: "likely" });
    expect(cause.otherwise).toContain("killed");
  });

  it("is certain near the limit, and a kill well before it", () => {
    expect(timedOut({ elapsedSeconds: 3599, timeoutSeconds: 3600 })).not.toHaveProperty("certainty");
    expect(timedOut({ elapsedSeconds: 40, timeoutSeconds: 3600 })).toMatchObject({
      slug: "killed",
      certainty: "likely",
    });
  });

  it("is certain with another code", () => {
    expect(timedOut({ ResponseCode: -1 })).not.toHaveProperty("certainty");
  });
});

describe("a retry", () => {
  const retry = "curl: (28) Connection timed out after 10001 milliseconds, retrying";

  it("that worked is not the cause", () => {
    expect(
      failed({ ResponseCode: 1, texts: [`${retry}\nDownloaded OK\nERROR: config key missing`] }),
    ).toMatchObject({
      slug: "exit-1",
      evidence: "ERROR: config key missing",
    });
    expect(
      failed({
        ResponseCode: 1,
        texts: [`${retry}\nDownloaded OK\nERROR: disk check: No space left on device`],
      }),
    ).toMatchObject({ slug: "disk-full" });
  });

  it.each(["script failed", "backup.sh: cannot continue"])("that worked is not the cause of: %s", (line) => {
    expect(failed({ ResponseCode: 1, texts: [`${retry}\nDownloaded OK\n${line}`] })).toMatchObject({
      slug: "exit-1",
      evidence: line,
    });
  });

  it("that did not work is the likely cause", () => {
    expect(failed({ ResponseCode: 1, texts: [`${retry}\n${retry}\nERROR: gave up`] })).toMatchObject({
      slug: "network-unreachable",
      certainty: "likely",
    });
  });
});

describe("a warning of apt", () => {
  const warning = "W: GPG error: http://deb.example.org stable InRelease: EXPKEYSIG 648ACFD622F3D138";

  it("is only likely if an error about something else follows", () => {
    const texts = [`${warning}\n11/20/2026 03:04:05 root [ERROR]: Failed to install package: agent`];
    const cause = failed({ ResponseCode: 1, DocumentName: "AWS-RunPatchBaseline", texts });
    expect(cause).toMatchObject({ slug: "package-signature", certainty: "likely" });
    expect(cause.otherwise).toContain("A package did not install");
    expect(failed({ ResponseCode: 1, texts: [`${warning}\nERROR: config key broken`] }).certainty).toBe(
      "likely",
    );
  });

  it("is certain if the following error is about its repositories", () => {
    const texts = [`${warning}\nE: Some index files failed to download. They have been ignored.`];
    expect(failed({ ResponseCode: 100, texts })).not.toHaveProperty("certainty");
  });
});

describe("prose and names", () => {
  it.each([
    ["out-of-memory", "host room-oom-killer.example.com reachable\nscript failed"],
    ["permission-denied", "Permission denied pages are rendered\nscript failed"],
    ["permission-denied", "tested: permission denied page\nscript failed"],
  ])("are not %s: %s", (slug, text) => {
    expect(failed({ ResponseCode: 1, texts: [text] }).slug).not.toBe(slug);
  });

  it.each([
    ["out-of-memory", "dnf invoked oom-killer: gfp_mask=0x100cca, order=0"],
    ["out-of-memory", "app.service: Failed with result 'oom-kill'."],
    ["permission-denied", "open /etc/app/key: permission denied"],
    ["permission-denied", "Error: Permission denied (os error 13)"],
    ["permission-denied", "PermissionError: [Errno 13] Permission denied: '/srv/x'"],
    ["permission-denied", "mkdir: permission denied while creating /srv/x"],
  ])("unlike %s: %s", (slug, text) => {
    expect(failed({ ResponseCode: 1, texts: [text] }).slug).toBe(slug);
  });
});
