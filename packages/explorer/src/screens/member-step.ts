import type { GroupMember } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import type { ScreenStep } from "../model/screen.ts";

/** How people call a member: a machine by its name if it has one, else by its id. */
export const memberName = ({
  name,
  InstanceName = "",
}: Pick<GroupMember, "name" | "InstanceName">): string => {
  const given = safeLine(InstanceName);
  return given === "" ? safeLine(name) : given;
};

/** Where a member's story is told: at its output, or at the list on the level that it failed on. */
export const memberStep = (member: GroupMember, Name: string | undefined): ScreenStep => {
  const { WindowId, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = member;
  const place = { WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId };
  const label = memberName(member);
  if (TaskExecutionId === undefined) return { screen: "tasks", place, label };
  return { screen: InvocationId === undefined ? "invocations" : "output", place, label };
};
