import { key } from "./environment.ts";

const role = (name: string): string => `role_arn = arn:aws:iam::123456789012:role/${name}\n`;

/** Profiles with roles, web identities and programs. */
export const signInConfig = `
[default]
region = eu-west-1
[profile keys]
region = eu-west-1
${key("KEYS")}
[profile role]
region = eu-west-1
${role("r")}source_profile = keys
[profile role-north]
region = eu-north-1
${role("r")}source_profile = keys
[profile role-here]
region = eu-west-1
endpoint_url = {B}
${role("r")}source_profile = elsewhere
[profile elsewhere]
region = eu-south-1
endpoint_url = {D}
${key("ELSEWHERE")}
[profile role-services]
region = eu-west-1
services = local
${role("r")}source_profile = keys
[services local]
ssm =
  endpoint_url = {C}
sts =
  endpoint_url = {D}
[profile chain]
region = eu-west-1
${role("c")}source_profile = role
[profile self]
region = eu-west-1
${role("s")}source_profile = self
${key("SELF")}
[profile role-and-keys]
region = eu-west-1
${role("s")}source_profile = keys
${key("OWN")}
[profile over-role-and-keys]
region = eu-west-1
${role("s")}source_profile = role-and-keys
[profile loop]
region = eu-west-1
${role("l")}source_profile = pool
[profile pool]
${role("p")}source_profile = loop
[profile orphan]
region = eu-west-1
${role("o")}source_profile = gone
[profile over-bare]
region = eu-west-1
${role("o")}source_profile = default
[profile no-source]
region = eu-west-1
${role("n")}
[profile two-sources]
region = eu-west-1
${role("n")}source_profile = keys
credential_source = Environment
[profile env-role]
region = eu-west-1
${role("e")}credential_source = Environment
[profile container-role]
region = eu-west-1
${role("e")}credential_source = EcsContainer
[profile instance-role]
region = eu-west-1
${role("e")}credential_source = Ec2InstanceMetadata
[profile small-source]
${role("e")}credential_source = environment
[profile odd-source]
region = eu-west-1
${role("e")}credential_source = Elsewhere
[profile web]
region = eu-west-1
${role("w")}web_identity_token_file = {HOME}/token
[profile web-gone]
region = eu-west-1
${role("w")}web_identity_token_file = {HOME}/gone
[profile over-web]
region = eu-west-1
${role("o")}source_profile = web
[profile printed]
region = eu-west-1
credential_process = sh {HOME}/print.sh
[profile printed-and-keys]
region = eu-west-1
credential_process = sh {HOME}/print.sh
${key("CONFIG")}
[profile printed-spaces]
region = eu-west-1
credential_process = sh "{HOME}/with space/print.sh" 'a ; b' "# c"
[profile printed-junk]
region = eu-west-1
credential_process = echo junk
[profile printed-version]
region = eu-west-1
credential_process = echo '{"Version": 2, "AccessKeyId": "X", "SecretAccessKey": "s"}'
[profile printed-half]
region = eu-west-1
credential_process = echo '{"Version": 1, "AccessKeyId": "X"}'
[profile printed-fail]
region = eu-west-1
credential_process = sh -c "exit 3"
[profile printed-missing]
region = eu-west-1
credential_process = /no/such/program
[profile printed-expired]
region = eu-west-1
credential_process = echo '{"Version": 1, "AccessKeyId": "X", "SecretAccessKey": "s", "SessionToken": "t", "Expiration": "2020-01-01T00:00:00Z"}'
[profile over-printed]
region = eu-west-1
${role("o")}source_profile = printed
[profile half]
region = eu-west-1
aws_access_key_id = HALF
[profile bare]
region = eu-west-1
[profile role-without-region]
${role("r")}source_profile = keys
[profile role-lost-services]
region = eu-west-1
services = gone
${role("r")}source_profile = keys
`;
