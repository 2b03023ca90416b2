/** How the name that a user types matches the names of machines. */
import type { MachineName } from "./output.ts";

/** The machines with a name. Case is ignored; if no machine has the whole name, the domain can be left out. */
export const machinesNamed = <Named extends Pick<MachineName, "InstanceName">>(
  machines: readonly Named[],
  name: string,
): readonly Named[] => {
  const wanted = name.toLowerCase();
  const named = (is: (own: string) => boolean): readonly Named[] =>
    machines.filter(({ InstanceName = "" }) => is(InstanceName.toLowerCase()));
  const whole = named((own) => own === wanted);
  return whole.length > 0 ? whole : named((own) => own.startsWith(`${wanted}.`));
};
