import type { ObjectRef } from '../answer.ts';
import { pendingClaims } from '../facts/claims.ts';
import { driverAwaited, driverOfClass, isDriverMissing, storageClassOf } from '../facts/csi-drivers.ts';
import { eventEvidence, eventsOf } from '../facts/events.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { kubectl } from '../facts/kubectl.ts';
import { isBeingCreated, livePods } from '../facts/pods.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause, Found } from './cause.ts';

/** `node`: where the driver is needed by a pod. */
const finding = (facts: Facts, driver: string, node: string | null, evidence: Found['evidence']): Found => {
  const object: ObjectRef = { kind: 'CSIDriver', namespace: null, name: driver };
  const there = facts.objects.CSIDriver.flatMap(({ metadata }) => metadata?.name ?? []);
  const where = node === null ? 'no node has registered it' : `node ${node} has not registered it`;
  return {
    severity: 'critical',
    confidence: 'likely',
    object,
    summary: `CSI driver ${driver} is not installed: there is no CSIDriver of that name, and ${where}`,
    brief: `CSI driver ${driver} is not installed (no CSIDriver, none on ${node ?? 'any node'})`,
    shared: `CSI driver ${driver} is not installed: there is no CSIDriver of that name, and no node has registered it`,
    evidence: [
      ...evidence,
      statusEvidence(
        object,
        `does not exist; CSIDrivers of the cluster: ${there.slice(0, 5).join(', ') || 'none'}; CSINodes with it: none of ${facts.objects.CSINode.length}`,
      ),
    ],
    remedies: [
      {
        title: 'Install the driver, or use a class or volume of a driver that is there',
        command: kubectl(null, 'get', 'csidrivers,csinodes'),
        action: null,
      },
    ],
    fingerprint: driver,
  };
};

const ofClaims = (facts: Facts): Found[] =>
  pendingClaims(facts).flatMap((claim) => {
    const object = refOf('PersistentVolumeClaim', claim);
    const [event] = eventsOf(facts, object, 'ExternalProvisioning');
    const known = storageClassOf(facts, claim);
    const driver = known === undefined ? null : driverOfClass(known);
    return event === undefined || known === undefined || driver === null || !isDriverMissing(facts, driver)
      ? []
      : [
          finding(facts, driver, null, [
            specEvidence(refOf('StorageClass', known), `provisioner: ${driver}`),
          ]),
        ];
  });

const ofPods = (facts: Facts): Found[] =>
  livePods(facts).flatMap((pod) => {
    const driver = isBeingCreated(pod) ? driverAwaited(facts, pod) : null;
    if (driver === null || !isDriverMissing(facts, driver)) return [];
    const object = refOf('Pod', pod);
    const event = eventsOf(facts, object, 'FailedAttachVolume', 'FailedMount').find(({ message }) =>
      message?.includes(driver),
    );
    return [
      finding(
        facts,
        driver,
        pod.spec?.nodeName ?? null,
        event === undefined ? [] : [eventEvidence(object, event)],
      ),
    ];
  });

export const csiDriverMissing: Cause = {
  id: 'csi-driver-missing',
  title: 'CSI driver is not installed',
  rulesOut: 'storage',
  signal:
    'A claim waits for an external provisioner whose name is that of a CSI driver, or a pod waits for a driver to attach or mount its volume, and the cluster has neither a CSIDriver of that name nor a CSINode that lists it. Where these may not be read nothing is said.',
  looksAt: ['PersistentVolumeClaim', 'StorageClass', 'Pod', 'Event', 'CSIDriver', 'CSINode'],
  about: ['CSIDriver'],
  look: (facts) => [...ofClaims(facts), ...ofPods(facts)],
};
