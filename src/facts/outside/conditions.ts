import { listAt, textAt, timeAt } from './json.ts';

/** A condition as most projects write it: https://kubernetes.io/docs/reference/using-api/api-concepts/ (metav1.Condition). */
export type Condition = {
  type: string;
  status: string;
  reason: string | undefined;
  message: string | undefined;
  at: string | undefined;
  /** The generation of the object it was written for. */
  generation: string | undefined;
};

/** The conditions in a list at a path, `status.conditions` for most; what has no type is none. */
export const conditionsAt = (value: unknown, ...path: readonly string[]): Condition[] =>
  listAt(value, ...path).flatMap((one) => {
    const type = textAt(one, 'type');
    if (type === undefined) return [];
    return [
      {
        type,
        status: textAt(one, 'status') ?? '',
        reason: textAt(one, 'reason'),
        message: textAt(one, 'message'),
        at: timeAt(one, 'lastTransitionTime') ?? timeAt(one, 'lastUpdateTime'),
        generation: textAt(one, 'observedGeneration'),
      },
    ];
  });

/** A condition in one line, as evidence quotes it: `Ready: False (Pending): waiting for …`. */
export const conditionText = ({ type, status, reason, message }: Condition): string =>
  `${type}: ${status}${reason === undefined ? '' : ` (${reason})`}${message === undefined ? '' : `: ${message}`}`;

/** What a condition says, for a sentence that goes on: its first line without a full stop, or its reason. */
export const sayingOf = ({ type, reason, message }: Condition): string => {
  const line = message?.split('\n').find((one) => one.trim() !== '');
  return line?.trim().replace(/\.+$/, '') ?? reason ?? `${type} is not as it should be`;
};
