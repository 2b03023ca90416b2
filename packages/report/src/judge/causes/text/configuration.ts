import type { RuleFamily } from "../rules/rule.ts";

/** Ansible, Chef, Puppet, Salt, DSC, Terraform. */
export const configurationRules: RuleFamily = {
  name: "configuration",
  rules: [
    {
      slug: "ansible-missing",
      title: "Ansible is not installed on the machine",
      nextStep: "Set InstallDependencies to True or install Ansible on the machine, then run the task again.",
      patterns: [
        /ansible(?:-playbook|-galaxy)?: (?:command )?not found|Ansible is not installed|No module named '?ansible'?|The term 'ansible/iu,
      ],
    },
    {
      slug: "ansible-playbook-missing",
      title: "Playbook not found",
      nextStep: "Correct PlaybookFile: its path is relative to the downloaded content.",
      patterns: [
        /the playbook: .* could not be found|the specified Playbook file (?:doesn't|does not) exist|Playbook file .*(?:not found|doesn't exist|does not exist)|Unable to (?:find|retrieve|locate) .*playbook/iu,
      ],
    },
    {
      slug: "ansible-collection-missing",
      title: "Ansible role, collection or module missing",
      nextStep:
        "Install what the line names (ansible-galaxy install -r requirements.yml) before the playbook runs.",
      broad: true,
      patterns: [
        /couldn't resolve module\/action '(?<subject>[^']+)'|the role '(?<role>[^']+)' was not found|collection (?<collection>\S+) (?:was )?not found|Failed to resolve the requested dependencies|(?:galaxy|roles?) .*not found/iu,
      ],
    },
    {
      slug: "ansible-syntax",
      title: "Playbook is invalid",
      nextStep: "Correct the playbook at the line named (ansible-playbook --syntax-check).",
      broad: true,
      patterns: [
        /ERROR! (?:Syntax Error|We were unable to read|conflicting action|'.*' is not a valid attribute|no action detected|A playbook must be)|Syntax Error while loading YAML|is not a valid attribute for a (?:Play|Task)/iu,
      ],
    },
    {
      slug: "ansible-variable",
      title: "Ansible variable is not defined",
      nextStep: "Define the variable (ExtraVariables in the task) or give it a default.",
      broad: true,
      patterns: [
        /'(?<subject>[^']+)' is undefined|undefined variable|AnsibleUndefinedVariable|template error while templating|object has no attribute .*ansible/iu,
      ],
    },
    {
      slug: "ansible-vault",
      title: "Ansible vault cannot be decrypted",
      nextStep:
        "Give the playbook the vault's password (a password file from a secret), or the right vault ID.",
      patterns: [
        /no vault secrets (?:were )?found|Decryption failed \(no vault|vault password .*(?:not found|required)/iu,
      ],
    },
    {
      slug: "ansible-unreachable",
      title: "Ansible does not reach its host",
      nextStep:
        "Check the inventory, the SSH key and the network between the two; for the machine itself use connection: local.",
      patterns: [/UNREACHABLE! =>|Failed to connect to the host via ssh/iu],
    },
    {
      slug: "ansible-python",
      title: "Ansible does not support the machine's Python",
      nextStep: "Set ansible_python_interpreter, or install a Python that this Ansible supports.",
      patterns: [
        /ansible.*requires a minimum of Python|The module interpreter '.*' was not found|ansible-core requires|python interpreter .*(?:not found|no such file)|Failed to import the required Python library/iu,
      ],
    },
    {
      slug: "ansible-task-failed",
      title: "An Ansible task failed",
      nextStep: "Read the task's msg in the line shown and correct what it names.",
      broad: true,
      strength: "effect",
      patterns: [/fatal: \[[^\]]+\]: FAILED!|^failed: \[[^\]]+\]|ERROR! /imu],
    },
    {
      slug: "chef-missing-cookbook",
      title: "Chef cookbook or recipe missing",
      nextStep: "Upload or vendor the cookbook named, and check the run list.",
      broad: true,
      patterns: [
        /Cookbook (?<subject>\S+) not found|could not find recipe (?<recipe>\S+)|MissingCookbookDependency|No (?:such )?cookbooks?|Error Resolving Cookbooks/iu,
      ],
    },
    {
      slug: "chef-authentication",
      title: "Chef server does not accept the machine",
      nextStep:
        "Check the client's key and name, and the machine's clock; register the machine again if needed.",
      patterns: [
        /Failed to authenticate to (?:the chef|https)|Net::HTTP\w*Exception: 40[13]|Private key could not be loaded|chef.*(?:40[13] "(?:Unauthorized|Forbidden)")|validation key/iu,
      ],
    },
    {
      slug: "chef-license",
      title: "Chef's license is not accepted",
      nextStep: "Pass --chef-license accept, or set CHEF_LICENSE in the step.",
      patterns: [
        /(?:Chef|product) (?:Infra )?(?:Client )?.*license.*(?:accept|cannot execute)|cannot execute without accepting the license|Missing chef license/iu,
      ],
    },
    {
      slug: "chef-run-failed",
      title: "Chef run failed",
      nextStep: "Read the resource named in the line, in /var/chef/cache/chef-stacktrace.out.",
      broad: true,
      strength: "effect",
      patterns: [
        /Chef (?:Infra )?Client failed|Error executing action `(?<subject>\w+)` on resource '(?:[^']+)'|Mixlib::ShellOut::ShellCommandFailed|Chef::Exceptions::(?<type>\w+)|FATAL: .*chef/iu,
      ],
    },
    {
      slug: "puppet-certificate",
      title: "Puppet or Salt server rejects the machine",
      nextStep:
        "Accept, sign or clean the machine's certificate or key on the server (puppetserver ca, salt-key), and check the clock.",
      patterns: [
        /(?:puppet|certificate).*(?:certname|ssl clean|does not match its private key)|certificate retrieved from the master does not match|Exiting; no certificate found|waiting for.*certificate|revoked.*CN=|has the minion key been accepted|Attempt to authenticate with the salt master failed|Master hostname: .* not found.*Retrying/iu,
      ],
    },
    {
      slug: "puppet-catalog",
      title: "Puppet or Salt code could not be compiled",
      nextStep: "Correct the manifest, module, state or data (Hiera, pillar) that the line names.",
      broad: true,
      patterns: [
        /Could not retrieve catalog|Evaluation Error|Could not find (?:class|resource|declared class|template)|failed catalog|Error 500 on SERVER|Duplicate declaration|Rendering SLS .* failed|Pillar failed to render|No matching sls found/iu,
      ],
    },
    {
      slug: "puppet-run-locked",
      title: "Another configuration run is under way",
      nextStep:
        "Wait for the other run, or remove a stale lock if none runs; schedule other runs outside the window.",
      stalls: true,
      patterns: [
        /Run of Puppet configuration client already in progress|agent_catalog_run\.lock|Chef (?:Infra )?Client \S* ?is running, will wait|The function .* is running as PID|administratively disabled/iu,
      ],
    },
    {
      slug: "puppet-run-failed",
      title: "Configuration could not be applied",
      nextStep: "Read the resource named in the line and correct it on the machine.",
      broad: true,
      strength: "effect",
      patterns: [
        /Error: (?:\/Stage\[|Could not (?:update|start|execute|set|apply))|change from .* to .* failed|DSC Resource|PowerShell DSC|Result: False|Minion did not return|The SendConfigurationApply function did not succeed/iu,
      ],
    },
    {
      slug: "terraform-locked",
      title: "Terraform state is locked",
      nextStep:
        "Wait for the run that the lock info names; if it has ended, release the lock with `terraform force-unlock`.",
      stalls: true,
      patterns: [/Error (?:acquiring|locking) the state lock|Error locking state|state is already locked/iu],
    },
    {
      slug: "terraform-failed",
      title: "Terraform could not plan or apply",
      nextStep: "Read the error of the resource named, then plan again.",
      broad: true,
      strength: "effect",
      patterns: [
        /(?:│ )?Error: (?:Invalid|Unsupported|Missing|creating|reading|updating|deleting|Failed to query available provider|Backend|Reference to undeclared|Inconsistent dependency lock file|Required plugins are not installed|Module not installed|Could not load plugin|Provider produced|No valid credential sources|Duplicate |Cycle: )/u,
      ],
    },
  ],
};
