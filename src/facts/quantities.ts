import { tableOf } from './table.ts';

const factors: { [suffix: string]: number } = tableOf({
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
});

/**
 * A Kubernetes quantity (`100m`, `1.5Gi`, `12e6`) as a number of its unit (cores, bytes), or undefined where it is none.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export const quantity = (text: string | number | undefined): number | undefined => {
  if (typeof text === 'number') return text;
  const match = /^([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)([numkMGTPE]|[KMGTPE]i)?$/.exec(text ?? '');
  if (match === null) return undefined;
  return Number(match[1]) * (factors[match[2] ?? ''] ?? Number.NaN);
};
