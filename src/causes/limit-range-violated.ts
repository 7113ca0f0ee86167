import { lackOf, refusedCreations } from '../facts/creation.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/limitranger/admission.go */
const bounds =
  /(?:(maximum|minimum) (\S+) usage per (\S+) is ([^,\]]+?)(?:, but (limit|request) is ([^,\].]+)|\.\s+No (limit|request) is specified)|(\S+) max limit to request ratio per (\S+) is ([^,\]]+), but provided ratio is ([\d.]+))/g;

const wordsOf = ([
  ,
  bound,
  resource,
  per,
  value,
  field,
  is,
  none,
  ratioOf,
  ratioPer,
  ratio,
  given,
]: RegExpMatchArray): string => {
  if (ratioOf !== undefined)
    return `allows at most ${ratio ?? ''} times the request as ${ratioOf} limit per ${ratioPer ?? ''}, the pod has ${given?.replace(/\.?0+$/, '') ?? ''} times`;
  const edge = bound === 'maximum' ? 'allows at most' : 'demands at least';
  const has = none === undefined ? `the pod's ${field ?? ''} is ${is ?? ''}` : `the pod sets no ${none}`;
  return `${edge} ${value ?? ''} ${resource ?? ''} per ${per ?? ''}, ${has}`;
};

const rangesIn = (facts: Facts, namespace: string | null) =>
  facts.objects.LimitRange.filter(({ metadata }) => metadata?.namespace === namespace);

export const limitRangeViolated: Cause = {
  id: 'limit-range-violated',
  title: 'A LimitRange does not allow what the pod asks for',
  rulesOut: 'quotas and pod creation',
  signal:
    'A controller lacks pods (or claims) and the API server says `maximum cpu usage per Container is …`, `minimum …` or `max limit to request ratio`.',
  looksAt: ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'Event', 'LimitRange'],
  about: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'],
  look: (facts) =>
    refusedCreations(facts).flatMap((refused) => {
      const broken = [...refused.sentence.matchAll(bounds)].map(wordsOf);
      if (broken.length === 0) return [];
      const { object, evidence } = refused;
      const ranges = rangesIn(facts, object.namespace);
      const [only] = ranges;
      const name =
        ranges.length === 1 && only !== undefined
          ? `LimitRange ${refOf('LimitRange', only).name}`
          : 'The LimitRange of the namespace';
      const short = `${name} ${broken.slice(0, 2).join('; it ')}`;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `${short}: ${lackOf(refused)}`,
          brief: short,
          evidence: [
            ...evidence,
            ...ranges
              .slice(0, 2)
              .map((range) =>
                specEvidence(refOf('LimitRange', range), JSON.stringify(range.spec?.limits ?? [])),
              ),
          ],
          remedies: [
            {
              title: 'Change the requests and limits of the pod, or the LimitRange',
              command: kubectl(object.namespace, 'describe', 'limitrange'),
              action: null,
            },
          ],
          fingerprint: `${object.namespace ?? ''} ${broken.join(' ')}`,
        },
      ];
    }),
};
