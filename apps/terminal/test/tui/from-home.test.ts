import { expect, it } from "vitest";
import { fromHome } from "../../src/tui/from-home.ts";

it.each([
  ["~/report.md", { HOME: "/home/anna" }, "/home/anna/report.md"],
  ["~", { HOME: "/home/anna" }, "/home/anna"],
  ["~\\report.md", { USERPROFILE: "C:\\Users\\anna" }, "C:\\Users\\anna\\report.md"],
  ["~otto/report.md", { HOME: "/home/anna" }, "~otto/report.md"],
  ["a~/report.md", { HOME: "/home/anna" }, "a~/report.md"],
  ["~/report.md", {}, "~/report.md"],
])("takes %j as a shell would", (path, env, full) => {
  expect(fromHome(path, env)).toBe(full);
});
