import assert from 'node:assert/strict';
import { explain } from '../../../src/explanations/explain.ts';
import type { Words } from '../../../src/explanations/explanation.ts';
import { permissionRules } from '../../../src/explanations/rules/permissionRules.ts';
import { refusedOf, type RefusalOf } from '../../support/cases.ts';

describe('permissionRules', () => {
  const wordsOf = (code: string, refusal: RefusalOf = {}): Words => {
    const rule = permissionRules.find(candidate => candidate.code === code);
    assert.ok(rule);
    return rule.words(refusedOf({ code, phase: 'api', status: 403, ...refusal }));
  };

  for (const { code } of permissionRules.filter(({ code }) => code !== 'CMN-404')) {
    it(`shows the name that RingCentral gives with ${code}`, () => {
      assert.match(JSON.stringify(wordsOf(code, { permissionName: 'ReadCallLog' })), /ReadCallLog/);
      assert.match(JSON.stringify(wordsOf(code, { message: 'Needs [ReadCallLog] for this' })), /ReadCallLog/);
    });
  }

  it('keeps a headline short with the longest name that can be given', () => {
    for (const { code } of permissionRules) {
      const { headline } = wordsOf(code, { permissionName: 'P'.repeat(64) });
      assert.ok(headline.length <= 100, headline);
    }
  });

  it('fits a headline with its code into 90 characters, with a permission of a usual length', () => {
    for (const { code } of permissionRules) {
      for (const permission of [{}, { permissionName: 'ReadExtensionPhoneNumbers' }]) {
        const { headline } = explain(refusedOf({ code, phase: 'api', status: 403, ...permission }));
        assert.ok(headline.length <= 90, `${headline.length}: ${headline}`);
      }
    }
  });

  it('puts nothing into a profile where there is none', () => {
    for (const { code } of permissionRules) {
      assert.doesNotMatch(JSON.stringify(wordsOf(code, { profile: null }).steps), /profile/);
    }
  });

  it('leads from an app’s permission that was added to a new token', () => {
    assert.deepEqual(
      wordsOf('CMN-401').actions.map(({ kind }) => kind),
      ['open-page', 'get-token', 'check-permission'],
    );
  });

  it('says whose permission is missing', () => {
    assert.match(wordsOf('CMN-401').happened.join(' '), /permission of the app, not one of the user’s role/);
    assert.match(wordsOf('CMN-408').happened.join(' '), /permission of the user, .*not one of the app/);
    assert.match(wordsOf('CMN-419').happened.join(' '), /user’s permission .*not the app’s/);
    assert.match(wordsOf('CMN-402').happened.join(' '), /right of the user, .*not of the app/);
    for (const code of ['CMN-109', 'CMN-403', 'BIL-101']) {
      assert.match(wordsOf(code).happened.join(' '), /neither a permission of the app nor one of the user/);
    }
  });

  it('sends the app’s owner to the app and the administrator to the roles', () => {
    const first = wordsOf('CMN-401').steps[0];
    assert.equal(first?.who, 'app-owner');
    assert.match(first.text, /“Settings” → “Security”/);
    for (const code of ['CMN-408', 'CMN-419', 'CMN-402', 'CMN-404']) {
      const step = wordsOf(code).steps.find(({ who }) => who === 'account-admin');
      assert.match(step?.text ?? '', /“Users” → “Roles”/);
      assert.equal(step?.page?.url, 'https://service.ringcentral.com');
    }
  });

  it('says that the app’s and the user’s permission can both be missing', () => {
    for (const code of ['CMN-401', 'CMN-408', 'CMN-419', 'CMN-402', 'CMN-404']) {
      assert.match(JSON.stringify(wordsOf(code).steps), /Both can be missing/);
    }
  });

  it('says how to find the portal’s name for a permission, where the API’s is known', () => {
    const path = /dictionary\/permission\/EditAccounts /;
    assert.match(JSON.stringify(wordsOf('CMN-408', { permissionName: 'EditAccounts' }).steps), path);
    assert.doesNotMatch(JSON.stringify(wordsOf('CMN-408').steps), /dictionary/);
  });

  it('tells the guide’s own example of a user who may not edit accounts', () => {
    assert.match(wordsOf('CMN-408').causes[0]?.text ?? '', /may not edit accounts/);
  });
});
