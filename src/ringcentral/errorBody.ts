// Reads RingCentral's error bodies, and anything else that comes in their place (facts, sections 2 and 7).
import * as v from 'valibot';
import { parseJson } from './json.ts';
import type { ApiError, ErrorBody } from './failure.ts';
import { toPlainText } from './plainText.ts';
import { redact } from './redaction.ts';

const MAX_ERRORS = 20;
const MAX_PARAMETERS = 20;
const CODE = /^[A-Za-z0-9_-]{1,64}$/;

const text = v.fallback(v.optional(v.string()), undefined);
const list = v.fallback(v.array(v.unknown()), []);
const ParameterSchema = v.object({ parameterName: v.string(), parameterValue: v.string() });
const ErrorSchema = v.object({
  errorCode: text,
  message: text,
  permissionName: text,
  parameters: list,
});
const BodySchema = v.object({
  error: text,
  error_description: text,
  errorCode: text,
  message: text,
  permissionName: text,
  errors: list,
});

/**
 * Reads an error body leniently: fields of the wrong type are left out, long ones cut, the rest is kept.
 * Undefined when the text is not a JSON object.
 * @param secrets what was sent with the request, should the server repeat it
 */
export function readErrorBody(json: string, secrets: readonly string[] = []): ErrorBody | undefined {
  const value = parseJson(json);
  const parsed = v.safeParse(BodySchema, value);
  if (!parsed.success || Array.isArray(value)) return undefined;
  const clean = (value: string): string => toPlainText(redact(value, secrets));
  const body = parsed.output;
  return {
    ...given('oauthError', codeLike(body.error, clean)),
    ...given('oauthErrorDescription', body.error_description, clean),
    ...given('errorCode', codeLike(body.errorCode, clean)),
    ...given('message', body.message, clean),
    ...given('permissionName', codeLike(body.permissionName, clean)),
    errors: body.errors.slice(0, MAX_ERRORS).flatMap(entry => readError(entry, clean)),
  };
}

function readError(entry: unknown, clean: (value: string) => string): ApiError[] {
  const parsed = v.safeParse(ErrorSchema, entry);
  if (!parsed.success) return [];
  const error = parsed.output;
  const parameters = error.parameters.slice(0, MAX_PARAMETERS).flatMap(parameter => {
    const read = v.safeParse(ParameterSchema, parameter);
    return read.success
      ? [{ name: clean(read.output.parameterName), value: clean(read.output.parameterValue) }]
      : [];
  });
  return [
    {
      ...given('errorCode', codeLike(error.errorCode, clean)),
      ...given('message', error.message, clean),
      ...given('permissionName', codeLike(error.permissionName, clean)),
      parameters,
    },
  ];
}

/** A code is a short word; anything else in its place, a secret that is repeated above all, is not taken for one. */
function codeLike(value: string | undefined, clean: (value: string) => string): string | undefined {
  return value !== undefined && CODE.test(value) && clean(value) === value ? value : undefined;
}

function given<Key extends string>(
  key: Key,
  value: string | undefined,
  clean: (value: string) => string = same => same,
): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: clean(value) } as Record<Key, string>);
}
