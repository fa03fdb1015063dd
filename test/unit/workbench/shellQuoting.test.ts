// Whatever the text, the program gets it as it is: bash for real, the other shells by readers of their written rules.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { quoteForCmd, quoteForPosix, quoteForPowerShell } from '../../../src/workbench/forms/shellQuoting.ts';

const SPECIAL = Array.from(`'"$\`%!&|<>^\\()[]{}*?~#;:=,@+-/ .0aZ\u2018\u2019\u201A\u201B\u201C\u201Dé字`);
/** Texts of printable characters, most of which mean something to some shell. */
const text = fc.string({
  unit: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...SPECIAL) }, fc.constantFrom('🔑', 'ß', 'PATH')),
  maxLength: 12,
});

describe('quoteForPosix', () => {
  const history = 'set -o history -o histexpand\n';
  for (const [shell, prepare] of [
    ['bash', ''],
    ['bash', history],
    ['zsh', 'setopt rcquotes extendedglob\n'],
    ['dash', ''],
  ] as const) {
    it(`reaches a program through ${shell} unchanged ${prepare.trim()}`.trim(), function () {
      const printArguments = (texts: readonly string[]): readonly string[] | undefined => {
        const input = `${prepare}printf '%s\\0' ${texts.map(quoteForPosix).join(' ')}\n`;
        const { stdout, error } = spawnSync(shell, [], { input, encoding: 'utf8' });
        return error === undefined ? stdout.split('\0').slice(0, -1) : undefined;
      };
      if (printArguments(['']) === undefined) this.skip();
      fc.assert(
        fc.property(fc.array(text, { minLength: 1, maxLength: 100 }), texts => {
          assert.deepEqual(printArguments(texts), texts);
        }),
        { numRuns: 20 },
      );
    });
  }

  it('stays readable', () => {
    assert.equal(quoteForPosix('Bearer a.b-c'), "'Bearer a.b-c'");
  });
});

describe('quoteForPowerShell', () => {
  it('is one literal string, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(text), texts => {
        assert.deepEqual(readPowerShell(texts.map(quoteForPowerShell).join(' ')), texts);
      }),
      { numRuns: 1000 },
    );
  });

  it('stays readable', () => {
    assert.equal(quoteForPowerShell('Bearer a.b-c'), "'Bearer a.b-c'");
  });
});

describe('quoteForCmd', () => {
  it('reaches a program unchanged, whatever the text, and whatever variables there are', () => {
    fc.assert(
      fc.property(fc.array(text), texts => {
        assert.deepEqual(readArgv(readCmd(texts.map(quoteForCmd).join(' '))), texts);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps variables from being put in', () => {
    for (const texts of [['%PATH%'], ['%PATH:a=b%'], ['%PATH:~0,1%'], ['%%PATH%%'], ['%', 'PATH', '%']]) {
      assert.deepEqual(readArgv(readCmd(texts.map(quoteForCmd).join(' '))), texts);
    }
  });

  it('stays readable', () => {
    assert.equal(quoteForCmd('Bearer a.b-c & more'), '"Bearer a.b-c & more"');
    assert.equal(quoteForCmd('C:\\'), '"C:\\\\"');
    assert.equal(quoteForCmd('a"b'), '^"a\\^"b^"');
  });
});

/** The arguments of a PowerShell line that is made of literal strings only; everything else is refused. */
function readPowerShell(line: string): string[] {
  const isQuote = (char: string | undefined): boolean => char !== undefined && /['‘’‚‛]/.test(char);
  const strings: string[] = [];
  for (let at = 0; at < line.length;) {
    assert.ok(isQuote(line[at]), `No string begins at ${at} in ${line}`);
    let content = '';
    for (at += 1; ; at += 1) {
      assert.ok(at < line.length, `A string does not end: ${line}`);
      if (isQuote(line[at])) {
        // Two quotes within a string are the second one of them.
        if (!isQuote(line[at + 1])) break;
        at += 1;
      }
      content += line[at] ?? '';
    }
    strings.push(content);
    at += 1;
    if (at < line.length) assert.equal(line[at], ' ', `The string goes on: ${line}`);
    at += 1;
  }
  return strings;
}

/** What a program's command line becomes at cmd's prompt: first the variables, then quotes, carets and operators. */
function readCmd(line: string): string {
  let quoted = false;
  let commandLine = '';
  const expanded = expandVariables(line);
  for (let at = 0; at < expanded.length; at += 1) {
    const char = expanded.charAt(at);
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === '^') {
      at += 1;
      assert.ok(at < expanded.length, `cmd asks for more: ${line}`);
    } else assert.ok(quoted || !/[&|<>()]/.test(char), `cmd sees an operator: ${line}`);
    commandLine += expanded.charAt(at);
  }
  assert.ok(!quoted, `cmd's quotes do not end: ${line}`);
  return commandLine;
}

/** At the prompt, an unknown variable stays as it is, and the search goes on behind its first `%`. */
function expandVariables(line: string): string {
  const variable = /^%([^%:]+)(?:%|:%|:~[^%]*%|:[^%=]+=[^%]*%)/;
  let expanded = '';
  for (let at = 0; at < line.length;) {
    const [all, name = ''] = variable.exec(line.slice(at)) ?? [];
    // The worst case: every name is a variable's, except those that nobody would give one.
    const isKnown = all !== undefined && !name.startsWith('^');
    expanded += isKnown ? '(value of a variable)' : line.charAt(at);
    at += isKnown ? all.length : 1;
  }
  return expanded;
}

/** Takes a command line apart as Microsoft's C runtime does for `argv`, the program's name aside. */
function readArgv(commandLine: string): string[] {
  const found: string[] = [];
  let current: string | undefined;
  let quoted = false;
  for (let at = 0; at < commandLine.length; at += 1) {
    const char = commandLine.charAt(at);
    const [slashes = ''] = /^\\*/.exec(commandLine.slice(at)) ?? [];
    if (slashes !== '' && commandLine[at + slashes.length] === '"') {
      // 2n slashes and a quote are n slashes and a quote that counts; with one slash more it is only a character.
      const isPlain = slashes.length % 2 === 1;
      current = (current ?? '') + '\\'.repeat(Math.floor(slashes.length / 2)) + (isPlain ? '"' : '');
      at += slashes.length - (isPlain ? 0 : 1);
    } else if (char === '"') {
      current ??= '';
      if (quoted && commandLine[at + 1] === '"') {
        current += '"';
        at += 1;
      } else quoted = !quoted;
    } else if (!quoted && /[ \t]/.test(char)) {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else current = (current ?? '') + char;
  }
  assert.ok(!quoted, `The program's quotes do not end: ${commandLine}`);
  if (current !== undefined) found.push(current);
  return found;
}
