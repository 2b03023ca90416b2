/** A length of time as the service writes it, in ISO 8601: `PT0.541S`, `PT6M36.16S`. */
export const durationOf = (ms: number): string => {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const seconds = (ms % 60_000) / 1000;
  const parts = [
    hours === 0 ? "" : `${hours}H`,
    minutes === 0 ? "" : `${minutes}M`,
    seconds === 0 && ms > 0 ? "" : `${seconds}S`,
  ];
  return `PT${parts.join("")}`;
};
