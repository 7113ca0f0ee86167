import { isAbsent } from '../facts/absence.ts';
import { specEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import { matchesMap } from '../facts/selectors.ts';
import type { Cause } from './cause.ts';

export const statefulsetServiceMissing: Cause = {
  id: 'statefulset-service-missing',
  title: 'The Service that names the pods of a StatefulSet does not exist',
  rulesOut: 'rollouts',
  signal:
    'spec.serviceName names a Service that is not in the namespace. The pods run, but have no DNS names of their own, by which most clustered software finds its peers.',
  looksAt: ['StatefulSet', 'Service'],
  about: ['StatefulSet'],
  look: (facts) =>
    facts.objects.StatefulSet.flatMap((set) => {
      const object = refOf('StatefulSet', set);
      const name = set.spec?.serviceName ?? '';
      if (
        name === '' ||
        set.metadata?.deletionTimestamp !== undefined ||
        !isAbsent(facts, 'Service', { namespace: object.namespace, name })
      )
        return [];
      const services = facts.objects.Service.filter(
        ({ metadata }) => metadata?.namespace === object.namespace,
      );
      const fitting = services.find(
        ({ spec }) =>
          spec?.clusterIP === 'None' && matchesMap(spec.selector, set.spec?.template?.metadata?.labels),
      )?.metadata?.name;
      const [near] = nearest(
        name,
        services.flatMap(({ metadata }) => metadata?.name ?? []),
        1,
      );
      const meant = fitting ?? near;
      const labels = Object.entries(set.spec?.selector?.matchLabels ?? {}).map(
        ([key, value]) => `${key}=${value ?? ''}`,
      );
      const headless = [
        kubectl(object.namespace, 'create', 'service', 'clusterip', name, '--clusterip=None'),
        kubectl(object.namespace, 'set', 'selector', 'service', name, labels.join(',')),
      ].join(' && ');
      return [
        {
          severity: 'warning',
          // Whether anything asks for these names, only the software in the pods knows.
          confidence: 'likely',
          object,
          summary: `Service ${name}, which should give the pods of StatefulSet ${object.name} their DNS names, does not exist${meant === undefined ? '' : `; Service ${meant} does`}`,
          effect: `the pods of StatefulSet ${object.name} have no DNS names`,
          evidence: [specEvidence(object, `serviceName: ${name}`)],
          remedies: [
            meant === undefined
              ? {
                  title: `Create a headless Service ${name} with the labels of the pods as its selector`,
                  command: headless,
                  action: null,
                }
              : {
                  title: `Create the StatefulSet anew with serviceName ${meant} (it cannot be changed), or a headless Service ${name}`,
                  command: headless,
                  action: null,
                },
          ],
          fingerprint: `${object.namespace ?? ''}/${object.name}`,
        },
      ];
    }),
};
