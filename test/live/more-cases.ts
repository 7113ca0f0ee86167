/**
 * What an answer must come to: `healthy`, or the id of the root cause with words that the summary cannot go without.
 * `manifest` is a file in manifests/ without its ending.
 */
export type Case = { manifest: string; target: string; cause: string; words?: RegExp };

const broken = (manifest: string, target: string, cause: string, words: RegExp): Case => ({
  manifest,
  target,
  cause,
  words,
});
const healthy = (manifest: string, target: string): Case => ({ manifest, target, cause: 'healthy' });

export const cases: readonly Case[] = [
  broken('statefulset-second-crashes', 'sts/shards', 'crash-loop', /code 7.*no shard 1/),
  healthy('statefulset-second-crashes', 'pod/shards-0'),
  broken('daemonset-bad-image', 'ds/node-agent', 'registry-unreachable', /127\.0\.0\.1:5998/),
  broken('cronjob-last-failed', 'cronjob/invoices', 'crash-loop', /code 4.*550 mailbox full/),
  broken(
    'missing-service-account',
    'deploy/no-account',
    'service-account-missing',
    /ServiceAccount deployer-bot/,
  ),
  broken('limit-range', 'deploy/fat', 'limit-range-violated', /LimitRange.*64Mi/),
  broken('pod-security', 'deploy/privileged', 'pod-security-denied', /Pod Security.*privileged/),
  broken('priority-missing', 'deploy/urgent', 'creation-refused', /PriorityClass.*very-urgent/),
  broken('init-waits', 'pod/waits-for-db', 'dependency-unreachable', /has no Service orders-db/),
  broken('node-affinity', 'pod/zone-bound', 'unschedulable-node-selector', /topology\.kubernetes\.io\/zone/),
  broken('anti-affinity', 'deploy/apart', 'unschedulable-affinity', /anti-affinity/),
  broken('topology-spread', 'pod/spread', 'unschedulable-spread', /topology spread.*example\.com\/rack/),
  broken('host-port-taken', 'deploy/gateway', 'host-port-taken', /port/),
  broken('claim-no-class', 'pvc/uploads', 'claim-no-default-class', /no StorageClass/),
  broken('claim-no-class', 'pod/uploader', 'claim-no-default-class', /uploads.*uploader/),
  broken('projected-missing-key', 'pod/edge', 'config-key-missing', /edge-tls has no key tls\.key/),
  healthy('optional-config', 'pod/optional-config'),
  healthy('config-volume-optional-key', 'pod/partial-config'),
  healthy('pull-secret-missing', 'pod/pull-secret-missing'),
  broken('sidecar-crash', 'pod/with-proxy', 'listen-failed', /Sidecar proxy.*code 9.*port 443/),
  broken('sidecar-crash-late', 'pod/with-shipper', 'crash-loop', /Sidecar shipper.*code 5.*read-only/),
  broken('exit-zero-loop', 'deploy/one-shot', 'crash-loop', /exit code 0/),
  broken('command-typo', 'deploy/fetcher', 'command-not-found', /wgett/),
  broken(
    'exec-denied',
    'pod/not-executable',
    'entrypoint-not-executable',
    /\/etc\/passwd.*permission denied/,
  ),
  broken('run-as-non-root', 'pod/must-not-be-root', 'non-root-violated', /runAsNonRoot/),
  broken('mount-on-file', 'pod/mount-on-file', 'container-start-failed', /mount/),
  broken('host-path-missing', 'pod/host-path', 'host-path-unfit', /\/opt\/not\/there.*missing/),
  broken('startup-probe', 'deploy/slow-start', 'startup-probe-failing', /startup probe.*10 s/),
  broken('grpc-probe', 'pod/grpc-probed', 'liveness-kill', /liveness probe.*gRPC port 8080/),
  broken('exec-probe', 'deploy/cache', 'readiness-failing', /replica is 90s behind/),
  broken('post-start-hook', 'pod/hooked', 'hook-failed', /postStart hook/),
  broken('two-containers', 'pod/pair', 'listen-failed', /metrics.*9100.*already in use/),
  broken('segfault', 'pod/segfault', 'crash-loop', /139.*Segmentation fault/),
  broken('killed-not-oom', 'pod/self-kill', 'crash-loop', /137/),
  broken('java-oom-exit', 'pod/jvm', 'crash-loop', /OutOfMemoryError/),
  broken('silent-exit', 'pod/silent', 'crash-loop', /exits with code 1/),
  broken('read-only-root', 'pod/read-only', 'crash-loop', /\/var\/cache\/pid/),
  broken('eviction', 'pod/hoarder', 'pod-evicted', /ephemeral local storage.*10Mi/),
  broken('service-two-labels', 'svc/basket', 'service-selects-nothing', /tier=back\b/),
  broken('blue-green-service', 'svc/reviews', 'crash-loop', /code 1.*ModuleNotFoundError/),
  healthy('blue-green-service', 'deploy/reviews-v1'),
  healthy('external-name', 'svc/external'),
  broken('ingress-no-service', 'ing/front', 'ingress-service-missing', /frontt, which does not exist/),
  broken('hpa-no-metrics', 'hpa/elastic', 'hpa-metrics-missing', /no metrics API/),
  healthy('hpa-no-metrics', 'deploy/elastic'),
  broken('pdb-blocks', 'pdb/single', 'disruption-blocked', /no eviction/),
  healthy('pdb-blocks', 'deploy/single'),
  broken('paused', 'deploy/paused', 'rollout-paused', /paused/),
  broken('first-rollout-broken', 'deploy/debut', 'registry-unreachable', /localhost:5997/),
  healthy('scaled-to-zero', 'deploy/parked'),
  healthy('rollout-in-progress', 'deploy/rolling'),
  broken('job-retrying', 'job/import-orders', 'crash-loop', /code 1.*503 from warehouse/),
  healthy('job-after-retry', 'job/second-try'),
  broken('job-deadline', 'job/too-slow', 'job-failed', /activeDeadlineSeconds/),
  broken('scheduler-unknown', 'pod/nobody-schedules', 'scheduler-missing', /asks for volcano/),
  broken('scheduling-gate', 'pod/gated', 'scheduling-gated', /example\.com\/budget/),
  broken('readiness-gate', 'pod/gate-not-set', 'readiness-gate-unset', /example\.com\/registered/),
  broken('pod-deadline', 'pod/expired', 'pod-rejected', /activeDeadlineSeconds/),
  broken('job-suspended', 'job/on-hold', 'job-suspended', /suspended/),
  broken('load-balancer-pending', 'svc/public', 'load-balancer-pending', /address/),
  healthy('load-balancer-pending', 'deploy/public'),
  healthy('long-grace', 'pod/slow-goodbye'),
];

/** Manifests that change what else may run beside them, with the labels of the namespace they get to themselves. */
export const alone: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'limit-range': {},
  'pod-security': { 'pod-security.kubernetes.io/enforce': 'restricted' },
};

/** kubectl lines that follow, each on what a manifest made. */
export const afterwards: readonly (readonly [manifest: string, line: readonly string[]])[] = [
  ['long-grace', ['wait', 'pod/slow-goodbye', '--for=jsonpath={.status.phase}=Running', '--timeout=240s']],
  ['long-grace', ['delete', 'pod/slow-goodbye', '--wait=false']],
];
