/**
 * Checks times of callers without TypeScript, which often pass a text or a number of milliseconds.
 *
 * @throws TypeError that names the function, the time and what to pass.
 */
export const requireTimes = (caller: string, times: Readonly<Record<string, unknown>>): void => {
  for (const [name, value] of Object.entries(times)) {
    if (value instanceof Date && !Number.isNaN(value.getTime())) continue;
    const received = value instanceof Date ? "an invalid Date" : value === null ? "null" : typeof value;
    throw new TypeError(`${caller} needs a Date as \`${name}\`. It is ${received}. Pass a Date.`);
  }
};
