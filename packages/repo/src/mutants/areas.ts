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
    files: [`${report}/src/{status,result}.ts`],
    tests: [`${report}/test/{status,result}.test.ts`],
    quick: true,
  },
  {
    name: "verdict",
    files: [`${report}/src/{verdict,verdict-words,judge-level}.ts`],
    tests: [`${report}/test/{verdict-table,judge-level,verdict}.test.ts`],
    quick: true,
  },
  {
    name: "sentences",
    files: [`${report}/src/{words,verdicts}.ts`],
    tests: [`${report}/test/{words,verdict-table,harm}.test.ts`],
    quick: true,
  },
  {
    name: "patch decision",
    files: [`${report}/src/patching/{decide,state-words,belonging,counts}.ts`],
    tests: [`${report}/test/patching/{belonging,decide,counts}.test.ts`],
    quick: true,
  },
  {
    name: "patching",
    files: [`${report}/src/patching/*.ts`],
    tests: [`${report}/test/patching/*.test.ts`],
    quick: false,
    atLeast: 55,
  },
  {
    name: "causes",
    files: [`${report}/src/cause.ts`, `${report}/src/causes/**/*.ts`],
    tests: [`${report}/test/cause*.test.ts`, `${report}/test/causes/*.test.ts`],
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
