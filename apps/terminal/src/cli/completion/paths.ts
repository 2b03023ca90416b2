/** The tree as a list: shells know no trees. */
import type { Node } from "./grammar.ts";

/** A command with the words that lead to it. */
export interface Path {
  /** `call describe-maintenance-windows`; empty for the program itself. */
  readonly words: string;
  readonly node: Node;
}

/** Every command, the program first. */
export const pathsOf = (root: Node): readonly Path[] => {
  const below = (node: Node, words: string): readonly Path[] => [
    { words, node },
    ...node.commands.flatMap((child) => below(child, `${words} ${child.name}`.trim())),
  ];
  return below(root, "");
};

/** The names in AWS's config files, as a POSIX pipeline. The variable is the shell's to expand. */
export const profilesPipeline =
  String.raw`sed -n -e 's/^\[profile  *\(.*\)\]$/\1/p' -e 's/^\[\(default\)\]$/\1/p' ` +
  '"${AWS_CONFIG_FILE:-$HOME/.aws/config}" 2>/dev/null';
