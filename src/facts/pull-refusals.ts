import type { Evidence } from '../answer.ts';
import { eventEvidence } from './events.ts';
import { specEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { failedPulls } from './images.ts';
import type { FailedPull } from './images.ts';
import { kubectl } from './kubectl.ts';
import { once } from './memo.ts';
import { missingSecretEvent, pullSecrets } from './pull-secrets.ts';
import type { PullSecret } from './pull-secrets.ts';

/**
 * A pull that the registry refused, and what the pod's pull secrets have to do with it. `none`: the pod names none.
 * `absent`, `wrong-type`, `elsewhere`: one is at fault, and no other holds credentials for the registry. `refused`: one
 * holds some, and they did not do. `unknown`: they could not be read.
 */
export type PullRefusal = {
  pull: FailedPull;
  fault: 'none' | 'absent' | 'wrong-type' | 'elsewhere' | 'refused' | 'unknown';
  /** The secret that the fault is about; with `refused` the first that holds credentials. */
  secret: PullSecret | null;
  secrets: PullSecret[];
};

const order = ['absent', 'wrong-type', 'elsewhere'] as const;

const refusalOf = (facts: Facts, pull: FailedPull): PullRefusal => {
  const secrets = pullSecrets(facts, pull.view.pod, pull.image);
  const withState = (state: PullSecret['state']): PullSecret | undefined =>
    secrets.find((secret) => secret.state === state);
  const covering = withState('covers');
  if (covering !== undefined) return { pull, fault: 'refused', secret: covering, secrets };
  if (secrets.length === 0) return { pull, fault: 'none', secret: null, secrets };
  const unread = withState('unknown');
  if (unread !== undefined) return { pull, fault: 'unknown', secret: unread, secrets };
  const fault = order.find((state) => withState(state) !== undefined) ?? 'elsewhere';
  return { pull, fault, secret: withState(fault) ?? null, secrets };
};

/** The pulls that a registry refused for want of rights, each with the part of its pull secrets in it. */
export const pullRefusals = once((facts: Facts): PullRefusal[] =>
  failedPulls(facts, 'unauthorized', 'forbidden', 'access-denied').map((pull) => refusalOf(facts, pull)),
);

const stateWords = (secret: PullSecret): string => {
  switch (secret.state) {
    case 'absent':
      return 'does not exist';
    case 'wrong-type':
      return `is of type ${secret.type ?? ''}, which is not used for pulls`;
    case 'elsewhere':
      return `holds credentials for ${secret.registries.join(', ') || 'no registry'} only`;
    case 'covers':
      return `holds credentials for ${secret.registries.join(', ')}`;
    case 'unknown':
      return 'was not read';
  }
};

/** What the pod names, and what each of it is worth. */
export const secretEvidence = (facts: Facts, { pull, secrets }: PullRefusal): Evidence[] => {
  const { ref, pod } = pull.view;
  if (secrets.length === 0) return [specEvidence(ref, 'the pod names no imagePullSecrets')];
  const event = missingSecretEvent(facts, pod);
  return [
    ...secrets.map((secret) => specEvidence(ref, `imagePullSecrets: ${secret.name}: ${stateWords(secret)}`)),
    ...(event === undefined ? [] : [eventEvidence(ref, event)]),
  ];
};

/** The line that makes a pull secret for a registry, to fill in. */
export const createSecretLine = (namespace: string | null, name: string, host: string): string =>
  kubectl(
    namespace,
    'create',
    'secret',
    'docker-registry',
    name,
    `--docker-server=${host === 'docker.io' ? 'https://index.docker.io/v1/' : host}`,
    '--docker-username=USER',
    '--docker-password=PASSWORD',
  );

/** The registry's answer in a few words: `401 Unauthorized`, or the end of its sentence. */
export const answerOf = ({ sentence }: FailedPull): string =>
  /\b(?:401|403) [A-Z]\w+/.exec(sentence)?.[0] ??
  /\b(?:401|403)\b/.exec(sentence)?.[0] ??
  /no basic auth credentials|insufficient_scope|(?:authorization )?token has expired|authentication required|incorrect username or password/i.exec(
    sentence,
  )?.[0] ??
  (/unauthori[sz]ed/i.test(sentence) ? '401 Unauthorized' : 'denied');
