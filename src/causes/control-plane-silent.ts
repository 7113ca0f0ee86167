import { span } from '../facts/durations.ts';
import { statusEvidence } from '../facts/evidence.ts';
import { kubectl } from '../facts/kubectl.ts';
import { refOf } from '../facts/refs.ts';
import { tableOf } from '../facts/table.ts';
import type { Cause } from './cause.ts';

/** A lease runs 15 s; a new leader takes over within its time. */
const staleMs = 60_000;

const duties: { readonly [name: string]: { loss: string; effect: string } } = tableOf({
  'kube-scheduler': { loss: 'no new pod gets a node', effect: 'no new pod gets a node' },
  'kube-controller-manager': {
    loss: 'nothing is rolled out, replaced or cleaned up',
    effect: 'no controller acts',
  },
  'cloud-controller-manager': {
    loss: 'load balancers, routes and new nodes are not set up',
    effect: 'nothing is set up in the cloud',
  },
});

export const controlPlaneSilent: Cause = {
  id: 'control-plane-silent',
  title: 'Scheduler or controller-manager does not run',
  rulesOut: 'the control plane',
  signal:
    'The Lease in kube-system by which kube-scheduler, kube-controller-manager or cloud-controller-manager holds its leadership was not renewed for a minute. Where a provider runs them there is no Lease to see, and nothing is said.',
  looksAt: ['Lease'],
  about: ['Lease'],
  look: (facts) =>
    facts.objects.Lease.flatMap((lease) => {
      const object = refOf('Lease', lease);
      const duty = object.namespace === 'kube-system' ? duties[object.name] : undefined;
      const renewed = lease.spec?.renewTime;
      const holder = lease.spec?.holderIdentity ?? '';
      if (duty === undefined || renewed === undefined) return [];
      const silentMs = Date.parse(facts.now) - Date.parse(renewed);
      if (!(silentMs > staleMs)) return [];
      return [
        {
          severity: 'critical',
          // One that ended in good order gives its lease back: nobody may have been meant to follow.
          confidence: holder === '' ? 'possible' : 'likely',
          object,
          summary: `${object.name} does not run: it has not renewed its lease for ${span(silentMs)}, so ${duty.loss}`,
          brief: `${object.name} does not run (lease last renewed ${span(silentMs)} ago)`,
          effect: duty.effect,
          evidence: [
            statusEvidence(
              object,
              `renewTime: ${renewed}, holder: ${holder === '' ? 'nobody' : holder}`,
              renewed,
            ),
          ],
          remedies: [
            {
              title: `Bring ${object.name} back: see its static pod on the control-plane nodes`,
              command: kubectl('kube-system', 'get', 'pods', '-o', 'wide', '-l', `component=${object.name}`),
              action: null,
            },
          ],
          fingerprint: object.name,
        },
      ];
    }),
};
