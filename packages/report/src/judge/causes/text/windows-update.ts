import type { RuleFamily, TextRule } from "../rules/rule.ts";
import { resultCodes, type ResultCodes } from "./windows-results.ts";

const toRule = ({ hresults, words, ...rule }: ResultCodes): TextRule => {
  const codes = hresults.split(" ");
  const negative = codes.map((code) => String(Number.parseInt(code, 16) - 2 ** 32));
  const hex = String.raw`(?:0x|HRESULT[ =:]+|\b(?:error|error code|code|hr)[ =:]+)(?:${codes.join("|")})\b`;
  return {
    ...rule,
    patterns: [
      new RegExp(String.raw`${hex}|(?<![\w-])(?:${negative.join("|")})\b`, "iu"),
      ...(words === undefined ? [] : [words]),
    ],
  };
};

/** Windows Update, WSUS and the servicing stack. */
export const windowsUpdateRules: RuleFamily = {
  name: "windows-update",
  about: [
    "0x8",
    "0xc",
    "hresult",
    "-21",
    "-20",
    "wuauserv",
    "sxs",
    "component store",
    "windows update",
    "error code",
    "error: 80",
    "error 80",
    "code 80",
    "disabled",
  ],
  rules: [
    ...resultCodes.map(toRule),
    {
      slug: "windows-update-failed",
      title: "Windows update failed to install",
      nextStep:
        "Look the code up in Microsoft's Windows Update error reference, and read CBS.log and Get-WindowsUpdateLog on the machine.",
      broad: true,
      strength: "effect",
      patterns: [
        /(?<subject>0x8024(?!0006)[0-9a-f]{4}|0x800f[0-9a-f]{4}|0x8007(?!0005)[0-9a-f]{4})/iu,
        /an error occurred when attempting to (?:search|install) Windows Update|Searching for updates resulted in error/iu,
      ],
    },
  ],
};
