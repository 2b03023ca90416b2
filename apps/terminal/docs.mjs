/** Writes docs/cli.md, docs/keys.md, docs/policy.json and the permissions in docs/connecting.md from the tables that the program itself uses, or with --check says whether they are current. */
import { readFile, writeFile } from "node:fs/promises";
import { filterFields, operationNames, operations } from "@windowpane/core";
import { operationCommands } from "./src/cli/call/call.ts";
import { commands } from "./src/cli/commands.ts";
import { policyFor } from "./src/cli/commands/doctor/policy.ts";
import { exitCodes } from "./src/host/exit-code.ts";
import { keyGroups, shownKey } from "./src/tui/key-row.ts";
import { keyTable } from "./src/tui/keys.ts";
import { optionRows, sharedOptions, uiOptions } from "./src/cli/context/option.ts";

const docs = new URL("../../docs/", import.meta.url);

/** Cells are filled up as the formatter of the repository does it, so that it leaves the file as it is. */
const table = (head, rows) => {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => String(cell).replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  const [first, ...rest] = lines.map(line);
  return [first, line(widths.map((width) => "-".repeat(width))), ...rest].join("\n");
};

const optionTable = (options) =>
  table(
    ["option", "what it does"],
    options.map(({ flags, shown, about, choices }) => [
      `\`${shown ?? flags}\``,
      choices === undefined || choices.every((choice) => about.includes(choice))
        ? about
        : `${about} (${choices.join(", ")})`,
    ]),
  );

const usage = (words, { arguments: taken }) =>
  ["windowpane", ...words, ...taken.map(({ name, optional }) => (optional ? `[${name}]` : name))].join(" ");

const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const examples = ({ examples: rows }) =>
  ["```sh", ...rows.flatMap(({ line, gives }) => [`# ${gives}`, `windowpane ${line}`]), "```"].join("\n");

const commandSection = (command) => {
  const options = [...(command.ownOptions ?? []), ...command.options.map((name) => optionRows[name])];
  const parts = [
    `### \`${usage([command.name], command)}\``,
    [sentence(command.summary), command.description].filter(Boolean).join(" "),
    command.arguments.length > 0 &&
      table(
        ["argument", "what it is"],
        command.arguments.map(({ name, about, optional }) => [
          `\`${name}\``,
          optional ? `${about} (may be left out)` : about,
        ]),
      ),
    options.length > 0 && optionTable(options),
    examples(command),
  ];
  return parts.filter(Boolean).join("\n\n");
};

const operationTable = () =>
  table(
    ["operation", "flags"],
    operationCommands().map(({ name, ownOptions, options }) => [
      `\`${name}\``,
      [
        ...ownOptions.filter(({ flags }) => !/^--(cli|generate|no-)/.test(flags)),
        ...options.map((key) => optionRows[key]),
      ]
        .map(({ flags }) => `\`${flags.split(" ")[0]}\``)
        .join(" "),
    ]),
  );

const exitMeanings = {
  done: "done",
  notPassed: "the verdict is not PASSED, and `--exit-status` was given",
  interrupted: "interrupted by Ctrl-C",
  usage: "the command line or an input makes no sense; nothing was sent",
  configuration:
    "no credentials, no region, a profile or snapshot that cannot be used, or keys that the service does not take",
  refused: "the service said no, or knows nothing of what was asked for",
  failed: "no answer, an answer that cannot be read, a watch whose time was over, or anything else",
};

