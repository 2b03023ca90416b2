/** Contents of an invocation's `Parameters`. */
export interface InvocationParameters {
  /** Whether the text is a JSON object. False also if the text is missing. */
  readonly readable: boolean;
  /** Name of the SSM document. Absent: the parameters do not contain it. */
  readonly documentName?: string | undefined;
  /** Instance IDs in the parameters, without duplicates and unchanged. Empty if tags select the machines. */
  readonly instanceIds: readonly string[];
  /** Tags or resource groups that select the machines. */
  readonly targets: readonly { readonly key?: string | undefined; readonly values: readonly string[] }[];
  /** The parsed JSON, or the text itself if it is not JSON. */
  readonly raw: unknown;
}

/**
 * Parses the JSON text of `Parameters`, which AWS's model marks as sensitive. AWS documents only RUN_COMMAND, by samples:
 * `documentName`, and `instanceIds` or `targets`. For other task types, values that look like instance IDs under a key such as
 * `InstanceId` are used, at any depth. `raw` contains everything. Never throws.
 */
export const readParameters = (text: string | undefined): InvocationParameters => {
  if (text === undefined) return { readable: false, instanceIds: [], targets: [], raw: undefined };
  const raw = parse(text);
  if (!isObject(raw)) return { readable: false, instanceIds: [], targets: [], raw: raw ?? text };
  const targets = readTargets(member(raw, "targets"));
  const ids = new Set(listed(member(raw, "instanceIds") ?? member(raw, "instanceId")));
  for (const { key = "", values } of targets) {
    if (isInstanceKey(key)) for (const id of values) ids.add(id);
  }
  // The parameters of a command can contain IDs of machines that it does not run on, so they are used only as a last resort.
  if (ids.size === 0 && targets.length === 0) addInstanceIds(raw, false, 0, ids);
  const documentName = member(raw, "documentName");
  return {
    readable: true,
    ...(typeof documentName === "string" ? { documentName } : {}),
    instanceIds: [...ids],
    targets,
    raw,
  };
};

/** Whether a text is the ID of a machine by AWS's pattern: `i-...` or `mi-...`. */
export const isInstanceId = (word: string): boolean => /^(?:i-(?:\w{8}|\w{17})|mi-\w{17})$/u.test(word);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** AWS's older samples have spaces in keys, and the case of keys varies. */
const sameKey = (key: string, name: string): boolean => {
  if (key.length < name.length) return false;
  const plain = key.length === name.length ? key : key.replaceAll(/[\s:_-]/gu, "");
  return plain.toLowerCase() === name.toLowerCase();
};

const member = (value: JsonObject, name: string): unknown => {
  // AWS's current spelling first, without a loop: a filter reads the parameters of up to 100,000 rows.
  if (Object.hasOwn(value, name)) return value[name];
  return Object.entries(value).find(([key]) => sameKey(key, name))?.[1];
};

const instanceKeys = ["instanceIds", "instanceId", "awsInstanceId", "parameterValues"];

const isInstanceKey = (key: string): boolean => instanceKeys.some((name) => sameKey(key, name));

/** One ID or a list of IDs, unchanged: an ID that does not match AWS's pattern must show up in results, not disappear. */
const listed = (value: unknown): readonly string[] => {
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
  return ids.filter((id) => typeof id === "string").filter((id) => id !== "");
};

/** Limit of the depth. Known parameters are less deep; hostile nesting stops here. */
const DEEPEST = 8;

const addInstanceIds = (value: unknown, named: boolean, depth: number, ids: Set<string>): void => {
  if (depth > DEEPEST) return;
  if (typeof value === "string") {
    if (named && isInstanceId(value)) ids.add(value);
  } else if (Array.isArray(value)) {
    for (const item of value) addInstanceIds(item, named, depth + 1, ids);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      addInstanceIds(item, named || isInstanceKey(key), depth + 1, ids);
    }
  }
};

/** `key` with `values`, or `targetKey` with `targetValues`. Which of them AWS writes is not verified. */
const targetOf = (
  value: JsonObject,
): { readonly key?: string | undefined; readonly values: readonly string[] } | undefined => {
  const values = member(value, "values") ?? member(value, "targetValues");
  if (!Array.isArray(values)) return undefined;
  const key = member(value, "key") ?? member(value, "targetKey") ?? member(value, "targetType");
  return {
    ...(typeof key === "string" ? { key } : {}),
    values: values.filter((item) => typeof item === "string"),
  };
};

const readTargets = (value: unknown): InvocationParameters["targets"] =>
  Array.isArray(value)
    ? value.flatMap((item: unknown) => {
        const target = isObject(item) ? targetOf(item) : undefined;
        return target === undefined ? [] : [target];
      })
    : [];
