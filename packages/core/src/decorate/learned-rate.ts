import { meter, SPAN } from "./meter.ts";

/** How many requests a second a service lets through, learned from what it refuses. */
export interface LearnedRate {
  /** Requests a second that may be sent now; Infinity as long as nothing was refused and no rate is known. */
  perSecond(now: number): number;
  /** Takes note of a request that was let through. */
  admitted(sent: number, now: number): void;
  /** Takes note of a refusal. Whether it shows that the service's bucket is empty: the rate may be lower then, too. */
  refused(sent: number, now: number): boolean;
}

/** After a refusal we ask at this share of what the service was seen to let through, so that its bucket can fill again. */
const SHARE = 0.85;

/**
 * What the rate gains, as a share of itself, in the first second without a cut, and by how much more in every second
 * after it. The longer nothing is refused, the more the last cut was a mistake or the service has become free.
 */
const GROWTH = 0.05;
const HASTE = 0.02;

/**
 * Requests a second below which no refusal brings us. Few quotas are lower, and withRetry's own waits, which double, slow
 * down what is refused at this rate.
 */
const LEAST = 3;

/**
 * The same for the first refusal at full speed: what passed until then may be little because little was asked. A quota that
 * is lower is found by the cuts that follow, at the cost of a refusal each.
 */
const LEAST_AT_FIRST = 20;

/** Of the rate before, a cut keeps at least this times SHARE. */
const DEEPEST = 0.7;

/** So many cuts that did not help, less those that did, show that the refusals do not come from the rate. */
const VAIN_CUTS = 3;
/** So many are remembered: one that helps by chance does not take all of them back. */
const MOST_VAIN = 8;
/** A cut has helped when so many requests passed after it before the next refusal, and so many milliseconds. */
const HELPED = { passed: 5, milliseconds: 1500 };
/** By this a rate grows with each refusal that is taken for chance. If it was none, the refusals become many and show it. */
const RAISE = 2;
/** Only while at least this share of the requests passes does a refusal speak for chance: with some tries each, none is lost. */
const MOSTLY = 0.5;
/** How much one answer counts in that share. */
const WEIGHT = 1 / 16;

/**
 * A rate that is full until something is refused, then follows what the service lets through. It is cut once for all
 * refusals of requests that were under way at the same time, as cutting for each of them lets the rate collapse; then it
 * grows again until the next refusal. For a service that refuses by chance, however slowly it is asked, the cuts are taken
 * back.
 *
 * @param ceiling - the rate that is known, in requests a second; Infinity where none is.
 */
export const learnedRate = (ceiling: number): LearnedRate => {
  let cut: Cut | undefined;
  let passed = meter();
  let share = 1;
  let vain = 0;
  let passedSince = Infinity;
  let notedAt = -Infinity;

  const perSecond = (now: number): number => {
    if (cut === undefined) return ceiling;
    const seconds = Math.max(0, now - cut.at) / 1000;
    // A quota that is known to be lower than our least is still the quota.
    return Math.min(ceiling, rateAfter(cut) * (1 + GROWTH * seconds + HASTE * seconds ** 2));
  };

  return {
    perSecond,
    admitted: (sent, now) => {
      share += (1 - share) * WEIGHT;
      // An answer to what was under way when the cut was made belongs to what it measured.
      if (cut !== undefined && sent <= cut.at) cut = { ...cut, passed: cut.passed + 1 };
      else {
        passed.count(now);
        passedSince += 1;
      }
    },
    refused: (sent, now) => {
      share -= share * WEIGHT;
      if (sent <= notedAt) return false;
      notedAt = now;
      const isAlone = passedSince >= HELPED.passed;
      const elapsed = cut === undefined ? Infinity : now - cut.at;
      const hasHelped = isAlone && elapsed >= HELPED.milliseconds;
      // For a moment less than MOSTLY passes by chance, too: one such refusal does not forget all that spoke for it.
      const step = hasHelped || share < MOSTLY ? -1 : 1;
      vain = Math.min(MOST_VAIN, Math.max(0, vain + step));
      passedSince = 0;
      const before = perSecond(now);
      if (vain > VAIN_CUTS) {
        if (cut !== undefined) cut = { at: now, before, passed: 0, span: SPAN, least: RAISE * before };
        return false;
      }
      // A rate that is known is believed: requests that arrive closer together than they were sent are refused now and then.
      if (isAlone && ceiling !== Infinity) return true;
      const span = Math.max(1, Math.min(SPAN, elapsed));
      const least = before === Infinity ? LEAST_AT_FIRST : LEAST;
      cut = { at: now, before, passed: passed.since(now - span), span, least };
      passed = meter();
      return true;
    },
  };
};

interface Cut {
  readonly at: number;
  /** The rate until then. */
  readonly before: number;
  /** What was let through in the `span` before, in milliseconds. */
  readonly passed: number;
  readonly span: number;
  /** The rate is not lower after it. */
  readonly least: number;
}

/**
 * Between two refusals the service's bucket was empty at both ends, so what passed is what it lets through. Over a short
 * time that is chance as well, so one cut goes only so deep.
 */
const rateAfter = ({ before, passed, span, least }: Cut): number => {
  const seen = ((passed + 1) * 1000) / span;
  const lowest = before === Infinity ? 0 : before * DEEPEST;
  return Math.max(least, SHARE * Math.min(before, Math.max(seen, lowest)));
};
