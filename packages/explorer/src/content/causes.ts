/** Causes of a level in a few words. */
import { boundedMap } from "@windowpane/core";
import { isBad, type Cause, type CauseWeight, type Machine } from "@windowpane/report";

/** Failures come before their consequences. */
export const weightRank: Readonly<Record<CauseWeight, number>> = { failure: 0, consequence: 1, notice: 2 };

/** Titles of the causes, the most severe and frequent one first. Equal lists are the same object: 100,000 rows share a few. */
export const causeTitles = (causes: Iterable<Cause | undefined>): readonly string[] => {
  const counted = new Map<string, { cause: Cause; count: number }>();
  for (const cause of causes) {
    if (cause === undefined) continue;
    const known = counted.get(cause.slug);
    if (known === undefined) {
      counted.set(cause.slug, { cause, count: 1 });
      continue;
    }
    known.count += 1;
    // A cause that is certain for one machine is shown without "(likely)".
    if (cause.certainty === undefined) known.cause = cause;
  }
  const worstFirst = [...counted.values()].toSorted(
    (one, other) => weightRank[one.cause.weight] - weightRank[other.cause.weight] || other.count - one.count,
  );
  const titles = worstFirst.map(({ cause }) => cause.title);
  const key = titles.join("\n");
  const known = knownTitles.get(key);
  if (known === undefined) knownTitles.set(key, titles);
  return known ?? titles;
};

const knownTitles = boundedMap<string, readonly string[]>(1000);

/** The causes of machines, and of their level where no machine has it. */
export const causesOf = (
  machines: readonly Machine[],
  own: Cause | undefined,
): readonly (Cause | undefined)[] => [own, ...machines.map(causeOf)];

/** Why a machine did not pass, or why it is not patched although its command passed. */
export const causeOf = ({
  result,
  cause,
  patch,
}: Pick<Machine, "result" | "cause" | "patch">): Cause | undefined =>
  isBad(result) ? cause : (patch?.cause ?? cause);

/** The first cause and the number of others: `Disk full +2`. Empty without causes. */
export const whyText = ([first = "", ...others]: readonly string[]): string =>
  others.length === 0 ? first : `${first} +${others.length}`;

/** The number of other causes at the end of such a text: ` +2`. It stays where the text is cut. */
export const moreCauses = (why: string): string => / \+\d+$/.exec(why)?.[0] ?? "";
