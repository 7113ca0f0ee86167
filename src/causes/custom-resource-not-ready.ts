import { statusEvidence } from '../facts/evidence.ts';
import { conditionText } from '../facts/outside/conditions.ts';
import { healthOf } from '../facts/outside/health.ts';
import { refOfOutside } from '../facts/outside/refs.ts';
import { standsOn } from '../facts/outside/stands-on.ts';
import type { Cause, Found } from './cause.ts';

const weights = {
  failed: { severity: 'critical', confidence: 'certain' },
  unsure: { severity: 'warning', confidence: 'possible' },
  former: { severity: 'warning', confidence: 'possible' },
  busy: { severity: 'info', confidence: 'likely' },
} as const;

const sentence = (kind: string, name: string, state: string, text: string): string => {
  if (state === 'busy' || state === 'former') return `${kind} ${name} is not ready yet: ${text}`;
  return state === 'unsure'
    ? `${kind} ${name} says it failed: ${text}`
    : `${kind} ${name} is not ready: ${text}`;
};

export const customResourceNotReady: Cause = {
  id: 'custom-resource-not-ready',
  title: 'Custom resource says that it is not ready',
  rulesOut: 'custom resources',
  signal:
    'An object of a kind from outside Kubernetes has Ready, Available, Synced, Programmed or another agreed condition False, or Stalled, Degraded or Failed True; where it has no conditions, its phase says so. Other condition types are information.',
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
        const { state, told, text } = health;
        return [
          {
            ...weights[state],
            object: ref,
            summary: sentence(ref.kind, ref.name, state, text),
            effect: `${ref.kind} ${ref.name} is not ready`,
            evidence: [statusEvidence(ref, conditionText(told), told.at ?? null)],
            remedies: [],
            follows: standsOn(facts, object),
            fingerprint: `${ref.kind} ${told.reason ?? ''} ${text}`,
          },
        ];
      }),
};
