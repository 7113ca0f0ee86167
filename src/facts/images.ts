import type { Evidence } from '../answer.ts';
import { eventsOf, seenAt } from './events.ts';
import { statusEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { liveContainers } from './pods.ts';
import type { ContainerView } from './pods.ts';

/** An image reference taken apart. https://github.com/distribution/reference/blob/main/reference.go */
export type ImageName = { host: string; repository: string; tag: string | null; digest: string | null };

/** A name without a registry host is Docker Hub's. */
export const parseImage = (image: string): ImageName => {
  const [name = '', digest] = image.split('@');
  const first = name.split('/')[0] ?? '';
  const hosted = name.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  const path = hosted ? name.slice(first.length + 1) : name;
  const colon = path.lastIndexOf(':');
  return {
    host: hosted ? first : 'docker.io',
    repository: colon < 0 ? path : path.slice(0, colon),
    tag: colon < 0 ? null : path.slice(colon + 1),
    digest: digest ?? null,
  };
};

/** What the answer to a pull says about why it failed. */
export type PullProblem =
  | 'malformed'
  | 'never'
  | 'host'
  | 'rate-limited'
  | 'platform'
  | 'disk-full'
  | 'tls'
  | 'access-denied'
  | 'not-found'
  | 'unauthorized'
  | 'refused'
  | 'no-answer'
  | 'other';

/**
 * The sentences of containerd, CRI-O and Docker, the telling ones first: a failed look-up of the host also says
 * "connection refused" (of the DNS server), and a denied pull also says "does not exist".
 */
const sentences: readonly (readonly [PullProblem, RegExp])[] = [
  ['host', /\blookup \S+?(?: on \S+)?: |no such host|name resolution|could not resolve host/i],
  ['rate-limited', /toomanyrequests|too many requests|\b429\b|rate limit/i],
  [
    'platform',
    /no match for platform|no matching manifest for|does not match the specified platform|no image found in image index for/i,
  ],
  ['disk-full', /no space left on device|disk quota exceeded/i],
  ['tls', /x509:|\btls: |certificate|server gave HTTP response to HTTPS client/i],
  [
    'access-denied',
    /pull access denied|may require (?:authorization|'docker login')|requested access to the resource is denied/i,
  ],
  [
    'unauthorized',
    /unauthorized|authentication required|no basic auth|authorization failed|insufficient_scope|\b40[13]\b|forbidden|denied/i,
  ],
  ['not-found', /manifest unknown|name unknown|not found|\b404\b|does not exist|no such manifest/i],
  ['refused', /connection refused/i],
  [
    'no-answer',
    /i\/o timeout|deadline exceeded|handshake timeout|network is unreachable|no route to host|timed? ?out|proxyconnect|connection reset|\bEOF\b/i,
  ],
];

/** One container whose image cannot be had: the registry's own sentence, and what it comes to. */
export type FailedPull = {
  view: ContainerView;
  image: string;
  sentence: string;
  problem: PullProblem;
  evidence: Evidence[];
};

const waitingReasons = [
  'ErrImagePull',
  'ImagePullBackOff',
  'RegistryUnavailable',
  'ImageInspectError',
  'InvalidImageName',
  'ErrImageNeverPull',
];

const problemOf = (reason: string, sentence: string, image: string): PullProblem => {
  if (reason === 'InvalidImageName') return 'malformed';
  if (reason === 'ErrImageNeverPull') return 'never';
  // The image's own name may hold any of the words looked for.
  const plain = sentence.replaceAll(image, 'IMAGE');
  return sentences.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other';
};

/** Cut to what the registry said: the wrapping of kubelet and runtime repeats the image at each layer. */
const tailOf = (sentence: string): string =>
  sentence
    .replaceAll(/rpc error: code = \w+ desc = /g, '')
    .split(/: (?=failed to resolve|failed to do request|dial tcp|pull access|unexpected status|lookup )/)
    .at(-1) ?? sentence;

const failedPull = (facts: Facts, view: ContainerView): FailedPull | null => {
  const waiting = view.status?.state?.waiting;
  const reason = waiting?.reason ?? '';
  if (waiting === undefined || !waitingReasons.includes(reason)) return null;
  const image = view.spec?.image ?? view.status?.image ?? '';
  const event = eventsOf(facts, view.ref, 'Failed', 'InspectFailed', 'ErrImageNeverPull').find(
    ({ message = '' }) => message.includes(image) && !message.startsWith('Error:'),
  );
  // While backing off, older kubelets say only that they back off: the reason then stands in the event.
  const told =
    /:\s/.test((waiting.message ?? '').replaceAll(image, '')) ||
    !(waiting.message ?? '').startsWith('Back-off');
  const sentence = told ? (waiting.message ?? reason) : (event?.message ?? waiting.message ?? reason);
  const said = tailOf(sentence);
  const seen = event === undefined ? null : seenAt(event);
  const times = event?.series?.count ?? event?.count ?? 1;
  return {
    view,
    image,
    sentence: said,
    problem: problemOf(reason, sentence, image),
    evidence: [
      statusEvidence(
        view.ref,
        `${view.name}: ${reason}: ${said}${times > 1 ? ` (${times} times)` : ''}`,
        seen,
      ),
    ],
  };
};

export const failedPulls = (facts: Facts, ...problems: PullProblem[]): FailedPull[] =>
  liveContainers(facts).flatMap((view) => {
    const pull = failedPull(facts, view);
    return pull !== null && problems.includes(pull.problem) ? [pull] : [];
  });
