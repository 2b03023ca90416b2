/** AWS STS: AssumeRole and GetCallerIdentity in the query protocol. */
import { REQUEST_ID, regionsOf, type LoopbackCall, type LoopbackState } from "./call.ts";
import type { LoopbackRole } from "./organization.ts";

/** Responds to a request of STS. */
export const respondSts = (call: LoopbackCall, state: LoopbackState): Response => {
  const form = new URLSearchParams(new TextDecoder().decode(call.body));
  switch (form.get("Action")) {
    case "AssumeRole":
      return assumeRole(call, form, state);
    case "GetCallerIdentity": {
      const { account, arn, accessKeyId } = call.key;
      return success(
        "GetCallerIdentity",
        element("Arn", arn) + element("UserId", accessKeyId) + element("Account", account),
      );
    }
    default:
      return stsError(400, "InvalidAction", `Could not find operation ${form.get("Action") ?? ""}`);
  }
};

/** An error in the query protocol. */
export const stsError = (status: number, code: string, message: string): Response =>
  xml(
    status,
    `<ErrorResponse xmlns="${NAMESPACE}"><Error>${element("Type", status < 500 ? "Sender" : "Receiver")}` +
      `${element("Code", code)}${element("Message", message)}</Error>${element("RequestId", REQUEST_ID)}</ErrorResponse>`,
  );

const assumeRole = ({ key, region }: LoopbackCall, form: URLSearchParams, state: LoopbackState): Response => {
  const { faults, accounts, keys, now } = state;
  if ((faults.throttledAssumeRoles ?? 0) > 0) {
    faults.throttledAssumeRoles = (faults.throttledAssumeRoles ?? 0) - 1;
    return stsError(400, "Throttling", "Rate exceeded");
  }
  if (key.expiration !== undefined && key.expiration <= now()) {
    return stsError(403, "ExpiredToken", "The security token included in the request is expired");
  }
  if (!regionsOf(state, key.account).includes(region)) {
    return stsError(
      403,
      "RegionDisabledException",
      `STS is not activated in this region for account:${key.account}. Your account administrator can activate STS in this region using the IAM Console.`,
    );
  }
  const arn = form.get("RoleArn") ?? "";
  const session = form.get("RoleSessionName") ?? "";
  const [, partition = "aws", account = "", name = ""] =
    /^arn:([\w-]+):iam::(\d{12}):role\/(.+)$/u.exec(arn) ?? [];
  if (account === "" || !/^[\w+=,.@-]{2,64}$/u.test(session)) {
    return stsError(
      400,
      "ValidationError",
      "1 validation error detected: RoleArn or RoleSessionName is not valid",
    );
  }
  const role = (accounts.get(account)?.roles ?? [DEFAULT]).find((known) => known.name === name);
  const isDenied = faults.deniedAccounts?.includes(account) === true || !accounts.has(account);
  if (isDenied || role === undefined || !trusts(role, key.account, form)) {
    return stsError(
      403,
      "AccessDenied",
      `User: ${key.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    );
  }
  if (form.has("TokenCode") && form.get("TokenCode") !== role.mfa?.code) {
    return stsError(
      403,
      "AccessDenied",
      "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    );
  }
  const seconds = Number(form.get("DurationSeconds") ?? 3600);
  const most = (key.isSession ? 60 : (role.maxMinutes ?? 60)) * 60;
  if (seconds > most || seconds < 900) {
    return stsError(
      400,
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  const issued = keys.issue({
    account,
    arn: `arn:${partition}:sts::${account}:assumed-role/${name.split("/").at(-1) ?? name}/${session}`,
    isSession: true,
    expiration: new Date(now().getTime() + seconds * 1000),
  });
  return success(
    "AssumeRole",
    `<Credentials>${element("AccessKeyId", issued.accessKeyId)}${element("SecretAccessKey", issued.secretAccessKey)}` +
      `${element("SessionToken", issued.sessionToken ?? "")}${element("Expiration", issued.expiration?.toISOString() ?? "")}</Credentials>` +
      `<AssumedRoleUser>${element("AssumedRoleId", `AROA${account}:${session}`)}${element("Arn", issued.arn)}</AssumedRoleUser>`,
  );
};

const DEFAULT: LoopbackRole = { name: "WindowpaneRead" };

const trusts = (
  { externalId, trusts: callers, mfa }: LoopbackRole,
  caller: string,
  form: URLSearchParams,
): boolean =>
  (callers === undefined || callers.includes(caller)) &&
  (externalId === undefined || form.get("ExternalId") === externalId) &&
  (mfa === undefined || (form.get("SerialNumber") === mfa.serial && form.has("TokenCode")));

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

const success = (action: string, result: string): Response =>
  xml(
    200,
    `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${result}</${action}Result>` +
      `<ResponseMetadata>${element("RequestId", REQUEST_ID)}</ResponseMetadata></${action}Response>`,
  );

const xml = (status: number, body: string): Response =>
  new Response(body, { status, headers: { "content-type": "text/xml" } });

const element = (name: string, text: string): string =>
  `<${name}>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</${name}>`;
