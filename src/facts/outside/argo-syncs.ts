import type { OutsideObject } from '../objects.ts';
import { textAt } from './json.ts';

/** The sync that failed was of another revision than the one in Git now, which is applied. */
export const isOvertaken = ({ status }: OutsideObject): boolean => {
  const tried = textAt(status, 'operationState', 'syncResult', 'revision');
  return (
    textAt(status, 'sync', 'status') === 'Synced' &&
    tried !== undefined &&
    tried !== textAt(status, 'sync', 'revision')
  );
};
