import type { FamilyCases } from "./cases.ts";

export const containerCases: FamilyCases = {
  "docker-not-running": {
    is: ["Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?"],
    isNot: ["docker daemon is up\nscript failed"],
  },
  "docker-permission": {
    is: [
      "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock",
    ],
    isNot: ["docker socket found\nscript failed"],
  },
  "image-missing": {
    is: ["Error response from daemon: manifest for app:9 not found: manifest unknown"],
    isNot: ["image app:9 pulled\nscript failed"],
  },
  "container-conflict": {
    is: [
      'docker: Error response from daemon: Conflict. The container name "/app" is already in use by container "3f0c".',
    ],
    isNot: ["container app removed\nscript failed"],
  },
  "container-missing": {
    is: ["Error: No such container: app"],
    isNot: ["container app is running\nscript failed"],
  },
  "container-config-invalid": {
    is: [
      "validating /opt/app/docker-compose.yml: services.web.ports must be a list",
      'service "web" refers to undefined volume data: invalid compose project',
    ],
    isNot: ["compose file has 3 services\nscript failed"],
  },
  "container-network": {
    is: [
      "driver failed programming external connectivity: iptables failed: No chain/target/match by that name.",
    ],
    isNot: ["docker network ok\nscript failed"],
  },
  "container-start": {
    is: [
      "docker: Error response from daemon: failed to create task for container: OCI runtime create failed",
    ],
    isNot: ["container started\nscript failed"],
  },
  "kubernetes-access": {
    is: ["error: You must be logged in to the server (Unauthorized) kubectl"],
    isNot: ["kubectl: logged in\nscript failed"],
  },
  "kubernetes-failed": {
    is: ['error: deployment "app" exceeded its progress deadline (kubectl)'],
    isNot: ["kubectl: deployment app rolled out\nscript failed"],
  },
};

export const transferCases: FamilyCases = {
  "ssh-host-key": {
    is: ["Host key verification failed.\nfatal: Could not read from remote repository."],
    isNot: ["host key verified\nscript failed"],
  },
  "ssh-key-refused": {
    is: ["git@example.org: Permission denied (publickey)."],
    isNot: ["publickey accepted\nscript failed"],
  },
  "git-authentication": {
    is: ["fatal: Authentication failed for 'https://example.org/a.git/'"],
    isNot: ["git authentication ok\nscript failed"],
  },
  "git-not-found": {
    is: ["remote: Repository not found.", "error: pathspec 'release' did not match any file(s) known to git"],
    isNot: ["git repository found\nscript failed"],
  },
  "git-local-changes": {
    is: ["error: Your local changes to the following files would be overwritten by merge:"],
    isNot: ["git: no local changes\nscript failed"],
  },
  "git-ownership": {
    is: ["fatal: detected dubious ownership in repository at '/opt/app'"],
    isNot: ["git: ownership ok\nscript failed"],
  },
  "git-state": {
    is: ["fatal: not a git repository (or any of the parent directories): .git"],
    isNot: ["git repository opened\nscript failed"],
  },
  "http-not-allowed": {
    is: ["curl: (22) The requested URL returned error: 403", "2026-11-20 03:04:05 ERROR 403: Forbidden."],
    isNot: ["curl got 1403 bytes from http://x\nscript failed"],
  },
  "http-not-found": {
    is: ["curl: (22) The requested URL returned error: 404 Not Found"],
    isNot: ["file 404 of 900 copied with curl\nscript failed"],
  },
  "http-rate-limit": {
    is: ["curl: (22) The requested URL returned error: 429"],
    isNot: ["wget: 429 files\nscript failed"],
  },
  "http-server-error": {
    is: ["curl: (22) The requested URL returned error: 503"],
    isNot: ["wget: 503 files\nscript failed"],
  },
  "rsync-failed": {
    is: ["rsync error: some files/attrs were not transferred (code 23)"],
    isNot: ["rsync: 12 files\nscript failed"],
  },
  "url-malformed": {
    is: ["curl: (3) URL using bad/illegal format or missing URL"],
    isNot: ["url ok for curl\nscript failed"],
  },
};

