import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleFamilies } from "../../../src/judge/causes/families.ts";
import { scanText } from "../../../src/judge/causes/lines.ts";
import { mayMatch, requiredWords, trigramsOf } from "../../../src/judge/causes/required-words.ts";

const patterns = ruleFamilies.flatMap(({ rules }) => rules.flatMap((rule) => rule.patterns));

/** Every output in the tests of causes, whatever its rule. */
const outputs = readdirSync(new URL(".", import.meta.url))
  .filter((name) => /\.cases\.ts$|\.txt$/u.test(name))
  .flatMap((name) => readFileSync(new URL(name, import.meta.url), "utf8").split(/^### |^ *\},?$/mu));

describe("words that a pattern requires", () => {
  it.each([
    ["disk is full|no space left", ["disk is full", "no space left"]],
    ["could(?: not|n't) resolve", [" resolve"]],
    ["(?:refused|timed out)", ["refused", "timed out"]],
    ["(?<subject>unit \\w+) failed", [" failed"]],
    ["colou?r code", ["r code"]],
    ["Errors? in", ["error"]],
    ["archive\\.example", ["archive.example"]],
    ["(?:broken )?(?:pipe|socket)", ["pipe", "socket"]],
    ["(?<!no )errors[a-z)|(]+ found", ["errors"]],
    ["(?=never)often", ["often"]],
    ["(?:again){0,3}once", ["once"]],
    ["\\u{63}\\x61che\\p{L}memory", ["memory"]],
  ])("%s", (source, words) => {
    expect(new RegExp(source, "iu").source).toBe(source);
    expect(requiredWords(source)).toEqual(words);
  });

  it.each(["\\d+", "no", "error|\\d+", "(?:error)?", "[error]+", "(?!error)", "メモリ"])(
    "are unknown for %s",
    (source) => {
      expect(requiredWords(source)).toBeUndefined();
    },
  );

  it("are known for nearly all patterns", () => {
    const unknown = patterns.filter(({ source }) => requiredWords(source) === undefined);
    expect(unknown.length).toBeLessThan(patterns.length / 15);
  });
});

describe("a pattern that the words exclude", () => {
  it("matches none of the outputs in the tests", () => {
    let hits = 0;
    const wrong = outputs.flatMap((output) => {
      const { whole, trigrams } = scanText(output);
      return patterns.filter((pattern) => {
        if (!pattern.test(whole)) return false;
        hits += 1;
        return !mayMatch(pattern, trigrams);
      });
    });
    expect(wrong).toEqual([]);
    expect(hits).toBeGreaterThan(1000);
  });

  it("matches no text that is made from a pattern", () => {
    // fast-check cannot make texts for patterns with assertions or references inside.
    const plain = patterns.filter(({ source }) => !/\(\?<?[=!]|\\[bBk1-9]/u.test(source));
    let hits = 0;
    for (const pattern of plain) {
      fc.assert(
        fc.property(fc.stringMatching(new RegExp(pattern.source, "u")), fc.boolean(), (text, isLoud) => {
          const printed = isLoud && pattern.ignoreCase ? text.toUpperCase() : text;
          if (!pattern.test(printed)) return;
          hits += 1;
          expect(mayMatch(pattern, trigramsOf(printed.toLowerCase()))).toBe(true);
        }),
        { numRuns: 6 },
      );
    }
    expect(hits).toBeGreaterThan(plain.length * 3);
  });

  it("matches no text with letters that ignoring case makes equal", () => {
    // A long s and the sign of Kelvin.
    const text = "di\u017F\u212A i\u017F full";
    expect(/disk is full/iu.test(text)).toBe(true);
    expect(mayMatch(/disk is full/iu, trigramsOf(text.toLowerCase()))).toBe(true);
    expect(mayMatch(/disk is empty/iu, trigramsOf(text.toLowerCase()))).toBe(false);
  });
});
