/** Patch results in documents: the same in each format, and consistent with the verdict. */
import { parse } from "junit2json";
import { beforeAll, describe, expect, it } from "vitest";
import { patchAccountIds as ids } from "@windowpane/transport-mock";
import { reportExecution, reportWriters, type ExecutionReport, type ReportFormat } from "../../src/index.ts";
import { goodNight, mixedNight, patchClient, patchReport, scanNight } from "../patch-night-report.ts";
import { now } from "../small-plan.ts";

let mixed: ExecutionReport;
let scan: ExecutionReport;
let good: ExecutionReport;

beforeAll(async () => {
  [mixed, scan, good] = (await Promise.all([mixedNight, scanNight, goodNight].map(patchReport))) as [
    ExecutionReport,
    ExecutionReport,
    ExecutionReport,
  ];
});

const write = (format: ReportFormat, report: ExecutionReport): string =>
  reportWriters[format].write(report, { now });

const rowsOf = (report: ExecutionReport): readonly Readonly<Record<string, string>>[] => {
  // No value of these reports contains a comma or a quote outside quotes.
  const cells = (line: string): readonly string[] =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/gu)].map(([, cell = ""]) =>
      cell.replaceAll(/^"|"$/gu, ""),
    );
  const [head = "", ...lines] = write("csv", report).trimEnd().split("\r\n");
  const names = cells(head);
  return lines.map((line) =>
    Object.fromEntries(cells(line).map((cell, index) => [names[index] ?? "", cell])),
  );
};

const csvRow = (report: ExecutionReport, machine: number): Readonly<Record<string, string>> => {
  const row = rowsOf(report).find(({ name }) => name === ids.machine(machine));
  if (row === undefined) throw new Error(`No row of machine ${machine}.`);
  return row;
};

const testsOf = async (report: ExecutionReport) => {
  const read = await parse(write("junit", report));
  if (read === null || read === undefined || !("testsuite" in read)) throw new Error("No test suites.");
  const suites = read.testsuite ?? [];
  const tests = suites.flatMap(({ testcase = [] }) => testcase);
  return {
    suites,
    of: (machine: number) => tests.find(({ name = "" }) => name.includes(ids.machine(machine))),
  };
};

describe("CSV", () => {
  it("has the patch result of each machine with its basis and counts", () => {
    expect(csvRow(mixed, 1)).toMatchObject({
      result: "passed",
      slug: "patches-reboot-pending",
      patch: "rebootPending",
      patchBasis: "this-run",
      patchWords: "patched, reboot pending (5)",
      patchOperation: "Install",
      patchOperationEnd: "2026-11-22T02:08:00.000Z",
      patchPendingReboot: "5",
      patchMissing: "0",
    });
    expect(csvRow(mixed, 2)).toMatchObject({ patch: "failed", patchFailed: "2", patchCritical: "1" });
    expect(csvRow(mixed, 3)).toMatchObject({ patch: "overwritten", patchBasis: "later", patchMissing: "4" });
    expect(csvRow(mixed, 4)).toMatchObject({ patch: "unknown", patchBasis: "none", patchMissing: "" });
    expect(csvRow(mixed, 6)).toMatchObject({ result: "unreachable", patch: "notRun" });
  });

  it("leaves the counts of a failed scan empty", async () => {
    const report = await patchReport({
      machines: [{ platform: "Windows", states: [{ hasFailedSearch: true }] }],
    });
    expect(csvRow(report, 0)).toMatchObject({ patch: "unknown", patchMissing: "", patchCritical: "" });
  });

  it("sorts machines that are not patched before those that are", () => {
    const order = rowsOf(mixed).map(({ patch = "" }) => patch);
    expect(order.indexOf("rebootPending")).toBeLessThan(order.indexOf("overwritten"));
    expect(order.indexOf("overwritten")).toBeLessThan(order.indexOf("patched"));
  });
});

