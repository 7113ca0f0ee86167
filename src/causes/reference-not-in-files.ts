import { specEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { unheld } from '../facts/unheld.ts';
import type { Unheld } from '../facts/unheld.ts';
import type { Cause, Found } from './cause.ts';

const namesAtMost = 3;

/** What the files hold instead: a name that comes near, else a few of the others. */
const insteadOf = ({ to, beside }: Unheld): string => {
  const [near] = nearest(to.name, beside, 1);
  const more = beside.length > namesAtMost ? ' and more' : '';
  return near === undefined
    ? `they hold ${beside.slice(0, namesAtMost).join(', ')}${more}`
    : `they hold ${near}, which comes near`;
};

const label = (kind: string): string => (kind === 'HorizontalPodAutoscaler' ? 'Autoscaler' : kind);

const found = (one: Unheld): Found => {
  const { from, how, to } = one;
  const elsewhere = to.namespace !== null && to.namespace !== from.namespace ? `${to.namespace}/` : '';
  const what = `${to.kind} ${elsewhere}${to.name}`;
  const short = `${label(from.kind)} ${from.name} ${how} ${what}, which is not in the files`;
  return {
    severity: 'warning',
    confidence: 'possible',
    object: from,
    summary: `${short}; ${insteadOf(one)}`,
    brief: short,
    evidence: [specEvidence(from, `${how} ${what}`)],
    remedies: [
      {
        title: `See whether it exists: the files hold others of the kind ${to.kind}`,
        command: kubectl(to.namespace, 'get', to.kind.toLowerCase(), to.name),
        action: null,
      },
    ],
    fingerprint: `${to.kind} ${to.namespace ?? ''}/${to.name}`,
  };
};

export const referenceNotInFiles: Cause = {
  id: 'reference-not-in-files',
  title: 'What an object names is not among its kind in the files',
  rulesOut: 'custom resources',
  signal:
    'Files hold objects of a kind in a namespace, and not the one that another object names: the Service, Secret or class of an Ingress, the target of an autoscaler, the Gateway, Service or certificate of the Gateway API, the Service of a Route, a StorageClass or DeviceClass. It may exist in the cluster all the same; where the files hold none of the kind, nothing is said.',
  looksAt: ['Ingress', 'Service', 'Secret', 'HorizontalPodAutoscaler', 'Outside'],
  // Of other kinds, causes of their own rule out what they name.
  about: ['Outside'],
  look: (facts) =>
    unheld(facts)
      .filter(({ beside }) => beside.length > 0)
      .map(found),
};
