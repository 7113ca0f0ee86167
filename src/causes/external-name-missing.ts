import { isAbsent, wasListed } from '../facts/absence.ts';
import { specEvidence } from '../facts/evidence.ts';
import { inClusterName } from '../facts/external-names.ts';
import { kubectlPatch } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import { refOf } from '../facts/refs.ts';
import type { Service } from '../facts/services.ts';
import type { Cause, Found } from './cause.ts';

/** The API server takes none without a host; other exports and old clusters may hold one. */
const nameless = (service: Service): Found[] => {
  if (service.spec?.type !== 'ExternalName' || (service.spec.externalName ?? '') !== '') return [];
  const object = refOf('Service', service);
  return [
    {
      severity: 'critical',
      confidence: 'certain',
      object,
      summary: `Service ${object.name} is of type ExternalName and names no host: it resolves to nothing`,
      effect: `Service ${object.name} leads nowhere`,
      evidence: [specEvidence(object, 'type ExternalName, externalName: none')],
      remedies: [{ title: 'Set spec.externalName', command: null, action: null }],
      fingerprint: `${object.namespace ?? ''}/${object.name}`,
    },
  ];
};

export const externalNameMissing: Cause = {
  id: 'external-name-missing',
  title: 'ExternalName leads to a Service that does not exist',
  rulesOut: 'Services',
  signal:
    'A Service of type ExternalName names no host, or SERVICE.NAMESPACE.svc of this cluster, and there is no such Service. What an outside name resolves to, the API does not know.',
  looksAt: ['Service', 'Namespace'],
  about: ['Service', 'Ingress'],
  look: (facts) => [
    ...facts.objects.Service.flatMap(nameless),
    ...facts.objects.Service.flatMap((service): Found[] => {
      if (service.spec?.type !== 'ExternalName') return [];
      const host = service.spec.externalName ?? '';
      const target = inClusterName(host);
      if (target === null || !isAbsent(facts, 'Service', target)) return [];
      const object = refOf('Service', service);
      const names = (kind: 'Service' | 'Namespace', namespace: string | null): string[] =>
        facts.objects[kind]
          .filter(({ metadata }) => (metadata?.namespace ?? null) === namespace)
          .flatMap(({ metadata }) => metadata?.name ?? []);
      const homeless = isAbsent(facts, 'Namespace', { namespace: null, name: target.namespace });
      const near = homeless
        ? nearest(target.namespace, names('Namespace', null), 1)[0]
        : nearest(target.name, names('Service', target.namespace), 1)[0];
      const elsewhere = wasListed(facts, 'Service', null)
        ? facts.objects.Service.find(
            ({ metadata }) => metadata?.name === target.name && metadata.uid !== service.metadata?.uid,
          )
        : undefined;
      const missing = homeless
        ? `there is no namespace ${target.namespace}`
        : `there is no Service ${target.name} in namespace ${target.namespace}`;
      const hint =
        near === undefined
          ? elsewhere === undefined
            ? ''
            : `; namespace ${elsewhere.metadata?.namespace ?? ''} has one`
          : `, but ${near}`;
      const right =
        near === undefined ? null : homeless ? `${target.name}.${near}` : `${near}.${target.namespace}`;
      return [
        {
          severity: 'critical',
          confidence: 'certain',
          object,
          summary: `Service ${object.name} leads to ${host}, and ${missing}${hint}`,
          effect: `Service ${object.name} leads nowhere`,
          evidence: [specEvidence(object, `type ExternalName, externalName: ${host}`)],
          remedies: [
            right === null
              ? {
                  title: `Create Service ${target.name} in namespace ${target.namespace}, or correct externalName`,
                  command: null,
                  action: null,
                }
              : {
                  title: `Correct externalName to ${right}`,
                  command: kubectlPatch(object, { spec: { externalName: `${right}.svc.cluster.local` } }),
                  action: null,
                },
          ],
          fingerprint: `${target.namespace}/${target.name}`,
        },
      ];
    }),
  ],
};
