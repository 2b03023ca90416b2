import type { Cause, CauseWeight } from "../model.ts";
import { normaliseError } from "../normalise.ts";

/** What the table of causes says of one cause. */
export interface CauseRule {
  /** Stable from release to release; kebab-case. */
  readonly slug: string;
  /** The cause in a few words. */
  readonly title: string;
  /** One sentence: what to do next. */
  readonly nextStep: string;
  /** Default: `failure`. */
  readonly weight?: CauseWeight;
  /** Whether the rule names only a kind of failure, so that only equal errors are one cause. Default: false. */
  readonly broad?: boolean;
}

/** A cause that a line of text gives away. */
export interface TextRule extends CauseRule {
  /**
   * Any of them, in one line. Tools print translated text, so one cause has patterns in several languages. What a broad
   * rule's pattern names as `subject` (a program, a code) is then what its causes are told apart by.
   */
  readonly patterns: readonly RegExp[];
}

/** A cause that a status detail gives away: Run Command's, Automation's or the window's. */
export interface StatusRule extends CauseRule {
  /** The details in lower case without blanks and full stop, as `statusWord` makes them; or a pattern for free text. */
  readonly details: readonly (string | RegExp)[];
}

/** A cause that an exit code gives away. */
export interface CodeRule extends CauseRule {
  readonly codes: readonly number[];
}

/** Causes that more than one table recognises. */
export const sharedCauses = {
  commandNotFound: {
    slug: "command-not-found",
    title: "Command not found",
    nextStep: "Install the program, or call it by its full path: the agent's PATH is shorter than a login's.",
  },
  installerBusy: {
    slug: "installer-busy",
    title: "Another installation is under way",
    nextStep:
      "Wait for the other installation to end, or keep two installing tasks apart, then run it again.",
  },
  automationInputs: {
    slug: "automation-inputs-invalid",
    title: "Automation step inputs not valid",
    nextStep:
      "Compare the task's parameters with what the runbook asks for, and check that the automation role may read what they name.",
    broad: true,
  },
} as const satisfies Readonly<Record<string, CauseRule>>;

/** AWS writes one status as `TimedOut`, `Timed Out` and `TIMED_OUT`: the letters alone, in lower case. */
export const statusWord = (status: string | undefined): string =>
  (status ?? "").replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/** The cause that a rule and its evidence make. `evidence` is already one plain line. */
export const causeBy = (rule: CauseRule, from: Cause["from"], evidence?: string, subject?: string): Cause => {
  const { slug, title, nextStep, weight = "failure", broad = false } = rule;
  const hasEvidence = evidence !== undefined && evidence !== "";
  const apart = normaliseError(subject ?? evidence ?? "");
  return {
    slug,
    key: broad && apart !== "" ? `${slug}: ${apart}` : slug,
    title,
    ...(hasEvidence ? { evidence } : {}),
    nextStep,
    weight,
    from,
  };
};
