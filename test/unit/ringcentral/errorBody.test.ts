import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readErrorBody } from '../../../src/ringcentral/errorBody.ts';
import { decidingCode } from '../../../src/ringcentral/failure.ts';

describe('readErrorBody', () => {
  it('reads the token endpoint’s body with its parameters (facts, section 2)', () => {
    const body = readErrorBody(
      JSON.stringify({
        error: 'invalid_client',
        error_description: 'Invalid client',
        errors: [
          {
            errorCode: 'OAU-153',
            message: 'Invalid client: x',
            parameters: [{ parameterName: 'client_id', parameterValue: '' }],
          },
        ],
      }),
    );
    assert.deepEqual(body, {
      oauthError: 'invalid_client',
      oauthErrorDescription: 'Invalid client',
      errors: [
        {
          errorCode: 'OAU-153',
          message: 'Invalid client: x',
          parameters: [{ name: 'client_id', value: '' }],
        },
      ],
    });
  });

  it('reads the API’s body with the permission’s name (facts, section 7)', () => {
    const body = readErrorBody(
      '{"errorCode":"InsufficientPermissions","message":"m","permissionName":"ReadCallLog","errors":[{"errorCode":"CMN-401","permissionName":"ReadCallLog"}]}',
    );
    assert.ok(body);
    assert.equal(body.permissionName, 'ReadCallLog');
    assert.equal(body.errors[0]?.permissionName, 'ReadCallLog');
    assert.equal(decidingCode(body), 'CMN-401');
  });

  it('decides by errors[] before the code at the top', () => {
    assert.equal(
      decidingCode({ errorCode: 'TokenInvalid', errors: [{ errorCode: 'OAU-149', parameters: [] }] }),
      'OAU-149',
    );
    assert.equal(decidingCode({ errorCode: 'CMN-301', errors: [] }), 'CMN-301');
  });

  it('keeps the good parts of a body whose other parts are of the wrong type', () => {
    assert.deepEqual(
      readErrorBody('{"error":5,"errorCode":"CMN-203","errors":["x",null,{"errorCode":7,"message":"m"}]}'),
      {
        errorCode: 'CMN-203',
        errors: [{ message: 'm', parameters: [] }],
      },
    );
  });

  for (const text of ['', '<html></html>', '"text"', '[1]', 'null', '{']) {
    it(`takes ${text === '' ? 'nothing' : text} for no error body`, () => {
      assert.equal(readErrorBody(text), undefined);
    });
  }

  it('leaves out what was sent, plain or URL-encoded, and every JWT', () => {
    const secret = 'a+b/c=secret';
    const body = readErrorBody(
      JSON.stringify({
        message: `you sent ${secret} and ${encodeURIComponent(secret)} and eyJhbGciOiJI.eyJhbGciOiJI.c2ln`,
        errors: [],
      }),
      [secret],
    );
    assert.equal(body?.message, 'you sent [redacted] and [redacted] and [redacted]');
  });

  it('never throws, and its texts are short lines without control or direction characters', () => {
    const nasty = fc.string({ unit: 'binary', maxLength: 600 });
    const bodies = fc.oneof(
      fc.json().map(json => json),
      fc
        .record({
          error: nasty,
          error_description: nasty,
          message: nasty,
          errors: fc.array(fc.record({ errorCode: nasty, message: nasty })),
        })
        .map(value => JSON.stringify(value)),
      fc.string(),
    );
    fc.assert(
      fc.property(bodies, json => {
        const body = readErrorBody(json);
        const texts = [
          body?.message,
          body?.oauthErrorDescription,
          ...(body?.errors ?? []).map(error => error.message),
        ];
        for (const text of texts) {
          assert.ok((text ?? '').length <= 500);
          assert.doesNotMatch(text ?? '', /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        }
      }),
    );
  });
});
