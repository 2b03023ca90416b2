import { anywhere, type Node, type OptionWord } from "./grammar.ts";
import { pathsOf, profilesPipeline, type Path } from "./paths.ts";

/**
 * The script for bash 3.2 and newer, without bash-completion. Options with values are followed as the program does it: their
 * value is no command, before the command's name and behind it. `--output=json` works too, though bash takes it for three words.
 */
export const bashScript = (root: Node): string => {
  const paths = pathsOf(root);
  const shared = anywhere();
  return `# bash completion for ${root.name}: source <(${root.name} completion bash)

# What may follow an option: "words ...", "files", "files words ..." or "profiles" in kind. Returns 1 when nothing does.
_${root.name}_value() {
    kind=
    # A command's own options first: some are named as those of every command.
    case "$1:$2" in
${valueCases(paths.map(({ words, node }) => ({ prefix: `${words}:`, options: node.options })))}
        *)
            case "$2" in
${valueCases([{ prefix: "", options: shared }], 16)}
                *) return 1 ;;
            esac
            ;;
    esac
}

# The command that a word enters from a path, in path. Returns 1 when it enters none.
_${root.name}_enter() {
    case "$1:$2" in
${enterCases(paths)}
        *) return 1 ;;
    esac
}

_${root.name}() {
    local cur prev path= kind= word words= i given=0 IFS=$' \\t\\n'
    cur=\${COMP_WORDS[COMP_CWORD]}
    prev=\${COMP_WORDS[COMP_CWORD-1]}
    if [[ $cur == = ]]; then
        cur=
    elif [[ $prev == = ]]; then
        prev=\${COMP_WORDS[COMP_CWORD-2]}
    fi
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=\${COMP_WORDS[i]}
        case $word in
            --) return ;;
            =) ((i++)) ;;
            -*) if [[ \${COMP_WORDS[i+1]} != = ]] && _${root.name}_value "$path" "$word"; then ((i++)); fi ;;
            *) _${root.name}_enter "$path" "$word" || ((given++)) ;;
        esac
    done
    # An option's name may end in what has not been typed yet, so the value is looked up once more.
    if [[ $prev == -* && $i -ge COMP_CWORD ]] && _${root.name}_value "$path" "$prev"; then
        case $kind in
            files*)
                compopt -o filenames 2>/dev/null
                words=$(compgen -W "\${kind#files}" -- "$cur")
                # Names of files hold blanks.
                IFS=$'\\n'
                COMPREPLY=($words $(compgen -f -- "$cur"))
                ;;
            profiles)
                IFS=$'\\n'
                COMPREPLY=($(compgen -W "$(${profilesPipeline})" -- "$cur"))
                ;;
            words*) COMPREPLY=($(compgen -W "\${kind#words}" -- "$cur")) ;;
        esac
        return
    fi
    case "$path" in
${wordCases(paths)}
    esac
    if [[ $cur == -* ]]; then
        words="\${words#*:} ${shared.flatMap(({ names }) => names).join(" ")}"
    else
        words=\${words%%:*}
        # Commands and choices stand in the first place only.
        if ((given > 0)); then words=; fi
    fi
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
}

complete -F _${root.name} ${root.name}
`;
};

const indented = (lines: readonly string[], by = 8): string =>
  lines.map((line) => `${" ".repeat(by)}${line}`).join("\n");

interface Family {
  readonly prefix: string;
  readonly options: readonly OptionWord[];
}

/** One branch for all options that are followed by the same. */
const valueCases = (families: readonly Family[], by?: number): string => {
  const branches = new Map<string, string[]>();
  for (const { prefix, options } of families) {
    for (const { names, value } of options) {
      if (value === undefined || value.optional) continue;
      const kind = kindOf(value);
      const patterns = names.map((name) => quoted(`${prefix}${name}`));
      branches.set(kind, [...(branches.get(kind) ?? []), ...patterns]);
    }
  }
  const lines = [...branches].map(([kind, patterns]) => `${patterns.join("|")}) kind=${quoted(kind)} ;;`);
  return indented(lines, by);
};

const kindOf = ({ choices, from }: NonNullable<OptionWord["value"]>): string => {
  const words = (choices ?? []).join(" ");
  if (from === "profiles") return "profiles";
  if (from === "files") return `files ${words}`.trim();
  return words === "" ? "" : `words ${words}`;
};

const enterCases = (paths: readonly Path[]): string =>
  indented(
    paths.flatMap(({ words, node }) =>
      node.commands.map(({ name, aliases }) => {
        const patterns = [name, ...aliases].map((word) => quoted(`${words}:${word}`));
        return `${patterns.join("|")}) path=${quoted(`${words} ${name}`.trim())} ;;`;
      }),
    ),
  );

/** Before the colon what may stand as a word, behind it the options. */
const wordCases = (paths: readonly Path[]): string =>
  indented(
    paths.map(({ words, node }) => {
      const places = [...node.commands.map(({ name }) => name), ...(node.arguments[0]?.choices ?? [])];
      const names = node.options.flatMap((option) => option.names);
      return `${quoted(words)}) words=${quoted(`${places.join(" ")}:${names.join(" ")}`)} ;;`;
    }),
  );

/** For a shell: nothing of ours holds a quote. */
const quoted = (text: string): string => `'${text}'`;
