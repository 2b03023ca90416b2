import { describe, expect, it } from "vitest";
import { causeOf } from "../../../src/index.ts";
import { ruleFamilies } from "../../../src/judge/causes/families.ts";
import { patchCodes } from "../../../src/judge/causes/rules/patch-codes.ts";
import { familyCases } from "./families.cases.ts";
import type { CaseOutput } from "./cases.ts";

const slugOf = (output: CaseOutput): string => {
  const {
    document,
    code = 1,
    text,
  } = typeof output === "string" ? { document: "AWS-RunShellScript", text: output } : output;
  const last = document.includes("Windows") ? "" : `\nfailed to run commands: exit status ${code}`;
  return causeOf({
    Status: "Failed",
    StatusDetails: "Failed",
    ResponseCode: code,
    DocumentName: document,
    texts: [`${text}${last}`],
  }).slug;
};

it("has the multiline flag on every pattern with an anchor", () => {
  const anchored = ruleFamilies.flatMap(({ rules }) =>
    rules.flatMap(({ slug, patterns }) =>
      patterns
        .filter(({ source, multiline }) => {
          const plain = source.replaceAll(/\\.|\[[^\]]*\]/gu, "");
          return /[\^$]/u.test(plain) && !multiline;
        })
        .map(() => slug),
    ),
  );
  expect(anchored).toEqual([]);
});

it("uses no group name twice in a pattern, which Node before 23 cannot read", () => {
  const repeated = ruleFamilies.flatMap(({ rules }) =>
    rules.flatMap(({ slug, patterns }) =>
      patterns
        .filter(({ source }) => {
          const names = source.match(/\(\?<\w+>/gu) ?? [];
          return new Set(names).size < names.length;
        })
        .map(() => slug),
    ),
  );
  expect(repeated).toEqual([]);
});

it("keeps titles short enough for a narrow screen", () => {
  const rules = [...ruleFamilies.flatMap((family) => family.rules), ...patchCodes];
  expect(
    rules.filter(({ title, certainty }) => title.length + (certainty === undefined ? 0 : 9) > 48),
  ).toEqual([]);
});

describe.each(ruleFamilies.map(({ name, rules }) => ({ name, rules })))(
  "rules about $name",
  ({ name, rules }) => {
    const cases = familyCases[name] ?? {};
    const slugs = [...new Set(rules.map(({ slug }) => slug))];

    it("are each tested with a matching and a non-matching output", () => {
      const untested = slugs.filter(
        (slug) => (cases[slug]?.is.length ?? 0) === 0 || (cases[slug]?.isNot.length ?? 0) === 0,
      );
      expect(untested).toEqual([]);
      expect(Object.keys(cases).filter((slug) => !slugs.includes(slug))).toEqual([]);
    });

    it.each(Object.entries(cases).flatMap(([slug, { is }]) => is.map((output) => ({ slug, output }))))(
      "$slug: $output",
      ({ slug, output }) => {
        expect(slugOf(output)).toBe(slug);
      },
    );

    it.each(Object.entries(cases).flatMap(([slug, { isNot }]) => isNot.map((output) => ({ slug, output }))))(
      "not $slug: $output",
      ({ slug, output }) => {
        expect(slugOf(output)).not.toBe(slug);
      },
    );
  },
);
