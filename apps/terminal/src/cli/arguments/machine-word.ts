/** A machine that users name among those of an execution. */
import { idKind } from "@windowpane/explorer";
import { machinesNamed } from "@windowpane/report";
import { NowhereError } from "../../host/nowhere-error.ts";
import { namedText } from "../output/page.ts";
import { readMachineWord } from "./machine.ts";

/** A machine as users name it. */
export interface MachineWord {
  readonly InstanceId?: string | undefined;
  readonly InstanceName?: string | undefined;
  /** The machines that the word names; several if a machine ran several times. */
  readonly among: <One extends Pick<MachineWord, "InstanceId" | "InstanceName">>(
    machines: readonly One[],
  ) => readonly One[];
}

/** The machine that a word names. */
export const machineIn = (text: string | undefined): MachineWord | undefined => {
  if (text === undefined) return undefined;
  const word = readMachineWord(text);
  if (idKind(word) === "machine") {
    return {
      InstanceId: word,
      among: (machines) => machines.filter(({ InstanceId }) => InstanceId === word),
    };
  }
  return {
    InstanceName: word,
    among: (machines) => {
      const found = machinesNamed(machines, word);
      // What could not be read of a machine has no name.
      const ids = new Set(found.map(({ InstanceId }) => InstanceId ?? ""));
      return machines.filter((one) => found.includes(one) || ids.has(one.InstanceId ?? "?"));
    },
  };
};

interface AbsentOptions {
  /** What lacks the machine: `Invocation 4d1c...`. */
  readonly where: string;
  readonly machines: readonly {
    readonly InstanceId?: string | undefined;
    readonly InstanceName?: string | undefined;
  }[];
  /** Command line that lists the machines. */
  readonly list: string;
}

/** The error for a machine that an execution or invocation does not have, with machines that it has. */
export const absentMachine = (
  { InstanceId, InstanceName, among }: MachineWord,
  { where, machines, list }: AbsentOptions,
): NowhereError => {
  const names = [...new Set(machines.map((one) => namedText(one.InstanceId ?? "", one.InstanceName)))].filter(
    Boolean,
  );
  const isAmbiguous = among(machines).length > 1;
  const some = names.slice(0, 5).join(", ");
  const rest = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return new NowhereError(
    isAmbiguous
      ? `${where} has ${names.length} machines named "${InstanceName ?? ""}": ${some}${rest}.`
      : `${where} does not include the machine ${InstanceId ?? `"${InstanceName ?? ""}"`}. ${names.length === 0 ? "It has no machines." : `It includes ${some}${rest}.`}`,
    `Give the instance ID of one of its machines; \`${list}\` lists them.`,
  );
};
