import { exitCodes } from "../../host/exit-code.ts";
import type { Command } from "../context/command.ts";

/**
 * The scripts pass the words so far to `windowpane __complete`. Its first line is `words`, or `files` if the shell is to
 * add file names; the other lines are candidates, each with a tab and a description. The scripts never evaluate a word.
 */
const scripts = {
  // For bash 3.2 and later. The program quotes words for the command line, readline quotes file names.
  bash: String.raw`# bash completion for windowpane
_windowpane() {
    local kind= line path
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $kind ]]; then
            kind=$line
        else
            COMPREPLY+=("${"${line%%$'\\t'*}"}")
        fi
    done < <(windowpane __complete bash "${"${COMP_LINE:0:COMP_POINT}"}" "$2" 2>/dev/null)
    [[ $kind == files ]] || return 0
    if compopt -o filenames 2>/dev/null; then
        while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen -f -- "$2")
    else
        while IFS= read -r path; do
            printf -v line %q "$path"
            COMPREPLY+=("$line")
        done < <(compgen -f -- "$2")
    fi
}
complete -o nosort -F _windowpane windowpane 2>/dev/null || complete -F _windowpane windowpane
`,
  // For zsh 5, with source and as a file in $fpath. compadd quotes what it inserts.
  zsh: String.raw`#compdef windowpane
# zsh completion for windowpane
_windowpane() {
    local -a lines values shown
    local line
    lines=("${'${(@f)$(windowpane __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}'}")
    for line in "${"${(@)lines[2,-1]}"}"; do
        values+=("${"${line%%$'\\t'*}"}")
        shown+=("${"${line/$'\\t'/  -- }"}")
    done
    (( $#values )) && compadd -V windowpane -l -d shown -a values
    [[ $lines[1] == files ]] && _files
}
if [[ $funcstack[1] == _windowpane ]]; then
    _windowpane "$@"
else
    compdef _windowpane windowpane
fi
`,
  // For fish 3. fish quotes what it inserts. Of these two conditions, it checks the second one first.
  fish: String.raw`# fish completion for windowpane
function __windowpane_complete
    set -l words (commandline -opc) (string unescape -- (commandline -ct))
    set -g __windowpane_lines (windowpane __complete fish $words[2..-1] 2>/dev/null)
end
complete -c windowpane -n 'test "$__windowpane_lines[1]" = files' -F
complete -c windowpane -n __windowpane_complete -k -f -a '$__windowpane_lines[2..-1]'
`,
} as const;

type Shell = keyof typeof scripts;

const shells = Object.keys(scripts) as readonly Shell[]; // Exactly its own keys.

export const completion: Command = {
  description:
    "Completes commands, options, and values such as window names, execution IDs, profiles and regions. Windows and executions " +
    "are requested from the source of the command line, for one second at most.",
  arguments: [{ name: "SHELL", about: shells.join(", "), choices: shells }],
  options: [],
  examples: [
    { line: "completion bash >> ~/.bashrc", about: "Install for bash" },
    { line: 'completion zsh > "${fpath[1]}/_windowpane"', about: "Install for zsh" },
    { line: "completion fish > ~/.config/fish/completions/windowpane.fish", about: "Install for fish" },
  ],
  refuses: [
    "source",
    "demo",
    "profile",
    "region",
    "endpointUrl",
    "caBundle",
    "cliConnectTimeout",
    "cliReadTimeout",
    "output",
    "query",
    "showCli",
  ],
  async run({ args, console }) {
    const shell = shells.find((name) => name === args[0]);
    if (shell !== undefined) await console.result(scripts[shell]);
    return exitCodes.done;
  },
};
