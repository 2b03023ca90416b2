/** The suites about the places of clients that leave, and about many viewers, in workerd. */
import { limitTable, limitVariable, type LimitName } from "@windowpane/http-api";
import {
  credentialVariables,
  describeLeavingClients,
  describeViewers,
  type AccountOptions,
} from "@windowpane/http-contract";
import { startWorker } from "./start-worker.ts";

const inWorkerd = {
  name: "the Worker, in workerd",
  start: async ({ aws, limits: { requestsPerMinute, ...limits } }: AccountOptions) => {
    const variables = Object.entries(limits).map(([name, value]) => {
      // The suite uses the names of the table.
      const row = limitTable[name as LimitName];
      return [limitVariable(row), row.unit === "milliseconds" ? `${value}ms` : String(value)];
    });
    const worker = await startWorker(
      {
        WINDOWPANE_SOURCE: "aws",
        AWS_REGION: "eu-west-1",
        AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
        AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY",
        ...credentialVariables,
        ...(Object.fromEntries(variables) as Record<string, string>),
      },
      { requestsPerMinute, outside: aws },
    );
    return { ...worker, leave: "reset" as const };
  },
};

describeLeavingClients({ ...inWorkerd, holdsAuthentication: false });
describeViewers(inWorkerd);
