import { expect, it } from "vitest";
import { expandHome } from "../../src/tui/open-ui.ts";

it.each([
  ["~/report.md", { HOME: "/home/anna" }, "/home/anna/report.md"],
  ["~", { HOME: "/home/anna" }, "/home/anna"],
  ["~\\report.md", { USERPROFILE: "C:\\Users\\anna" }, "C:\\Users\\anna\\report.md"],
  ["~otto/report.md", { HOME: "/home/anna" }, "~otto/report.md"],
  ["a~/report.md", { HOME: "/home/anna" }, "a~/report.md"],
  ["~/report.md", {}, "~/report.md"],
])("reads %j as a shell does", (path, env, full) => {
  expect(expandHome(path, env)).toBe(full);
});
