import type { OperationName } from "@windowpane/core";
import type { AccessDeniedFault } from "./fault.ts";
import { hitsOf, type FaultLayer, type MockRequest, type FaultTools } from "./layer.ts";

/** Rejects requests before they are carried out, because the service checks permissions first. */
export const accessDenied = (fault: AccessDeniedFault, { seed }: FaultTools): FaultLayer => {
  const hits = hitsOf(fault, seed);
  const { machines } = fault;
  return (next) => async (request) => {
    const denied = machines?.find((id) => machinesOf(request.input).includes(id));
    const isMeant = machines === undefined || denied !== undefined;
    if (isMeant && hits(request))
      throw request.serviceError("AccessDeniedException", textOf(request, denied));
    return next(request);
  };
};

/** The instance IDs in a request. */
const machinesOf = (input: object): readonly unknown[] => {
  const ids: unknown = Reflect.get(input, "InstanceIds");
  const list: readonly unknown[] = Array.isArray(ids) ? ids : [];
  return [Reflect.get(input, "InstanceId"), ...list];
};

const CALLER = "arn:aws:sts::123456789012:assumed-role/window-reader/windowpane";

const textOf = ({ operation, input }: MockRequest, machine: string | undefined): string => {
  const action = `ssm:${operation}`;
  const resource = machine === undefined ? resourceOf(operation, input) : machineArn(machine);
  return (
    `User: ${CALLER} is not authorized to perform: ${action} on resource: ${resource} ` +
    `because no identity-based policy allows the ${action} action`
  );
};

/** Operations that a policy can restrict to resources, with the member that has the resource's ID. For others: `*`. */
const scoped: { readonly [Name in OperationName]?: { readonly type: string; readonly member: string } } = {
  CancelMaintenanceWindowExecution: { type: "maintenancewindow", member: "WindowExecutionId" },
  DescribeAutomationStepExecutions: { type: "automation-execution", member: "AutomationExecutionId" },
  DescribeMaintenanceWindowExecutions: { type: "maintenancewindow", member: "WindowId" },
  DescribeMaintenanceWindowTargets: { type: "maintenancewindow", member: "WindowId" },
  DescribeMaintenanceWindowTasks: { type: "maintenancewindow", member: "WindowId" },
  GetAutomationExecution: { type: "automation-execution", member: "AutomationExecutionId" },
  GetMaintenanceWindow: { type: "maintenancewindow", member: "WindowId" },
};

const machineArn = (id: string): string =>
  id.startsWith("mi-")
    ? `arn:aws:ssm:us-east-2:123456789012:managed-instance/${id}`
    : `arn:aws:ec2:us-east-2:123456789012:instance/${id}`;

const resourceOf = (operation: OperationName, input: object): string => {
  const resource = scoped[operation];
  if (resource === undefined) return "*";
  return `arn:aws:ssm:us-east-2:123456789012:${resource.type}/${String(Reflect.get(input, resource.member))}`;
};
