/**
 * The ids and tag values that an invocation's `Parameters` aim at. AWS documents `Parameters` only as a string; public
 * samples show a JSON document with `instanceIds`, or `targets` with values under one of several names. What cannot be
 * read gives nothing.
 */
export const machinesIn = (parameters: string): readonly string[] => {
  const document = parse(parameters);
  if (!isObject(document)) return [];
  const targets = Array.isArray(document["targets"]) ? document["targets"] : [];
  return [
    ...texts(document["instanceIds"]),
    ...targets.flatMap((target) =>
      isObject(target) ? [...texts(target["targetValues"]), ...texts(target["values"])] : [],
    ),
  ];
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
