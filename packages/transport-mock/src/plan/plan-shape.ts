/** Checks the shape of a plan for JavaScript callers, who have no type checker. */
import type { AccountPlan } from "./plan.ts";

/**
 * Checks that a value is the plan of an account.
 *
 * @param depth - `shallow` reads windows and their registrations only, because scenarios may compute executions on demand;
 * `deep` reads everything except computed invocations.
 * @throws RangeError with the first wrong path, the expected type and the actual value.
 */
export const checkShape = (plan: unknown, depth: "shallow" | "deep"): AccountPlan => {
  list(member(plan, "windows", "the plan"), "windows", (window, path) => {
    text(window, "window.WindowId", path);
    for (const name of ["targets", "tasks"]) optionalList(window, name, path, object);
    optionalList(window, "schedule", path, date);
    const executions = member(window, "executions", path);
    list(executions, `${path}.executions`, depth === "deep" ? execution : undefined);
  });
  optionalList(plan, "commands", "the plan", (command, path) => {
    text(command, "CommandId", path);
    run(command, path);
    list(member(command, "machines", path), `${path}.machines`, object);
  });
  optionalList(plan, "automations", "the plan", (automation, path) => {
    text(automation, "AutomationExecutionId", path);
    run(automation, path);
    list(member(automation, "steps", path), `${path}.steps`, object);
  });
  // A getter would compute the machines.
  if (depth === "deep") machines(Object.getOwnPropertyDescriptor(plan, "machines")?.value);
  // Every required member was checked above.
  return plan as AccountPlan;
};

type ShapeCheck = (value: unknown, path: string) => void;

const machines = (value: unknown): void => {
  if (value === undefined) return;
  const isComputed = isObject(value) && typeof value["at"] === "function";
  if (!isComputed) {
    list(value, "machines", (machine, path) => text(machine, "information.InstanceId", path));
  } else if (typeof value["locate"] !== "function") {
    throw wrong("machines.locate", "a function", value["locate"]);
  }
};

const execution: ShapeCheck = (value, path) => {
  text(value, "WindowExecutionId", path);
  run(value, path);
  list(member(value, "tasks", path), `${path}.tasks`, task);
};

const task: ShapeCheck = (value, path) => {
  text(value, "TaskExecutionId", path);
  run(value, path);
  object(member(value, "task", path), `${path}.task`);
  const invocations = member(value, "invocations", path);
  const isComputed = isObject(invocations) && typeof invocations["at"] === "function";
  if (!isComputed) {
    list(invocations, `${path}.invocations`, invocation);
  } else if (typeof invocations["length"] !== "number") {
    throw wrong(`${path}.invocations.length`, "a number", invocations["length"]);
  }
};

const invocation: ShapeCheck = (value, path) => {
  text(value, "InvocationId", path);
  run(value, path);
  const command = member(value, "command", path);
  if (command !== undefined && typeof command !== "function") {
    list(member(command, "machines", `${path}.command`), `${path}.command.machines`, object);
  }
  const automation = member(value, "automation", path);
  if (automation !== undefined) {
    list(member(automation, "steps", `${path}.automation`), `${path}.automation.steps`, object);
  }
};

const run: ShapeCheck = (value, path) => {
  date(member(value, "start", path), `${path}.start`);
  date(member(value, "end", path), `${path}.end`);
};

const list = (value: unknown, path: string, check: ShapeCheck | undefined): void => {
  if (!Array.isArray(value)) throw wrong(path, "an array", value);
  if (check !== undefined) value.forEach((item, index) => check(item, `${path}[${index}]`));
};

const optionalList = (owner: unknown, name: string, path: string, check: ShapeCheck): void => {
  const value = member(owner, name, path);
  if (value !== undefined) list(value, path === "the plan" ? name : `${path}.${name}`, check);
};

/** Checks for a non-empty string at a path of members. */
const text = (owner: unknown, members: string, path: string): void => {
  let value = owner;
  let reached = path;
  for (const name of members.split(".")) {
    value = member(value, name, reached);
    reached = `${reached}.${name}`;
  }
  if (typeof value !== "string" || value === "") throw wrong(reached, "an ID", value);
};

const date: ShapeCheck = (value, path) => {
  if (!(value instanceof Date)) throw wrong(path, "a Date", value);
};

const object: ShapeCheck = (value, path) => {
  if (!isObject(value)) throw wrong(path, "an object", value);
};

const member = (value: unknown, name: string, path: string): unknown => {
  if (!isObject(value)) throw wrong(path, "an object", value);
  return value[name];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const wrong = (path: string, expected: string, value: unknown): RangeError => {
  const where = path === "the plan" ? "The plan" : `In the plan, ${path}`;
  return new RangeError(`${where} must be ${expected}, but it is ${kindOf(value)}. Correct the plan.`);
};

/** Describes a value in an error message: `missing`, `an array`, `"text"`. */
export const kindOf = (value: unknown): string => {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};
