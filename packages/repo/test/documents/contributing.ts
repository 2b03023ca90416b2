/** The code of CONTRIBUTING.md in the places that its text names. */
import { blocksOf, type CodeBlock } from "./blocks.ts";
import type { SourceChange } from "./compile.ts";

/** Where a block belongs, found by a text that only it contains. */
interface Step {
  readonly has: string;
  readonly path: string;
  /** Text that the block is inserted before. Default: the block is the whole file. */
  readonly before?: string;
}

/** A recipe of CONTRIBUTING.md. */
export interface Recipe {
  readonly name: string;
  /** The package to compile. */
  readonly workspace: string;
  readonly steps: readonly Step[];
  /** Changes that the text describes without code. */
  readonly described?: readonly SourceChange[];
}

const explorer = "packages/explorer/src";

export const recipes: readonly Recipe[] = [
  {
    name: "a command",
    workspace: "apps/terminal",
    steps: [
      { has: "export const schedule: Command", path: "apps/terminal/src/cli/commands/schedule.ts" },
      {
        has: 'import("./commands/schedule.ts")',
        path: "apps/terminal/src/cli/commands.ts",
        before: "];",
      },
    ],
  },
  {
    name: "a screen",
    workspace: "packages/explorer",
    steps: [
      {
        has: "readonly schedule: ItemList",
        path: `${explorer}/model/reading.ts`,
        before: "readonly windows: ItemList",
      },
      { has: "async *schedule(", path: `${explorer}/session/readers.ts`, before: "windows: (_, options)" },
      { has: "export const scheduleColumns", path: `${explorer}/columns/schedule.ts` },
      { has: "export const scheduleScreen", path: `${explorer}/screens/schedule.ts` },
      { has: 'key("open schedule"', path: `${explorer}/keys/key-table.ts`, before: 'key("down"' },
    ],
    described: [
      {
        path: `${explorer}/model/reading.ts`,
        text: '  | { readonly of: "schedule" }\n',
        before: '| { readonly of: "windows" }',
      },
      { path: `${explorer}/model/reading.ts`, text: '    case "schedule":\n', before: 'case "windows":' },
      { path: `${explorer}/model/screen.ts`, text: '  | "schedule"\n', before: '| "windows"' },
      {
        path: `${explorer}/links/paths.ts`,
        text: '  schedule: ["schedule"],\n',
        before: 'windows: ["windows", ""]',
      },
      {
        path: `${explorer}/screens/index.ts`,
        text: 'import { scheduleScreen } from "./schedule.ts";\n',
        before: "import { tasksScreen }",
      },
      {
        path: `${explorer}/screens/index.ts`,
        text: "  schedule: scheduleScreen,\n",
        before: "windows: windowsScreen",
      },
    ],
  },
  {
    name: "a column",
    workspace: "packages/explorer",
    steps: [
      { has: 'title: "id"', path: `${explorer}/columns/tasks.ts`, before: "verdictColumn,\n  notPassed" },
    ],
  },
  {
    name: "a cause",
    workspace: "packages/report",
    steps: [
      {
        has: 'title: "Vault is sealed"',
        path: "packages/report/src/judge/causes/text/configuration.ts",
        before: '    {\n      slug: "ansible-missing"',
      },
    ],
  },
  {
    name: "a route",
    workspace: "packages/http-api",
    steps: [
      {
        has: 'id: "listMachines"',
        path: "packages/http-api/src/routes/machines.ts",
        before: "route({",
      },
    ],
    described: [
      {
        path: "packages/http-api/src/routes/machines.ts",
        text:
          'import { filterOf } from "../parameters/filters.ts";\n' +
          'import { awsNumber } from "../parameters/parameter.ts";\n' +
          'import { listResponse } from "../response/list-response.ts";\n' +
          'import { listFormats } from "./list-formats.ts";\n',
        before: "import ",
      },
      {
        path: "packages/http-api/src/schema/aws-schemas.ts",
        text: '  InstanceInformation: () => item("DescribeInstanceInformation"),\n',
        before: "CancelMaintenanceWindowExecutionResult:",
      },
    ],
  },
];

/** The changes of a recipe. Throws if a step's block is missing or not the only one. */
export const changesOf = (
  { steps, described = [] }: Recipe,
  blocks: readonly CodeBlock[],
): readonly SourceChange[] => [
  ...steps.map(({ has, ...place }) => ({ ...place, text: blockWith(blocks, has).text })),
  ...described,
];

/** The only block that contains a text. */
export const blockWith = (blocks: readonly CodeBlock[], has: string): CodeBlock => {
  const [block, second] = blocks.filter(({ text }) => text.includes(has));
  if (block === undefined || second !== undefined)
    throw new Error(
      `CONTRIBUTING.md has ${block === undefined ? "no block" : "several blocks"} with ${has}.`,
    );
  return block;
};

export const contributing = (): readonly CodeBlock[] => blocksOf("CONTRIBUTING.md");
