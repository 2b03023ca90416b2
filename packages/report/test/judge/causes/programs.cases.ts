import type { FamilyCases } from "./cases.ts";

export const programCases: FamilyCases = {
  "command-not-found": {
    is: [
      "/tmp/_script.sh: line 3: jq: command not found",
      "'choco' is not recognized as an internal or external command,",
      { document: "AWS-RunShellScript", code: 127, text: "" },
    ],
    isNot: ["command jq found\nscript failed"],
  },
  "script-syntax": {
    is: [
      "/tmp/_script.sh: line 9: syntax error near unexpected token `fi'",
      '_script.sh: 3: Syntax error: "(" unexpected',
    ],
    isNot: ["syntax ok\nscript failed"],
  },
  "script-variable": {
    is: ["/tmp/_script.sh: line 3: TARGET_DIR: unbound variable"],
    isNot: ["TARGET_DIR is /opt\nscript failed"],
  },
  "command-usage": {
    is: ["grep: unrecognized option '--foo'", "error: the following arguments are required: --bucket"],
    isNot: ["option foo set\nscript failed"],
  },
};

export const serviceCases: FamilyCases = {
  "service-config-invalid": {
    is: [
      'nginx: [emerg] unknown directive "prox_pass" in /etc/nginx/nginx.conf:12\nnginx: configuration file /etc/nginx/nginx.conf test failed',
    ],
    isNot: ["nginx: configuration file /etc/nginx/nginx.conf test is ok\nscript failed"],
  },
  "service-missing": {
    is: ["Failed to restart app.service: Unit app.service not found."],
    isNot: ["unit app.service loaded\nscript failed"],
  },
  "service-masked": {
    is: ["Failed to start firewalld.service: Unit firewalld.service is masked."],
    isNot: ["unit firewalld.service enabled\nscript failed"],
  },
  "service-manager-unreachable": {
    is: ["System has not been booted with systemd as init system (PID 1). Can't operate."],
    isNot: ["systemd is running\nscript failed"],
  },
  "service-start-limit": {
    is: ["app.service: Start request repeated too quickly."],
    isNot: ["app.service started\nscript failed"],
  },
  "service-exec": {
    is: [
      "Job for app.service failed because the control process exited with error code.\nNov 20 03:00:11 a systemd[1]: app.service: Main process exited, code=exited, status=203/EXEC\nNov 20 03:00:11 a systemd[1]: app.service: Failed with result 'exit-code'.",
      "systemd[1]: app.service: Failed at step NAMESPACE spawning /opt/app/run: Operation refused",
    ],
    isNot: [
      "app.service: Failed at step USER spawning /opt/app/run: No such process",
      "app.service: Main process exited, code=exited, status=1/FAILURE",
    ],
  },
  "service-failed": {
    is: ["Job for nginx.service failed because the control process exited with error code."],
    isNot: [
      "nginx.service started\nscript failed",
      "No space left on device\nJob for nginx.service failed because the control process exited",
    ],
  },
  "health-check-failed": {
    is: ["ERROR: health check failed for http://localhost:8080/health"],
    isNot: ["health check passed\nscript failed"],
  },
  "kernel-module": {
    is: ["modprobe: FATAL: Module nvme_foo not found in directory /lib/modules/5.10"],
    isNot: ["kernel module loaded\nscript failed"],
  },
  "selinux-denied": {
    is: ['type=AVC msg=audit(1): avc: denied { read } for pid=1 comm="httpd"'],
    isNot: ["SELinux is permissive\nscript failed"],
  },
};

export const languageCases: FamilyCases = {
  "python-externally-managed": {
    is: ["error: externally-managed-environment"],
    isNot: ["environment is managed by pip\nscript failed"],
  },
  "python-venv-missing": {
    is: [
      "The virtual environment was not created successfully because ensurepip is not available.",
      "/usr/bin/python3: No module named venv",
    ],
    isNot: ["ModuleNotFoundError: No module named 'venvtools'", "venv created\nscript failed"],
  },
  "python-module-missing": {
    is: [
      "Traceback (most recent call last):\n  File \"/opt/a.py\", line 1, in <module>\n    import boto3\nModuleNotFoundError: No module named 'boto3'",
    ],
    isNot: ["module boto3 imported\nscript failed"],
  },
  "python-package-not-found": {
    is: [
      "ERROR: Could not find a version that satisfies the requirement foo==9 (from versions: none)\nERROR: No matching distribution found for foo==9",
    ],
    isNot: ["curl: (6) Could not resolve host: pypi.org\nERROR: No matching distribution found for foo==9"],
  },
  "build-failed": {
    is: ["make: *** [Makefile:12: all] Error 2"],
    isNot: ["make: nothing to be done for 'all'\nscript failed"],
  },
  "node-module-missing": {
    is: ["Error: Cannot find module 'express'"],
    isNot: ["node module express loaded\nscript failed"],
  },
  "npm-failed": {
    is: ["npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree"],
    isNot: ["npm notice new version\nscript failed"],
  },
  "runtime-version": {
    is: [
      "java.lang.UnsupportedClassVersionError: App has been compiled by a more recent version of the Java Runtime",
    ],
    isNot: ["java version 17 found\nscript failed"],
  },
  "java-class-missing": {
    is: ["Error: Could not find or load main class com.example.App"],
    isNot: ["class com.example.App loaded\nscript failed"],
  },
  "java-home": {
    is: ["Error: JAVA_HOME is not set and could not be found."],
    isNot: ["JAVA_HOME is /usr/lib/jvm\nscript failed"],
  },
  "java-arguments": {
    is: [
      "Unrecognized VM option 'UseConcMarkSweepGC'\nError: Could not create the Java Virtual Machine.",
      "Invalid maximum heap size: -Xmx4096G\nError: Could not create the Java Virtual Machine.",
    ],
    isNot: [
      "Could not reserve enough space for object heap\nError: Could not create the Java Virtual Machine.",
      "java options read\nscript failed",
    ],
  },
  "data-invalid": {
    is: ["json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)"],
    isNot: ["parsed 12 rows of JSON\nnode script failed"],
  },
  "script-error": {
    is: [
      "Traceback (most recent call last):\n  File \"/opt/a.py\", line 8, in <module>\n    print(d['x'])\nKeyError: 'x'",
    ],
    isNot: ["python found no key\nscript failed"],
  },
  crashed: {
    is: [
      "/tmp/_script.sh: line 2: 812 Segmentation fault (core dumped) ./tool",
      { document: "AWS-RunShellScript", code: 139, text: "" },
    ],
    isNot: ["memory segments: 12\nscript error, failed"],
  },
};
