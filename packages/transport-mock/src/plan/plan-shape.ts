/** Whether a value is a plan at all, for JavaScript callers, whose mistakes no compiler finds. */
import type { AccountPlan } from "./plan.ts";

/**
 * Rejects what is not the plan of an account.
 *
 * @param depth - `shallow` reads windows and their registrations only, as scenarios may compute executions when they
 * are first read; `deep` reads everything but computed invocations.
 * @throws RangeError with the first place that differs, what belongs there and what is there.
 */
export const checkShape = (plan: unknown, depth: "shallow" | "deep"): AccountPlan => {
  list(member(plan, "windows", "the plan"), "windows", (window, place) => {
    text(window, "window.WindowId", place);
    for (const name of ["targets", "tasks"]) optionalList(window, name, place, object);
    optionalList(window, "schedule", place, date);
    const executions = member(window, "executions", place);
    list(executions, `${place}.executions`, depth === "deep" ? execution : undefined);
  });
  optionalList(plan, "commands", "the plan", (command, place) => {
    text(command, "CommandId", place);
    run(command, place);
    list(member(command, "machines", place), `${place}.machines`, object);
  });
  optionalList(plan, "automations", "the plan", (automation, place) => {
    text(automation, "AutomationExecutionId", place);
    run(automation, place);
    list(member(automation, "steps", place), `${place}.steps`, object);
  });
  // A getter computes machines when they are first read.
  if (depth === "deep") machines(Object.getOwnPropertyDescriptor(plan, "machines")?.value);
  // Every member that the mock cannot do without was looked at.
  return plan as AccountPlan;
};

type ShapeCheck = (value: unknown, place: string) => void;

const machines = (value: unknown): void => {
  if (value === undefined) return;
  const isComputed = isObject(value) && typeof value["at"] === "function";
  if (!isComputed) {
    list(value, "machines", (machine, place) => text(machine, "information.InstanceId", place));
  } else if (typeof value["locate"] !== "function") {
    throw wrong("machines.locate", "a function", value["locate"]);
  }
};

const execution: ShapeCheck = (value, place) => {
  text(value, "WindowExecutionId", place);
  run(value, place);
  list(member(value, "tasks", place), `${place}.tasks`, task);
};

const task: ShapeCheck = (value, place) => {
  text(value, "TaskExecutionId", place);
  run(value, place);
  object(member(value, "task", place), `${place}.task`);
  const invocations = member(value, "invocations", place);
  const isComputed = isObject(invocations) && typeof invocations["at"] === "function";
  if (!isComputed) {
    list(invocations, `${place}.invocations`, invocation);
  } else if (typeof invocations["length"] !== "number") {
    throw wrong(`${place}.invocations.length`, "a number", invocations["length"]);
  }
};

const invocation: ShapeCheck = (value, place) => {
  text(value, "InvocationId", place);
  run(value, place);
  const command = member(value, "command", place);
  if (command !== undefined && typeof command !== "function") {
    list(member(command, "machines", `${place}.command`), `${place}.command.machines`, object);
  }
  const automation = member(value, "automation", place);
  if (automation !== undefined) {
    list(member(automation, "steps", `${place}.automation`), `${place}.automation.steps`, object);
  }
};

const run: ShapeCheck = (value, place) => {
  date(member(value, "start", place), `${place}.start`);
  date(member(value, "end", place), `${place}.end`);
};

const list = (value: unknown, place: string, check: ShapeCheck | undefined): void => {
  if (!Array.isArray(value)) throw wrong(place, "an array", value);
  if (check !== undefined) value.forEach((item, index) => check(item, `${place}[${index}]`));
};

const optionalList = (owner: unknown, name: string, place: string, check: ShapeCheck): void => {
  const value = member(owner, name, place);
  if (value !== undefined) list(value, place === "the plan" ? name : `${place}.${name}`, check);
};

/** A text of at least one character, at a path of members. */
const text = (owner: unknown, path: string, place: string): void => {
  let value = owner;
  let reached = place;
  for (const name of path.split(".")) {
    value = member(value, name, reached);
    reached = `${reached}.${name}`;
  }
  if (typeof value !== "string" || value === "") throw wrong(reached, "an ID", value);
};

const date: ShapeCheck = (value, place) => {
  if (!(value instanceof Date)) throw wrong(place, "a Date", value);
};

const object: ShapeCheck = (value, place) => {
  if (!isObject(value)) throw wrong(place, "an object", value);
};

const member = (value: unknown, name: string, place: string): unknown => {
  if (!isObject(value)) throw wrong(place, "an object", value);
  return value[name];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const wrong = (place: string, expected: string, value: unknown): RangeError => {
  const where = place === "the plan" ? "The plan" : `In the plan, ${place}`;
  return new RangeError(`${where} must be ${expected}, but it is ${kindOf(value)}.`);
};

/** What a value is, for a message: `missing`, `an array`, `"text"`. */
export const kindOf = (value: unknown): string => {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};
