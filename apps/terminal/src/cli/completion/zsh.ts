import { anywhere, type Node, type OptionWord } from "./grammar.ts";
import { profilesPipeline } from "./paths.ts";

/** The script for zsh 5, for `source` and for a folder of $fpath alike. */
export const zshScript = (root: Node): string => {
  const { name } = root;
  return `#compdef ${name}
# zsh completion for ${name}: source <(${name} completion zsh), or as _${name} in a folder of $fpath

__${name}_profiles() {
    local -a profiles
    profiles=(\${(f)"$(${profilesPipeline})"})
    compadd -a profiles
}

# Every command takes these.
__${name}_shared=(
${anywhere()
  .map((option) => `    ${specOf(option)}`)
  .join("\n")}
)

${functionOf(root, name)}

if [ "$funcstack[1]" = "_${name}" ]; then
    _${name} "$@"
else
    compdef _${name} ${name}
fi
`;
};

/** A function for a command, and before it those of the commands below. */
const functionOf = (node: Node, words: string): string => {
  const specs = [...node.options.map(specOf), '"${__windowpane_shared[@]}"'];
  if (node.commands.length === 0) {
    return `_${identifier(words)}() {
    _arguments -s \\
${[...specs, ...argumentSpecs(node)].map((spec) => `        ${spec}`).join(" \\\n")}
}`;
  }
  const below = node.commands.map((child) => functionOf(child, `${words} ${child.name}`));
  return `${below.join("\n\n")}

_${identifier(words)}() {
    local curcontext="$curcontext" state line
    typeset -A opt_args
    _arguments -C -s \\
${[...specs, "'1: :->command'", "'*:: :->words'"].map((spec) => `        ${spec}`).join(" \\\n")}
    case $state in
        command)
            local -a commands
            commands=(
${node.commands.map((child) => `                ${quoted(`${child.name}:${child.summary}`)}`).join("\n")}
            )
            _describe -t commands command commands
            ;;
        words)
            case $line[1] in
${node.commands.map((child) => `                ${[child.name, ...child.aliases].join("|")}) _${identifier(`${words} ${child.name}`)} ;;`).join("\n")}
            esac
            ;;
    esac
}`;
};

/** `'(-o --output-file)'{-o,--output-file=}'[about]:path:_files'`; what has one spelling may stand several times. */
const specOf = ({ names, about, value }: OptionWord): string => {
  const tail = `[${escaped(about)}]${valueSpec(value)}`;
  // Long options take their value behind a blank and behind an equals sign.
  const spelled = names.map((word) => (takesValue(value) && word.startsWith("--") ? `${word}=` : word));
  const [only = "", ...others] = spelled;
  if (others.length === 0) return quoted(`*${only}${tail}`);
  return `${quoted(`(${names.join(" ")})`)}{${spelled.join(",")}}${quoted(tail)}`;
};

const takesValue = (value: OptionWord["value"]): boolean => value !== undefined && !value.optional;

const valueSpec = (value: OptionWord["value"]): string => {
  if (value === undefined) return "";
  const words = value.choices === undefined ? " " : `(${value.choices.join(" ")})`;
  return `${value.optional ? "::" : ":"}${value.name}:${actions[value.from ?? "words"](words)}`;
};

const actions: Readonly<Record<"files" | "profiles" | "words", (words: string) => string>> = {
  files: (words) =>
    words === " " ? "_files" : String.raw`{_alternative "words\:word\:${words}" "files\:file\:_files"}`,
  profiles: () => "__windowpane_profiles",
  words: (words) => words,
};

const argumentSpecs = ({ arguments: rows }: Node): readonly string[] =>
  rows.map(({ name, choices, optional }) => {
    const words = choices === undefined ? " " : `(${choices.join(" ")})`;
    return quoted(`${optional === true ? "::" : ":"}${name}:${words}`);
  });

const identifier = (words: string): string => words.replace(/[^a-zA-Z0-9]+/g, "_");

/** Within the brackets of a spec. */
const escaped = (text: string): string => text.replace(/[\\[\]:]/g, (character) => `\\${character}`);

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
