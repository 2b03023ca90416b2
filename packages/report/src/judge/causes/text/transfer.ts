import type { RuleFamily } from "../rules/rule.ts";

/** git, ssh, curl and wget. */
export const transferRules: RuleFamily = {
  name: "transfer",
  rules: [
    {
      slug: "ssh-host-key",
      title: "SSH host key unknown or changed",
      nextStep:
        "Add the host's right key to known_hosts (ssh-keyscan after checking it), then run the task again.",
      patterns: [
        /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|No (?:ED25519|RSA|ECDSA) host key is known/u,
      ],
    },
    {
      slug: "ssh-key-refused",
      title: "SSH key not accepted",
      nextStep:
        "Check the key of the account that runs the step (mode 600) and that the server has its public key.",
      patterns: [
        /Permission denied \((?:publickey|password|gssapi|keyboard)|UNPROTECTED PRIVATE KEY FILE|Too many authentication failures|no mutual signature algorithm|Load key ".*": |invalid format.*key|sign_and_send_pubkey/iu,
      ],
    },
    {
      slug: "git-authentication",
      title: "git: sign-in failed",
      nextStep:
        "Give the step valid credentials for the repository (token, deploy key); passwords are often no longer accepted.",
      patterns: [
        /Authentication failed for|could not read (?:Username|Password) for|Invalid username or (?:password|token)|terminal prompts disabled|Support for password authentication was removed|HTTP Basic: Access denied|requested URL returned error: 40[13](?=.*git)|remote: (?:Permission to .* denied|Invalid credentials|HTTP Basic)|Write access to repository not granted/iu,
      ],
    },
    {
      slug: "git-not-found",
      title: "git: repository or branch not found",
      nextStep:
        "Correct the repository's URL or the branch, and check that the credentials have access to it.",
      patterns: [
        /remote: Repository not found|fatal: repository '.*' (?:not found|does not exist)|Remote branch \S+ not found|couldn't find remote ref|pathspec '.*' did not match|does not appear to be a git repository|unknown revision or path|reference is not a tree|invalid reference/iu,
      ],
    },
    {
      slug: "git-local-changes",
      title: "git: local changes block the update",
      nextStep:
        "Discard or commit what was changed on the machine (git reset --hard, git clean), then run the task again.",
      patterns: [
        /local changes to the following files would be overwritten|untracked working tree files would be overwritten|Automatic merge failed|CONFLICT \(|divergent branches|Not possible to fast-forward|need to resolve your current index|not something we can merge|\[rejected\]|have unmerged (?:paths|files)|You have unstaged changes|(?:commit|stash) (?:your changes )?or (?:stash|commit) them|Your index contains uncommitted changes|destination path '.*' already exists and is not an empty/iu,
      ],
    },
    {
      slug: "git-ownership",
      title: "git: directory belongs to another user",
      nextStep: "Run git as the owner, or set safe.directory for the account that runs the step.",
      patterns: [/detected dubious ownership|unsafe repository/iu],
    },
    {
      slug: "git-state",
      title: "git: directory is not a repository or is locked",
      nextStep: "Check the directory; remove a stale .git/index.lock if git is not running.",
      patterns: [
        /not a git repository|index\.lock': File exists|\.git\/\S+\.lock|bad object|object file .* is empty|loose object .* is corrupt/iu,
      ],
    },
    {
      slug: "http-not-allowed",
      title: "Server denies the request (401 or 403)",
      nextStep: "Check the token or credentials of the call and what its policy allows.",
      patterns: [/\bCode: 40[13]\. Errors/iu],
    },
    {
      slug: "http-not-allowed",
      title: "Server denies the download (401 or 403)",
      nextStep:
        "Check the URL's credentials or signature (it may have expired) and whether a proxy or filter blocks it.",
      strength: "common",
      patterns: [
        /requested URL returned error: 40[13]|ERROR 40[13]: |HTTP(?:\/[\d.]+)? (?:error |status |code )*:?40[13]\b|(?:status|response)(?: code)?[:= ]+"?40[13]\b|40[13] (?:Client Error|Forbidden|Unauthorized)|\(40[13]\) (?:Forbidden|Unauthorized)|Request has expired|error 40[13]\b.*(?:forbidden|unauthorized)/iu,
      ],
    },
    {
      slug: "http-not-found",
      title: "Download URL does not exist (404)",
      nextStep: "Correct the URL or the version in it.",
      strength: "common",
      patterns: [
        /requested URL returned error: 4(?:04|10)|ERROR 4(?:04|10): |HTTP(?:\/[\d.]+)? (?:error |status |code )*:?404\b|(?:status|response)(?: code)?[:= ]+"?404\b|404 (?:Client Error|Not Found|page not found)|\(404\) Not Found/iu,
      ],
    },
    {
      slug: "http-rate-limit",
      title: "Server limits the requests (429)",
      nextStep: "Lower the task's MaxConcurrency or wait, and sign in if that raises the limit.",
      patterns: [
        /requested URL returned error: 429|ERROR 429: |429 (?:Client Error|Too Many Requests)|HTTP(?:\/[\d.]+)? (?:error |status |code )*:?429\b|Too Many Requests|API rate limit exceeded/iu,
      ],
    },
    {
      slug: "http-server-error",
      title: "Server returns an error (5xx)",
      nextStep: "Check the named server, or run the task again later.",
      strength: "common",
      patterns: [
        /requested URL returned error: 5\d\d|ERROR 5\d\d: |HTTP(?:\/[\d.]+)? (?:error |status |code )*:?50\d\b|(?:status|response)(?: code)?[:= ]+"?50[0234]\b|50[0234] (?:Server Error|Bad Gateway|Service Unavailable|Gateway|Internal Server Error)|\(50[0234]\) /iu,
      ],
    },
    {
      slug: "rsync-failed",
      title: "rsync or copy did not finish",
      nextStep: "Read the lines above: each names a file or the connection that failed.",
      strength: "effect",
      patterns: [
        /rsync error: |rsync: connection unexpectedly closed|some files(?:\/attrs)? (?:could not be|were not) transferred/iu,
      ],
    },
    {
      slug: "url-malformed",
      title: "URL is malformed or empty",
      nextStep: "Check the variable or parameter that contains the URL: it is empty or has no scheme.",
      patterns: [
        /curl: \(3\)|no URL specified|URL (?:using bad|malformed|rejected)|missing URL|No scheme|Invalid URL|unsupported protocol scheme|Invalid URI|MissingSchema|protocol ["'].*["'] (?:is )?not supported/iu,
      ],
    },
  ],
};
