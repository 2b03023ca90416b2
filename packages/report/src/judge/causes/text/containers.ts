import type { RuleFamily } from "../rules/rule.ts";

/** Docker, containerd, Kubernetes and their images. */
export const containerRules: RuleFamily = {
  name: "containers",
  rules: [
    {
      slug: "docker-not-running",
      title: "Docker is not running",
      nextStep:
        "Start the service docker on the machine (systemctl status docker shows why it does not run).",
      patterns: [
        /Cannot connect to the Docker daemon|Is the docker daemon running|dial unix \/var\/run\/docker\.sock: connect: (?:no such file|connection refused)|error during connect:.*docker|Cannot connect to Podman|containerd\.sock.*(?:no such file|refused)/iu,
      ],
    },
    {
      slug: "docker-permission",
      title: "No permission to use Docker",
      nextStep: "Run the step as root or add its user to the group docker.",
      patterns: [
        /permission denied while trying to connect to the Docker|docker\.sock: connect: permission denied|Got permission denied while trying to connect/iu,
      ],
    },
    {
      slug: "image-missing",
      title: "Container image or tag does not exist",
      nextStep:
        "Correct the image's name, tag and registry, and check that it is built for this architecture.",
      broad: true,
      patterns: [
        /manifest (?:for (?<subject>\S+) )?(?:not found|unknown)|manifest unknown|no such image: (?<image>\S+)|Unable to find image '[^']+' locally$|repository .* (?:not found|does not exist)|image ['"]?[\w./:@-]+['"]? (?:was )?not found|pull access denied for (?<denied>[^,\s]+)|requested access to the resource is denied|name unknown: |no matching manifest for|ImagePullBackOff|ErrImagePull|requested image's platform/imu,
      ],
    },
    {
      slug: "container-conflict",
      title: "A container with this name already exists",
      nextStep: "Remove or rename the old container first (docker rm -f), then run the task again.",
      patterns: [
        /container name .* is already in use|Conflict\. The container|network with name \S+ already exists|already in use by container/iu,
      ],
    },
    {
      slug: "container-missing",
      title: "Container does not exist or does not run",
      nextStep: "Start the named container, or correct its name in the task.",
      broad: true,
      strength: "common",
      patterns: [
        /No such container:? ?(?<subject>\S*)|Container \S+ is not running|no container with name|No such (?:service|volume|network|object):? ?(?<name>\S*)|network \S+ not found/iu,
      ],
    },
    {
      slug: "container-config-invalid",
      title: "Compose file is missing or invalid",
      nextStep: "Check the file with `docker compose config` and correct what the line names.",
      broad: true,
      patterns: [
        /^validating \S+\.ya?ml: |(?:services|networks|volumes)\.\S+ (?:must be|additional properties|contains an invalid type)|Additional propert(?:y|ies) \S+ (?:is|are) not allowed|service "(?<subject>[^"]+)" (?:refers to undefined|has neither an image nor a build)|no configuration file provided: not found|invalid compose project/mu,
      ],
    },
    {
      slug: "container-network",
      title: "Docker's network is broken",
      nextStep:
        "Restart docker after changes to the firewall (iptables chains are lost), then run the task again.",
      patterns: [
        /iptables failed:|No chain\/target\/match by that name|failed to (?:set up|create) (?:container )?networking|could not find an available, non-overlapping|Address pool/iu,
      ],
    },
    {
      slug: "container-start",
      title: "Container does not start",
      nextStep: "Read `docker logs` of the container; check its command, mounts and limits.",
      broad: true,
      strength: "effect",
      patterns: [
        /OCI runtime (?:create|exec) failed|failed to create (?:shim|task|containerd)|CrashLoopBackOff|Error response from daemon: (?:failed|cannot|driver)|container .*exited with (?:code|non-zero)|exited with code [1-9]|dependency failed to start|unhealthy container/iu,
      ],
    },
    {
      slug: "kubernetes-access",
      title: "Kubernetes cluster refuses the call",
      nextStep: "Check the kubeconfig and the role's access entry or RBAC rules for the cluster.",
      patterns: [
        /error: You must be logged in to the server|Error from server \(Forbidden\)|is forbidden: User|the server has asked for the client to provide credentials|The connection to the server .* was refused/iu,
      ],
    },
    {
      slug: "kubernetes-failed",
      title: "Kubernetes did not accept or finish the change",
      nextStep: "Check the named object (kubectl describe) and its events.",
      broad: true,
      strength: "common",
      patterns: [
        /Error from server|deployment "?\S+"? exceeded its progress deadline|Error: (?:UPGRADE|INSTALLATION) FAILED|error validating|Cannot evict pod|disruption budget|timed out waiting for the condition|FailedScheduling/iu,
      ],
    },
  ],
};
