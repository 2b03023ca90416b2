/** Decides the patch result of a run on a machine. Exit codes and log lines do not count. */
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

/**
 * A machine's patch state: the state, `none` if it has none, or a short phrase why it is unknown. AWS has one state for each
 * machine; an archive can have one for each run, the newest first.
 */
export type KnownState =
  | PatchState
  | "none"
  | { readonly unread: string }
  | { readonly states: readonly [PatchState, ...PatchState[]] };

/** A machine's patch state as one: the newest of several. */
export type NewestState = Exclude<KnownState, { readonly states: unknown }>;

/** The newest of a machine's patch states. */
export const newestState = (known: KnownState): NewestState =>
  known !== "none" && "states" in known ? known.states[0] : known;

/** How the command ended on the machine. */
export type PatchedMachine = Pick<Machine, "result" | "StartTime" | "EndTime">;

/** Decides the result of a patch run on a machine from its newest patch state, or from that of the run if there are several. */
export const decidePatchResult = (run: PatchRun, machine: PatchedMachine, given: KnownState): PatchResult => {
  const known = stateFor(run, machine, given);
  const based = basisOf(run, machine, known);
  const scan = (run.Operation ?? ownOperation(based)) === "Scan";
  const { result, words } = outcomeOf({ run, machine, known, scan, ...based });
  const cause = machine.result === "passed" ? causeOf(result, words) : undefined;
  return {
    result,
    basis: based.basis,
    words: sharedText(words),
    scan,
    ...(cause === undefined ? {} : { cause }),
    ...(based.state === undefined ? {} : { state: based.state }),
  };
};

const stateFor = (run: PatchRun, machine: PatchedMachine, known: KnownState): NewestState => {
  if (known === "none" || !("states" in known)) return known;
  return known.states.find((state) => isOwn(belongingOf(state, run, machine))) ?? known.states[0];
};

interface BasedState {
  readonly basis: PatchBasis;
  readonly state?: PatchState | undefined;
}

const basisOf = (run: PatchRun, machine: PatchedMachine, known: NewestState): BasedState => {
  if (known === "none") return { basis: hasStarted(machine) ? "none" : "unread" };
  if ("unread" in known) return { basis: "unread" };
  // If the command did not run, the newest state is not its result.
  if (!hasStarted(machine)) return { basis: "unread", state: known };
  return { basis: belongingOf(known, run, machine), state: known };
};

/** The operation in the run's own state, for parameters without an operation. */
const ownOperation = ({ basis, state }: BasedState): string | undefined =>
  isOwn(basis) ? state?.Operation : undefined;

/** Whether the counts of a state belong to the run. */
const isOwn = (basis: PatchBasis): boolean => basis === "this-run" || basis === "by-time";

interface PatchEvidence extends BasedState {
  readonly run: PatchRun;
  readonly machine: PatchedMachine;
  readonly known: NewestState;
  readonly scan: boolean;
}

interface WordedOutcome {
  readonly result: PatchOutcome;
  readonly words: string;
}

const outcomeOf = (evidence: PatchEvidence): WordedOutcome => {
  const { run, machine, known, basis, state } = evidence;
  const { result } = machine;
  if (isOpen(result)) return { result: "running", words: "running" };
  if (!hasStarted(machine))
    return { result: "notRun", words: `not patched by this run: command not run${datedState(state)}` };
  if (result === "unknown") return unknown("the command's result is unknown");
  if (!run.reportsState) {
    return result === "passed" && !evidence.scan
      ? { result: "unknown", words: "updates run; the document does not measure patch state" }
      : unknown("the document does not report patch state");
  }
  if (state === undefined) {
    if (run.baselineOverride) return unknown(OVERRIDE);
    if (known !== "none" && "unread" in known) return unknown(known.unread);
    return unknown(`${wasStopped(result) ? "stopped early, and " : ""}the machine has no patch state`);
  }
  if (isOwn(basis)) {
    const own = ownOutcome(evidence, state);
    const words = [
      wasStopped(result) ? `stopped early; ${own.words}` : own.words,
      basis === "by-time" ? "(by time)" : "",
    ];
    return { result: own.result, words: words.join(" ").trimEnd() };
  }
  if (wasStopped(result) && basis !== "later")
    return unknown(`stopped early, patches may be partly installed${datedState(state)}`);
  return foreignOutcome(evidence, state);
};

const OVERRIDE = "runs with BaselineOverride report only in their output";

const unknown = (why: string): WordedOutcome => ({ result: "unknown", words: `unknown: ${why}` });

/** Whether the command was stopped while it ran. */
const wasStopped = (result: Machine["result"]): boolean => result === "timedOut" || result === "cancelled";

/** Whether the command started on the machine. */
export const hasStarted = ({ result, StartTime }: PatchedMachine): boolean =>
  result !== "unreachable" &&
  result !== "notRun" &&
  // A command that was cancelled before it started has no start time.
  (result !== "cancelled" || StartTime !== undefined);

/** The result from the run's own state. */
const ownOutcome = ({ run, machine, scan, basis }: PatchEvidence, state: PatchState): WordedOutcome => {
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
    return unknown("neither the run nor the state has an operation");
  // A run with hooks has several operations. A final scan that found nothing does not show what was installed.
  if (state.Operation === "Scan")
    return unknown("the last operation of this run was a scan, which found nothing");
  if (!appliesTo(state)) return unknown("no patch of the baseline applies to the machine");
  if (run.baselineOverride && basis !== "this-run") return unknown(OVERRIDE);
  return {
    result: "patched",
    words: machine.result === "failed" ? "patched, but the command failed afterwards" : "patched",
  };
};

/** The result from the state of another operation, with its time. */
const foreignOutcome = ({ basis, run }: PatchEvidence, state: PatchState): WordedOutcome => {
  if (basis !== "later" && isFailedScan(state)) return unknown("the newest scan of the machine failed");
  if (basis === "earlier") {
    return unknown(
      run.baselineOverride
        ? OVERRIDE
        : `this run reported nothing; the newest state is from ${timeWords(state)}`,
    );
  }
  if (basis === "clash") {
    return state.ExecutionId === undefined || state.OperationEndTime === undefined
      ? unknown("the newest state does not name the run that wrote it")
      : unknown("two patch operations at once");
  }
  const operation = state.Operation === "Install" ? "Install" : "Scan";
  const overwritten = `overwritten by a later ${operation} at ${timeWords(state)}`;
  if (isFailedScan(state)) return { result: "overwritten", words: `${overwritten}, which failed` };
  const open = nonCompliantWords(state);
  if (open !== "") return { result: "overwritten", words: `${overwritten}: now ${open}` };
  return {
    result: "overwritten",
    words: hasAllCounts(state) ? `${overwritten}: now compliant` : overwritten,
  };
};

const causeOf = (result: PatchOutcome, words: string): Cause | undefined => {
  const rule = notPatchedCauses[result];
  return rule === undefined ? undefined : causeBy(rule, "patch-state", plainLine(words));
};
