// What the steps of the set-up share: telling, running programs and npm, and failing in words that help.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const quiet = process.argv.includes('--quiet');

/** What stops the set-up, in words for the person in front of it. */
export class SetupError extends Error {}

/** @param {string} text */
export function say(text) {
  if (!quiet) {
    process.stdout.write(`[setup] ${text}\n`);
  }
}

/**
 * Runs a program to its end; shows its output only when it fails.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, shell?: boolean, env?: NodeJS.ProcessEnv }} options
 * @param {string} advice what to do when it fails
 */
export function run(command, parameters, options, advice) {
  const result = spawnSync(command, parameters, {
    ...options,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) {
    const output = [result.stdout, result.stderr].join('\n').trim().split('\n').slice(-25).join('\n');
    const reason = result.error?.message ?? `exit code ${String(result.status ?? result.signal)}`;
    throw new SetupError(`${[command, ...parameters].join(' ')} failed (${reason}).\n${output}\n${advice}`);
  }
}

/**
 * Runs npm on the Node that runs npm now, never on the one inside `node_modules` that npm may be about to replace,
 * and without the settings that belong to the script around it.
 * @param {readonly string[]} parameters
 * @param {string} cwd
 */
export function npm(parameters, cwd) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_(package|lifecycle)_|npm_config_local_prefix$|INIT_CWD$)/i.test(name),
    ),
  );
  const all = [...parameters, '--no-audit', '--no-fund', '--loglevel=error'];
  const advice = 'Check the network and the npm registry (`npm ping`), then run the command again.';
  const cli = process.env['npm_execpath'];
  const node = process.env['npm_node_execpath'];
  if (cli?.endsWith('npm-cli.js') === true && node !== undefined && existsSync(node)) {
    run(node, [cli, ...all], { cwd, env }, advice);
  } else {
    run('npm', all, { cwd, env, shell: process.platform === 'win32' }, advice);
  }
}