export const databaseCases: FamilyCases = {
  "database-login": {
    is: [
      "ERROR 1045 (28000): Access denied for user 'app'@'10.0.0.4' (using password: YES)",
      'FATAL: password authentication failed for user "app" (postgres)',
    ],
    isNot: ["login to the database ok\nscript failed"],
  },
  "database-connections": {
    is: ["psql: FATAL: sorry, too many clients already"],
    isNot: ["database has 12 connections\nscript failed"],
  },
  "database-unreachable": {
    is: ["ERROR 2003 (HY000): Can't connect to MySQL server on 'db' (110)"],
    isNot: ["connected to the database server\nscript failed"],
  },
  "database-lock": {
    is: ["ERROR 1205 (HY000): Lock wait timeout exceeded; try restarting transaction"],
    isNot: ["database lock taken\nscript failed"],
  },
  "database-read-only": {
    is: ["ERROR: cannot execute INSERT in a read-only transaction"],
    isNot: ["database is writable\nscript failed"],
  },
  "database-space": {
    is: ["ORA-01653: unable to extend table APP.T by 128 in tablespace USERS"],
    isNot: ["database has 12 GB\nscript failed"],
  },
  "database-missing": {
    is: ["ERROR 1049 (42000): Unknown database 'app'", 'ERROR: relation "users" does not exist'],
    isNot: ["database app opened\nscript failed"],
  },
  "database-privileges": {
    is: ["ERROR: permission denied for table users (sql)"],
    isNot: ["database user has all privileges\nscript failed"],
  },
  "database-statement": {
    is: ["ERROR 1062 (23000): Duplicate entry '1' for key 'PRIMARY' (sql)"],
    isNot: ["sql statement done\nscript failed"],
  },
  "database-dump-version": {
    is: ["pg_dump: error: aborting because of server version mismatch"],
    isNot: ["pg_dump version 15\nscript failed"],
  },
};

export const configurationCases: FamilyCases = {
  "ansible-missing": {
    is: ["/tmp/_script.sh: line 12: ansible-playbook: command not found"],
    isNot: ["ansible 2.16 found\nscript failed"],
  },
  "ansible-playbook-missing": {
    is: ["ERROR! the playbook: site.yml could not be found"],
    isNot: ["playbook site.yml read\nscript failed"],
  },
  "ansible-collection-missing": {
    is: ["ERROR! couldn't resolve module/action 'community.general.foo'. This often indicates a misspelling"],
    isNot: ["ansible: collection found\nscript failed"],
  },
  "ansible-syntax": {
    is: ["ERROR! Syntax Error while loading YAML. (ansible)"],
    isNot: ["ansible syntax ok\nscript failed"],
  },
  "ansible-variable": {
    is: [
      'fatal: [localhost]: FAILED! => {"msg": "The task includes an option with an undefined variable. The error was: \'app_dir\' is undefined"}',
    ],
    isNot: ["ansible variable set\nscript failed"],
  },
  "ansible-unreachable": {
    is: ['fatal: [web1]: UNREACHABLE! => {"msg": "Failed to connect to the host via ssh: no answer"}'],
    isNot: ["ansible: web1 ok\nscript failed"],
  },
  "ansible-python": {
    is: ["ansible-core requires a minimum of Python version 3.10"],
    isNot: ["ansible uses python 3.11\nscript failed"],
  },
  "ansible-vault": {
    is: ["ERROR! Attempting to decrypt but no vault secrets found"],
    isNot: ["ansible vault decrypted\nscript failed"],
  },
  "ansible-task-failed": {
    is: ['fatal: [localhost]: FAILED! => {"changed": false, "msg": "widget is odd"}'],
    isNot: ["localhost : ok=3 changed=0 unreachable=0 failed=0 (ansible)\nscript failed"],
  },
  "chef-missing-cookbook": {
    is: ["Error Resolving Cookbooks for Run List: Cookbook base not found (chef)"],
    isNot: ["cookbook base loaded\nscript failed"],
  },
  "chef-authentication": {
    is: ["Failed to authenticate to https://chef.example/organizations/x"],
    isNot: ["chef: authenticated\nscript failed"],
  },
  "chef-license": {
    is: ["Chef Infra Client cannot execute without accepting the license"],
    isNot: ["chef license found\nscript failed"],
  },
  "chef-run-failed": {
    is: ["FATAL: Chef::Exceptions::Package: foo[1] (base::default line 3) had an error"],
    isNot: ["Chef Infra Client finished\nscript failed"],
  },
  "puppet-certificate": {
    is: ["Error: The certificate retrieved from the master does not match the agent's private key. puppet"],
    isNot: ["puppet certificate signed\nscript failed"],
  },
  "puppet-catalog": {
    is: ["Error: Could not retrieve catalog from remote server: Error 500 on SERVER: Evaluation Error"],
    isNot: ["puppet catalog applied\nscript failed"],
  },
  "puppet-run-locked": {
    is: ["Notice: Run of Puppet configuration client already in progress; skipping"],
    isNot: ["puppet run done\nscript failed"],
  },
  "puppet-run-failed": {
    is: ["Error: /Stage[main]/App/Exec[x]/returns: change from 'notrun' to ['0'] failed (puppet)"],
    isNot: ["puppet: no changes\nscript failed"],
  },
  "terraform-locked": {
    is: [
      "Error: Error acquiring the state lock\nError message: ConditionalCheckFailedException: The conditional request failed",
    ],
    isNot: ["state lock acquired\nterraform script failed"],
  },
  "terraform-failed": {
    is: ["Error: Invalid provider configuration (terraform)"],
    isNot: ["terraform: no changes\nscript failed"],
  },
};
