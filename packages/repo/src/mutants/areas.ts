/** Which files are mutated, and which tests are to notice. */
import { globSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "../workspace/root.ts";

/** Files that are mutated together, and the tests that are run over each of their mutants, quickest first. */
export interface Area {
  readonly name: string;
  /** Globs from the root of the repository. A new file that matches is mutated as well. */
  readonly files: readonly string[];
  readonly tests: readonly string[];
  /** Whether `npm test` runs it. Then every survivor must be listed with a reason. */
  readonly quick: boolean;
  /** How many of 100 mutants must be killed. Default: 95. */
  readonly atLeast?: number;
}

const report = "packages/report";

/** Every area. Where a file matches in two, the first one has it. */
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

/** The files of an area, without those of the areas before it. */
export const filesOf = (area: Area): readonly string[] => {
  const before = new Set(areas.slice(0, areas.indexOf(area)).flatMap(({ files }) => matching(files)));
  return matching(area.files).filter((file) => !before.has(file));
};

/** The files that match, as paths from the root with `/`, in order. */
export const matching = (globs: readonly string[]): readonly string[] =>
  [...new Set(globs.flatMap((glob) => globSync(join(root, glob)).toSorted()))].map((path) =>
    relative(root, path).split(sep).join("/"),
  );
