import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { exitCodes } from "../../host/exit-code.ts";

const shells = ["bash", "zsh", "fish"] as const;

export const completionCommand: Command = {
  name: "completion",
  summary: "print a script that completes commands, options and their values",
  description: "Made from the same table as the help. Nothing is asked of AWS while one types.",
  arguments: [{ name: "SHELL", about: shells.join(", "), choices: shells }],
  options: [],
  examples: [
    { line: "completion bash >> ~/.bashrc", gives: "for good, in bash" },
    { line: 'completion zsh > "${fpath[1]}/_windowpane"', gives: "in zsh" },
    { line: "completion fish > ~/.config/fish/completions/windowpane.fish", gives: "in fish" },
  ],
  async run(context) {
    await context.screen.result(await scriptFor(context));
    return exitCodes.done;
  },
};

const scriptFor = async ({ args }: Context): Promise<string> => {
  const { readGrammar } = await import("../completion/grammar.ts");
  // The table holds this command too, so it is loaded late.
  const { commands } = await import("../commands.ts");
  const grammar = await readGrammar(commands);
  switch (args[0]) {
    case "zsh":
      return (await import("../completion/zsh.ts")).zshScript(grammar);
    case "fish":
      return (await import("../completion/fish.ts")).fishScript(grammar);
    default:
      return (await import("../completion/bash.ts")).bashScript(grammar);
  }
};
