import type { Evidence, Remedy } from '../answer.ts';
import { specEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { deletedEvidence, namesakeEvidence, otherNamespaces, similarNames } from '../facts/namesakes.ts';
import type { OutsideObject } from '../facts/objects.ts';
import { groupOf, refOfOutside } from '../facts/outside/refs.ts';
import { makerOf } from '../facts/outside/secret-makers.ts';
import { missingReferences } from '../facts/references.ts';
import type { MissingReference } from '../facts/references.ts';
import { keyOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** A Secret that is made by something else is not made by hand. */
const ofMaker = (maker: OutsideObject): Remedy => {
  const { kind, namespace, name } = refOfOutside(maker);
  return {
    title: `Mend ${kind} ${name}, which makes the Secret`,
    command: kubectl(namespace, 'describe', `${kind.toLowerCase()}.${groupOf(maker)}`, name),
    action: null,
  };
};

/** What one pod asks for and does not get, each object once. */
type Missing = [MissingReference, ...MissingReference[]];

const missingOfPods = (facts: Facts): Missing[] => {
  const whole = missingReferences(facts).filter(({ key }) => key === null);
  return [...Map.groupBy(whole, ({ ref }) => keyOf(ref)).values()].flatMap((of): Missing[] => {
    const distinct = [...new Map(of.map((one) => [titleOf(one), one])).values()];
    const [first, ...others] = distinct.toSorted((a, b) => titleOf(a).localeCompare(titleOf(b)));
    return first === undefined ? [] : [[first, ...others]];
  });
};

const titleOf = ({ kind, name }: MissingReference): string => `${kind} ${name}`;

const existsNow = (facts: Facts, { ref, kind, name }: MissingReference): boolean =>
  facts.objects[kind].some(({ metadata }) => metadata?.name === name && metadata.namespace === ref.namespace);

/** What is to make a Secret that does not exist. */
const makerFor = (facts: Facts, missing: MissingReference): OutsideObject | undefined =>
  missing.kind === 'Secret' && !existsNow(facts, missing)
    ? makerOf(facts, missing.ref.namespace, missing.name)
    : undefined;

const evidenceOf = (facts: Facts, missing: MissingReference): Evidence[] => {
  const { ref, kind, name, evidence } = missing;
  const maker = makerFor(facts, missing);
  return [
    ...evidence,
    ...(maker === undefined ? [] : [specEvidence(refOfOutside(maker), `is to make Secret ${name}`)]),
    ...(existsNow(facts, missing)
      ? [specEvidence(ref, `${titleOf(missing)} exists by now: the kubelet will see it at its next try`)]
      : namesakeEvidence(facts, ref, kind, name)),
  ];
};

const remedyOf = (facts: Facts, missing: MissingReference): Remedy => {
  const { ref, kind, name } = missing;
  const maker = makerFor(facts, missing);
  if (maker !== undefined) return ofMaker(maker);
  const [near] = similarNames(facts, kind, ref.namespace, name);
  const [elsewhere] = otherNamespaces(facts, kind, ref.namespace, name);
  const choices = [
    ...(near === undefined ? [] : [`refer to ${near}`]),
    ...(elsewhere === undefined ? [] : [`copy it from namespace ${elsewhere}`]),
    ...(near === undefined && elsewhere === undefined ? ['mark the reference optional'] : []),
  ];
  return {
    title: [`Create ${titleOf(missing)}`, ...choices].join(', or '),
    command: kubectl(
      ref.namespace,
      'create',
      ...(kind === 'Secret' ? ['secret', 'generic'] : ['configmap']),
      name,
      '--from-literal=KEY=VALUE',
    ),
    action: null,
  };
};

export const configMissing: Cause = {
  id: 'config-missing',
  title: 'ConfigMap or Secret does not exist',
  rulesOut: 'ConfigMap and Secret references',
  signal:
    'A container waits in CreateContainerConfigError, or a FailedMount event repeats, with `configmap "x" not found` or `secret "x" not found`. Similar names, other namespaces that hold the name, and pods that started with it stand beside it, and the ExternalSecret or Certificate that is to make the Secret; an optional reference never shows up.',
  looksAt: ['Pod', 'Event', 'ConfigMap', 'Secret'],
  about: ['Pod'],
  look: (facts) =>
    missingOfPods(facts).map((missing) => {
      const [first, ...others] = missing;
      const { ref, kind, name, via, container } = first;
      const makers = missing.flatMap((one) => makerFor(facts, one) ?? []);
      const deleted = deletedEvidence(facts, kind, ref.namespace, name).length > 0;
      const what = titleOf(first);
      const gone = `${deleted ? 'does not exist any more' : 'does not exist'} in namespace ${ref.namespace ?? ''}`;
      const wanted =
        via === 'volume' ? 'mounted as a volume' : `read by the environment of container ${container ?? ''}`;
      const besides = others.filter((one) => !existsNow(facts, one)).map(titleOf);
      const absent = `${gone}${besides.length === 0 ? '' : `, nor does ${besides.join(' or ')}`}`;
      return {
        severity: 'critical',
        confidence: existsNow(facts, first) ? 'likely' : 'certain',
        object: ref,
        summary: `${what}, ${wanted}, ${absent}${via === 'volume' ? ': the pod waits in ContainerCreating' : ''}`,
        brief: `${what} ${absent}`,
        shared: `${what} ${absent}`,
        evidence: missing.flatMap((one) => evidenceOf(facts, one)),
        ...(makers.length === 0 ? {} : { follows: makers.map(refOfOutside) }),
        remedies: missing.map((one) => remedyOf(facts, one)),
        fingerprint: [ref.namespace ?? '', ...missing.map(titleOf)].join(' '),
      };
    }),
};
