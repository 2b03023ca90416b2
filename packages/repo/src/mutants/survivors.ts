/** The list of mutants that no test kills. Each has a reason why no test is needed. */
import { readFileSync, writeFileSync } from "node:fs";
import { filesOf, type Area } from "./areas.ts";
import type { Mutant } from "./instrument.ts";

/** Equal mutants of one file. They are identified by their change, because line numbers move. */
export interface Survivor {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
  /** Number of equal mutants. Default: 1. */
  readonly count?: number;
  readonly reason: string;
}

const path = new URL("survivors.json", import.meta.url);

/** Reads the list. */
export const readSurvivors = (): readonly Survivor[] =>
  // Written by writeSurvivors and edited by hand. A missing member shows up as a mutant that is not listed.
  JSON.parse(readFileSync(path, "utf8")) as Survivor[];

type Change = Pick<Mutant, "file" | "original" | "replacement">;

const keyOf = ({ file, original, replacement }: Change): string =>
  JSON.stringify([file, original, replacement]);

const countBy = (survivors: readonly Mutant[]): ReadonlyMap<string, readonly Mutant[]> => {
  const found = new Map<string, Mutant[]>();
  for (const one of survivors) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one]);
  return found;
};

/** Compares the survivors of an area with the list. */
export const judgeSurvivors = (area: Area, survivors: readonly Mutant[], listed: readonly Survivor[]) => {
  const files = new Set(filesOf(area));
  const own = listed.filter(({ file }) => files.has(file));
  const found = countBy(survivors);
  const allowed = new Map(own.map((one) => [keyOf(one), one.count ?? 1]));
  return {
    unexpected: [...found].flatMap(([key, all]) => all.slice(allowed.get(key) ?? 0)),
    gone: own.filter((one) => (found.get(keyOf(one))?.length ?? 0) < (one.count ?? 1)),
    unreasoned: own.filter(({ reason }) => reason === ""),
  };
};

/** Updates the list for an area. New entries have an empty reason. */
export const writeSurvivors = (area: Area, survivors: readonly Mutant[]): void => {
  const files = new Set(filesOf(area));
  const listed = readSurvivors();
  const reasons = new Map(listed.map((one) => [keyOf(one), one.reason]));
  const own = [...countBy(survivors)].map(([key, all]): Survivor => {
    const [{ file, original, replacement } = { file: "", original: "", replacement: "" }] = all;
    const count = all.length === 1 ? {} : { count: all.length };
    return { file, original, replacement, ...count, reason: reasons.get(key) ?? "" };
  });
  const others = listed.filter(({ file }) => !files.has(file));
  const all = [...others, ...own].toSorted((one, other) =>
    one.file < other.file ? -1 : one.file > other.file ? 1 : 0,
  );
  writeFileSync(path, `${JSON.stringify(all, null, 2)}\n`);
};
