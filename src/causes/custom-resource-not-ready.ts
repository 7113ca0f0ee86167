import type { ObjectRef } from '../answer.ts';
import { span } from '../facts/durations.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import type { ApiEvent } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import type { OutsideObject } from '../facts/objects.ts';
import { conditionText } from '../facts/outside/conditions.ts';
import { kernelOf } from '../facts/outside/errors.ts';
import { healthOf } from '../facts/outside/health.ts';
import { latenessOf } from '../facts/outside/lateness.ts';
import { refOfOutside } from '../facts/outside/refs.ts';
import { makesSecrets, secretMadeBy } from '../facts/outside/secret-makers.ts';
import { standsOn } from '../facts/outside/stands-on.ts';
import type { Cause, Found } from './cause.ts';

const weights = {
  failed: { severity: 'critical', confidence: 'certain' },
  unsure: { severity: 'warning', confidence: 'possible' },
  former: { severity: 'warning', confidence: 'possible' },
  busy: { severity: 'info', confidence: 'likely' },
} as const;
/** One that is at it or waits for longer than that takes. */
const late = { severity: 'warning', confidence: 'likely' } as const;

/** What it comes to: of what is there to make a Secret, that there is none. */
const lackOf = (object: OutsideObject): string => {
  const secret = makesSecrets({ kind: object.kind, namespaced: true }) ? secretMadeBy(object) : null;
  return secret === null ? 'is not ready' : `does not bring Secret ${secret}`;
};

const sentence = (object: OutsideObject, state: string, lateMs: number | null, text: string): string => {
  const { kind, name } = refOfOutside(object);
  if (lateMs !== null) return `${kind} ${name} ${lackOf(object)} after ${span(lateMs)}: ${text}`;
  if (state === 'busy' || state === 'former') return `${kind} ${name} ${lackOf(object)} yet: ${text}`;
  return `${kind} ${name} ${state === 'unsure' ? 'says it failed' : lackOf(object)}: ${text}`;
};

/** Something that can be looked at: a quotation, a path, a key, a number. */
const named = /["'`][^"'`]{2,}["'`]|\w\/\w|\d{3}|\w=\w|\(\w+:/;

/** The newest warning about an object, where its condition names nothing and the warning does. */
const tellsMore = (facts: Facts, ref: ObjectRef, text: string): ApiEvent | undefined =>
  named.test(text)
    ? undefined
    : eventsOf(facts, ref).find(({ type, message }) => type === 'Warning' && named.test(message ?? ''));

export const customResourceNotReady: Cause = {
  id: 'custom-resource-not-ready',
  title: 'Custom resource says that it is not ready',
  rulesOut: 'custom resources',
  signal:
    'An object of a kind from outside Kubernetes has Ready, Available, Synced, Programmed or another agreed condition False, or Stalled, Degraded or Failed True; where it has no conditions, its phase says so. One whose reason is that it waits or is at work is mentioned, and told after ten or thirty minutes of it. Other condition types are information.',
  looksAt: ['Outside'],
  about: ['Outside'],
  fallback: true,
  look: (facts) =>
    facts.outside
      .filter(({ metadata }) => metadata?.deletionTimestamp === undefined)
      .flatMap((object): Found[] => {
        const health = healthOf(object);
        if (health.state === 'fine' || health.state === 'paused') return [];
        const ref = refOfOutside(object);
        const { state, told, text, beside } = health;
        const lateMs = latenessOf(facts, health);
        const event = tellsMore(facts, ref, text);
        const said = event === undefined ? text : (event.message ?? text);
        return [
          {
            ...(lateMs === null ? weights[state] : late),
            object: ref,
            summary: sentence(object, state, lateMs, said),
            brief: sentence(object, state, lateMs, kernelOf(said)),
            effect: `${ref.kind} ${ref.name} ${lackOf(object)}`,
            evidence: (beside === undefined ? [told] : [told, beside])
              .map((one) => statusEvidence(ref, conditionText(one), one.at ?? null))
              .concat(event === undefined ? [] : [eventEvidence(ref, event)]),
            remedies: [],
            follows: standsOn(facts, object),
            fingerprint: `${ref.kind} ${told.reason ?? ''} ${text}`,
          },
        ];
      }),
};
