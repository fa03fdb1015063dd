import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Case } from '../../../src/explanations/case.ts';
import { proxyWords } from '../../../src/explanations/rules/networkRules.ts';
import { noAnswerWords } from '../../../src/explanations/rules/noAnswerRules.ts';
import type { RuleWords } from '../../../src/explanations/rules/ruleWords.ts';
import {
  CHECKS_OFF,
  type AnswerEvidence,
  type Failure,
  type Phase,
  type Refused,
} from '../../../src/ringcentral/failure.ts';
import { caseOf, refusedOf, type ProfileChanges } from '../../support/cases.ts';
import { NOW } from '../../support/samples.ts';

type NoAnswer = Exclude<Failure, Refused>;

const PRODUCTION = 'platform.ringcentral.com';
const SANDBOX = 'platform.devtest.ringcentral.com';

const sent = (host: string, phase: Phase = 'token') => ({ phase, host, at: NOW });
const answered = (host: string, status: number, contentType?: string): AnswerEvidence => ({
  ...sent(host),
  answeredAt: NOW,
  status,
  contentType,
  requestId: undefined,
  retryAfterSeconds: undefined,
  rateLimit: {},
});
const network = (code: string | undefined, host = PRODUCTION, systemCall?: string): NoAnswer => ({
  kind: 'network',
  code,
  systemCall,
  ...sent(host),
});
const timeout = (host = PRODUCTION, phase: Phase = 'token'): NoAnswer => ({
  kind: 'timeout',
  afterSeconds: 15,
  ...sent(host, phase),
});
const unreadable = (contentType: string | undefined, bodyExcerpt: string, status = 200): NoAnswer => ({
  kind: 'unreadable',
  problem: 'no JSON object',
  bodyExcerpt,
  ...answered(PRODUCTION, status, contentType),
});
const redirect = (target: string | undefined): NoAnswer => ({
  kind: 'redirect',
  target,
  ...answered(PRODUCTION, 302),
});

function explain(failure: NoAnswer, profile: ProfileChanges = {}): RuleWords {
  const about: Case = caseOf({ kind: 'failure', failure, phase: failure.phase }, profile);
  return noAnswerWords(failure, about);
}

/** All that a person reads of it. */
function textOf({ words }: RuleWords): string {
  const { headline, short, happened, causes, steps, actions } = words;
  return [
    headline,
    short,
    ...happened,
    ...causes.flatMap(({ text, evidence }) => [text, evidence ?? '']),
    ...steps.map(({ text }) => text),
    ...actions.flatMap(action => (action.kind === 'open-page' ? [action.page.title] : [])),
  ].join('\n');
}

const RULE_OF_CODE = {
  'network.name-not-found': ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'CURLE_COULDNT_RESOLVE_HOST'],
  'network.refused': ['ECONNREFUSED'],
  'network.reset': [
    'ECONNRESET',
    'EPIPE',
    'ERR_STREAM_PREMATURE_CLOSE',
    'ECONNABORTED',
    'Z_BUF_ERROR',
    'UND_ERR_SOCKET',
    'CURLE_GOT_NOTHING',
  ],
  'network.unreachable': ['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
  'network.timed-out': [
    'ETIMEDOUT',
    'ERR_TLS_HANDSHAKE_TIMEOUT',
    'UND_ERR_CONNECT_TIMEOUT',
    'CURLE_OPERATION_TIMEDOUT',
  ],
  'network.certificate-expired': ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
  'network.certificate-name': ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
  'network.certificate-issuer': [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_UNTRUSTED',
    'INVALID_CA',
  ],
  'network.certificate-checks-off': ['CERTIFICATE_CHECKS_OFF'],
  'network.certificate-revoked': ['CERT_REVOKED'],
  'network.certificate': [
    'CERT_CHAIN_TOO_LONG',
    'CERT_SIGNATURE_FAILURE',
    'CRL_HAS_EXPIRED',
    'UNABLE_TO_GET_CRL',
    'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
    'ERROR_IN_CERT_NOT_AFTER_FIELD',
    'PATH_LENGTH_EXCEEDED',
    'INVALID_PURPOSE',
    'UNSPECIFIED',
    'CURLE_PEER_FAILED_VERIFICATION',
  ],
  'network.tls': [
    'EPROTO',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'CURLE_SSL_CONNECT_ERROR',
  ],
  'network.proxy-unreachable': ['ERR_PROXY_TUNNEL', 'CURLE_COULDNT_RESOLVE_PROXY'],
  'network.not-http': ['HPE_INVALID_CONSTANT'],
  'network.other': ['EMFILE', 'something else'],
} as const;

