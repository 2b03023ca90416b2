/** A CommonJS program, for versions of Node that load ES modules with require. */
const core = require("@windowpane/core");
const report = require("@windowpane/report");
const mock = require("@windowpane/transport-mock");
require("@windowpane/http-api");
const { summarize } = require("./summary.js");

summarize(core, report, mock).then((summary) => console.log(JSON.stringify(summary)));
