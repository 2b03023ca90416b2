/** Answers of the routes over AWS's own samples. Made by docs.mjs: `npm run docs:write -w @windowpane/http-api`. */

/** An example of a route: the values in its path, its body, and its answer, both as JSON. */
export interface Example {
  readonly path: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly answer?: string | undefined;
}

/** By the id of the route. */
export const examples: Readonly<Record<string, Example>> = {
  listWindows: {
    path: {},
    answer:
      '{"WindowIdentities":[{"WindowId":"mw-0c50858d01e0a000e","Name":"My-Maintenance-Window","Cutoff":1,"Duration":6,"Enabled":true,"Schedule":"rate(3 days)","NextExecutionTime":"2024-02-25T00:08:15.099Z"},{"WindowId":"mw-0ecb1226dde0a000e","Name":"MyMaintenanceWindow-1","Enabled":true,"Duration":2,"Cutoff":1,"Schedule":"rate(180 minutes)","NextExecutionTime":"2020-02-12T23:19:20.596Z"}],"loaded":2,"shown":2}',
  },
  getWindow: {
    path: {
      windowId: "mw-0c50858d01e0a000e",
    },
    answer:
      '{"WindowId":"mw-0c50858d01e0a000e","Name":"My-Maintenance-Window","AllowUnassociatedTargets":true,"CreatedDate":"2018-01-03T19:15:12.957Z","ModifiedDate":"2024-01-01T10:04:04.099Z","Cutoff":1,"Duration":6,"Enabled":true,"Schedule":"rate(3 days)","NextExecutionTime":"2024-02-25T00:08:15.099Z"}',
  },
  listExecutions: {
    path: {
      windowId: "mw-0c50858d01e0a000e",
    },
    answer:
      '{"WindowExecutions":[{"WindowId":"mw-0c50858d01e0a000e","WindowExecutionId":"6027b513-64fe-4cf0-be7d-1191ae0a000e","Status":"IN_PROGRESS","StartTime":"2024-08-04T18:00:00.000Z"},{"WindowId":"mw-0c50858d01e0a000e","WindowExecutionId":"ff75b750-4834-4377-8f61-b3cade0a000e","Status":"SUCCESS","StartTime":"2024-08-03T18:00:00.000Z","EndTime":"2024-08-03T18:37:21.450Z"}],"loaded":2,"shown":2}',
  },
  getExecution: {
    path: {
      windowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e",
    },
    answer:
      '{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskIds":["0c9ac961-dafd-4a94-b6c7-1bef3e0a000e"],"Status":"SUCCESS","StartTime":"2024-08-04T18:35:34.994Z","EndTime":"2024-08-04T18:42:11.501Z"}',
  },
  listTasks: {
    path: {
      windowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e",
    },
    answer:
      '{"WindowExecutionTaskIdentities":[{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","Status":"SUCCESS","StartTime":"2024-08-04T18:35:35.088Z","EndTime":"2024-08-04T18:42:11.417Z","TaskArn":"AWS-ApplyPatchBaseline","TaskType":"RUN_COMMAND"}],"loaded":1,"shown":1}',
  },
  getTask: {
    path: {
      windowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e",
      taskId: "0c9ac961-dafd-4a94-b6c7-1bef3e0a000e",
    },
    answer:
      '{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","TaskArn":"AWS-ApplyPatchBaseline","ServiceRole":"arn:aws:iam::111122223333:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM","Type":"RUN_COMMAND","Priority":1,"MaxConcurrency":"1","MaxErrors":"1","Status":"SUCCESS","StartTime":"2024-08-04T18:35:35.088Z","EndTime":"2024-08-04T18:42:11.417Z"}',
  },
  listInvocations: {
    path: {
      windowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e",
      taskId: "0c9ac961-dafd-4a94-b6c7-1bef3e0a000e",
    },
    answer:
      '{"WindowExecutionTaskInvocationIdentities":[{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","InvocationId":"0e466033-290b-4d74-9ae0-f33e3e0a000e","Status":"SUCCESS","ExecutionId":"1203cf98-5a79-4ec3-97e9-12e0be0a000e","TaskType":"RUN_COMMAND","StatusDetails":"Success","StartTime":"2024-08-04T18:35:35.170Z","EndTime":"2024-08-04T18:42:11.330Z"}],"loaded":1,"shown":1}',
  },
  getInvocation: {
    path: {
      windowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e",
      taskId: "0c9ac961-dafd-4a94-b6c7-1bef3e0a000e",
      invocationId: "0e466033-290b-4d74-9ae0-f33e3e0a000e",
    },
    answer:
      '{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","InvocationId":"0e466033-290b-4d74-9ae0-f33e3e0a000e","Status":"SUCCESS","ExecutionId":"1203cf98-5a79-4ec3-97e9-12e0be0a000e","TaskType":"RUN_COMMAND","StatusDetails":"Success","StartTime":"2024-08-04T18:35:35.170Z","EndTime":"2024-08-04T18:42:11.330Z"}',
  },
  findInvocation: {
    path: {
      windowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e",
      invocationId: "0e466033-290b-4d74-9ae0-f33e3e0a000e",
    },
    answer:
      '{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","InvocationId":"0e466033-290b-4d74-9ae0-f33e3e0a000e","Status":"SUCCESS","ExecutionId":"1203cf98-5a79-4ec3-97e9-12e0be0a000e","TaskType":"RUN_COMMAND","StatusDetails":"Success","StartTime":"2024-08-04T18:35:35.170Z","EndTime":"2024-08-04T18:42:11.330Z"}',
  },
  listTargets: {
    path: {
      windowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e",
    },
    answer:
      '{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","verdict":"UNKNOWN","reason":"Not everything could be read, so it may hide failures: none of 2 machines passed: 2 unknown. Patches: 2 unknown.","falseGreen":false,"counts":{"total":2,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":2}},"machineCounts":{"total":2,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":2}},"patches":{"total":2,"results":{"failed":0,"missing":0,"rejected":0,"rebootPending":0,"notRun":0,"unknown":2,"overwritten":0,"running":0,"scanned":0,"patched":0},"needPatches":0,"unproven":2},"machines":[{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","InvocationId":"0e466033-290b-4d74-9ae0-f33e3e0a000e","kind":"machine","name":"i-00ec29b21ee0a000e","InstanceId":"i-00ec29b21ee0a000e","result":"unknown","reason":"What the command did on its machines could not be read: Systems Manager no longer knows it.","steps":[],"patch":{"result":"unknown","basis":"none","words":"unknown: the result of the command is not known","scan":false}},{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","InvocationId":"0e466033-290b-4d74-9ae0-f33e3e0a000e","kind":"machine","name":"i-09911ddd90e0a000e","InstanceId":"i-09911ddd90e0a000e","result":"unknown","reason":"What the command did on its machines could not be read: Systems Manager no longer knows it.","steps":[],"patch":{"result":"unknown","basis":"none","words":"unknown: the result of the command is not known","scan":false}}],"shown":2,"gaps":[{"operation":"ListCommandInvocations","count":1,"ids":{"CommandId":"1203cf98-5a79-4ec3-97e9-12e0be0a000e"},"kind":"not-found","code":"expired","why":"What the command did on its machines could not be read: Systems Manager no longer knows it.","whatToDo":"Run Command and Automation keep their history for 30 days: look in the S3 bucket or log group that the task writes to, and take snapshots of executions that must be kept."}],"complete":false}',
  },
  getReport: {
    path: {
      windowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e",
    },
    answer:
      '{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","Status":"SUCCESS","StartTime":"2024-08-04T18:35:34.994Z","EndTime":"2024-08-04T18:42:11.501Z","verdict":"UNKNOWN","reason":"Not everything could be read, so it may hide failures: none of 2 machines passed: 2 unknown. Patches: 2 unknown.","falseGreen":false,"counts":{"total":2,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":2}},"patches":{"total":2,"results":{"failed":0,"missing":0,"rejected":0,"rebootPending":0,"notRun":0,"unknown":2,"overwritten":0,"running":0,"scanned":0,"patched":0},"needPatches":0,"unproven":2},"machineCounts":{"total":2,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":2}},"tasks":[{"TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskArn":"AWS-ApplyPatchBaseline","TaskType":"RUN_COMMAND","Status":"SUCCESS","StartTime":"2024-08-04T18:35:35.088Z","EndTime":"2024-08-04T18:42:11.417Z","verdict":"UNKNOWN","reason":"Not everything could be read, so it may hide failures: none of 2 machines passed: 2 unknown. Patches: 2 unknown.","falseGreen":false,"counts":{"total":2,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":2}},"patches":{"total":2,"results":{"failed":0,"missing":0,"rejected":0,"rebootPending":0,"notRun":0,"unknown":2,"overwritten":0,"running":0,"scanned":0,"patched":0},"needPatches":0,"unproven":2},"invocations":[{"InvocationId":"0e466033-290b-4d74-9ae0-f33e3e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskType":"RUN_COMMAND","DocumentName":"AWS-ApplyPatchBaseline","ExecutionId":"1203cf98-5a79-4ec3-97e9-12e0be0a000e","Status":"SUCCESS","StatusDetails":"Success","StartTime":"2024-08-04T18:35:35.170Z","EndTime":"2024-08-04T18:42:11.330Z","verdict":"UNKNOWN","reason":"Not everything could be read, so it may hide failures: none of 2 machines passed: 2 unknown. Patches: 2 unknown.","falseGreen":false,"counts":{"total":2,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":2}},"patchRun":{"Operation":"Install","baselineOverride":false,"reportsState":true,"CommandIds":["1203cf98-5a79-4ec3-97e9-12e0be0a000e"]},"patches":{"total":2,"results":{"failed":0,"missing":0,"rejected":0,"rebootPending":0,"notRun":0,"unknown":2,"overwritten":0,"running":0,"scanned":0,"patched":0},"needPatches":0,"unproven":2},"machines":[{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","InvocationId":"0e466033-290b-4d74-9ae0-f33e3e0a000e","kind":"machine","name":"i-00ec29b21ee0a000e","InstanceId":"i-00ec29b21ee0a000e","result":"unknown","reason":"What the command did on its machines could not be read: Systems Manager no longer knows it.","steps":[],"patch":{"result":"unknown","basis":"none","words":"unknown: the result of the command is not known","scan":false}},{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","InvocationId":"0e466033-290b-4d74-9ae0-f33e3e0a000e","kind":"machine","name":"i-09911ddd90e0a000e","InstanceId":"i-09911ddd90e0a000e","result":"unknown","reason":"What the command did on its machines could not be read: Systems Manager no longer knows it.","steps":[],"patch":{"result":"unknown","basis":"none","words":"unknown: the result of the command is not known","scan":false}}],"read":true,"gaps":1}],"read":true}],"gaps":[{"operation":"ListCommandInvocations","count":1,"ids":{"CommandId":"1203cf98-5a79-4ec3-97e9-12e0be0a000e"},"kind":"not-found","code":"expired","why":"What the command did on its machines could not be read: Systems Manager no longer knows it.","whatToDo":"Run Command and Automation keep their history for 30 days: look in the S3 bucket or log group that the task writes to, and take snapshots of executions that must be kept."}],"done":true,"complete":false,"progress":{"tasks":1,"tasksRead":1,"invocations":1,"invocationsRead":1,"requests":6},"groups":[]}',
  },
  followExecution: {
    path: {
      windowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e",
    },
  },
  cancelExecution: {
    path: {
      windowExecutionId: "6027b513-64fe-4cf0-be7d-1191ae0a000e",
    },
    body: '{"WindowExecutionId":"6027b513-64fe-4cf0-be7d-1191ae0a000e"}',
    answer: '{"WindowExecutionId":"6027b513-64fe-4cf0-be7d-1191ae0a000e"}',
  },
  listFailures: {
    path: {},
    answer:
      '{"since":"2024-08-03T19:00:00.000Z","now":"2024-08-04T19:00:00.000Z","windows":[{"WindowId":"mw-0c50858d01e0a000e","Name":"My-Maintenance-Window"},{"WindowId":"mw-0ecb1226dde0a000e","Name":"MyMaintenanceWindow-1"}],"executions":[{"WindowId":"mw-0ecb1226dde0a000e","Name":"MyMaintenanceWindow-1","WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","Status":"SUCCESS","StartTime":"2024-08-04T18:35:34.994Z","EndTime":"2024-08-04T18:42:11.501Z","verdict":"UNKNOWN","reason":"Not everything could be read, so it may hide failures: none of 2 machines passed: 2 unknown. Patches: 2 unknown.","falseGreen":false,"counts":{"total":2,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":2}},"patches":{"total":2,"results":{"failed":0,"missing":0,"rejected":0,"rebootPending":0,"notRun":0,"unknown":2,"overwritten":0,"running":0,"scanned":0,"patched":0},"needPatches":0,"unproven":2},"machineCounts":{"total":2,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":2}},"tasks":[{"TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskArn":"AWS-ApplyPatchBaseline","TaskType":"RUN_COMMAND","Status":"SUCCESS","StartTime":"2024-08-04T18:35:35.088Z","EndTime":"2024-08-04T18:42:11.417Z","verdict":"UNKNOWN","reason":"Not everything could be read, so it may hide failures: none of 2 machines passed: 2 unknown. Patches: 2 unknown.","falseGreen":false,"counts":{"total":2,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":2}},"patches":{"total":2,"results":{"failed":0,"missing":0,"rejected":0,"rebootPending":0,"notRun":0,"unknown":2,"overwritten":0,"running":0,"scanned":0,"patched":0},"needPatches":0,"unproven":2},"invocations":[{"InvocationId":"0e466033-290b-4d74-9ae0-f33e3e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskType":"RUN_COMMAND","DocumentName":"AWS-ApplyPatchBaseline","ExecutionId":"1203cf98-5a79-4ec3-97e9-12e0be0a000e","Status":"SUCCESS","StatusDetails":"Success","StartTime":"2024-08-04T18:35:35.170Z","EndTime":"2024-08-04T18:42:11.330Z","verdict":"UNKNOWN","reason":"Not everything could be read, so it may hide failures: none of 2 machines passed: 2 unknown. Patches: 2 unknown.","falseGreen":false,"counts":{"total":2,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":2}},"patchRun":{"Operation":"Install","baselineOverride":false,"reportsState":true,"CommandIds":["1203cf98-5a79-4ec3-97e9-12e0be0a000e"]},"patches":{"total":2,"results":{"failed":0,"missing":0,"rejected":0,"rebootPending":0,"notRun":0,"unknown":2,"overwritten":0,"running":0,"scanned":0,"patched":0},"needPatches":0,"unproven":2},"machines":[{"WindowId":"mw-0ecb1226dde0a000e","WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","InvocationId":"0e466033-290b-4d74-9ae0-f33e3e0a000e","kind":"machine","name":"i-00ec29b21ee0a000e","InstanceId":"i-00ec29b21ee0a000e","result":"unknown","reason":"What the command did on its machines could not be read: Systems Manager no longer knows it.","steps":[],"patch":{"result":"unknown","basis":"none","words":"unknown: the result of the command is not known","scan":false}},{"WindowId":"mw-0ecb1226dde0a000e","WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e","TaskExecutionId":"0c9ac961-dafd-4a94-b6c7-1bef3e0a000e","InvocationId":"0e466033-290b-4d74-9ae0-f33e3e0a000e","kind":"machine","name":"i-09911ddd90e0a000e","InstanceId":"i-09911ddd90e0a000e","result":"unknown","reason":"What the command did on its machines could not be read: Systems Manager no longer knows it.","steps":[],"patch":{"result":"unknown","basis":"none","words":"unknown: the result of the command is not known","scan":false}}],"read":true,"gaps":1}],"read":true}],"gaps":[{"operation":"ListCommandInvocations","count":1,"ids":{"CommandId":"1203cf98-5a79-4ec3-97e9-12e0be0a000e"},"kind":"not-found","code":"expired","why":"What the command did on its machines could not be read: Systems Manager no longer knows it.","whatToDo":"Run Command and Automation keep their history for 30 days: look in the S3 bucket or log group that the task writes to, and take snapshots of executions that must be kept."}],"done":true,"complete":false,"progress":{"tasks":1,"tasksRead":1,"invocations":1,"invocationsRead":1,"requests":6},"groups":[]},{"WindowId":"mw-0ecb1226dde0a000e","Name":"MyMaintenanceWindow-1","WindowExecutionId":"a06e9f91-3b9c-4c3e-8bd4-246cce0a000e","Status":"SUCCESS","StartTime":"2024-08-04T18:35:35.000Z","EndTime":"2024-08-04T18:38:09.123Z","verdict":"EMPTY","reason":"None of its 1 task ran on anything. AWS says SUCCESS all the same.","falseGreen":true,"counts":{"total":0,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":0}},"machineCounts":{"total":0,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":0}},"tasks":[{"TaskExecutionId":"f407ba63-998f-4b89-8467-279fce0a000e","WindowExecutionId":"a06e9f91-3b9c-4c3e-8bd4-246cce0a000e","TaskArn":"AWS-RunPatchBaseline","TaskType":"RUN_COMMAND","Status":"SUCCESS","StartTime":"2024-08-04T18:35:35.145Z","EndTime":"2024-08-04T18:38:09.062Z","verdict":"EMPTY","reason":"It ran on nothing: no target matched. AWS says SUCCESS all the same.","falseGreen":true,"cause":{"slug":"no-targets","key":"no-targets","title":"No targets matched","evidence":"No Invocations to Execute","nextStep":"Check the tags or groups of the window\'s targets, and whether the machines were running and managed at the time.","weight":"notice","from":"status"},"counts":{"total":0,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":0}},"invocations":[],"read":true}],"gaps":[],"done":true,"complete":true,"progress":{"tasks":1,"tasksRead":1,"invocations":0,"invocationsRead":0,"requests":3},"groups":[{"key":"no-targets","slug":"no-targets","title":"No targets matched","nextStep":"Check the tags or groups of the window\'s targets, and whether the machines were running and managed at the time.","weight":"notice","error":"No Invocations to Execute","evidence":"No Invocations to Execute","machines":0,"members":[{"WindowId":"mw-0ecb1226dde0a000e","WindowExecutionId":"a06e9f91-3b9c-4c3e-8bd4-246cce0a000e","TaskExecutionId":"f407ba63-998f-4b89-8467-279fce0a000e","kind":"task","name":"AWS-RunPatchBaseline"}]}]}],"verdicts":{"FAILED":0,"PARTIAL":0,"UNKNOWN":1,"EMPTY":1,"SKIPPED":0,"RUNNING":1,"PASSED":0},"counts":{"total":2,"exact":true,"results":{"passed":0,"failed":0,"timedOut":0,"unreachable":0,"cancelled":0,"running":0,"pending":0,"notRun":0,"unknown":2}},"groups":[{"key":"no-targets","slug":"no-targets","title":"No targets matched","nextStep":"Check the tags or groups of the window\'s targets, and whether the machines were running and managed at the time.","weight":"notice","error":"No Invocations to Execute","evidence":"No Invocations to Execute","machines":0,"members":[{"WindowId":"mw-0ecb1226dde0a000e","WindowExecutionId":"a06e9f91-3b9c-4c3e-8bd4-246cce0a000e","TaskExecutionId":"f407ba63-998f-4b89-8467-279fce0a000e","kind":"task","name":"AWS-RunPatchBaseline"}]}],"gaps":[{"operation":"ListCommandInvocations","count":1,"ids":{"CommandId":"1203cf98-5a79-4ec3-97e9-12e0be0a000e"},"kind":"not-found","code":"expired","why":"What the command did on its machines could not be read: Systems Manager no longer knows it.","whatToDo":"Run Command and Automation keep their history for 30 days: look in the S3 bucket or log group that the task writes to, and take snapshots of executions that must be kept."}],"complete":false,"done":true,"requests":16}',
  },
  listPatches: {
    path: {
      instanceId: "i-1234567890abcdef0",
    },
    answer:
      '{"Patches":[{"Title":"2019-01 Security Update for Adobe Flash Player for Windows Server 2016 for x64-based Systems (KB4480979)","KBId":"KB4480979","Classification":"SecurityUpdates","Severity":"Critical","State":"Installed","InstalledTime":"2019-01-09T00:00:00.000Z"},{"Title":"","KBId":"KB4481031","Classification":"","Severity":"","State":"InstalledOther","InstalledTime":"2019-02-08T00:00:00.000Z"}],"NextToken":"0llf7c91ubt99j1ibkrcv10yfc2l0jys6di","loaded":2,"shown":2}',
  },
  isAlive: {
    path: {},
    answer: '{"status":"ok"}',
  },
  isReady: {
    path: {},
    answer: '{"status":"ready"}',
  },
  getOpenApi: {
    path: {},
  },
  getReference: {
    path: {},
  },
};
