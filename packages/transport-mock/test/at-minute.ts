import { createClient, type Client } from "@windowpane/core";
import { manualClock, mockTransport, type ManualClock, type MockTransport } from "../src/index.ts";
import { smallAccount, START } from "./small-account.ts";

/** The small account with a manual clock, a number of minutes after its start. */
export const atMinute = (
  minutes: number,
): { readonly client: Client; readonly clock: ManualClock; readonly transport: MockTransport } => {
  const clock = manualClock(START);
  const transport = mockTransport({ scenario: smallAccount, clock });
  clock.advance(minutes * 60_000);
  return { client: createClient(transport), clock, transport };
};
