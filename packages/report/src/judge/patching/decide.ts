/** The result of a patch run on a machine: one table, in which no exit code and no log line counts. */
import type { Cause, Machine } from "../../model/report.ts";
import { isOpen } from "../../model/result.ts";
import { causeBy } from "../causes/rules/rule.ts";
import { plainLine, sharedText } from "../../model/text.ts";
import { belongingOf, isFailedScan } from "./belonging.ts";
import { notPatchedCauses } from "./causes.ts";
import {
  appliesTo,
  datedState,
  hasAllCounts,
  leftWords,
  nonCompliantWords,
  timeWords,
  worstOf,
} from "./state-words.ts";
import type { PatchBasis, PatchOutcome, PatchResult, PatchRun, PatchState } from "../../model/patch.ts";

/** What is known of a machine's patch state: the state, that there is none, or why it is not known, in a few words. */
export type KnownState = PatchState | "none" | { readonly unread: string };

/** How the command ended on the machine. */
export type PatchedMachine = Pick<Machine, "result" | "StartTime" | "EndTime">;

/** The result of a patch run on a machine, from the machine's newest patch state. */
export const decidePatchResult = (run: PatchRun, machine: PatchedMachine, known: KnownState): PatchResult => {
  const found = placed(run, machine, known);
  const scan = (run.Operation ?? ownOperation(found)) === "Scan";
  const { result, words } = outcomeOf({ run, machine, known, scan, ...found });
  const cause = machine.result === "passed" ? causeOf(result, words) : undefined;
  return {
    result,
    basis: found.basis,
    words: sharedText(words),
    scan,
    ...(cause === undefined ? {} : { cause }),
    ...(found.state === undefined ? {} : { state: found.state }),
  };
};

interface Placed {
  readonly basis: PatchBasis;
  readonly state?: PatchState | undefined;
}

const placed = (run: PatchRun, machine: PatchedMachine, known: KnownState): Placed => {
  if (known === "none") return { basis: hasStarted(machine) ? "none" : "unread" };
  if ("unread" in known) return { basis: "unread" };
  // Where the command never ran, the newest state decides nothing.
  if (!hasStarted(machine)) return { basis: "unread", state: known };
  return { basis: belongingOf(known, run, machine), state: known };
};

/** Where the parameters do not tell the operation, the run's own state does. */
const ownOperation = ({ basis, state }: Placed): string | undefined =>
  isOwn(basis) ? state?.Operation : undefined;

/** Whether a state's counts are those of the run. */
const isOwn = (basis: PatchBasis): boolean => basis === "this-run" || basis === "by-time";

interface Evidence extends Placed {
  readonly run: PatchRun;
  readonly machine: PatchedMachine;
  readonly known: KnownState;
  readonly scan: boolean;
}

interface Outcome {
  readonly result: PatchOutcome;
  readonly words: string;
}

const outcomeOf = (evidence: Evidence): Outcome => {
  const { run, machine, known, basis, state } = evidence;
  const { result } = machine;
  if (isOpen(result)) return { result: "running", words: "running" };
  if (!hasStarted(machine))
    return { result: "notRun", words: `not patched by this run: never ran${datedState(state)}` };
  if (result === "unknown") return unknown("the result of the command is not known");
  if (!run.reportsState) {
    return result === "passed" && !evidence.scan
      ? { result: "unknown", words: "updates run; patch state not measured by the document" }
      : unknown("the document does not report patch state");
  }
  if (state === undefined) {
    if (run.baselineOverride) return unknown(OVERRIDE);
    if (known !== "none" && "unread" in known) return unknown(known.unread);
    return unknown(`${cutOff(result) ? "cut off, and " : ""}the machine has no patch state`);
  }
  if (isOwn(basis)) {
    const own = ownOutcome(evidence, state);
    const words = [
      cutOff(result) ? `cut off; ${own.words}` : own.words,
      basis === "by-time" ? "(by time)" : "",
    ];
    return { result: own.result, words: words.join(" ").trimEnd() };
  }
  if (cutOff(result) && basis !== "later")
    return unknown(`cut off, patches may be half installed${datedState(state)}`);
  return foreignOutcome(evidence, state);
};

const OVERRIDE = "runs with BaselineOverride report only in their output";

const unknown = (why: string): Outcome => ({ result: "unknown", words: `unknown: ${why}` });

/** Whether the command was stopped while it ran. */
const cutOff = (result: Machine["result"]): boolean => result === "timedOut" || result === "cancelled";

/** Whether the command began to run on the machine. */
export const hasStarted = ({ result, StartTime }: PatchedMachine): boolean =>
  result !== "unreachable" &&
  result !== "notRun" &&
  // What was cancelled before it began has no start.
  (result !== "cancelled" || StartTime !== undefined);

/** The state is the run's own. */
const ownOutcome = ({ run, machine, scan, basis }: Evidence, state: PatchState): Outcome => {
  if (isFailedScan(state)) return unknown("the scan itself failed");
  const open = nonCompliantWords(state);
  const isWhole = hasAllCounts(state);
  if (scan) {
    if (open === "" && !isWhole) return unknown("scanned, but not all counts are reported");
    return { result: "scanned", words: `scanned only, ${open === "" ? "compliant" : open}` };
  }
  const worst = worstOf(state);
  if (worst !== undefined) return { result: worst, words: leftWords(worst, state) };
  if (open !== "") return unknown(`${open} for another reason`);
  if (!isWhole) return unknown("not all counts are reported");
  if (run.Operation === undefined && state.Operation === undefined)
    return unknown("neither the run nor the state tells its operation");
  // A run with hooks has several operations. A scan as the last one found nothing, but does not say what was installed.
  if (state.Operation === "Scan")
    return unknown("the last operation of this run was a scan, which found nothing");
  if (!appliesTo(state)) return unknown("no patch of the baseline applies to the machine");
  if (run.baselineOverride && basis !== "this-run") return unknown(OVERRIDE);
  return {
    result: "patched",
    words: machine.result === "failed" ? "patches in place; the command failed after that" : "patched",
  };
};

/** The state is another operation's, and its numbers are told with their time. */
const foreignOutcome = ({ basis, run }: Evidence, state: PatchState): Outcome => {
  if (basis !== "later" && isFailedScan(state)) return unknown("the newest scan of the machine failed");
  if (basis === "earlier") {
    return unknown(
      run.baselineOverride ? OVERRIDE : `this run reported nothing; newest state is of ${timeWords(state)}`,
    );
  }
  if (basis === "clash") {
    return state.ExecutionId === undefined || state.OperationEndTime === undefined
      ? unknown("the newest state does not tell which run wrote it")
      : unknown("two patch operations at once");
  }
  const operation = state.Operation === "Install" ? "Install" : "Scan";
  const at = timeWords(state);
  const overwritten = `overwritten by a later ${operation} at ${at}`;
  if (isFailedScan(state)) return { result: "overwritten", words: `${overwritten}, which failed` };
  const open = nonCompliantWords(state);
  if (open !== "") return { result: "overwritten", words: `${overwritten}: now ${open}` };
  return {
    result: "overwritten",
    words: hasAllCounts(state)
      ? `compliant at ${at} by a later ${operation}; this run's own result is overwritten`
      : overwritten,
  };
};

const causeOf = (result: PatchOutcome, words: string): Cause | undefined => {
  const rule = notPatchedCauses[result];
  return rule === undefined ? undefined : causeBy(rule, "patch-state", plainLine(words));
};
