import assert from 'node:assert/strict';
import type { Words } from '../../../src/explanations/explanation.ts';
import type { Environment } from '../../../src/ringcentral/environment.ts';
import { applicationRules } from '../../../src/explanations/rules/applicationRules.ts';
import { refusedOf, textsOf, type RefusalOf } from '../../support/cases.ts';

const CODES = applicationRules.map(({ code }) => code);

function wordsOf(code: string, refusal: RefusalOf = {}): Words {
  const rule = applicationRules.find(known => known.code === code);
  assert.ok(rule, `No rule for ${code}`);
  return rule.words(refusedOf({ code, ...refusal }));
}

const stepsOf = (words: Words): string => words.steps.map(({ text }) => text).join('\n');
const urlsOf = ({ steps }: Words): (string | undefined)[] => steps.map(({ page }) => page?.url);

describe('The rules for application refusals', () => {
  for (const code of CODES) {
    it(`offer for ${code} nothing that needs a profile where there is none`, () => {
      const kinds = wordsOf(code, { profile: null }).actions.map(({ kind }) => kind);
      assert.deepEqual(new Set(kinds), new Set(['open-page']));
    });
  }

  it('have headlines of their own', () => {
    const headlines = CODES.map(code => wordsOf(code).headline);
    assert.equal(new Set(headlines).size, headlines.length);
  });

  it('repeat nothing that the server wrote', () => {
    for (const code of CODES) {
      const words = wordsOf(code, {
        message: 'written by the server',
        parameters: [{ name: 'client_id', value: 'written by the server' }],
      });
      assert.doesNotMatch(textsOf(words).join(), /written by the server/);
    }
  });

  for (const code of ['OAU-120', 'OAU-121', 'OAU-127', 'OAU-112', 'OAU-125']) {
    it(`say of ${code} that RingCentral publishes only its message`, () => {
      assert.match(wordsOf(code).happened.join(), /publishes only this code’s message/);
    });
  }

  it('name the refused grant type where OAU-112 and OAU-125 refuse it', () => {
    assert.match(wordsOf('OAU-112').happened.join(), /jwt-bearer/);
    assert.match(wordsOf('OAU-125').happened.join(), /jwt-bearer/);
  });
});

describe('An unknown client ID', () => {
  for (const code of ['OAU-153', 'OAU-120', 'OAU-121']) {
    it(`is explained by the other environment first where the JWT names it (${code})`, () => {
      const { causes, actions } = wordsOf(code, { profile: { jwtEnvironment: 'sandbox' } });
      assert.match(causes[0]?.text ?? '', /other environment/);
      assert.equal(
        causes[0]?.evidence,
        'The profile is for Production, the request went to platform.ringcentral.com, and the JWT names Sandbox.',
      );
      assert.deepEqual(actions[0], { kind: 'use-environment', environment: 'sandbox' });
    });

    it(`is explained by a mistake first, then by the other environment, where the JWT fits (${code})`, () => {
      const { causes, actions } = wordsOf(code);
      assert.match(causes[0]?.evidence ?? '', /AcmeClientId0123456789, 22 characters/);
      assert.match(causes[1]?.text ?? '', /other environment/);
      assert.deepEqual(
        actions.map(({ kind }) => kind),
        ['open-page', 'edit-profile'],
      );
    });
  }

  it('is named as empty where RingCentral repeats an empty one', () => {
    const parameters = [{ name: 'client_id', value: '' }];
    assert.match(wordsOf('OAU-153', { parameters }).causes[0]?.evidence ?? '', /an empty one/);
  });

  it('is looked for in the environment of the host, not in the one of the profile', () => {
    const words = wordsOf('OAU-153', {
      host: 'platform.devtest.ringcentral.com',
      profile: { jwtEnvironment: 'production' },
    });
    assert.match(words.headline, /^Sandbox /);
    assert.deepEqual(words.actions[0], { kind: 'use-environment', environment: 'production' });
  });

  it('takes no environment for evidence where profile, server and JWT are of the same one', () => {
    assert.equal(wordsOf('OAU-153').causes[1]?.evidence, undefined);
    const { causes } = wordsOf('OAU-153', { host: 'platform.devtest.ringcentral.com' });
    assert.ok(causes.some(({ evidence }) => evidence?.includes('devtest') === true));
  });

  it('carries the note on the sandbox in the sandbox only', () => {
    const told = (environment: Environment): string =>
      wordsOf('OAU-153', { profile: { environment } }).happened.join();
    assert.match(told('sandbox'), /deprecated since March 2024/);
    assert.doesNotMatch(told('production'), /deprecated/);
  });

  it('is corrected in the request where there is no profile', () => {
    assert.doesNotMatch(stepsOf(wordsOf('OAU-153', { profile: null })), /profile/);
  });

  it('claims nothing of an environment without a profile', () => {
    assert.equal(wordsOf('OAU-153', { profile: null }).headline, 'RingCentral does not know this client ID.');
  });
});

