import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseError } from "../../../../src/judge/causes/rules/normalise.ts";

describe("a normalised error", () => {
  it.each([
    ["held by process 4711 (apt)", "held by process <n> (apt)"],
    ["i-0123456789abcdef0 and mi-0123456789abcdef0", "<id> and <id>"],
    ["command 8b7f4c1e-9d35-4a0b-9f7a-0e61c2d3a4b5 failed", "command <id> failed"],
    ["cannot write /var/log/app/42.log: full", "cannot write <path> full"],
    ["File C:\\ops\\Set-Baseline-5.ps1 missing", "File <path> missing"],
    ["GET https://repo.example.net/x/y?z=1 404", "GET <url> <n>"],
    ["2026-11-22T01:02:03.456Z ERROR 01:02:03 down", "<time> ERROR <time> down"],
    ["ip-10-1-2-3.eu-central-1.compute.internal refused 10.1.2.3:443", "<host> refused <ip>"],
    ["HRESULT: 0x80070070 at 0x7fff5fbff8c0", "HRESULT: 0x80070070 at <hex>"],
    ["kernel-core-6.1.98.x86_64", "kernel-core-<n>.x<n>_<n>"],
    ["sha 9f86d081884c7d659a2feaa0c55ad015 wrong", "sha <hex> wrong"],
  ])("%s", (line, normal) => {
    expect(normaliseError(line)).toBe(normal);
  });

  it("is the same for two machines whose numbers differ", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, other) => {
        const line = (pid: number): string => `lock held by pid ${pid} since ${pid}s`;
        expect(normaliseError(line(one))).toBe(normaliseError(line(other)));
      }),
    );
  });

  it("does not change if it is normalised again", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (line) => {
        const once = normaliseError(line);
        const twice = normaliseError(once);
        expect(normaliseError(twice)).toBe(twice);
      }),
    );
  });
});
