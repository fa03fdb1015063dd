// Every form of a token does what it promises: run for real against the simulator where its program is at hand.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv, promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import * as v from 'valibot';
import { quoteForCmd, quoteForPowerShell } from '../../../src/workbench/forms/shellQuoting.ts';
import {
  envLinesForm,
  previewOf,
  tokenForms,
  type SecretForm,
  type SnippetForm,
  type TokenForm,
  type TokenFormId,
} from '../../../src/workbench/forms/tokenForms.ts';
import { SimulatorFixture, addPair, tokens } from '../simulator/fixture.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');
const SERVER = 'https://platform.ringcentral.com';
const PATH = '/restapi/v1.0/account/~/extension/~/authz-profile';
/** As RingCentral's tokens look. */
const TOKEN = 'U0pDMDFQMTNQQVMwMXxBQUJ-x_y.z';
/** As none looks, with what shells and languages take amiss. */
const NASTY = `a'b"c$d%e\`f\\g!h&i|j<k>l^m%PATH%n\\`;

const permissions = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ permissions: v.pipe(v.array(v.unknown()), v.minLength(1)) }),
);

function formOf(id: TokenFormId): TokenForm {
  const form = tokenForms().find(other => other.id === id);
  assert.ok(form);
  return form;
}

function secretForm(id: TokenFormId): SecretForm {
  const form = formOf(id);
  assert.ok(form.holdsToken);
  return form;
}

function snippetForm(id: TokenFormId): SnippetForm {
  const form = formOf(id);
  assert.ok(!form.holdsToken);
  return form;
}

function format(id: TokenFormId, accessToken: string, server = SERVER): string {
  return secretForm(id).format({ accessToken, server });
}

/** The arguments that bash would call a program with. */
async function argumentsInBash(program: string, line: string): Promise<string[]> {
  const { stdout } = await run('bash', ['-c', `${program}() { printf '%s\\0' "$@"; }\n${line}`]);
  return stdout.split('\0').slice(0, -1);
}

async function hasProgram(program: string): Promise<boolean> {
  return run(program, ['--version']).then(
    () => true,
    () => false,
  );
}

describe('The forms of a token', () => {
  it('are these, in this order', () => {
    assert.deepEqual(
      tokenForms().map(({ id, label, description }) => [id, label, description]),
      [
        ['accessToken', 'Access token only', undefined],
        ['bearerToken', 'Bearer token', undefined],
        ['authorizationHeader', 'Authorization header', undefined],
        ['curl', 'cURL', 'bash, zsh'],
        ['curlPowerShell', 'cURL (PowerShell)', 'Windows'],
        ['curlCmd', 'cURL (cmd)', undefined],
        ['httpie', 'HTTPie', 'bash, zsh'],
        ['httpiePowerShell', 'HTTPie (PowerShell)', undefined],
        ['httpieCmd', 'HTTPie (cmd)', undefined],
        ['powerShell', 'PowerShell', 'Invoke-RestMethod'],
        ['fetch', 'fetch', 'JavaScript'],
        ['envLine', '.env line', undefined],
        ['sdkJavaScript', 'RingCentral SDK (JavaScript)', 'reads the token from the environment'],
        ['sdkPython', 'RingCentral SDK (Python)', 'reads the token from the environment'],
      ],
    );
  });

  it('hold the token where they say so, and nowhere else', () => {
    for (const form of tokenForms()) {
      const text = form.format({ accessToken: TOKEN, server: SERVER });
      assert.equal(text.includes(TOKEN), form.holdsToken, form.id);
    }
  });

  it('read like this for a token of RingCentral’s', () => {
    const bearer = `Bearer ${TOKEN}`;
    const url = SERVER + PATH;
    for (const [id, line] of [
      ['accessToken', TOKEN],
      ['bearerToken', bearer],
      ['authorizationHeader', `Authorization: ${bearer}`],
      ['curl', `curl -H 'Authorization: ${bearer}' '${url}'`],
      ['curlPowerShell', `curl.exe -H 'Authorization: ${bearer}' '${url}'`],
      ['curlCmd', `curl -H "Authorization: ${bearer}" "${url}"`],
      ['httpie', `http GET '${url}' 'Authorization:${bearer}'`],
      ['httpiePowerShell', `http GET '${url}' 'Authorization:${bearer}'`],
      ['httpieCmd', `http GET "${url}" "Authorization:${bearer}"`],
      [
        'powerShell',
        `Invoke-RestMethod -Uri '${url}' -Headers @{ Authorization = '${bearer}' } | ConvertTo-Json -Depth 10`,
      ],
      ['envLine', `RC_ACCESS_TOKEN=${TOKEN}`],
    ] as const) {
      assert.equal(format(id, TOKEN), line);
    }
  });

  it('end with a line end where they have several lines, and only there', () => {
    for (const form of tokenForms()) {
      const text = form.format({ accessToken: TOKEN, server: SERVER });
      const [, ...more] = text.split('\n');
      assert.equal(more.at(-1), more.length === 0 ? undefined : '', form.id);
    }
  });

  it('have a preview of one line, with the token covered', () => {
    for (const form of tokenForms()) {
      const preview = previewOf(form, SERVER);
      assert.doesNotMatch(preview, /\n|COVERED/);
      assert.equal(preview.includes('••••••'), form.holdsToken, form.id);
    }
    assert.equal(
      previewOf(formOf('curl'), SERVER),
      `curl -H 'Authorization: Bearer ••••••' '${SERVER}${PATH}'`,
    );
    assert.equal(previewOf(formOf('envLine'), SERVER), 'RC_ACCESS_TOKEN=••••••');
  });
});