const text = `<!-- Made by apps/terminal/docs.mjs from the program's own tables. \`npm run docs:write -w windowpane\` makes it anew. -->

# The command line

\`windowpane [command] [options]\`. Without a command it opens [the screen](keys.md) where a person sits at a terminal, and otherwise
shows what failed in the last 24 hours; \`--output\`, \`--query\` and \`--show-cli\` ask for the latter, too.

## Options of every command

They stand before or after the command's name.

${optionTable(sharedOptions)}

## Options of the screen

${optionTable(uiOptions)}

## Sources

- \`--source aws\`, the default: AWS Systems Manager, with credentials and region from AWS's own variables and config files (SSO and
  assumed roles included), \`--profile\` and \`--region\`; see [connecting](connecting.md). Without credentials the program says so and
  ends with 253; it never falls back to the demo by itself.
- \`--demo\`, which is \`--source demo\`: a made-up account in memory, the same every time, in which time goes on. Scenarios:
  \`demo:patch-night\` (the default), \`demo:documentation\`, \`demo:fleet\` or \`demo:fleet:100000\`, \`demo:empty\`.
- \`--source http://...\` or \`https://...\`: a Windowpane API, or any endpoint that speaks as Systems Manager does and wants no
  signature. A bearer token stands in \`WINDOWPANE_TOKEN\`.
- \`--source FILE\`: what \`windowpane snapshot\` wrote.
- \`WINDOWPANE_SOURCE\` sets the default. [Sources](sources.md) says more of each.

## Commands

${commands.map(commandSection).join("\n\n")}

## Operations

\`windowpane call OPERATION\` takes what \`aws ssm OPERATION\` takes. Beside the flags below, each takes \`--cli-input-json\` (JSON, or
\`file://PATH\`) and \`--generate-cli-skeleton\`. Lists are given in the AWS CLI's shorthand
(\`--filters Key=STATUS,Values=FAILED,TIMED_OUT\`) or as JSON. \`--max-results\` and \`--next-token\` ask for one page, as they do there.

${operationTable()}

\`cancel-maintenance-window-execution\` is the one operation that changes something. It needs \`--allow-cancel\`, and the
WindowExecutionId once more in \`--confirm\` or typed in on a terminal.

## Output

- \`table\` fits the terminal's width and says which columns it left out; on a pipe nothing is cut. AWS's members keep AWS's names
  (\`StartTime\`), ours begin with a small letter (\`took\`). Members that AWS calls sensitive (\`Description\`, \`Parameters\`,
  \`OwnerInformation\`, \`TaskParameters\`) are left out of the tables and CSV files of lists.
- \`json\` is what the AWS CLI prints for the operation: the same members in the same order, times as in its version 2
  (\`2026-11-22T04:00:00.170000+01:00\`, local time), sensitive members included.
- \`ndjson\` has one line for each item. \`yaml\` and \`text\` follow the AWS CLI; the columns of \`text\` are the same over all pages.
- \`csv\` follows RFC 4180, one line for each record; cells that a spreadsheet would run as a formula begin with an apostrophe.
- \`--query\` takes JMESPath and is applied once, over all pages, with every format.
- Escape sequences, control characters and invisible characters are removed from text from outside in \`table\`, \`text\` and \`csv\`.
  JSON keeps every value; on a terminal such characters are written as \`\\u\` escapes.
- stdout holds results; words and progress go to stderr, progress only on a terminal.
- What could not be read is part of the answer: \`gaps\` and \`complete\` in \`json\`, and the last lines of the text for people. Beside every
  other form, and beside \`--query\`, stderr says it. Such an answer ends with 0 all the same; \`--exit-status\` counts it as not passed.
- Times are local in tables, CSV and what AWS's own lists give; the \`json\` of reports, failures and the like has them in UTC. A time that you give without a zone is UTC.

## Paging

Lists are complete: all pages are read, and items are printed as pages arrive (all formats but \`text\`, and without \`--query\`).
\`--max-items\` ends a list early, in the middle of a page if need be, and gives a token for \`--starting-token\`: as \`NextToken\` in
\`json\`, \`yaml\` and \`text\`, on stderr otherwise. The token has the AWS CLI's form, so a token of one is understood by the other:
base64 of \`{"NextToken": TOKEN OR null, "boto_truncate_amount": N}\`, where TOKEN gives the page and N of its items are done with.
What is not of that form is taken as a token of the service itself. When a list breaks off, because of an error or Ctrl-C, what was
read has been printed and stderr names the token to go on with.

## Filters

\`--filter\` takes terms side by side, which must all hold; a comma separates alternatives, a dash before a term turns it round, and
bare or quoted words are looked for anywhere: \`status:failed,timed_out -type:lambda duration>10m "disk full"\`. What the service can
filter it is asked to; the rest is done here.

${table(
  ["field", "what it asks"],
  Object.entries(filterFields).map(([name, { about }]) => [`\`${name}\``, about]),
)}

## Durations and times

Options, filters and the HTTP API read durations and times in the same way.

