/** Data that all windows of the account share. */
import { chanceFrom, type Chance } from "./draw.ts";
import { fleetFrom, type Fleet } from "./fleet.ts";
import { HOUR } from "./when.ts";

/** Region of the account. */
export const REGION = "eu-central-1";
/** An account ID that AWS reserves for examples. */
export const ACCOUNT = "111122223333";

/** The account in which windows are planned. */
export interface NightAccount {
  readonly now: number;
  /** `now`, rounded down to the hour. Last night's times are whole hours before it. */
  readonly hour: number;
  readonly chance: Chance;
  readonly fleet: Fleet;
}

/** The account at a time. */
export const accountAt = (now: Date, seed: number): NightAccount => {
  const chance = chanceFrom(seed);
  return {
    now: now.getTime(),
    hour: Math.floor(now.getTime() / HOUR) * HOUR,
    chance,
    fleet: fleetFrom(chance),
  };
};

/** ARN of a role of the account. */
export const roleArn = (role: string): string => `arn:aws:iam::${ACCOUNT}:role/${role}`;
/** ARN of a Lambda function of the account. */
export const functionArn = (name: string): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
/** ARN of a Step Functions state machine of the account. */
export const stateMachineArn = (name: string): string =>
  `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;