describe("JUnit", () => {
  it("fails machines whose command passed but that are not patched, with a separate type", async () => {
    const { of } = await testsOf(mixed);
    expect(of(1)?.failure?.[0]).toMatchObject({
      type: "patches-reboot-pending",
      message: "patched, reboot pending (5)",
    });
    expect(of(2)?.failure?.[0]).toMatchObject({ type: "patches-failed" });
    expect(of(5)?.failure?.[0]?.type).not.toContain("patches");
    expect(of(0)).not.toHaveProperty("failure");
    expect(of(0)).not.toHaveProperty("skipped");
  });

  it("skips machines with an uncertain patch result", async () => {
    const { of } = await testsOf(mixed);
    expect(of(3)?.skipped?.[0]?.message).toMatch(/^overwritten by a later Scan/u);
    expect(of(4)?.skipped?.[0]).toMatchObject({ message: "unknown: the machine has no patch state" });
  });

  it("shows the result of a scan without failing it", async () => {
    const { suites, of } = await testsOf(scan);
    expect(scan.verdict).toBe("PASSED");
    expect(of(0)).not.toHaveProperty("failure");
    expect(write("junit", scan)).toContain("scanned only, 12 missing (3 critical)");
    expect(suites.reduce((sum, { failures = 0, errors = 0 }) => sum + failures + errors, 0)).toBe(0);
  });

  it("does not pass if only the patch results are unknown", async () => {
    const report = await patchReport({ machines: [{}] });
    expect(report.verdict).toBe("UNKNOWN");
    const { suites } = await testsOf(report);
    expect(suites.map(({ failures = 0, errors = 0 }) => failures + errors)).toEqual([1, 1]);
  });
});

describe("Markdown and HTML", () => {
  it("list machines that are not patched among what did not pass", () => {
    const text = write("markdown", mixed);
    const list = text.slice(text.indexOf("## Did not pass"));
    const line = (machine: number): string =>
      list.split("\n").find((one) => one.includes(ids.machine(machine))) ?? "";
    expect(line(1)).toMatch(
      /^\| ✖ passed, not patched \|.*Reboot pending after patching \| patched, reboot pending \(5\) \|$/u,
    );
    expect(line(3)).toMatch(/^\| ▲ passed, patches unknown \|/u);
    expect(line(0)).toBe("");
    expect(text).toContain("| Patches | 2 failed to install patches, 1 reboot pending, 1 not run,");
  });

  it("show the patch results, and no unpatched machine as good", () => {
    const page = write("html", mixed);
    const row = (machine: number): string =>
      page
        .split("\n")
        .find((line) =>
          line.startsWith("<tr>") || line.includes("<tbody><tr>")
            ? line.includes(ids.machine(machine))
            : false,
        ) ?? "";
    expect(row(1)).toContain('<span class="tone bad">✖ passed, not patched</span>');
    expect(row(1)).toContain("<td>patched, reboot pending (5)</td>");
    expect(row(3)).toContain('<span class="tone warn">▲ passed, patches unknown</span>');
    expect(row(0)).toContain('<span class="tone good">✔ passed</span>');
    expect(page).toContain("2 passed, not patched");
    expect(page).toContain("<h3>Patches</h3>");
  });

  it("draw a machine that is not patched in the tone of failures", () => {
    const drawn = /<g><title>(?:(?!<\/g>)[\s\S])*reboot pending(?:(?!<\/g>)[\s\S])*<\/g>/u.exec(
      write("html", mixed),
    )?.[0];
    expect(drawn).toContain('<rect class="bad"');
  });

  it("have no patch column if nothing patches", async () => {
    const report = await reportExecution(patchClient(mixedNight), {
      WindowExecutionId: ids.WindowExecutionId,
      patches: false,
    });
    expect(report.reason).toContain("Patch state was not requested.");
    expect(write("html", report)).not.toContain('<th scope="col">Patches</th>');
    expect(write("markdown", report)).not.toContain("| Patches |");
  });

  it("report everything as patched only if it is", () => {
    expect(write("markdown", good)).toContain("| Patches | 2 patched |");
    expect(write("markdown", good)).not.toContain("What has not passed");
  });
});

describe("JSON", () => {
  it("is the report with its patch results, run and counts", () => {
    const read: unknown = JSON.parse(write("json", mixed));
    expect(read).toMatchObject({
      patches: { total: 7, results: { rebootPending: 1, failed: 2, overwritten: 1, unknown: 1, patched: 1 } },
      tasks: [{ invocations: [{ patchRun: { Operation: "Install", RebootOption: "NoReboot" } }] }],
    });
  });
});