describe('A refused client secret', () => {
  it('is copied again from the app’s “Credentials”, for the environment of its client ID', () => {
    const words = wordsOf('OAU-146');
    assert.match(stepsOf(words), /open the app .* → “Credentials” and copy the client secret/);
    assert.ok(words.causes.some(({ text }) => text.includes('two environments')));
    assert.equal(words.actions[0]?.kind, 'edit-profile');
  });

  it('that is missing is added to the profile of a confidential app', () => {
    const words = wordsOf('OAU-123');
    assert.match(words.causes[0]?.text ?? '', /confidential/);
    assert.equal(words.actions[0]?.kind, 'edit-profile');
  });
});

describe('A JWT flow that is off', () => {
  for (const code of ['OAU-251', 'OAU-112', 'OAU-125']) {
    it(`is switched on in the app’s settings by its owner or a Developer Admin, without a new JWT (${code})`, () => {
      const words = wordsOf(code);
      assert.match(stepsOf(words), /“Settings” → “Auth”\. Choose “JWT auth flow” and save/);
      assert.deepEqual(
        words.steps.map(({ who }) => who),
        ['app-owner', 'developer-admin', 'you'],
      );
      assert.match(words.steps.at(-1)?.text ?? '', /A new JWT is not needed/);
      assert.match(urlsOf(words)[0] ?? '', /#\/applications$/);
    });
  }
});

describe('A JWT that is not permitted for the app', () => {
  const words = (): Words => wordsOf('OAU-473');

  it('is mended by the guide’s steps, in their order', () => {
    const steps = stepsOf(words());
    const path = [
      'client ID',
      'hover over your name',
      '“Credentials”',
      '“What apps are permitted to use this credential?”',
      '“Only specific apps of my choice”',
      '“Add app”',
      '“Save”',
      '“Organization”',
    ];
    const places = path.map(word => steps.indexOf(word));
    assert.ok(!places.includes(-1), String(places));
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
  });

  it('is mended with the client ID copied, on the credential’s page, or on one with the client ID filled in', () => {
    const create =
      'https://developers.ringcentral.com/console/my-credentials/create?client_id=AcmeClientId0123456789';
    const { actions } = words();
    assert.ok(actions.some(({ kind }) => kind === 'copy-client-id'));
    assert.ok(actions.some(action => action.kind === 'open-page' && action.page.url === create));
    assert.ok(urlsOf(words()).includes(create));
  });

  it('may also be one for the apps of another organization, which is said to be undocumented', () => {
    assert.match(words().causes[1]?.text ?? '', /organization.*does not document/);
  });

  it('can be mended by a Developer Admin for a person who has signed in before', () => {
    const step = words().steps.find(({ who }) => who === 'developer-admin');
    assert.match(step?.text ?? '', /signed in to the console once before/);
  });
});
