import { changes } from './changes.ts';
import { externalNames } from './external-names.ts';
import { keys } from './keys.ts';
import { localPolicies } from './local-policies.ts';
import { logs } from './logs.ts';
import { metricsApis } from './metrics-apis.ts';
import { names } from './names.ts';
import { nodes } from './nodes.ts';
import { placement } from './placement.ts';
import { servingLogs } from './serving-logs.ts';
import { storage } from './storage.ts';
import type { Wanting } from './want.ts';

/** What the second wave asks for, what an answer can least do without first. */
export const wantings: readonly Wanting[] = [
  logs,
  nodes,
  placement,
  storage,
  keys,
  names,
  changes,
  metricsApis,
  servingLogs,
  localPolicies,
  externalNames,
];
