import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import type { OutsideObject } from '../facts/objects.ts';
import { conditionsAt, conditionText, sayingOf } from '../facts/outside/conditions.ts';
import { kernelOf } from '../facts/outside/errors.ts';
import { textAt } from '../facts/outside/json.ts';
import { isOf, outsideByRef, refOfOutside } from '../facts/outside/refs.ts';
import { standsOn } from '../facts/outside/stands-on.ts';
import { controllerOf, youthMs } from '../facts/pods.ts';
import type { Cause, Found } from './cause.ts';

type Told = { why: string; lines: { text: string; at: string | null }[]; failed: boolean };

/** A failed try without the words of cert-manager that every failed try has. */
const reasonOf = (message: string): string =>
  message
    .replace(/^The certificate request has failed to complete and will be retried: /, '')
    .replace(/^Failed to wait for order resource "[^"]*" to become ready: /, '')
    .replace(/\.+$/, '');

/** Orders and challenges speak by a state and a reason: https://cert-manager.io/docs/troubleshooting/acme/ */
const byState = ({ status }: OutsideObject): Told | null => {
  const state = textAt(status, 'state');
  const reason = textAt(status, 'reason');
  const failed = ['errored', 'invalid', 'expired'].includes(state ?? '');
  if (!failed && (state !== 'pending' || reason === undefined)) return null;
  const line = `state: ${state ?? ''}${reason === undefined ? '' : `, reason: ${reason}`}`;
  return { why: reason ?? `its state is ${state ?? ''}`, lines: [{ text: line, at: null }], failed };
};

const byConditions = ({ status }: OutsideObject): Told | null => {
  const conditions = conditionsAt(status, 'conditions');
  const denied = conditions.find(
    (one) => ['Denied', 'InvalidRequest'].includes(one.type) && one.status === 'True',
  );
  const ready = conditions.find(({ type }) => type === 'Ready');
  const told = denied ?? (ready?.status === 'False' ? ready : undefined);
  if (told === undefined) return null;
  // The last try says why there is none; `Ready` that there is none.
  const tried = conditions.find(
    (one) =>
      one.type === 'Issuing' &&
      one.status === 'False' &&
      one.reason === 'Failed' &&
      one.message !== undefined,
  );
  const failed =
    denied !== undefined || ['Failed', 'Denied', 'Expired', 'IncorrectIssuer'].includes(told.reason ?? '');
  return {
    why: tried?.message === undefined ? sayingOf(told) : reasonOf(tried.message),
    lines: [told, ...(tried === undefined ? [] : [tried])].map((one) => ({
      text: conditionText(one),
      at: one.at ?? null,
    })),
    failed: failed || tried !== undefined,
  };
};

const issuerMissing = (facts: Facts, object: OutsideObject): string | null => {
  const name = textAt(object.spec, 'issuerRef', 'name');
  const kind = textAt(object.spec, 'issuerRef', 'kind') ?? 'Issuer';
  const group = textAt(object.spec, 'issuerRef', 'group') ?? 'cert-manager.io';
  if (
    name === undefined ||
    group !== 'cert-manager.io' ||
    !/not found/i.test(JSON.stringify(object.status ?? ''))
  )
    return null;
  const namespace = kind === 'ClusterIssuer' ? null : (object.metadata?.namespace ?? null);
  return outsideByRef(facts, { kind, namespace, name }) === undefined
    ? `${kind} ${name} does not exist`
    : null;
};

/** The Certificate that a request, an order or a challenge is made for; a Certificate is its own. */
const certificateAbove = (facts: Facts, object: OutsideObject): OutsideObject | undefined => {
  let one: OutsideObject | undefined = object;
  // Challenge, Order, CertificateRequest, Certificate: no chain of owners is longer.
  for (let step = 0; one !== undefined && one.kind !== 'Certificate' && step < 4; step += 1) {
    const owner = controllerOf(one);
    const namespace: string | null = one.metadata?.namespace ?? null;
    one =
      owner === undefined
        ? undefined
        : outsideByRef(facts, { kind: owner.kind, namespace, name: owner.name });
  }
  return one;
};

const found = (facts: Facts, object: OutsideObject): Found[] => {
  const ref = refOfOutside(object);
  const told = ['Order', 'Challenge'].includes(ref.kind) ? byState(object) : byConditions(object);
  if (told === null) return [];
  const certificate = certificateAbove(facts, object);
  const expires = textAt(certificate?.status, 'notAfter');
  const expired = expires !== undefined && Date.parse(expires) < Date.parse(facts.now);
  const why = issuerMissing(facts, object) ?? told.why;
  const lack =
    ref.kind === 'Certificate' && expired
      ? 'expired and is not renewed'
      : `is not ${ref.kind.endsWith('Issuer') ? 'ready' : 'issued'}`;
  // A certificate that is still valid keeps its users going while its renewal waits.
  const valid = expires !== undefined && !expired;
  const young = Date.parse(facts.now) - Date.parse(object.metadata?.creationTimestamp ?? '') < youthMs;
  return [
    {
      severity: young && !told.failed && !expired ? 'info' : valid ? 'warning' : 'critical',
      confidence: told.failed || ref.kind === 'Certificate' ? 'certain' : 'likely',
      object: ref,
      summary: `${ref.kind} ${ref.name} ${lack}: ${why}`,
      brief: `${ref.kind} ${ref.name} ${lack}: ${kernelOf(why)}`,
      effect: `Certificate ${ref.name} is not issued`,
      evidence: [
        ...told.lines.map(({ text, at }) => statusEvidence(ref, text, at)),
        ...(expires === undefined ? [] : [statusEvidence(ref, `notAfter: ${expires}`)]),
      ],
      remedies: [
        {
          title: 'See how far the request came',
          command: kubectl(ref.namespace, 'describe', 'certificate,certificaterequest,order,challenge'),
          action: null,
        },
      ],
      follows: standsOn(facts, object),
      fingerprint: `${ref.kind} ${why}`,
    },
  ];
};

export const certificateNotIssued: Cause = {
  id: 'certificate-not-issued',
  title: 'Certificate is not issued',
  rulesOut: 'certificates of cert-manager',
  signal:
    'A Certificate of cert-manager is not Ready; its CertificateRequest, Order and Challenge (by owner references) and its issuer say why.',
  looksAt: ['Outside'],
  about: ['cert-manager.io'],
  look: (facts) =>
    facts.outside
      .filter((object) => isOf(object, 'cert-manager.io') && object.metadata?.deletionTimestamp === undefined)
      .flatMap((object) => found(facts, object)),
};
