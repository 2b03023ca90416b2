/** What every program here computes: a report, a filtered list and an error. The same everywhere. */
export const summarize = async (core, report, mock) => {
  const scenario = mock.fleet({ invocations: 250, failureRate: 0.1 });
  const client = core.createClient(mock.mockTransport({ scenario }));
  const { WindowExecutionId, TaskId } = mock.fleetIds;
  const found = await report.reportExecution(client, { WindowExecutionId });
  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
  const Filters = [{ Key: "STATUS", Values: ["FAILED"] }];
  let failed = 0;
  for await (const _ of client.items(list, { WindowExecutionId, TaskId, Filters })) failed += 1;
  const error = await client
    .call("GetMaintenanceWindow", { WindowId: "mw-00000000000000000" })
    .catch((caught) => caught);
  return {
    verdict: found.verdict,
    machines: report.machinesOf(found).length,
    failed,
    causes: found.groups.length > 0,
    gaps: found.gaps.length,
    error: core.isWindowpaneError(error) ? [error.kind, error.code, core.errorMeaning(error)] : String(error),
  };
};
