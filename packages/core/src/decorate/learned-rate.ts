/**
 * @file How fast to send to a service whose quota is not known.
 *
 * The algorithm is CUBIC, the congestion control of TCP (RFC 9438). The AWS SDKs use it for the same purpose in their
 * "adaptive" retry mode:
 *
 * 1. Before the first refusal the rate is unlimited, or the known rate.
 * 2. A refusal cuts the rate to BETA times the rate that the service accepts. That is the current rate or, if lower, the
 *    measured one: the requests accepted since the last cut, at most over the last second.
 * 3. After a cut the rate grows along a cubic curve: fast at first, slowly near the accepted rate, then fast again.
 *    `rate(t) = C * (t - K)^3 + accepted`, where K is the time at which the curve is back at the accepted rate.
 *
 * Two rules of the RFC that the SDKs omit:
 *
 * 4. There is one cut per round trip. Refusals of requests that were sent before the last cut say nothing about the rate
 *    after it. With a cut for each refusal, the rate would collapse.
 * 5. Spurious cuts are undone (section 4.9). A service that refuses by chance, independently of the rate, would otherwise
 *    lower the rate to the minimum. The rate after a cut is below what the service accepts, so a refusal before time K does not
 *    come from our rate, unless the measurement before the cut was too high, for example because of the service's burst.
 *    The second cut corrects that. A further early refusal means that cutting does not help: the curve from before these
 *    cuts is restored, and refusals are ignored as long as not more than MOST_REFUSED of the requests are refused.
 *
 * Unlike in the RFC, idle time counts as time of growth: a pause also fills the service's bucket.
 *
 * `random-services.test.ts` compares the time over random services with the shortest possible time. It fails without any
 * of these rules, and with values far from these constants.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9438
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 * @see https://github.com/smithy-lang/smithy-typescript/blob/main/packages/util-retry/src/DefaultRateLimiter.ts
 */

/** Requests per second that a service accepts, learned from its refusals. Times are in milliseconds and never go back. */
export interface LearnedRate {
  /** Requests per second that may be sent now. Infinity if nothing was refused and no rate is known. */
  perSecond(now: number): number;
  /** Records an accepted request and when it was sent. */
  accepted(sent: number, now: number): void;
  /** Records a refused request and when it was sent. Returns whether the rate was cut. */
  refused(sent: number, now: number): boolean;
  /** Records a pause that the service requested, which does not count as measured time. */
  paused(until: number): void;
}

/** Share of the accepted rate that remains after a cut. RFC 9438, section 4.6, and the AWS SDKs: 0.7. */
const BETA = 0.7;

/** How fast the curve grows, in requests per second per cubic second. RFC 9438, section 5.1, and the AWS SDKs: 0.4. */
const C = 0.4;

/** Requests per second below which the rate is never cut. The AWS SDKs: 0.5. */
const LOWEST = 0.5;

/**
 * Early cuts that may be needed, see rule 5: the one that corrects the measurement. With 2, reading takes 40% longer
 * where 45% are refused by chance; with 0, services with a quota refuse twice as many requests.
 */
const EARLY_CUTS = 1;

/** Weight of one response in the moving average of the refused share. RFC 8257 (DCTCP) uses 1/16 for a window of them. */
const WEIGHT = 1 / 16;

/**
 * Share of refused requests above which refusals never count as chance. The goal is to tolerate 45% by chance;
 * with WEIGHT the measured share then has a standard deviation of 9%, so this leaves more than two.
 */
const MOST_REFUSED = 2 / 3;

/** A rate that grows again after a cut. */
interface Curve {
  /** Requests per second that the service accepted before the cut. */
  readonly accepted: number;
  readonly cutAt: number;
}

/** Milliseconds until the curve is back at the accepted rate. */
const recovery = ({ accepted }: Curve): number => 1000 * Math.cbrt((accepted * (1 - BETA)) / C);

const rateOf = (curve: Curve, now: number): number => {
  const seconds = (now - curve.cutAt - recovery(curve)) / 1000;
  return Math.max(LOWEST, C * seconds ** 3 + curve.accepted);
};

/** Learns the rate. `ceiling` is the known rate in requests per second, which is never exceeded; Infinity if unknown. */
export const learnedRate = (ceiling: number): LearnedRate => {
  let curve: Curve | undefined;
  let beforeCuts: Curve | undefined;
  let earlyCuts = 0;
  let isChance = false;
  let refusedShare = 0;
  let meter = createMeter();
  let measuredFrom = Infinity;
  let pausedUntil = -Infinity;
  let earlyAllowed = EARLY_CUTS;

  const perSecond = (now: number): number =>
    curve === undefined ? ceiling : Math.min(ceiling, rateOf(curve, now));

  const record = (sent: number, refused: 0 | 1): void => {
    if (sent >= pausedUntil) measuredFrom = Math.min(measuredFrom, sent);
    refusedShare += (refused - refusedShare) * WEIGHT;
  };

  /** Counts the request that the next token is for, too: without it, few requests would measure too little. */
  const measured = (now: number): number => {
    const from = Math.max(measuredFrom, now - SPAN);
    return ((meter.since(from) + 1) * 1000) / Math.max(1, now - from);
  };

  return {
    perSecond,
    accepted: (sent, now) => {
      record(sent, 0);
      meter.count(now);
    },
    paused: (until) => {
      // The service's burst is back after the pause, so one more measurement is too high.
      if (earlyCuts === 0) earlyAllowed = EARLY_CUTS + 1;
      if (curve !== undefined) curve = { ...curve, cutAt: until };
      measuredFrom = until;
      pausedUntil = until;
    },
    refused: (sent, now) => {
      record(sent, 1);
      if (sent <= (curve?.cutAt ?? -Infinity)) return false;
      const isOverload = refusedShare > MOST_REFUSED;
      if (isOverload) isChance = false;
      if (isChance) return false;
      const isEarly = curve !== undefined && now - curve.cutAt < recovery(curve);
      if (!isEarly) beforeCuts = curve;
      earlyCuts = isEarly && !isOverload ? earlyCuts + 1 : 0;
      if (!isEarly) earlyAllowed = EARLY_CUTS;
      if (earlyCuts > earlyAllowed) {
        curve = beforeCuts;
        earlyCuts = 0;
        isChance = true;
        return false;
      }
      curve = { accepted: Math.max(LOWEST, Math.min(perSecond(now), measured(now))), cutAt: now };
      meter = createMeter();
      measuredFrom = now;
      return true;
    },
  };
};

/** Milliseconds over which the accepted rate is measured. The AWS SDKs average half seconds with a weight of 0.8. */
const SPAN = 1000;

const SLOT = SPAN / 10;

/** Counts events and remembers the last SPAN, in slots: at ten thousand requests per second a list of times is too slow. */
const createMeter = () => {
  const slots = new Map<number, number>();
  return {
    count: (now: number): void => {
      const slot = Math.floor(now / SLOT);
      slots.set(slot, (slots.get(slot) ?? 0) + 1);
      for (const oldest of slots.keys()) {
        if (slots.size <= SPAN / SLOT + 1) return;
        slots.delete(oldest);
      }
    },
    /** Number of events from this time on, to the nearest slot. */
    since: (from: number): number => {
      let sum = 0;
      for (const [slot, count] of slots) if ((slot + 1) * SLOT > from) sum += count;
      return sum;
    },
  };
};
