import type { ObjectOf } from './objects.ts';
import { tableOf } from './table.ts';

/** A label selector as workloads and budgets carry it. */
export type LabelSelector = NonNullable<NonNullable<ObjectOf['ReplicaSet']['spec']>['selector']>;
export type Labels = { [key: string]: string | undefined };

/** What an object without labels has: not even the names that every JavaScript object answers to. */
export const noLabels: Labels = tableOf({});

/** True where every label of a Service's plain selector is on the object. An empty selector matches nothing. */
export const matchesMap = (selector: Labels | undefined, labels: Labels | undefined): boolean => {
  const wanted = Object.entries(selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels?.[key] === value);
};

/**
 * True where the selector matches; an absent selector matches nothing.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export const matches = (selector: LabelSelector | undefined, labels: Labels | undefined): boolean => {
  if (selector === undefined) return false;
  const plain = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels?.[key] === value);
  return plain && (selector.matchExpressions ?? []).every((rule) => holds(rule, labels));
};

type Rule = {
  key?: string | undefined;
  operator?: string | undefined;
  values?: (string | undefined)[] | undefined;
};

/** Whether one expression holds; node selectors add `Gt` and `Lt`, which compare integers. */
export const holds = ({ key = '', operator, values = [] }: Rule, labels: Labels | undefined): boolean => {
  const value = labels?.[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    case undefined:
    default:
      return false;
  }
};

/** The selector in the form of the API's `labelSelector` parameter. */
export const toQuery = (selector: LabelSelector): string =>
  [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`),
    ...(selector.matchExpressions ?? []).map(({ key, operator, values }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      return `${key} ${operator === 'In' ? 'in' : 'notin'} (${(values ?? []).join(',')})`;
    }),
  ].join(',');