describe('A form with a token of nasty characters', () => {
  const server = `${SERVER}/it's%20$HOME`;
  const url = server + PATH;

  it('is one header and one URL to curl and HTTPie in bash', async function () {
    if (!(await hasProgram('bash'))) this.skip();
    const header = `Authorization: Bearer ${NASTY}`;
    assert.deepEqual(await argumentsInBash('curl', format('curl', NASTY, server)), ['-H', header, url]);
    assert.deepEqual(await argumentsInBash('http', format('httpie', NASTY, server)), [
      'GET',
      url,
      `Authorization:Bearer ${NASTY}`,
    ]);
  });

  for (const [shell, quote, curl, httpie] of [
    ['PowerShell', quoteForPowerShell, 'curlPowerShell', 'httpiePowerShell'],
    ['cmd', quoteForCmd, 'curlCmd', 'httpieCmd'],
  ] as const) {
    it(`is quoted for ${shell}`, () => {
      const header = quote(`Authorization: Bearer ${NASTY}`);
      assert.ok(format(curl, NASTY, server).endsWith(` -H ${header} ${quote(url)}`));
      const item = quote(`Authorization:Bearer ${NASTY}`);
      assert.equal(format(httpie, NASTY, server), `http GET ${quote(url)} ${item}`);
    });
  }

  it('is quoted for Invoke-RestMethod', () => {
    const line = format('powerShell', NASTY, server);
    assert.ok(line.includes(` -Uri ${quoteForPowerShell(url)} `));
    assert.ok(line.includes(`{ Authorization = ${quoteForPowerShell(`Bearer ${NASTY}`)} }`));
  });

  it('is one string in JavaScript', async () => {
    const calls: unknown[][] = [];
    const fetch = (...args: unknown[]): object => {
      calls.push(structuredClone(args));
      return { status: 200, json: () => ({}) };
    };
    const console = { log: () => undefined };
    const code = `(async () => {${format('fetch', NASTY, server)}})()`;
    await Promise.resolve<unknown>(runInNewContext(code, { fetch, console }));
    assert.deepEqual(calls, [[url, { headers: { Authorization: `Bearer ${NASTY}` } }]]);
  });

  for (const token of [
    TOKEN,
    `a'b"c$d%e`,
    'a"b #c',
    "a'b #c",
    'a`b\\n$c',
    "a'b\\nc",
    '$HOME',
    '# a',
    ' a ',
    '"a"',
  ]) {
    it(`is read back from a .env file: ${token}`, () => {
      const line = format('envLine', token);
      assert.equal(parseEnv(`${line}\nNEXT=1\n`)['RC_ACCESS_TOKEN'], token, 'by Node');
      assert.equal(readDotenv(`${line}\nNEXT=1\n`), token, 'by dotenv');
    });
  }
});

