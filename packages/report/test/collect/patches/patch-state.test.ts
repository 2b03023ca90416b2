import { PATCH_SUMMARY } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { decidePatchResult } from "../../../src/judge/patching/decide.ts";
import { stateOfEntity, stateOfItem } from "../../../src/collect/patches/patch-state.ts";
import { machine, run } from "../../judge/patching/states.ts";

describe.each(["SCAN", "scan", " Scan "])("an operation spelled %j", (OperationType) => {
  const [ExecutionId] = run.CommandIds;
  const counts = {
    MissingCount: "0",
    FailedCount: "0",
    InstalledRejectedCount: "0",
    InstalledPendingRebootCount: "0",
    InstalledCount: "3",
  };
  const entity = {
    Data: {
      [PATCH_SUMMARY]: {
        TypeName: PATCH_SUMMARY,
        SchemaVersion: "1.0",
        Content: [{ ...counts, OperationType, ...(ExecutionId === undefined ? {} : { ExecutionId }) }],
      },
    },
  };

  it("is a scan, and never proves that an installation patched the machine", () => {
    const state = stateOfEntity(entity);
    expect(state).toMatchObject({ Operation: "Scan" });
    expect(stateOfItem({ InstanceId: "i-1", Operation: OperationType }).Operation).toBe("Scan");
    expect(decidePatchResult(run, machine, state ?? "none")).toMatchObject({
      basis: "this-run",
      result: "unknown",
    });
  });
});
