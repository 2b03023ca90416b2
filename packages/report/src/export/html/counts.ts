/** The counts of machines by result, as bars and in words. */
import { machinesOf } from "../../model/machines-of.ts";
import type { ExecutionReport } from "../../model/report.ts";
import { describeScans, patchWords } from "../../judge/patching/counts.ts";
import { patchOutcomes } from "../../model/patch.ts";
import { patchDoubtOf, type PatchDoubt } from "../../judge/patching/patch-doubt.ts";
import { countsInWords, describeTotal, plural } from "../../model/words.ts";
import { markup, nothing, type Markup } from "../parts/markup.ts";
import { toneOfPatch } from "../parts/patch-fields.ts";
import { glyphOf, toneOfResult, type Tone } from "../parts/phrases.ts";

/** The results of the machines, each counted once, and the patch results if the execution patches. */
export const countsSection = (report: ExecutionReport): Markup => {
  const { machineCounts: counts, patches } = report;
  if (counts.total === 0) return nothing;
  return markup`<section><h2>Machines</h2>
<p>${describeTotal(counts, "machine")}, each counted once with its worst result.</p>
${chart(machineParts(report))}${patches === undefined ? nothing : patchesMarkup(patches)}</section>
`;
};

interface ChartPart {
  readonly tone: Tone;
  readonly count: number;
  readonly words: string;
}

/** Machines whose command passed are good only if their patch result is, too. */
const machineParts = (report: ExecutionReport): readonly ChartPart[] => {
  const doubts = countDoubts(report);
  return countsInWords(report.machineCounts).flatMap(({ result, count, words }): readonly ChartPart[] => {
    if (result !== "passed") return [{ tone: toneOfResult(result), count, words }];
    const { "not-patched": notPatched, unproven } = doubts;
    const parts: readonly ChartPart[] = [
      { tone: "bad", count: notPatched, words: `${words}, not patched` },
      { tone: "warn", count: unproven, words: `${words}, patches unknown` },
      { tone: "good", count: count - notPatched - unproven, words },
    ];
    return parts.filter((part) => part.count > 0);
  });
};

/** Counts machines whose commands all passed but whose patch result is bad or uncertain, each once. */
const countDoubts = (report: ExecutionReport): Readonly<Record<PatchDoubt, number>> => {
  const worst = new Map<string, PatchDoubt>();
  const failed = new Set<string>();
  for (const machine of machinesOf(report)) {
    const { kind, name, InvocationId, result } = machine;
    const key = kind === "machine" ? name : `${kind} ${InvocationId}`;
    if (result !== "passed") failed.add(key);
    const doubt = patchDoubtOf(machine);
    if (doubt !== undefined && worst.get(key) !== "not-patched") worst.set(key, doubt);
  }
  const counts = { "not-patched": 0, unproven: 0 };
  for (const [key, doubt] of worst) if (!failed.has(key)) counts[doubt] += 1;
  return counts;
};

const patchesMarkup = (patches: NonNullable<ExecutionReport["patches"]>): Markup => {
  const scans = describeScans(patches);
  const parts = patchOutcomes
    .map((outcome) => ({
      tone: outcome === "scanned" && patches.needPatches > 0 ? ("warn" as const) : toneOfPatch(outcome),
      count: patches.results[outcome],
      words: patchWords[outcome],
    }))
    .filter(({ count }) => count > 0);
  return markup`<h3>Patches</h3>
<p>${plural(patches.total, "row")} of patch runs, one per machine and invocation.${scans === undefined ? nothing : markup` ${scans}.`}</p>
${chart(parts)}`;
};

const chart = (parts: readonly ChartPart[]): Markup => {
  const label = parts.map(({ count, words }) => `${count} ${words}`).join(", ");
  return markup`<svg role="img" aria-label="${label}" width="100%" height="14">${barParts(parts)}</svg>
<ul class="legend">${parts.map(({ tone, count, words }) => markup`<li>${toned(tone, `${count} ${words}`)}</li>`)}</ul>
`;
};

const barParts = (parts: readonly ChartPart[]): readonly Markup[] => {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  return parts.map(({ tone, count }) => {
    const x = `${((before / total) * 100).toFixed(3)}%`;
    // A small space separates parts of equal tone.
    const width = `${Math.max(0, (count / total) * 100 - 0.15).toFixed(3)}%`;
    before += count;
    return markup`<rect class="${tone}" x="${x}" width="${width}" height="14" rx="2"/>`;
  });
};

/** Text with the glyph of its tone. */
export const toned = (tone: Tone, words: string): Markup =>
  markup`<span class="tone ${tone}">${glyphOf(tone)} ${words}</span>`;
