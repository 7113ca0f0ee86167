import { expect, test } from '@jest/globals';

import { patienceOf } from '../../src/facts/probes.ts';

test.each([
  [{}, false, 20, 30],
  [{ initialDelaySeconds: 5, periodSeconds: 10, failureThreshold: 3 }, false, 25, 35],
  [{ periodSeconds: 5, failureThreshold: 1 }, false, 0, 5],
  [{ initialDelaySeconds: 10, periodSeconds: 10, timeoutSeconds: 5 }, true, 35, 45],
])(
  'what %j gives a container from its start (timed out: %s) is %i to %i s',
  (probe, timesOut, least, most) => {
    expect(patienceOf(probe, timesOut)).toEqual({ least, most });
  },
);
