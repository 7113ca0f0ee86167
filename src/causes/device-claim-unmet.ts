import type { Evidence, ObjectRef } from '../answer.ts';
import { isAbsent } from '../facts/absence.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { nearest } from '../facts/near.ts';
import type { Pod } from '../facts/objects.ts';
import { unscheduledPods } from '../facts/placement/unscheduled.ts';
import { familyOf, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

const finding = (
  pod: Pod,
  object: ObjectRef,
  what: string,
  evidence: Evidence[],
  title: string,
  command: string,
): Found => ({
  severity: 'critical',
  confidence: 'certain',
  object,
  summary: `Pod ${object.name} cannot be scheduled: ${what}`,
  effect: `pod ${object.name} is not scheduled`,
  evidence,
  remedies: [{ title, command, action: null }],
  fingerprint: `${familyOf(pod)} ${what}`,
});

/** The claims a pod has, by the name in its spec or the one that was made from a template for it. */
const claimNames = ({ spec, status }: Pod): string[] =>
  (spec?.resourceClaims ?? []).flatMap(
    ({ name, resourceClaimName }) =>
      resourceClaimName ??
      status?.resourceClaimStatuses?.find((one) => one.name === name)?.resourceClaimName ??
      [],
  );

/** A claim that is not there keeps the pod from the scheduler altogether, without a word. */
const missing = (facts: Facts, pod: Pod): Found[] => {
  const object = refOf('Pod', pod);
  if (pod.spec?.nodeName !== undefined || (pod.spec?.resourceClaims ?? []).length === 0) return [];
  const [template] = eventsOf(facts, object, 'FailedResourceClaimCreation');
  if (template !== undefined && claimNames(pod).length < (pod.spec?.resourceClaims ?? []).length) {
    const name = /resource claim template "([^"]+)"/.exec(template.message ?? '')?.[1];
    return [
      finding(
        pod,
        object,
        name === undefined
          ? `its ResourceClaim could not be made: ${template.message ?? ''}`
          : `ResourceClaimTemplate ${name} does not exist`,
        [eventEvidence(object, template)],
        'Create the template, or correct resourceClaimTemplateName',
        kubectl(object.namespace, 'get', 'resourceclaimtemplates'),
      ),
    ];
  }
  const gone = claimNames(pod).find((name) =>
    isAbsent(facts, 'ResourceClaim', { namespace: object.namespace, name }),
  );
  if (gone === undefined) return [];
  const names = facts.objects.ResourceClaim.flatMap(({ metadata }) => metadata?.name ?? []);
  const [near] = nearest(gone, names, 1);
  return [
    finding(
      pod,
      object,
      `ResourceClaim ${gone} does not exist${near === undefined ? '' : ` (there is ${near})`}`,
      [specEvidence(object, `resourceClaims: ${claimNames(pod).join(', ')}`)],
      'Create the claim, or correct resourceClaimName',
      kubectl(object.namespace, 'get', 'resourceclaims'),
    ),
  ];
};

/** The device classes that a claim asks for. */
const classesOf = (facts: Facts, pod: Pod): string[] =>
  facts.objects.ResourceClaim.filter(
    ({ metadata }) =>
      metadata?.namespace === pod.metadata?.namespace && claimNames(pod).includes(metadata?.name ?? ''),
  )
    .flatMap(({ spec }) => spec?.devices?.requests ?? [])
    .flatMap(({ exactly, firstAvailable }) =>
      exactly?.deviceClassName === undefined
        ? (firstAvailable ?? []).flatMap(({ deviceClassName }) => deviceClassName ?? [])
        : exactly.deviceClassName,
    );

const unallocated = (facts: Facts): Found[] =>
  unscheduledPods(facts, 'device').map(({ pod, ref, refusals, evidence, others }) => {
    const said = refusals.find(({ problem }) => problem === 'device')?.text ?? '';
    const claims = claimNames(pod).join(', ');
    const unknown = /device class (\S+) does not exist/.exec(said)?.[1];
    const classes = [...new Set(classesOf(facts, pod))].join(', ');
    const what =
      unknown === undefined
        ? `no node has free devices for its ResourceClaim ${claims}${classes === '' ? '' : ` (device class ${classes})`}`
        : `DeviceClass ${unknown}, which its ResourceClaim ${claims} asks for, does not exist`;
    const found = finding(
      pod,
      ref,
      what,
      [
        ...evidence,
        ...facts.objects.ResourceClaim.filter(({ metadata }) =>
          claimNames(pod).includes(metadata?.name ?? ''),
        ).map((claim) =>
          statusEvidence(
            refOf('ResourceClaim', claim),
            claim.status?.allocation === undefined ? 'not allocated' : 'allocated',
          ),
        ),
      ],
      unknown === undefined
        ? 'See whether the driver of the class publishes devices, and who holds them'
        : 'Install the driver that brings the class, or correct deviceClassName',
      unknown === undefined ? kubectl(null, 'get', 'resourceslices') : kubectl(null, 'get', 'deviceclasses'),
    );
    return unknown === undefined
      ? { ...found, summary: `${found.summary}${others}`, brief: found.summary }
      : found;
  });

export const deviceClaimUnmet: Cause = {
  id: 'device-claim-unmet',
  title: 'A device claim is missing or cannot be allocated',
  rulesOut: 'scheduling',
  signal:
    'The pod has `spec.resourceClaims` and no node: the ResourceClaim or its template does not exist, its DeviceClass does not, or the scheduler says `cannot allocate all claims`.',
  looksAt: ['Pod', 'Event', 'ResourceClaim'],
  about: ['Pod'],
  look: (facts) => [...livePods(facts).flatMap((pod) => missing(facts, pod)), ...unallocated(facts)],
};