const OTHERS: readonly (readonly [string, NoAnswer, rule: string, closedBy: string])[] = [
  ['no code, as VS Code’s proxy support gives', network(undefined), 'network.proxy-unreachable', 'network'],
  ['a time limit', timeout(), 'network.timed-out', 'network'],
  [
    'a page with status 200',
    unreadable('text/html;charset=utf-8', '<h1>Hello'),
    'answer.sign-in-page',
    'network',
  ],
  ['a page without a type', unreadable(undefined, '<!DOCTYPE html><p>', 0), 'answer.sign-in-page', 'network'],
  ['broken JSON', unreadable('application/json', '{"access'), 'answer.unreadable', 'network'],
  ['an empty answer', unreadable(undefined, '', 204), 'answer.unreadable', 'network'],
  ['a redirect', redirect('https://elsewhere.example'), 'answer.redirect', 'network'],
  [
    'an answer too large',
    { kind: 'too-large', limitBytes: 1_048_576, ...answered(PRODUCTION, 200) },
    'answer.too-large',
    'network',
  ],
  [
    'a penalty',
    { kind: 'penalty', reason: 'penalty', until: NOW + 60_000, ...sent(PRODUCTION) },
    'held.penalty',
    'rate-limit',
  ],
  [
    'the budget',
    { kind: 'penalty', reason: 'budget', until: NOW + 9000, ...sent(PRODUCTION) },
    'held.budget',
    'rate-limit',
  ],
  [
    'a changed profile',
    { kind: 'cancelled', by: 'profile-changed', ...sent(PRODUCTION) },
    'cancelled.profile-changed',
    'none',
  ],
  [
    'a cancelled revoke',
    { kind: 'cancelled', by: 'user', ...sent(PRODUCTION, 'revoke') },
    'cancelled.user',
    'none',
  ],
  [
    'a revoke with another client',
    { kind: 'cancelled', by: 'profile-changed', ...sent(PRODUCTION, 'revoke') },
    'cancelled.profile-changed',
    'none',
  ],
  ['a cancelled request', { kind: 'cancelled', by: 'user', ...sent('') }, 'cancelled.user', 'none'],
];

const CASES = [
  ...Object.entries(RULE_OF_CODE).flatMap(([rule, codes]) =>
    codes.map(code => [code, network(code), rule, 'network'] as const),
  ),
  ...OTHERS,
];

