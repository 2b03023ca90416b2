import { describePatches, describeScans, machinesOf, type ExecutionReport } from "@windowpane/report";
import { counted } from "../output/page.ts";

/**
 * What the machines of an execution are known to be patched by, in a line below its verdict: `Patches: 2 reboot pending, 37
 * patched.` What the verdict's own reason says is left out. Empty where nothing patches.
 */
export const patchesText = (report: ExecutionReport): string => {
  const { patches, reason } = report;
  if (patches === undefined) return "";
  const results = describePatches(patches, (outcome) => outcome !== "scanned");
  const scans = describeScans(patches);
  const parts = [
    results === "" ? "" : `Patches: ${results}.`,
    scans === undefined ? "" : `${capital(scans)}.`,
    byTimeText(report),
  ];
  const isAllPatched = patches.results.patched === patches.total && / (?:is|are) patched\.$/.test(reason);
  return parts
    .filter((part, index) => part !== "" && !reason.includes(part) && !(isAllPatched && index === 0))
    .join(" ");
};

/** Without its command's ID a state is placed by its times, which is not proof. */
const byTimeText = (report: ExecutionReport): string => {
  const byTime = machinesOf(report).filter(({ patch }) => patch?.basis === "by-time").length;
  if (byTime === 0) return "";
  return `${counted(byTime, "patch result")} ${byTime === 1 ? "is" : "are"} decided by time: the state has no command ID.`;
};

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
