// What a server says: the shape of an answer and the bodies of RingCentral's refusals.

/** An HTTP answer, not yet on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer in JSON. */
export function jsonAnswer(
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** An answer without a body. */
export function emptyAnswer(status: number): Answer {
  return { status, headers: {}, body: '' };
}

export interface OAuthRefusal {
  readonly status: number;
  /** The OAuth error; absent where nobody has recorded one. */
  readonly error?: string;
  /** RingCentral's code; absent where nobody has recorded one. */
  readonly code?: string;
  readonly message: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A refusal of the token or revoke endpoint in the shape of the facts, section 2. */
export function oauthRefusal({ status, error, code, message, parameters }: OAuthRefusal): Answer {
  const named = Object.entries(parameters ?? {}).map(([parameterName, parameterValue]) => ({
    parameterName,
    parameterValue,
  }));
  return jsonAnswer(status, {
    ...(error !== undefined && { error, error_description: message }),
    ...(code !== undefined && {
      errors: [{ errorCode: code, message, ...(named.length > 0 && { parameters: named }) }],
    }),
  });
}

export interface ApiRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The code at the top, where it is another than the one in `errors`. */
  readonly topCode?: string;
  readonly permissionName?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal of the API in the shape of the facts, sections 4 and 7. */
export function apiRefusal({ status, code, message, topCode, permissionName, headers }: ApiRefusal): Answer {
  const permission = permissionName !== undefined && { permissionName };
  const errors = [{ errorCode: code, message, ...permission }];
  return jsonAnswer(status, { errorCode: topCode ?? code, message, errors, ...permission }, headers);
}
