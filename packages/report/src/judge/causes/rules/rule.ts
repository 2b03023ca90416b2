import type { Cause, CauseCertainty, CauseWeight } from "../../../model/report.ts";
import { normaliseError } from "./normalise.ts";
import type { DocumentKind } from "./documents.ts";

/** What a table of causes holds about one cause. */
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
  /** Default: `certain`. */
  readonly certainty?: CauseCertainty;
  /** The second reading of a rule that is only likely: one sentence. */
  readonly otherwise?: string;
}

/**
 * How much a matching line explains, compared with other matching lines.
 * - `root`: an obstacle that programs report only when they meet it (disk full, name not resolved).
 * - `common`: often fatal, but also printed by scripts that continue (permission denied, no such file).
 * - `effect`: follows from something else, which another line may name (download failed, service not started).
 * - `hint`: printed beside any failure; counts only where neither a line nor the exit code explains it.
 */
export type Strength = "root" | "common" | "effect" | "hint";

/** A cause that a line of text shows. */
export interface TextRule extends CauseRule {
  /**
   * Any of them, in one line. Tools print translated text, so one cause has patterns in several languages. What a broad
   * rule's pattern names as `subject` (a program, a code) is then what its causes are told apart by.
   */
  readonly patterns: readonly RegExp[];
  /** Default: `root`. */
  readonly strength?: Strength;
  /** The documents that print such a line. Default: any. */
  readonly documents?: readonly DocumentKind[];
  /** A later line that shows that the obstacle is gone: the match then counts for nothing. */
  readonly undoneBy?: RegExp;
  /** Whether a machine can wait for it until its time is over. Default: false. */
  readonly stalls?: boolean;
}

/** Rules about one subject. */
export interface RuleFamily {
  readonly name: string;
  /**
   * Words in lower case, one of which stands in every text that a rule of the family can match. Texts without any are not
   * searched, which keeps many rules cheap. Absent: every text is searched.
   */
  readonly about?: readonly string[];
  /** Whether every tool prints such lines, so that they say nothing against a more special rule. Default: false. */
  readonly isGeneric?: boolean;
  /** More special before more general: on one line the first rule that matches wins. */
  readonly rules: readonly TextRule[];
}

/** A cause that a status detail shows: Run Command's, Automation's or the window's. */
export interface StatusRule extends CauseRule {
  /** The details in lower case without blanks and full stop, as `statusWord` makes them; or a pattern for free text. */
  readonly details: readonly (string | RegExp)[];
}

/** A cause that an exit code shows. */
export interface CodeRule extends CauseRule {
  readonly codes: readonly number[];
  /** The documents that end with such a code. Default: any. */
  readonly documents?: readonly DocumentKind[];
  /** Documents, and steps of them, to which the rule does not apply. Default: none. */
  readonly notDocuments?: readonly DocumentKind[];
  /** A line that names the tool whose code it is. Default: none is needed. */
  readonly about?: RegExp;
  /** Whether the code means this only where nothing was printed. Default: false. */
  readonly onlyIfSilent?: boolean;
  /** Whether the code decides over a line that matches a rule weaker than `root`. Default: false. */
  readonly overLines?: boolean;
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
    title: "Script asked for a reboot",
    nextStep:
      "Reboot the machine and run the task again; the agent reboots by itself only when the script ends with 194 or 3010 and the document allows it.",
  },
} as const satisfies Readonly<Record<string, CauseRule>>;

/** AWS writes one status as `TimedOut`, `Timed Out` and `TIMED_OUT`: the letters alone, in lower case. */
export const statusWord = (status: string | undefined): string =>
  (status ?? "").replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/** What is known about a cause beside its rule and its evidence. */
export interface CauseDetails {
  /** What a broad cause is told apart by. Default: its evidence. */
  readonly subject?: string | undefined;
  /** Default: the rule's. */
  readonly certainty?: CauseCertainty | undefined;
  /** Default: the rule's. */
  readonly otherwise?: string | undefined;
}

/**
 * The cause that a rule and its evidence make. `evidence` is already one plain line. The title of a cause that is only
 * likely ends with "(likely)".
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
  const apart = normaliseError(details.subject ?? evidence);
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
