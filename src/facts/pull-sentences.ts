import { tableOf } from './table.ts';

/** What the answer to a pull says about why it failed. */
export type PullProblem =
  | 'malformed'
  | 'never'
  | 'throttled'
  | 'runtime'
  | 'short-name'
  | 'proxy'
  | 'host'
  | 'rate-limited'
  | 'platform'
  | 'disk-full'
  | 'tls'
  | 'signature'
  | 'corrupt'
  | 'format'
  | 'access-denied'
  | 'unauthorized'
  | 'forbidden'
  | 'server-error'
  | 'not-found'
  | 'refused'
  | 'no-answer'
  | 'other';

/**
 * The sentences of the kubelet, containerd, CRI-O and Docker, and of the registries they quote. The telling ones first:
 * a failed look-up of the host also says "connection refused" (of the DNS server), a denied pull also says "does not
 * exist", and a platform that is missing also says "not found".
 */
const sentences: readonly (readonly [PullProblem, RegExp])[] = [
  ['throttled', /pull QPS exceeded/i],
  ['other', /docker-credential-|executable file not found/i],
  [
    'runtime',
    /(?:containerd|crio|dockershim|docker|cri-dockerd)\.sock|cannot connect to the docker daemon|runtime service/i,
  ],
  ['short-name', /short[- ]name .*(?:ambiguous|did not resolve|enforcing)/i],
  // Of an answer to CONNECT Go gives the words alone: a registry's own would stand behind `unexpected status` and a number.
  [
    'proxy',
    /proxyconnect|proxy authentication required|\b407\b|(?:do request: \w+|Get) "[^"]+": (?:Forbidden|Bad Gateway|Service Unavailable)$/i,
  ],
  ['host', /\blookup \S+?(?: on \S+)?: |no such host|name resolution|could not resolve host/i],
  ['rate-limited', /toomanyrequests|too many requests|\b429\b|rate (?:limit|exceeded)|pull limit/i],
  [
    'platform',
    /no match for platform|no matching manifest for|does not match the specified platform|no image found in (?:image index|manifest list) for|incompatible with a [\d.]+ host|operating system \S+ cannot be used/i,
  ],
  ['disk-full', /no space left on device|disk quota exceeded|not enough (?:free )?space/i],
  [
    'tls',
    /x509:|\btls: |certificate|server gave HTTP response to HTTPS client|malformed HTTP response|first record does not look like/i,
  ],
  [
    'signature',
    /signature (?:was )?(?:required|validation|verif)|source image rejected|no signature exists/i,
  ],
  [
    'corrupt',
    /unexpected commit digest|digest (?:mismatch|verification)|did not match|failed size validation|layer verification failed|invalid checksum|unexpected EOF/i,
  ],
  [
    'format',
    /media ?type|manifest_invalid|not implemented|cannot unmarshal|invalid character .* looking for|unsupported (?:manifest|schema)/i,
  ],
  ['unauthorized', /no basic auth credentials/i],
  [
    'access-denied',
    /pull access denied|may require (?:authorization|'docker login')|requested access to the resource is denied|or it may not exist/i,
  ],
  [
    'unauthorized',
    /unauthori[sz]ed|unauthenticated|authentication required|authorization failed|insufficient_scope|\b401\b|token has expired|incorrect username or password|invalid (?:username|credentials)/i,
  ],
  ['forbidden', /\b403\b|forbidden|denied/i],
  ['server-error', /: 5\d\d [A-Z]|internal server error|bad gateway|service unavailable|gateway time-?out/i],
  ['not-found', /manifest unknown|name unknown|not found|\b404\b|does not exist|no such manifest/i],
  ['refused', /connection refused/i],
  [
    'no-answer',
    /i\/o timeout|deadline exceeded|handshake timeout|network is unreachable|host is unreachable|no route to host|timed? ?out|connection reset|context cancel+ed|no progress|\bEOF\b/i,
  ],
];

const byReason: { [reason: string]: PullProblem } = tableOf({
  InvalidImageName: 'malformed',
  ErrImageNeverPull: 'never',
  SignatureValidationFailed: 'signature',
});

/** What a sentence comes to; `reason` is that of the waiting container. */
export const problemOf = (reason: string, sentence: string, image: string): PullProblem => {
  // The image's own name may hold any of the words looked for, and so may its path in an address.
  const plain = sentence
    .replaceAll(image, 'IMAGE')
    .replaceAll(/(https?:\/\/[^/"\s]+)\/[^"\s]*[^"\s:]/g, '$1');
  return byReason[reason] ?? sentences.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other';
};

/** Cut to what was said: the wrapping of kubelet and runtime repeats the image at each layer. */
export const tailOf = (sentence: string): string =>
  sentence
    .replaceAll(
      /^Back-off pulling image "[^"]*": (?:\w+: )?|^Failed to pull image "[^"]*": |rpc error: code = \w+ desc = |Error response from daemon: /g,
      '',
    )
    .split(
      /: (?=failed to resolve|failed to do request|failed to authorize|failed to copy|failed to extract|dial tcp|pull access|unexpected status|lookup |reading manifest|pinging container registry|get image config|unexpected media type|no match for platform)/,
    )
    .at(-1) ?? sentence;