describe('noAnswerWords', () => {
  for (const [what, failure, rule, closedBy] of CASES) {
    it(`places ${what} on ${rule}, closed by ${closedBy}`, () => {
      assert.partialDeepStrictEqual(explain(failure), { rule, closedBy });
    });
  }

  it('says everything that an explanation needs, with and without a profile, at any host and in any phase', () => {
    const longHost = `${'a-very-long-name.'.repeat(12)}example`;
    const profiles: readonly ProfileChanges[] = [
      null,
      {},
      { environment: 'sandbox' },
      { server: `https://${longHost}`, name: 'N'.repeat(64) },
    ];
    for (const [what, failure] of CASES) {
      for (const host of [PRODUCTION, SANDBOX, '127.0.0.1:4444', longHost, '']) {
        for (const phase of ['token', 'revoke', 'api'] as const) {
          for (const profile of profiles) {
            assertWhole(explain({ ...failure, host, phase }, profile), what, profile);
          }
        }
      }
    }
  });

  it('fits its headline into 90 characters for RingCentral’s own servers', () => {
    for (const [what, failure] of CASES) {
      for (const host of [PRODUCTION, SANDBOX, '']) {
        const { headline } = explain({ ...failure, host }).words;
        assert.ok(headline.length <= 90, `${what}: ${headline.length} ${headline}`);
      }
    }
  });

  it('takes any code for a rule', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[A-Z_]{1,80}$/)), code => {
        assertWhole(explain(network(code)), code);
      }),
    );
  });

  it('names VS Code’s settings for a certificate of an unknown issuer, and nothing that switches a check off', () => {
    for (const code of RULE_OF_CODE['network.certificate-issuer']) {
      const explanation = explain(network(code));
      assert.match(textOf(explanation), /http\.systemCertificates/);
      assert.match(textOf(explanation), /root certificate .* certificate store of the operating system/);
      assert.deepEqual(
        explanation.words.actions.filter(({ kind }) => kind === 'open-setting'),
        [{ kind: 'open-setting', setting: 'systemCertificates' }],
      );
      assert.ok(explanation.words.steps.some(({ who }) => who === 'network-admin'));
    }
    for (const [, failure] of CASES) {
      // This one is of a check that is off already, and says how it comes on.
      if (failure.kind === 'network' && failure.code === CHECKS_OFF) continue;
      assert.doesNotMatch(textOf(explain(failure)), /StrictSSL|TLS_REJECT|insecure|turn(ing)? off|disable/i);
    }
  });

  it('shows this computer’s time where a certificate is out of date', () => {
    assert.match(textOf(explain(network('CERT_HAS_EXPIRED'))), /2026-01-15 12:00:00 UTC/);
  });

  for (const code of ['ENOTFOUND', 'ECONNREFUSED', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET']) {
    it(`says with ${code} what is known of the sandbox where the sandbox was asked, and only there`, () => {
      const known = /deprecated since March 2024/;
      assert.match(textOf(explain(network(code, SANDBOX))), known);
      assert.match(textOf(explain(network(code, '127.0.0.1:1'), { environment: 'sandbox' })), known);
      assert.doesNotMatch(textOf(explain(network(code, PRODUCTION))), known);
    });
  }

  it('takes a wrong URL for the first cause where the profile has a server of its own', () => {
    const server = 'https://platform.ringcentrl.com';
    const { words } = explain(network('ENOTFOUND', 'platform.ringcentrl.com'), { server });
    assert.match(words.causes[0]?.text ?? '', /server of its own, and its URL is wrong/);
    assert.match(words.causes[0]?.evidence ?? '', /platform\.ringcentrl\.com/);
    assert.deepEqual(words.actions[0], { kind: 'edit-profile', part: 'server' });
  });

  it('leads to the setting where the environment’s address is another than RingCentral’s', () => {
    const { words } = explain(network('ENOTFOUND', 'rc.example'));
    assert.ok(words.actions.some(action => action.kind === 'open-setting' && action.setting === 'servers'));
    assert.match(words.steps.map(({ text }) => text).join(), /ringcentralJwt\.servers\.production/);
  });

  it('says that a session may have been opened, but only where the request may have arrived', () => {
    const mayHaveOpened = /may have opened a session/;
    for (const failure of [
      timeout(),
      network('ECONNRESET'),
      network('ETIMEDOUT', PRODUCTION, 'read'),
      unreadable('application/json', '{'),
    ]) {
      assert.match(textOf(explain(failure)), mayHaveOpened);
    }
    for (const failure of [
      network('ENOTFOUND'),
      network('ECONNREFUSED'),
      network('ETIMEDOUT', PRODUCTION, 'connect'),
      network('CERT_HAS_EXPIRED'),
      unreadable('text/html', '<html>'),
      timeout(PRODUCTION, 'revoke'),
    ]) {
      assert.doesNotMatch(textOf(explain(failure)), mayHaveOpened);
    }
  });

  it('names the host that a redirect leads to, and that credentials do not follow', () => {
    const text = textOf(explain(redirect('https://portal.example:8443')));
    assert.match(text, /redirect to portal\.example:8443 was not followed/);
    assert.match(text, /Credentials do not follow/);
    assert.match(textOf(explain(redirect(undefined))), /an unnamed place/);
    assert.doesNotMatch(textOf(explain(redirect('javascript://host'))), /javascript/);
  });

  it('speaks of no setting of VS Code’s, and offers none, where another program sent the request', () => {
    for (const [what, failure] of CASES) {
      if (['timeout', 'penalty', 'cancelled'].includes(failure.kind) || what.includes('VS Code')) continue;
      // No other program has this code.
      if (failure.kind === 'network' && failure.code === CHECKS_OFF) continue;
      for (const host of [PRODUCTION, '']) {
        const explanation = explain({ ...failure, host }, null);
        assert.doesNotMatch(textOf(explanation), /VS Code|http\.\w+|name the server/, what);
        assert.ok(
          explanation.words.actions.every(({ kind }) => kind === 'open-page'),
          what,
        );
      }
    }
  });

  it('lets whoever runs the network open the way, and nobody where the server is on this computer', () => {
    const asksNetwork = (host: string): boolean =>
      explain(network('ECONNREFUSED', host)).words.steps.some(({ who }) => who === 'network-admin');
    assert.ok(asksNetwork(PRODUCTION));
    assert.ok(!asksNetwork('127.0.0.1:4444'));
    assert.match(textOf(explain(network('ECONNREFUSED', '127.0.0.1:4444'))), /Start the program/);
  });

  it('takes a short time limit for a cause only where it is short', () => {
    const shortLimit = /time limit is short/;
    assert.doesNotMatch(textOf(explain(timeout())), shortLimit);
    assert.match(textOf(explain({ ...timeout(), afterSeconds: 3 } as NoAnswer)), shortLimit);
  });

  it('claims no status where a pasted answer tells none', () => {
    assert.doesNotMatch(textOf(explain(unreadable('text/html', '<html>', 0), null)), /status/);
    assert.doesNotMatch(textOf(explain(unreadable(undefined, '{', 0), null)), /status/);
  });

  it('repeats nothing that the server wrote', () => {
    const text = textOf(explain(unreadable('application/x-evil', 'evil text')));
    assert.doesNotMatch(text, /evil/);
  });

  it('allows trying again at the end of a hold, and after a revoke not at all', () => {
    const until = NOW + 60_000;
    const held = { kind: 'penalty', reason: 'penalty', until } as const;
    assert.deepEqual(explain({ ...held, ...sent(PRODUCTION) }).words.actions[0], {
      kind: 'try-again',
      at: until,
    });
    for (const failure of [{ ...held, ...sent(PRODUCTION, 'revoke') }, timeout(PRODUCTION, 'revoke')]) {
      const { actions, steps } = explain(failure).words;
      assert.ok(actions.every(({ kind }) => kind !== 'try-again'));
      assert.match(steps.at(-1)?.text ?? '', /ends by itself/);
    }
  });
});

