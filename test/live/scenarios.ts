import type { ObjectRef } from '../../src/answer.ts';
import { kubectl } from './kubectl.ts';

/** What is known of a broken object: its root cause by id, and words that an answer cannot go without. */
export type Expected = { cause: string; words: RegExp };

/** By `kind/name`; the causes of the objects are in their annotation `lab/cause`. */
export const expected: Readonly<Record<string, Expected>> = {
  'Deployment/checkout': { cause: 'dependency-unreachable', words: /exits with code 1.*connection refused/ },
  'Deployment/recommender': { cause: 'oom-killed', words: /memory limit of 32Mi/ },
  'Deployment/search': { cause: 'liveness-kill', words: /liveness probe.*port 9090/ },
  'Deployment/catalog': { cause: 'readiness-failing', words: /readiness probe.*\/ready.*404/ },
  'Deployment/payments': { cause: 'image-host-unresolved', words: /registry\.lab\/shop\/api:v2-typo/ },
  'Deployment/greedy': { cause: 'quota-exceeded', words: /ResourceQuota small/ },
  'Pod/img-no-host': { cause: 'image-host-unresolved', words: /registry\.exampel\.invalid does not resolve/ },
  'Pod/img-refused': { cause: 'registry-unreachable', words: /127\.0\.0\.1:5999 refuses/ },
  'Pod/img-malformed': { cause: 'image-name-malformed', words: /malformed.*lower case/ },
  'Pod/img-never': { cause: 'image-never-pulled', words: /Never.*not on node/ },
  'Pod/migrate-first': { cause: 'init-failing', words: /migrate fails with exit code 3/ },
  'Pod/bad-command': { cause: 'command-not-found', words: /\/app\/server.*does not exist/ },
  'Pod/billing-no-map': { cause: 'config-missing', words: /ConfigMap billing-config.*does not exist/ },
  'Pod/billing-no-key': { cause: 'config-key-missing', words: /billing-settings has no key TAX_RATE/ },
  'Pod/billing-no-secret': { cause: 'config-missing', words: /Secret billing-tls.*does not exist/ },
  'Pod/wants-cpu': { cause: 'unschedulable-resources', words: /64 CPUs/ },
  'Pod/wants-gpu-node': { cause: 'unschedulable-node-selector', words: /accelerator=gpu/ },
  'Pod/wants-missing-claim': { cause: 'claim-missing', words: /no-such-claim.*does not exist/ },
  'Pod/ledger-0': { cause: 'claim-class-missing', words: /fast-ssd does not exist/ },
  'PersistentVolumeClaim/ledger-data': { cause: 'claim-class-missing', words: /fast-ssd does not exist/ },
  'Pod/stuck-finalizer': { cause: 'stuck-terminating', words: /lab\.example\.com\/hold/ },
  'Job/nightly-report': { cause: 'crash-loop', words: /exits with code 2.*no such bucket/ },
  'CronJob/backup': { cause: 'cronjob-suspended', words: /suspended/ },
  'Service/web-typo': { cause: 'service-selects-nothing', words: /app=wbe.*app=web/ },
  'Service/web-port': { cause: 'target-port-missing', words: /metrics/ },
};

/** Kinds whose annotations are the author's; a ReplicaSet carries its Deployment's. */
const kinds =
  'deployments,statefulsets,daemonsets,pods,jobs,cronjobs,services,ingresses,persistentvolumeclaims,poddisruptionbudgets,horizontalpodautoscalers';

/** Every object of the cluster that says of itself why it is broken: `[kind/name, object]`. */
export const brokenOnPurpose = async (): Promise<[string, ObjectRef & { truth: string }][]> => {
  const list: {
    items: {
      kind: string;
      metadata: { name: string; namespace?: string; annotations?: Record<string, string> };
    }[];
  } = JSON.parse(await kubectl(['get', kinds, '-A', '-o', 'json']));
  return list.items.flatMap(({ kind, metadata: { name, namespace = null, annotations } }) => {
    const truth = annotations?.['lab/cause'];
    return truth === undefined ? [] : [[`${kind}/${name}`, { kind, namespace, name, truth }]];
  });
};
