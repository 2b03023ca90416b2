import type { Fault } from "./fault.ts";
import type { Import } from "./imports.ts";

/** Name of the files that lie directly in `src`. */
const ROOT = "(root)";

/**
 * Finds folders that import each other. Two folders with the same parent may import each other in one direction only, at
 * every depth. Files of the `src` root are entry points: they may import folders, and no folder may import them. Imports
 * of types count.
 */
export const findCircles = (folder: string, imports: readonly Import[]): readonly Fault[] => {
  const edges = new Map<string, Import[]>();
  for (const each of imports) {
    const key = edgeOf(each);
    if (key !== undefined) edges.set(key, [...(edges.get(key) ?? []), each]);
  }
  const faults: Fault[] = [];
  const message = (text: string) =>
    faults.push({ habit: "circles", folder, message: `${folder}/src/${text}` });
  for (const [key, each] of edges) {
    const [from = "", to = ""] = key.split(ARROW);
    const back = edges.get(`${to}${ARROW}${from}`);
    if (back === undefined || from > to || from === ROOT || to === ROOT) continue;
    message(
      `${from} and ${to} import each other: ${example(each)}; ${example(back)}. Move what both need into one of them`,
    );
  }
  const intoRoot = imports.filter(({ from, to }) => from.includes("/") && !to.includes("/"));
  for (const file of new Set(intoRoot.map(({ to }) => to))) {
    const importers = intoRoot.filter(({ to }) => to === file);
    message(`${file}, in the src root, is imported by folders: ${example(importers)}. Move it into a folder`);
  }
  return faults;
};

const ARROW = " -> ";

/** The two folders below the nearest common parent that an import connects. Undefined inside one folder. */
const edgeOf = ({ from, to }: Import): string | undefined => {
  const source = from.split("/").slice(0, -1);
  const target = to.split("/").slice(0, -1);
  let depth = 0;
  while (depth < source.length && depth < target.length && source[depth] === target[depth]) depth += 1;
  const parent = source.slice(0, depth);
  const child = (path: readonly string[]) =>
    path.length > depth ? [...parent, path[depth]].join("/") : depth === 0 ? ROOT : undefined;
  const [a, b] = [child(source), child(target)];
  return a === undefined || b === undefined || a === b ? undefined : `${a}${ARROW}${b}`;
};

const example = (imports: readonly Import[]): string => {
  const [first] = imports;
  if (first === undefined) return "";
  const more = imports.length > 1 ? ` (and ${imports.length - 1} more)` : "";
  return `${first.from} imports ${first.to}${more}`;
};
