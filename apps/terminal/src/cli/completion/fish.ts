import { anywhere, type Node, type OptionWord } from "./grammar.ts";
import { pathsOf, profilesPipeline, type Path } from "./paths.ts";

/** The script for fish 3 and newer. */
export const fishScript = (root: Node): string => {
  const paths = pathsOf(root);
  const shared = anywhere();
  const { name } = root;
  return `# fish completion for ${name}: ${name} completion fish | source

# The words of the command line that name commands, with what stands behind them as their number.
function __${name}_path
    set -l path
    set -l given 0
    set -l words (commandline -opc)
    set -l i 2
    while test $i -le (count $words)
        set -l word $words[$i]
        switch $word
            case ${wordsOf(valueNames([...shared, ...paths.flatMap(({ node }) => node.options)]))}
                set i (math $i + 1)
            case '-*'
            case '*'
                switch "$path:$word"
${enterCases(paths)}
                    case '*'
                        set given (math $given + 1)
                end
        end
        set i (math $i + 1)
    end
    echo "$path:$given"
end

function __${name}_at
    set -l at (string split : (__${name}_path))
    test "$at[1]" = "$argv[1]"; and begin
        test (count $argv) -eq 1; or test "$at[2]" = "$argv[2]"
    end
end

function __${name}_profiles
    set -l file ~/.aws/config
    set -q AWS_CONFIG_FILE; and set file $AWS_CONFIG_FILE
    ${profilesPipeline.replace(/"\$\{AWS.*\}"/, "$file")}
end

complete -c ${name} -f
${shared.map((option) => `complete -c ${name} ${optionText(option, name)}`).join("\n")}
${paths.flatMap((path) => linesOf(name, path)).join("\n")}
`;
};

const valueNames = (options: readonly OptionWord[]): readonly string[] => [
  ...new Set(options.flatMap(({ names, value }) => (value === undefined || value.optional ? [] : names))),
];

const enterCases = (paths: readonly Path[]): string =>
  paths
    .flatMap(({ words, node }) =>
      node.commands.map(
        ({ name, aliases }) =>
          `                    case ${wordsOf([name, ...aliases].map((word) => `${words}:${word}`))}\n` +
          `                        set path ${quoted(`${words} ${name}`.trim())}`,
      ),
    )
    .join("\n");

const linesOf = (name: string, { words, node }: Path): readonly string[] => {
  const at = `complete -c ${name} -n ${quoted(`__${name}_at ${quotedInside(words)}`)}`;
  const first = `complete -c ${name} -n ${quoted(`__${name}_at ${quotedInside(words)} 0`)}`;
  return [
    ...node.commands.map((child) => `${first} -a ${quoted(child.name)} -d ${quoted(child.summary)}`),
    ...(node.arguments[0]?.choices ?? []).map((choice) => `${first} -a ${quoted(choice)}`),
    ...node.options.map((option) => `${at} ${optionText(option, name)}`),
  ];
};

const optionText = ({ names, about, value }: OptionWord, program: string): string => {
  const flags = names.map((word) => (word.startsWith("--") ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`));
  return [...flags, ...valueText(value, program), `-d ${quoted(about)}`].join(" ");
};

const valueText = (value: OptionWord["value"], program: string): readonly string[] => {
  if (value === undefined || value.optional) return [];
  const words = value.choices === undefined ? [] : [`-a ${quoted(value.choices.join(" "))}`];
  if (value.from === "profiles") return ["-x", `-a '(__${program}_profiles)'`];
  // -F takes files beside the words; -x takes the words alone.
  return [...(value.from === "files" ? ["-r", "-F"] : ["-x"]), ...words];
};

const wordsOf = (words: readonly string[]): string => words.map(quoted).join(" ");

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** Within a text that is quoted already. */
const quotedInside = (text: string): string => `"${text}"`;
