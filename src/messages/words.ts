import type { ObjectRef, ProblemGroup, Severity, State } from '../answer.ts';
import { phrase } from './text.ts';

/** A state never shows by colour alone: mark and word go together. */
export const stateWord: Readonly<Record<State, string>> = {
  healthy: 'Healthy',
  degraded: 'Degraded',
  failing: 'Failing',
  unknown: 'Unknown',
};
export const stateMark: Readonly<Record<State, string>> = {
  healthy: '🟢',
  degraded: '🟠',
  failing: '🔴',
  unknown: '⚪',
};
export const severityMark: Readonly<Record<Severity, string>> = { critical: '🔴', warning: '🟠', info: '🔵' };
export const severityRank: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };

/** Names go to 253 characters in Kubernetes: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const nameAtMost = 253;

/** `shop/checkout`, or `worker-2` where there is no namespace; cleaned, not escaped. */
export const pathName = ({ namespace, name }: ObjectRef): string =>
  namespace === null ? phrase(name, nameAtMost) : `${phrase(namespace, 63)}/${phrase(name, nameAtMost)}`;

/** `Pod shop/web-1`; cleaned, not escaped. */
export const objectName = (ref: ObjectRef): string => `${phrase(ref.kind, 63)} ${pathName(ref)}`;

/** `so also Deployment shop/front, Service shop/front and 3 more`: what follows from a problem; null where nothing does. */
export const effectWords = ({ effects, effectCount }: ProblemGroup, atMost: number): string | null => {
  const named = effects.slice(0, atMost).map(objectName);
  const left = Math.max(effectCount, effects.length) - named.length;
  if (named.length === 0) return null;
  return `so also ${named.join(', ')}${left > 0 ? ` and ${left.toLocaleString('en')} more` : ''}`;
};

/**
 * The line that asks about one object, to type or to copy: `/k8s why deployment/checkout -n shop --cluster prod`. `from`
 * is what stands for the cluster where objects come from files: `-f dump.yaml`.
 */
export const askAbout = (command: string, ref: ObjectRef, cluster: string, from?: string): string =>
  [
    command,
    'why',
    `${phrase(ref.kind, 63).toLowerCase()}/${phrase(ref.name, nameAtMost)}`,
    ...(ref.namespace === null ? [] : ['-n', phrase(ref.namespace, 63)]),
    from ?? `--cluster ${phrase(cluster, 100)}`,
  ].join(' ');

/** The line that asks for everything in one namespace: `/k8s problems -n shop --cluster prod`. */
export const askIn = (command: string, namespace: string, cluster: string, from?: string): string =>
  `${command} problems -n ${phrase(namespace, 63)} ${from ?? `--cluster ${phrase(cluster, 100)}`}`;

/** `1 pod`, `31 pods`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** How long something took: `840 ms`, `3.2 s`. */
export const took = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** How long before `now` a moment lies, as kubectl writes ages: `45s`, `12m`, `3h`, `5d`. */
export const age = (at: string, now: string): string | null => {
  const seconds = Math.floor((Date.parse(now) - Date.parse(at)) / 1000);
  if (Number.isNaN(seconds)) return null;
  const amount = Math.abs(seconds);
  if (amount < 120) return `${amount}s`;
  if (amount < 7200) return `${Math.floor(amount / 60)}m`;
  if (amount < 172_800) return `${Math.floor(amount / 3600)}h`;
  return `${Math.floor(amount / 86_400)}d`;
};