/** As the package `dotenv` reads RC_ACCESS_TOKEN. */
function readDotenv(text: string): string | undefined {
  const pattern =
    /^\s*RC_ACCESS_TOKEN\s*=(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/m;
  const value = pattern.exec(text)?.[1]?.trim();
  const plain = value?.replace(/^(['"`])([\s\S]*)\1$/, '$2');
  return value?.startsWith('"') ? plain?.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : plain;
}

describe('At RingCentral, the form', () => {
  const fixture = new SimulatorFixture();
  let token: string;
  let folder: string;
  beforeEach(async () => {
    token = (await tokens(fixture.production, await addPair(fixture.production))).accessToken;
  });
  before(async () => {
    await mkdir(join(ROOT, 'out'), { recursive: true });
    folder = await mkdtemp(join(ROOT, 'out', 'forms-'));
  });
  after(() => rm(folder, { recursive: true }));
  /** One sign-in, the test's own, and one call of the API. */
  afterEach(function () {
    if (this.currentTest?.isPending() === true) return;
    assert.deepEqual(
      fixture.production.requests.map(({ method, path }) => `${method} ${path}`),
      ['POST /restapi/oauth/token', `GET ${PATH}`],
    );
  });

  /** The environment that snippets read; no proxy stands before the simulator. */
  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    NO_PROXY: '*',
    // What is offered after a snippet was copied is all that it needs.
    ...parseEnv(envLinesForm().format({ accessToken: token, server: fixture.production.url })),
  });
  const runInBash = async (line: string): Promise<string> =>
    (await run('bash', ['-c', line], { env: environment() })).stdout;
  const runJavaScript = async (code: string): Promise<string> => {
    const file = join(folder, 'snippet.mjs');
    await writeFile(file, code);
    return (await run(process.execPath, [file], { env: environment() })).stdout;
  };

  it('cURL gets an answer', async function () {
    if (!(await hasProgram('bash')) || !(await hasProgram('curl'))) this.skip();
    const line = format('curl', token, fixture.production.url);
    const output = await runInBash(`${line} --silent --write-out '\\n%{http_code}'`);
    const [body, status] = output.split('\n');
    assert.equal(status, '200');
    v.parse(permissions, body);
  });

  it('HTTPie gets an answer: by the real one, or else its header and URL do', async function () {
    if (!(await hasProgram('bash'))) this.skip();
    const line = format('httpie', token, fixture.production.url);
    if (await hasProgram('http')) {
      v.parse(permissions, await runInBash(`${line} --ignore-stdin --body --check-status`));
      return;
    }
    const [method = '', url = '', item = ''] = await argumentsInBash('http', line);
    const [, name = '', value = ''] = /^([^:]+):(.*)$/.exec(item) ?? [];
    const response = await fetch(url, { method, headers: { [name]: value } });
    assert.equal(response.status, 200);
    v.parse(permissions, await response.text());
  });

  it('fetch prints the status and the JSON', async () => {
    const output = await runJavaScript(format('fetch', token, fixture.production.url));
    const [status, ...json] = output.split('\n');
    assert.equal(status, '200');
    v.parse(permissions, json.join('\n'));
  });

  it('RingCentral SDK (JavaScript) prints the JSON, and opens no session', async () => {
    v.parse(permissions, await runJavaScript(snippetForm('sdkJavaScript').format()));
  });

  it('RingCentral SDK (Python) prints the JSON, and opens no session', async function () {
    if (!(await hasProgram('python3'))) this.skip();
    const modules = await mkdtemp(join(tmpdir(), 'ringcentral-python-'));
    try {
      await writeFile(join(modules, 'ringcentral.py'), PYTHON_SDK);
      const args = ['-c', snippetForm('sdkPython').format()];
      const env = { ...environment(), PYTHONPATH: modules, PYTHONDONTWRITEBYTECODE: '1' };
      v.parse(permissions, (await run('python3', args, { env })).stdout);
    } finally {
      await rm(modules, { recursive: true });
    }
  });
});

/** What of RingCentral's SDK for Python the snippet uses, with the same names, arguments and refusals. */
const PYTHON_SDK = `
import json
from time import time
from urllib.request import ProxyHandler, Request, build_opener


class Auth:
    expire_time = 0

    def set_data(self, auth_data):
        self.token_type = auth_data["token_type"]
        self.access_token = auth_data["access_token"]
        self.expire_time = time() + auth_data["expires_in"]
        return self


class ApiResponse:
    def __init__(self, response):
        self._body = response.read().decode()
        self._is_json = "application/json" in response.headers["Content-Type"]

    def text(self):
        return self._body

    def json_dict(self):
        if not self._is_json:
            raise Exception("Response is not JSON")
        return json.loads(self._body)


class Platform:
    def __init__(self, server):
        self._server = server
        self._auth = Auth()

    def auth(self):
        return self._auth

    def get(self, url):
        if self._auth.expire_time <= time():
            raise Exception("Refresh token has expired")
        authorization = self._auth.token_type + " " + self._auth.access_token
        request = Request(self._server + url, headers={"Authorization": authorization})
        return ApiResponse(build_opener(ProxyHandler({})).open(request))


class SDK:
    def __init__(self, key, secret, server, name="", version="", redirect_uri=None, known_prefixes=None):
        self._platform = Platform(server)

    def platform(self):
        return self._platform
`;
