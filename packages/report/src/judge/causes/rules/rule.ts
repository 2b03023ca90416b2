import type { Cause, CauseCertainty, CauseWeight } from "../../../model/report.ts";
import { normaliseError } from "./normalise.ts";
import type { DocumentKind } from "./documents.ts";

/** The texts and properties of a cause in a table. */
export interface CauseRule {
  /** In kebab-case. Does not change between releases. */
  readonly slug: string;
  /** The cause as a short phrase. */
  readonly title: string;
  /** What to do next, in one sentence. */
  readonly nextStep: string;
  /** Default: `failure`. */
  readonly weight?: CauseWeight;
  /** Whether the rule covers a kind of failure, so that only equal errors are the same cause. Default: false. */
  readonly broad?: boolean;
  /** Default: `certain`. */
  readonly certainty?: CauseCertainty;
  /** The alternative explanation of a likely rule, in one sentence. */
  readonly otherwise?: string;
}

/**
 * How well a matching line explains a failure, compared with other lines.
 * - `root`: a problem that programs report only if it occurs (disk full, name not resolved).
 * - `common`: often fatal, but also printed by scripts that continue (permission denied, no such file).
 * - `effect`: a consequence of something that another line may name (download failed, service not started).
 * - `hint`: printed with any failure; used only if neither a line nor the exit code explains it.
 */
export type Strength = "root" | "common" | "effect" | "hint";

/** A cause that is recognised by a line of text. */
export interface TextRule extends CauseRule {
  /**
   * Patterns, of which one matches a line. Tools translate their messages, so a cause has patterns in several languages. The
   * group `subject` of a broad rule's pattern (a program, a code) separates its causes.
   */
  readonly patterns: readonly RegExp[];
  /** Default: `root`. */
  readonly strength?: Strength;
  /** The documents that the rule applies to. Default: all. */
  readonly documents?: readonly DocumentKind[];
  /** Matches a later line that shows that the problem is resolved; the match is then ignored. */
  readonly undoneBy?: RegExp;
  /** Whether it can make a machine wait until its time limit. Default: false. */
  readonly stalls?: boolean;
}

/** Rules about one subject. */
export interface RuleFamily {
  readonly name: string;
  /**
   * Lower-case words, of which at least one is in every text that a rule of the family can match. Other texts are not searched,
   * which saves time. Default: every text is searched.
   */
  readonly about?: readonly string[];
  /** Whether all tools print such lines, so that they do not contradict a more specific rule. Default: false. */
  readonly isGeneric?: boolean;
  /** Specific rules before general ones: the first that matches a line wins. */
  readonly rules: readonly TextRule[];
}

/** A cause that is recognised by a status or its details, of Run Command, Automation or the window. */
export interface StatusRule extends CauseRule {
  /** The details as `statusWord` returns them, or a pattern for free text. */
  readonly details: readonly (string | RegExp)[];
}

/** A cause that is recognised by an exit code. */
export interface CodeRule extends CauseRule {
  readonly codes: readonly number[];
  /** The documents that the rule applies to. Default: all. */
  readonly documents?: readonly DocumentKind[];
  /** The documents and steps that the rule does not apply to. Default: none. */
  readonly notDocuments?: readonly DocumentKind[];
  /** Matches a line that names the tool of the code. Default: not required. */
  readonly about?: RegExp;
  /** Whether the rule applies only without output. Default: false. */
  readonly onlyIfSilent?: boolean;
  /** Whether the code takes precedence over lines that match a rule weaker than `root`. Default: false. */
  readonly overLines?: boolean;
}

/** Causes that are in more than one table. */
export const sharedCauses = {
  commandNotFound: {
    slug: "command-not-found",
    title: "Command not found",
    nextStep: "Install the program, or call it by its full path: the agent's PATH is shorter than a login's.",
  },
  installerBusy: {
    slug: "installer-busy",
    title: "Another installation is running",
    nextStep:
      "Wait for the other installation to end, or schedule the two installations at different times, then run the task again.",
  },
  automationInputs: {
    slug: "automation-inputs-invalid",
    title: "Automation step inputs not valid",
    nextStep:
      "Compare the task's parameters with what the runbook requires, and check that the automation role may read what they name.",
    broad: true,
  },
  outOfMemory: {
    slug: "out-of-memory",
    title: "Out of memory",
    nextStep:
      "Check what filled the memory (dmesg, journalctl -k), add swap or use a larger machine, then run the task again.",
  },
  rebootRequested: {
    slug: "reboot-requested",
    title: "Script requested a reboot",
    nextStep:
      "Reboot the machine and run the task again; the agent reboots only if the script exits with 194 or 3010 and the document allows it.",
  },
} as const satisfies Readonly<Record<string, CauseRule>>;

/** Normalises a status to lower-case letters and digits: AWS writes `TimedOut`, `Timed Out` and `TIMED_OUT`. */
export const statusWord = (status: string | undefined): string =>
  (status ?? "").replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/** Overrides for a cause. */
export interface CauseDetails {
  /** What separates causes of a broad rule. Default: the evidence. */
  readonly subject?: string | undefined;
  /** Default: the rule's. */
  readonly certainty?: CauseCertainty | undefined;
  /** Default: the rule's. */
  readonly otherwise?: string | undefined;
}

/**
 * Creates a cause from a rule and its evidence. The title of a likely cause ends with "(likely)".
 *
 * @param evidence - one safe line.
 */
export const causeBy = (
  rule: CauseRule,
  from: Cause["from"],
  evidence = "",
  details: CauseDetails = {},
): Cause => {
  const { slug, title, nextStep, weight = "failure", broad = false } = rule;
  const isLikely = (details.certainty ?? rule.certainty) === "likely";
  const otherwise = details.otherwise ?? rule.otherwise;
  const apart = shortened(normaliseError(details.subject ?? evidence));
  return {
    slug,
    key: broad && apart !== "" ? `${slug}: ${apart}` : slug,
    title: isLikely ? `${title} (likely)` : title,
    ...(evidence === "" ? {} : { evidence }),
    nextStep,
    weight,
    from,
    ...(isLikely ? { certainty: "likely" } : {}),
    ...(isLikely && otherwise !== undefined ? { otherwise } : {}),
  };
};

/** Maximum length of what separates causes of a broad rule, in code points. Keys are also sent in URLs. */
const LONGEST_SUBJECT = 200;

const shortened = (text: string): string =>
  text.length <= LONGEST_SUBJECT ? text : [...text].slice(0, LONGEST_SUBJECT).join("");
