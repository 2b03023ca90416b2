/** What collecting costs, calculated. A test compares it with a simulation in workerd. */
import { patchStateLimits } from "@windowpane/core";

/** What one collection, or one run in it, costs. */
export interface CalculatedCosts {
  /** Requests to AWS, without retries. */
  readonly requests: number;
  /** Rows of D1, with those of indexes. */
  readonly rowsWritten: number;
  readonly rowsRead: number;
  /** Writing operations of R2. */
  readonly r2Writes: number;
}

/** AWS's largest pages, and Windowpane's limits. */
const pages = { windows: 100, executions: 100, tasks: 100, invocations: 100, machines: 50 } as const;
/** Machines whose open patches are listed, and requests for each: one for each state. */
const openPatches = { machines: 100, requests: 4 } as const;
/** GetMaintenanceWindow, DescribeMaintenanceWindowTargets and DescribeMaintenanceWindowTasks, for each window with news. */
const REGISTRATION = 3;

/** A collection of an account and region in which nothing has ended. */
export const quietCosts = ({ windows }: { readonly windows: number }): CalculatedCosts => ({
  requests: Math.ceil(windows / pages.windows) + windows,
  // The lease is taken, the look ends, the lease is released: one row each.
  rowsWritten: 3,
  // The location and its state, and each window twice.
  rowsRead: 6 + 2 * windows,
  r2Writes: 0,
});

/** A run of a patch window with one task and one command. */
export interface RunShape {
  readonly machines: number;
  /** Machines that fail, or print more than AWS lists. */
  readonly failed: number;
  /** Whether the archive does not know its machines yet. Default: false. */
  readonly isFirst?: boolean | undefined;
}

/** A run that is read and stored in a collection, in addition to a quiet one. */
export const runCosts = ({ machines, failed, isFirst = false }: RunShape): CalculatedCosts => ({
  requests:
    // The execution, its list of tasks, the task and its list of invocations.
    4 +
    Math.ceil(machines / pages.machines) +
    failed +
    REGISTRATION +
    Math.ceil(machines / patchStateLimits.inventory) +
    openPatches.requests * Math.min(openPatches.machines, failed),
  // A row of machine_run with two indexes, of which one is for failed machines only, and one each of machine and machine_patch.
  // A new machine has two indexes. The rest is for the run itself.
  rowsWritten: 14 + (isFirst ? 3 : 0) + (isFirst ? 6 : 4) * machines + failed,
  rowsRead: (isFirst ? 33 : 37) + (isFirst ? 9 : 8) * machines + failed,
  r2Writes: 1,
});

/** Accounts and what happens in them. */
export interface Assumptions {
  /** Accounts times regions. */
  readonly locations: number;
  readonly windows: number;
  /** Runs a day in each account and region. */
  readonly runs: number;
  readonly machines: number;
  /** Share of machines that fail. */
  readonly failed: number;
  /** Minutes between two collections. */
  readonly every: number;
}

/** The assumptions of the table in docs/costs.md. */
export const assumed: Omit<Assumptions, "locations"> = {
  windows: 6,
  runs: 2,
  machines: 30,
  failed: 0.05,
  every: 15,
};

/** Bytes of a row of a machine with its indexes. Measured: 36 with 3.65 million rows in a file; D1 has the same format. */
export const ROW_BYTES = 40;
/** Bytes of a compressed document for each row of a machine. Measured with the demo account, which prints much. */
const DOCUMENT_BYTES = 450;

const DAYS = 30;

/** Costs of a month of 30 days, and storage of a year. */
export const monthlyCosts = (assumptions: Assumptions) => {
  const { locations, windows, runs, machines, failed, every } = assumptions;
  const rounds = (DAYS * 24 * 60) / every;
  const collections = rounds * locations;
  const stored = DAYS * runs * locations;
  const quiet = quietCosts({ windows });
  const run = runCosts({ machines, failed: machines * failed });
  const rows = 365 * runs * machines * locations;
  return {
    requests: quiet.requests * collections + run.requests * stored,
    requestsPerSecond: (quiet.requests * collections + run.requests * stored) / (DAYS * 86_400),
    rowsWritten: quiet.rowsWritten * collections + run.rowsWritten * stored,
    rowsRead: quiet.rowsRead * collections + run.rowsRead * stored,
    r2Writes: run.r2Writes * stored,
    // A message is written, read and deleted. A collection that stored runs also asks for their messages to be sent.
    queueOperations: 3 * (collections + stored),
    // The clock asks the fleet's object, and each message one object.
    objectRequests: rounds + collections + stored,
    databaseGigabytes: (rows * ROW_BYTES) / 1e9,
    documentGigabytes: (rows * DOCUMENT_BYTES) / 1e9,
  };
};