describe('proxyWords', () => {
  it('takes status 407 for the proxy’s, and leads to VS Code’s proxy settings', () => {
    const explanation = proxyWords(refusedOf({ status: 407, bodyExcerpt: '<html>' }));
    assert.partialDeepStrictEqual(explanation, { rule: 'network.proxy-sign-in', closedBy: 'network' });
    assert.match(textOf(explanation), /http\.proxyAuthorization/);
    assert.deepEqual(explanation.words.actions[0], { kind: 'open-setting', setting: 'proxy' });
    assertWhole(explanation, '407');
  });

  it('names no setting of VS Code’s where another program got the 407', () => {
    const explanation = proxyWords(refusedOf({ status: 407, profile: null, bodyExcerpt: '<html>' }));
    assert.doesNotMatch(textOf(explanation), /VS Code|http\.proxy/);
    assert.ok(explanation.words.steps.some(({ who }) => who === 'network-admin'));
    assertWhole(explanation, '407', null);
  });
});

/** Of a pasted answer there may be nothing to press: no setting of VS Code's was at work. */
function assertWhole(explanation: RuleWords, what: string, profile: ProfileChanges = {}): void {
  const { headline, short, happened, causes, steps, actions } = explanation.words;
  const text = textOf(explanation);
  assert.ok(headline.length > 0 && headline.length <= 100, `${what}: ${headline}`);
  assert.ok(short.length > 0 && short.length <= 30, `${what}: ${short}`);
  assert.ok(happened.length >= 1 && happened.length <= 3, what);
  assert.ok(causes.length > 0 && steps.length > 0, what);
  assert.ok(actions.length >= (profile === null ? 0 : 1) && actions.length <= 3, what);
  assert.doesNotMatch(text, /undefined|NaN|\{\d\}|!/);
  assert.doesNotMatch(text, /'/, 'a straight apostrophe');
}
