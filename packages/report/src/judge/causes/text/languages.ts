import type { RuleFamily } from "../rules/rule.ts";

/** Python, Node.js, Java and other runtimes, and their package managers. */
export const languageRules: RuleFamily = {
  name: "languages",
  isGeneric: true,
  rules: [
    {
      slug: "python-externally-managed",
      title: "System's Python does not allow pip install",
      nextStep: "Install into a virtual environment, or the distribution's package (python3-...).",
      patterns: [/externally-managed-environment|This environment is externally managed/iu],
    },
    {
      slug: "python-venv-missing",
      title: "Python's venv module is not installed",
      nextStep:
        "Install the distribution's package (python3-venv, python3-virtualenv), then run the task again.",
      patterns: [
        /ensurepip is not available|virtual environment was not created successfully|No module named '?(?:venv|ensurepip|virtualenv)\b'?/u,
      ],
    },
    {
      slug: "python-module-missing",
      title: "Python module missing",
      nextStep: "Install the named module for the Python that runs the script, or call the right Python.",
      broad: true,
      patterns: [/No module named ['"]?(?<subject>[\w.]+)|ImportError: cannot import name '?(?<name>\w+)/u],
    },
    {
      slug: "python-package-not-found",
      title: "Python package or version not found",
      nextStep: "Check the package's name and version for this Python and the index that pip uses.",
      broad: true,
      strength: "common",
      patterns: [
        /No matching distribution found for (?<subject>\S+)|Could not find a version that satisfies the requirement (?<name>\S+)|requires a different Python|Requires-Python|python_requires|ResolutionImpossible/u,
      ],
    },
    {
      slug: "build-failed",
      title: "A package or program could not be built",
      nextStep: "Install the compiler and headers that the output names, or use a prebuilt package.",
      broad: true,
      strength: "effect",
      patterns: [
        /Failed building wheel for (?<subject>\S+)|command '?(?:gcc|x86_64-linux-gnu-gcc|cc)'? failed|fatal error: (?<header>\S+\.h): No such file|make(?:\[\d+\])?: \*\*\* |error: subprocess-exited-with-error|gyp ERR!|configure: error:|BUILD FAIL(?:ED|URE)|Failed to build gem native extension|could not compile|compilation (?:failed|error|terminated)|MSB\d{4}|Failed to execute goal/u,
      ],
    },
    {
      slug: "node-module-missing",
      title: "Node.js module missing",
      nextStep: "Install the dependencies (npm ci) in the script's directory; check that the path is right.",
      broad: true,
      patterns: [/Cannot find (?:module|package) '(?<subject>[^']+)'|MODULE_NOT_FOUND|ERR_MODULE_NOT_FOUND/u],
    },
    {
      slug: "npm-failed",
      title: "npm could not install",
      nextStep:
        "Correct what npm names: the version, the lock file, peer dependencies or the registry's credentials.",
      broad: true,
      strength: "common",
      patterns: [
        /npm (?:ERR!|error) code (?<subject>E\w+)|npm ERR! (?:404|peer)|ERESOLVE|`npm ci` can only install|EBADENGINE.*error|integrity checksum failed|The engine "node" is incompatible|YN\d{4}.*(?:fail|error)|ERR_PNPM_(?<pnpm>\w+)/u,
      ],
    },
    {
      slug: "runtime-version",
      title: "Runtime is too old or too new",
      nextStep:
        "Install the runtime version that the program needs (Java, Node.js, Python, .NET), or the program's version for this one.",
      patterns: [
        /UnsupportedClassVersionError|compiled by a more recent version of the Java|class file version|(?:requires|needs) (?:at least )?(?:Python|Node(?:\.js)?|Java|PHP|Ruby|\.NET|glibc)(?: version)? ?(?:>=|v|\d)|You must install (?:or update )?\.NET|framework '?Microsoft\.\S+'?, version|Unsupported (?:Python|Java|engine|Node)|python.*is not supported.*version|ERR_OSSL_EVP_UNSUPPORTED|invalid target release|Python 2 is no longer supported|Unsupported major\.minor/iu,
      ],
    },
    {
      slug: "java-class-missing",
      title: "Java class or archive missing",
      nextStep: "Check the class path and that the archive is complete and of the right version.",
      broad: true,
      patterns: [
        /ClassNotFoundException:? ?(?<subject>[\w.$/]+)?|NoClassDefFoundError:? ?(?<name>[\w.$/]+)?|Could not find or load main class (?<main>\S+)|Unable to access jarfile (?<jar>\S+)|no main manifest attribute|NoSuchMethodError/u,
      ],
    },
    {
      slug: "java-home",
      title: "Java is not installed or not configured",
      nextStep: "Install Java and set JAVA_HOME for the agent's environment.",
      patterns: [
        /JAVA_HOME (?:is not|environment variable is not|must be|should point|is set to an invalid)|could not find java|No Java runtime/iu,
      ],
    },
    {
      slug: "java-arguments",
      title: "Java does not accept its options",
      nextStep:
        "Correct the options (JAVA_OPTS, setenv.sh, jvm.options): this Java version does not know one, or the heap's size is invalid.",
      broad: true,
      patterns: [
        /Unrecognized (?:VM )?option:? ['"]?(?<subject>[\w:+-]+)|Invalid (?:maximum|initial) heap size|Conflicting collector combinations|Initial heap size set to a larger value/u,
      ],
    },
    {
      slug: "java-arguments",
      title: "Java does not accept its options",
      nextStep: "Read the lines above this one: they name the option or the limit that stops Java.",
      strength: "effect",
      patterns: [/Could not create the Java Virtual Machine/u],
    },
    {
      slug: "data-invalid",
      title: "Invalid JSON, YAML or XML",
      nextStep:
        "Check the named file, or what the server really returned (often an error page), then run the task again.",
      broad: true,
      strength: "common",
      patterns: [
        /JSONDecodeError|json\.decoder|Unexpected token .* in JSON|is not valid JSON|jq: (?:parse )?error|parse error: Invalid|ScannerError|ParserError: while parsing|mapping values are not allowed|yaml: line \d+|YAMLException|XML ?(?:Parse|Syntax)Error|SAXParseException|ConvertFrom-Json ?: |invalid character .* looking for|could not parse (?:as )?(?:JSON|YAML|XML)|TOMLDecodeError|UnicodeDecodeError/iu,
      ],
    },
    {
      slug: "script-error",
      title: "Script has an error",
      nextStep:
        "Correct the script where the line points: a value is missing or has another type than it expects.",
      broad: true,
      strength: "effect",
      patterns: [
        /^(?:\w+\.)*(?<subject>KeyError|TypeError|ValueError|AttributeError|NameError|IndexError|ZeroDivisionError|AssertionError|UnboundLocalError|RuntimeError|NotImplementedError|ReferenceError|RangeError|NullPointerException|IllegalArgumentException|IllegalStateException|NumberFormatException)\b|(?:Exception in thread "\S+" |Caused by: )(?:\w+\.)*(?<java>NullPointerException|IllegalArgumentException|IllegalStateException|RuntimeException|NumberFormatException|ClassCastException|ArrayIndexOutOfBoundsException)|Uncaught (?<node>\w*Error)|undefined (?:local variable or )?method|PHP Fatal error|panic: |fatal error: all goroutines|can't locate \S+\.pm in @INC|NoMethodError/mu,
      ],
    },
    {
      slug: "crashed",
      title: "Crashed (segmentation fault or abort)",
      nextStep: "Check the kernel log and the core dump, and reinstall the program that crashed.",
      strength: "common",
      patterns: [
        /Segmentation fault|\bSIGSEGV\b|core dumped|Aborted \(core|Illegal instruction|Bus error|stack smashing detected|double free or corruption|AccessViolationException|0xc0000005|Unhandled exception at|kernel panic/iu,
      ],
    },
  ],
};
