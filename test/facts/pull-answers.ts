import type { PullProblem } from '../../src/facts/pull-sentences.ts';

/** What kubelets, runtimes and registries say of a failed pull, of which image, and what it comes to. */
export const pullAnswers: readonly (readonly [PullProblem, string, string])[] = [
  [
    'not-found',
    'shop/web:v9',
    'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/shop/web:v9": failed to resolve reference "docker.io/shop/web:v9": docker.io/shop/web:v9: not found',
  ],
  ['not-found', 'quay.io/a/b:x', 'reading manifest x in quay.io/a/b: manifest unknown'],
  [
    'not-found',
    'gcr.io/p/i:1',
    'Error response from daemon: manifest for gcr.io/p/i:1 not found: manifest unknown: Failed to fetch "1"',
  ],
  [
    'access-denied',
    'nginxx',
    'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  ],
  [
    'access-denied',
    'team/private:1',
    "Error response from daemon: pull access denied for team/private, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
  ],
  [
    'unauthorized',
    'r.example.com/a:1',
    'failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://r.example.com/token: 401 Unauthorized',
  ],
  [
    'forbidden',
    '1.dkr.ecr.eu-west-1.amazonaws.com/a:1',
    'unexpected status from HEAD request to https://1.dkr.ecr.eu-west-1.amazonaws.com/v2/a/manifests/1: 403 Forbidden',
  ],
  [
    'unauthorized',
    '1.dkr.ecr.eu-west-1.amazonaws.com/a:1',
    'Head "https://1.dkr.ecr.eu-west-1.amazonaws.com/v2/a/manifests/1": no basic auth credentials',
  ],
  ['host', 'registry.exampel.com/a:1', 'dial tcp: lookup registry.exampel.com on 10.0.0.2:53: no such host'],
  [
    'host',
    'r.example.com/a:1',
    'dial tcp: lookup r.example.com on 127.0.0.53:53: read udp 127.0.0.1:1->127.0.0.53:53: read: connection refused',
  ],
  [
    'host',
    'r.example.com/a:1',
    'pinging container registry r.example.com: Get "https://r.example.com/v2/": dial tcp: lookup r.example.com: Temporary failure in name resolution',
  ],
  [
    'refused',
    '10.0.0.9:5000/a:1',
    'failed to do request: Head "https://10.0.0.9:5000/v2/a/manifests/1": dial tcp 10.0.0.9:5000: connect: connection refused',
  ],
  [
    'no-answer',
    'r.example.com/a:1',
    'failed to do request: Head "https://r.example.com/v2/a/manifests/1": dial tcp 10.1.1.1:443: i/o timeout',
  ],
  ['no-answer', 'r.example.com/a:1', 'net/http: TLS handshake timeout'],
  [
    'tls',
    'r.example.com/a:1',
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
  ['tls', 'r.example.com/a:1', 'http: server gave HTTP response to HTTPS client'],
  [
    'rate-limited',
    'redis',
    'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating',
  ],
  ['platform', 'a/b:1', 'no match for platform in manifest: not found'],
  [
    'disk-full',
    'a/b:1',
    'failed to extract layer sha256:aa: write /var/lib/x: no space left on device: unknown',
  ],
  ['other', 'a/b:1', 'something went wrong'],
  ['signature', 'a/b:1', 'Source image rejected: A signature was required, but no signature exists'],
  [
    'access-denied',
    'nginxx',
    'initializing source docker://nginxx:latest: reading manifest latest in docker.io/library/nginxx: requested access to the resource is denied',
  ],
  [
    'unauthorized',
    'quay.io/a/b:1',
    'initializing source docker://quay.io/a/b:1: reading manifest 1 in quay.io/a/b: unauthorized: access to the requested resource is not authorized',
  ],
  [
    'unauthorized',
    'h.example.com/library/a:1',
    'unauthorized to access repository: library/a, action: pull: unauthorized to access repository: library/a, action: pull',
  ],
  [
    'unauthorized',
    '1.dkr.ecr.eu-west-1.amazonaws.com/a:1',
    'denied: Your authorization token has expired. Reauthenticate and try again.',
  ],
  [
    'access-denied',
    'europe-docker.pkg.dev/p/r/i:1',
    'denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/p/locations/europe/repositories/r" (or it may not exist)',
  ],
  [
    'rate-limited',
    'docker.io/library/redis:7',
    'reading manifest 7 in docker.io/library/redis: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
  ],
  [
    'rate-limited',
    'public.ecr.aws/a/b:1',
    'unexpected status from GET request to https://public.ecr.aws/v2/a/b/blobs/sha256:aa: 429 Too Many Requests: toomanyrequests: Rate exceeded',
  ],
  [
    'tls',
    'r.example.com/a:1',
    'pinging container registry r.example.com: Get "https://r.example.com/v2/": tls: failed to verify certificate: x509: certificate is valid for ingress.local, not r.example.com',
  ],
  [
    'platform',
    'a/b:1',
    'choosing an image from manifest list docker://a/b:1: no image found in manifest list for architecture arm64, variant "v8", OS linux',
  ],
  [
    'proxy',
    'r.example.com/a:1',
    'failed to do request: Head "https://r.example.com/v2/a/manifests/1": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused',
  ],
  [
    'runtime',
    'a/b:1',
    'connection error: desc = "transport: Error while dialing: dial unix /run/containerd/containerd.sock: connect: connection refused"',
  ],
  ['short-name', 'web:1', 'short name mode is enforcing, but image name web:1 returns ambiguous list'],
  [
    'server-error',
    'r.example.com/a:1',
    'unexpected status from HEAD request to https://r.example.com/v2/a/manifests/1: 503 Service Unavailable',
  ],
  [
    'server-error',
    'r.example.com/a:1',
    'Error response from daemon: received unexpected HTTP status: 502 Bad Gateway',
  ],
  [
    'corrupt',
    'r.example.com/a:1',
    'failed commit on ref "layer-sha256:aa": unexpected commit digest sha256:bb, expected sha256:aa: failed precondition',
  ],
  [
    'format',
    'r.example.com/a:1',
    'not implemented: media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.1',
  ],
  ['throttled', 'a/b:1', 'pull QPS exceeded'],
  ['no-answer', 'a/b:1', 'context canceled'],
  // Words of the address are the image's, not the answer's.
  [
    'no-answer',
    'r.example.com/forbidden/429:denied',
    'failed to do request: Head "https://r.example.com/v2/forbidden/429/manifests/denied": dial tcp 10.1.1.1:443: i/o timeout',
  ],
  // The words looked for stand in the name of the image, not in the answer.
  [
    'other',
    'r.example.com/not-found/unauthorized:429',
    'could not pull r.example.com/not-found/unauthorized:429: broken',
  ],
];
