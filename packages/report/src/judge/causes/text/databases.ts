import type { RuleFamily } from "../rules/rule.ts";

/** MySQL, PostgreSQL, SQL Server, Oracle, MongoDB, Redis and their clients. */
export const databaseRules: RuleFamily = {
  name: "databases",
  rules: [
    {
      slug: "database-login",
      title: "Database does not accept the login",
      nextStep:
        "Check user, password (rotated secret?) and the database's rules for this host (pg_hba.conf, grants).",
      patterns: [
        /Access denied for user|password authentication failed|no pg_hba\.conf entry|Login failed for user|ORA-0(?:1017|28000|28001)|(?:Peer|Ident) authentication failed|Authentication failed.*mongo|MongoServerError: Authentication failed|NOAUTH Authentication required|WRONGPASS|PAM authentication failed|fe_sendauth: no password|SASL.*authentication failed|ERROR 1045 \(|role "\S+" does not exist|1698 \(28000\)/iu,
      ],
    },
    {
      slug: "database-connections",
      title: "Database has no free connections",
      nextStep:
        "End idle connections or raise the limit (max_connections), and lower the task's MaxConcurrency.",
      patterns: [
        /too many connections|too many clients already|remaining connection slots are reserved|ORA-00020|ORA-12519|maximum number of (?:client )?connections|max number of clients reached|ERROR 1040 \(|connection pool (?:exhausted|timeout)|timeout expired.*pool/iu,
      ],
    },
    {
      slug: "database-unreachable",
      title: "Database server not reached",
      nextStep:
        "Check that the database runs, its address and port, security groups and socket, then run the task again.",
      patterns: [
        /Can't connect to (?:local )?(?:MySQL|MariaDB|server)|could not connect to server|connection to server (?:at|on) .*failed|the database system is (?:starting up|shutting down|in recovery)|ORA-125(?:14|41|05|37)|TNS[:-]|network-related or instance-specific|MongoNetworkError|MongoServerSelectionError|Could not connect to Redis|ERROR 200[23] \(|Lost connection to (?:MySQL )?server|server closed the connection unexpectedly|MySQL server has gone away|Communications link failure|Server is not running|LOADING Redis/iu,
      ],
    },
    {
      slug: "database-lock",
      title: "Database lock or deadlock",
      nextStep: "Find the session that holds the lock, and run the task again, or at a quieter time.",
      stalls: true,
      patterns: [
        /lock wait timeout exceeded|deadlock (?:found|detected)|was deadlocked on lock|lock request time out|canceling statement due to (?:lock|statement) timeout|could not obtain lock on|database is locked|ORA-000(?:54|60)|Waiting for (?:table )?metadata lock|advisory lock|another migration is (?:already )?(?:running|in progress)|Waiting for changelog lock/iu,
      ],
    },
    {
      slug: "database-read-only",
      title: "Database is read-only",
      nextStep:
        "Connect to the writer (the primary): this server is a replica or was set to read-only, perhaps after a failover.",
      patterns: [
        /read-only transaction|--(?:super-)?read-only option|READONLY You can't write|database is read-only|read only replica|not master and slaveOk|NotWritablePrimary|cannot execute \w+ in a read-only/iu,
      ],
    },
    {
      slug: "database-space",
      title: "Database has no space left",
      nextStep: "Enlarge the tablespace, log or volume of the database, then run the task again.",
      patterns: [
        /could not extend file|unable to extend (?:table|temp|index)|ORA-0(?:165[0-9]|0257)|The table '.*' is full|transaction log for database .* is full|filegroup is full|disk_full|archiver error|flood[- ]stage (?:disk )?watermark|OOM command not allowed/iu,
      ],
    },
    {
      slug: "database-missing",
      title: "Database or table does not exist",
      nextStep: "Check the database's name, the schema and whether an earlier migration ran.",
      broad: true,
      patterns: [
        /Unknown database '(?<subject>[^']+)'|database "(?<name>[^"]+)" does not exist|relation "(?<table>[^"]+)" does not exist|Table '(?<full>[^']+)' doesn't exist|Invalid object name '(?<object>[^']+)'|ORA-00942|Cannot open database|no such table: (?<lite>\S+)|ERROR 1049 \(|ERROR 1146 \(|column "?(?<column>[\w.]+)"? (?:of relation .* )?does not exist|Unknown column '(?<unknown>[^']+)'/iu,
      ],
    },
    {
      slug: "database-privileges",
      title: "Database user lacks privileges",
      nextStep: "Grant the user the named privilege, or use another account for this task.",
      patterns: [
        /command denied to user|permission denied for (?:table|relation|schema|database|sequence|function)|must be owner of|ORA-01031|you need \(at least one of\) the .* privilege|(?:SELECT|INSERT|UPDATE|EXECUTE|CREATE) permission was denied|not authorized on \S+ to execute|permission denied to create/iu,
      ],
    },
    {
      slug: "database-statement",
      title: "A database statement failed",
      nextStep: "Correct the statement or the data that the line names.",
      broad: true,
      strength: "common",
      patterns: [
        /You have an error in your SQL syntax|duplicate key value|Duplicate entry|violates (?:foreign key|not-null|unique|check) constraint|ORA-\d{5}|Incorrect syntax near|Msg \d+, Level 1[1-9]|syntax error at or near|already exists.*(?:relation|table|column)|(?:relation|table|column) .*already exists|checksum mismatch.*migration|Migrations? .*failed|failed migration to version|Validate failed: Migration|ERROR \d{4} \(\w{5}\)/iu,
      ],
    },
    {
      slug: "database-dump-version",
      title: "Database tool does not support the server",
      nextStep: "Use the client tools of the server's version.",
      patterns: [
        /server version mismatch|aborting because of server version|unsupported version \(\d|Authentication plugin '.*' (?:cannot be loaded|is not supported)|client does not support authentication protocol/iu,
      ],
    },
  ],
};
