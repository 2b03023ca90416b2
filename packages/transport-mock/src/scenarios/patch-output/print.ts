import { linuxOutput } from "./linux.ts";
import type { PatchOutputRecipe } from "./recipe.ts";
import { windowsOutput } from "./windows.ts";

/**
 * What a run of AWS-RunPatchBaseline prints on standard output, uncut: in the order and in the forms of AWS's payloads.
 * The services cut it at 24,000 characters (GetCommandInvocation) and 2,500 (ListCommandInvocations), which takes the
 * counts of a run with many packages away.
 */
export const printPatchRun = (recipe: PatchOutputRecipe): string =>
  recipe.manager === "windows" ? windowsOutput(recipe) : linuxOutput(recipe);
