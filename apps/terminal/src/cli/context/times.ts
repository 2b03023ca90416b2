/** A time as the AWS CLI prints it: local time with its offset, and microseconds if there are any. */
export const awsTime = (at: Date, offset: number): string => {
  const local = new Date(at.getTime() + offset * 60_000).toISOString();
  const fraction = local.slice(20, 23);
  const sign = offset < 0 ? "-" : "+";
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, "0");
  const minutes = String(Math.abs(offset) % 60).padStart(2, "0");
  return `${local.slice(0, 19)}${fraction === "000" ? "" : `.${fraction}000`}${sign}${hours}:${minutes}`;
};

/** The same in whole seconds, and with `Z` for UTC. */
export const shortTime = (at: Date, offset: number): string =>
  awsTime(new Date(Math.floor(at.getTime() / 1000) * 1000), offset).replace("+00:00", "Z");
