/** Which messages a destination gets. */
import type { Verdict } from "@windowpane/report";
import type { DestinationRules } from "../model/destination.ts";
import type { MessageOrigin } from "../model/content.ts";

/** Whether the filters of a destination include a window of an account and region. */
export const includesOrigin = (
  { accounts, regions, windows }: DestinationRules,
  { Account, Region, WindowId, Name }: MessageOrigin,
): boolean =>
  isAmong(accounts, Account) &&
  isAmong(regions, Region) &&
  (windows === undefined ||
    windows.some((window) => window === WindowId || (Name !== undefined && matches(window, Name))));

/** What a destination gets of a run with a verdict. Undefined: no message. */
export const runMessageFor = (
  { when = "failed", minimum = "warning", recovered = false }: DestinationRules,
  verdict: Verdict,
  previous: Verdict | undefined,
): { readonly gather: boolean; readonly recovered: boolean } | undefined => {
  const severity = minimum === "failed" ? failed : notPassed;
  const hasRecovered = verdict === "PASSED" && previous !== undefined && severity.has(previous);
  if (when === "digest") return { gather: true, recovered: hasRecovered };
  if (when === "always" || severity.has(verdict)) return { gather: false, recovered: hasRecovered };
  return recovered && hasRecovered ? { gather: false, recovered: true } : undefined;
};

const failed: ReadonlySet<Verdict> = new Set(["FAILED", "PARTIAL"]);
const notPassed: ReadonlySet<Verdict> = new Set(["FAILED", "PARTIAL", "UNKNOWN", "EMPTY", "SKIPPED"]);

const isAmong = (allowed: readonly string[] | undefined, value: string | undefined): boolean =>
  allowed === undefined || (value !== undefined && allowed.includes(value));

/** Whether a name matches a pattern in which `*` stands for any characters. */
const matches = (pattern: string, name: string): boolean => {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last))
    return false;
  let at = first.length;
  const end = name.length - last.length;
  for (const part of others) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
};
