/** What an invocation was asked to do, as far as its `Parameters` say. */
export interface InvocationParameters {
  /** Whether it is a JSON object. False also when there is nothing to read. */
  readonly readable: boolean;
  readonly documentName?: string | undefined;
  /** The machines it names, each once, as they stand there; empty where tags choose them. */
  readonly instanceIds: readonly string[];
  /** Tags or groups that choose the machines. */
  readonly targets: readonly { readonly key?: string | undefined; readonly values: readonly string[] }[];
  /** The JSON as it is, for who shows it; the text itself where it is not JSON. */
  readonly raw: unknown;
}

/**
 * Reads the JSON inside `Parameters`, which AWS's model calls sensitive. Only RUN_COMMAND's shape is documented, by samples:
 * `documentName`, and `instanceIds` or `targets`. For the others, machines are what looks like an instance ID under a key such
 * as `InstanceId`, at any depth. Everything is in `raw`. Never throws.
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
  // A command's own parameters may name machines that it does not run on, so they count only where nothing else does.
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

/** Whether a word is the id of a managed node, by AWS's own pattern. */
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

/** AWS's older samples have blanks inside keys, and the casing differs from place to place. */
const sameKey = (key: string, name: string): boolean => {
  if (key.length < name.length) return false;
  const plain = key.length === name.length ? key : key.replaceAll(/[\s:_-]/gu, "");
  return plain.toLowerCase() === name.toLowerCase();
};

const member = (value: JsonObject, name: string): unknown => {
  // As AWS writes it today, without looking at every key: a filter reads the parameters of a hundred thousand rows.
  if (Object.hasOwn(value, name)) return value[name];
  return Object.entries(value).find(([key]) => sameKey(key, name))?.[1];
};

const instanceKeys = ["instanceIds", "instanceId", "awsInstanceId", "parameterValues"];

const isInstanceKey = (key: string): boolean => instanceKeys.some((name) => sameKey(key, name));

/** One id or a list of them, as they stand: one that breaks AWS's pattern is a reason to fail, not to vanish. */
const listed = (value: unknown): readonly string[] => {
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
  return ids.filter((id) => typeof id === "string").filter((id) => id !== "");
};

/** Deep enough for every shape seen; hostile nesting stops here. */
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

/** `key` beside `values`, or `targetKey` beside `targetValues`: which of them AWS writes is not verified. */
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
