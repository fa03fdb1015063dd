// Finds the system's error code in a pasted text: as it stands there, or by the words that a system or curl has for it.

const SYSTEM_CODE =
  /\b(E(?:NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|CONNABORTED|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|PROTO)|CERT_[A-Z_]{4,40}|UNABLE_TO_[A-Z_]{4,60}|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UND_ERR_(?:CONNECT_TIMEOUT|HEADERS_TIMEOUT|BODY_TIMEOUT|SOCKET)|ERR_(?:TLS|SSL|STREAM|PROXY)_[A-Z\d_]{4,60})\b/;

/** What programs print instead of a code, each the one text of that code, in the order of what says most. */
const TEXTS: readonly (readonly [code: string, text: RegExp])[] = [
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /unable to get local issuer certificate/i],
  ['SELF_SIGNED_CERT_IN_CHAIN', /self[- ]signed certificate in certificate chain/i],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /self[- ]signed certificate/i],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /unable to verify the first certificate/i],
  ['CERT_HAS_EXPIRED', /certificate has expired/i],
  ['HOSTNAME_MISMATCH', /hostname mismatch, certificate is not valid/i],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /\bwrong version number\b/i],
  ['EAI_AGAIN', /temporary failure in name resolution/i],
  ['EAI_NONAME', /name or service not known|nodename nor servname provided|\bno such host\b/i],
  ['ECONNREFUSED', /connection (?:was )?refused|actively refused it/i],
  ['ECONNRESET', /connection reset by peer|forcibly closed by the remote host/i],
  ['ENETUNREACH', /network is unreachable/i],
  ['EHOSTUNREACH', /no route to host/i],
  ['ETIMEDOUT', /connection timed out/i],
];

const CURL = /\bcurl: \((\d{1,2})\)/;
/** What curl's documentation calls the numbers that its errors begin with. */
const CURL_CODES: Readonly<Record<string, string>> = {
  5: 'CURLE_COULDNT_RESOLVE_PROXY',
  6: 'CURLE_COULDNT_RESOLVE_HOST',
  7: 'CURLE_COULDNT_CONNECT',
  28: 'CURLE_OPERATION_TIMEDOUT',
  35: 'CURLE_SSL_CONNECT_ERROR',
  52: 'CURLE_GOT_NOTHING',
  56: 'CURLE_RECV_ERROR',
  60: 'CURLE_PEER_FAILED_VERIFICATION',
};

/** Undefined where a text tells of no error of the network's. */
export function systemCodeIn(text: string): string | undefined {
  const byText = TEXTS.find(([, words]) => words.test(text))?.[0];
  return SYSTEM_CODE.exec(text)?.[1] ?? byText ?? CURL_CODES[CURL.exec(text)?.[1] ?? ''];
}
