/** The files that are mutated, and the tests that should detect the mutants. */
import { globSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "../workspace/root.ts";

/** Files that are mutated together, and the tests to run against each mutant, fastest first. */
export interface Area {
  readonly name: string;
  /** Globs relative to the repository's root. */
  readonly files: readonly string[];
  readonly tests: readonly string[];
  /** Whether `npm test` runs the area. If so, every survivor must be listed with a reason. */
  readonly quick: boolean;
  /** Minimum percentage of mutants that the tests must kill. Default: 95. */
  readonly atLeast?: number;
}

const report = "packages/report";

/** All areas. A file that matches several belongs to the first. */
export const areas: readonly Area[] = [
  {
    name: "final",
    files: ["packages/core/src/final/*.ts"],
    tests: ["packages/core/test/final/*.test.ts"],
    quick: true,
  },
  {
    name: "words",
    files: [`${report}/src/judge/verdict/status.ts`, `${report}/src/model/result.ts`],
    tests: [`${report}/test/judge/verdict/status.test.ts`, `${report}/test/model/result.test.ts`],
    quick: true,
  },
  {
    name: "verdict",
    files: [`${report}/src/judge/verdict/{verdict,verdict-words,judge-level}.ts`],
    tests: [`${report}/test/judge/verdict/{verdict-table,judge-level,verdict}.test.ts`],
    quick: true,
  },
  {
    name: "sentences",
    files: [`${report}/src/model/{words,verdicts}.ts`],
    tests: [
      `${report}/test/model/words.test.ts`,
      `${report}/test/judge/verdict/verdict-table.test.ts`,
      `${report}/test/judge/groups/harm.test.ts`,
    ],
    quick: true,
  },
  {
    name: "patch decision",
    files: [`${report}/src/judge/patching/{decide,state-words,belonging,counts}.ts`],
    tests: [`${report}/test/judge/patching/{belonging,decide,counts}.test.ts`],
    quick: true,
  },
  {
    name: "patching",
    files: [`${report}/src/judge/patching/*.ts`, `${report}/src/collect/patches/patch-state.ts`],
    tests: [`${report}/test/judge/patching/*.test.ts`, `${report}/test/collect/patches/patch-state.test.ts`],
    quick: false,
    atLeast: 55,
  },
  {
    name: "causes",
    files: [`${report}/src/judge/causes/**/*.ts`],
    tests: [`${report}/test/judge/causes/**/*.test.ts`],
    quick: false,
    atLeast: 45,
  },
];

/** Files of an area, without the files of earlier areas. */
export const filesOf = (area: Area): readonly string[] => {
  const before = new Set(areas.slice(0, areas.indexOf(area)).flatMap(({ files }) => matching(files)));
  return matching(area.files).filter((file) => !before.has(file));
};

/** Matching files in order, relative to the repository's root, separated by `/`. */
export const matching = (globs: readonly string[]): readonly string[] =>
  [...new Set(globs.flatMap((glob) => globSync(join(root, glob)).toSorted()))].map((path) =>
    relative(root, path).split(sep).join("/"),
  );