- A duration is one or more numbers with units: \`90s\`, \`15m\`, \`1h30m\`, \`1.5h\`, \`2d\`, \`1w\`, \`500ms\`. Units may be upper case, except
  that \`M\` is refused: use \`m\` for minutes. Months are not supported.
- A time is a date (\`2026-11-20\`, its first moment) or a date and time (\`2026-11-20T04:00Z\`, \`2026-11-20 04:00\`,
  \`2026-11-20T04:00:30+02:00\`). The time zone is UTC unless one is given.
- \`--since\` takes either; a duration counts back from now.

## Exit codes

${table(
  ["code", "meaning"],
  Object.entries(exitCodes)
    .toSorted(([, a], [, b]) => a - b)
    .map(([name, code]) => [code, exitMeanings[name]]),
)}
`;

const keyPlaces = ({ on, screens }) =>
  screens?.join(", ") ?? (on === undefined ? "everywhere" : on.map((place) => `${place}s`).join(", "));

const keys = `<!-- Made by apps/terminal/docs.mjs from the table that the program itself obeys. \`npm run docs:write -w windowpane\` makes it anew. -->

# The keys of the screen

\`windowpane\` without a command opens the screen where a person sits at a terminal. It begins at the maintenance windows, those with
the most failures of the last 24 hours first; Enter goes down: executions, tasks, invocations, machines, output. In each list what
failed by itself comes first, then what only suffered from it. \`F\` shows all failures by cause, \`o\` the output of the worst machine below the
selected row. \`?\` lists the keys that work where one is.

${keyGroups
  .map(
    (group) =>
      `## ${group}\n\n${table(
        ["key", "what it does", "where"],
        keyTable
          .filter((row) => row.group === group)
          .map((row) => [row.keys.map((key) => `\`${shownKey(key)}\``).join(" "), row.about, keyPlaces(row)]),
      )}`,
  )
  .join("\n\n")}

## While a line is typed

Letters go into the line, also those that are keys elsewhere. Enter does what stands under the line, Esc leaves it as it was before.
\`ctrl-w\` takes the last word away, \`ctrl-u\` everything before the cursor, \`ctrl-a\` and \`ctrl-e\` go to its ends.
A filter holds while it is typed; one that cannot be read says why, and the rows stay as they were.

## Pasting

Whatever is pasted on a list opens the line for going somewhere: an id of any kind, an ARN, an address of the console, a line of the AWS
CLI, an EventBridge event. What is in another region or account is not looked for, and the line says so.

## Without a look

\`INK_SCREEN_READER=true\` gives plain lines in place of tables: where one is, the verdict, the selected row with its columns' names, the keys.
\`NO_COLOR\` and \`--no-color\` take colours away, \`--theme\` sets them; every status is a sign and a word, too.
`;

/** Short lists on one line, as the formatter of the repository does it. */
const policy = `${JSON.stringify(policyFor("aws"), undefined, 2)}\n`.replaceAll(
  /^( +"\w+": )\[\s+([^\]]*?)\s+\](,?)$/gm,
  (whole, name, items, comma) => {
    const line = `${name}[${items.replaceAll(/\n\s+/g, " ")}]${comma}`;
    return line.length <= 110 ? line : whole;
  },
);

/** The permissions of every operation, in the page about connecting. */
const permissions = table(
  ["action", "resource", "without it"],
  [
    ...operationNames.map((name) => {
      const { effect, resource, withoutIt } = operations[name];
      return [`\`${name}\`${effect === "write" ? ", not in the policy" : ""}`, `\`${resource}\``, withoutIt];
    }),
    ["`account:ListRegions`", "`*`", "`--region all` does not know the regions"],
  ],
);
const connectingPage = await readFile(new URL("connecting.md", docs), "utf8");
const connecting = connectingPage.replace(
  /(<!-- permissions, from the table of operations -->\n\n).*?(\n\n<!-- end of permissions -->)/su,
  (_, start, end) => start + permissions + end,
);

for (const [name, wanted] of Object.entries({
  "connecting.md": connecting,
  "cli.md": text,
  "keys.md": keys,
  "policy.json": policy,
})) {
  const target = new URL(name, docs);
  if (process.argv.includes("--write")) {
    await writeFile(target, wanted);
  } else if ((await readFile(target, "utf8").catch(() => "")) !== wanted) {
    console.error(`docs/${name} is not current. \`npm run docs:write -w windowpane\` makes it anew.`);
    process.exitCode = 1;
  }
}
