import type { CaseOutput, FamilyCases, RuleCases } from "./cases.ts";

const windows = (text: string, code = 1): CaseOutput => ({ document: "AWS-RunPatchBaseline", code, text });

/** A code in hexadecimal and as a negative number, and the same digits in other contexts. */
const code = (hresult: string): RuleCases => ({
  is: [
    windows(`Searching for updates resulted in error: Exception from HRESULT: ${hresult}`),
    `Install failed with result ${Number.parseInt(hresult, 16) - 2 ** 32}`,
  ],
  isNot: [windows(`KB5031356 has ${hresult.slice(2)} bytes\nwidget broke`), windows("HRESULT: 0x80241234")],
});

export const windowsUpdateCases: FamilyCases = {
  "windows-update-name-resolution": code("0x80072EE7"),
  "windows-update-unreachable": code("0x80240437"),
  "windows-update-proxy-login": code("0x8024401B"),
  "windows-update-server-denies": code("0x80244018"),
  "windows-update-server-content": code("0x80244019"),
  "windows-update-server-trouble": code("0x80244022"),
  "windows-update-policy": code("0x8024500C"),
  "windows-update-filtered": code("0x8024402F"),
  "windows-update-clock-tls": code("0x80072F8F"),
  "windows-update-untrusted": code("0x800B0109"),
  "windows-update-busy": code("0x80248001"),
  "windows-update-disabled": code("0x80070422"),
  "windows-update-bits": code("0x80246008"),
  "windows-update-restart-first": code("0x80242014"),
  "windows-update-servicing-stack": code("0x80242017"),
  "windows-update-download": code("0x80246007"),
  "windows-system-partition": code("0x800F0922"),
  "windows-update-too-slow": code("0x800F0920"),
  "windows-source-missing": code("0x800F081F"),
  "windows-component-store": code("0x80073712"),
  "windows-update-store": code("0x80248007"),
  "windows-access-denied": code("0x80070005"),
  "windows-update-not-applicable": code("0x80240017"),
  "windows-update-cancelled": code("0x8024000B"),
  "installer-busy": code("0x80240016"),
  "windows-installer-fatal": code("0x80070643"),
  "windows-update-installer": code("0x8024200B"),
  "windows-update-failed": {
    is: [
      windows("Update KB5031356 failed: 0x800f09ff"),
      windows("An error occurred when attempting to search Windows Update."),
    ],
    isNot: [
      windows("Exception from HRESULT: 0x80240437"),
      windows("0x00240006 already installed\nwidget broke"),
    ],
  },
};
