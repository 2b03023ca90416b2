/** What all windows of the account share. */
import { chanceFrom, type Chance } from "./draw.ts";
import { fleetFrom, type Fleet } from "./fleet.ts";
import { HOUR } from "./when.ts";

/** Where the account's machines are. */
export const REGION = "eu-central-1";
/** An account number that AWS keeps for examples. */
export const ACCOUNT = "111122223333";

/** What a window is laid out in. */
export interface NightAccount {
  readonly now: number;
  /** `now`, without minutes and seconds: last night is laid out in whole hours before it. */
  readonly hour: number;
  readonly chance: Chance;
  readonly fleet: Fleet;
}

/** The account as it stands at a time. */
export const accountAt = (now: Date, seed: number): NightAccount => {
  const chance = chanceFrom(seed);
  return {
    now: now.getTime(),
    hour: Math.floor(now.getTime() / HOUR) * HOUR,
    chance,
    fleet: fleetFrom(chance),
  };
};

/** A role of the account. */
export const roleArn = (role: string): string => `arn:aws:iam::${ACCOUNT}:role/${role}`;
/** A Lambda function of the account. */
export const functionArn = (name: string): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
/** A Step Functions state machine of the account. */
export const stateMachineArn = (name: string): string =>
  `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;
