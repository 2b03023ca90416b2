import * as fc from "fast-check";
import { expect, it } from "vitest";
import { reportWriters } from "../../src/index.ts";
import { now } from "../small-plan.ts";
import { hostileReport, hostiles } from "./hostile.ts";

it("is the report itself: every value is equal after parsing", async () => {
  await fc.assert(
    fc.asyncProperty(hostiles, async (hostile) => {
      const report = await hostileReport(hostile);
      const text = reportWriters.json.write(report, { now, includeSensitive: true });
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
    }),
    { numRuns: 60 },
  );
});
