/** Statements and rows as JSON, with bytes, between a test and a Worker. */
import type { SqlStatement } from "../../src/sql/sql.ts";

export type SqlCall =
  | { readonly method: "all" | "run"; readonly statement: SqlStatement }
  | { readonly method: "batch"; readonly statements: readonly SqlStatement[] }
  | { readonly method: "maintain" };

export const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) =>
    member instanceof Uint8Array ? { $bytes: base64Of(member) } : member,
  );

export const readJson = (text: string): unknown =>
  JSON.parse(text, (_name, member: unknown) => {
    const bytes: unknown =
      typeof member === "object" && member !== null ? Reflect.get(member, "$bytes") : undefined;
    return typeof bytes === "string" ? Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0)) : member;
  });

const base64Of = (bytes: Uint8Array): string => {
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x8000)
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
};
