import { wasListed } from './absence.ts';
import { classOf, isDefault } from './claims.ts';
import type { Claim } from './claims.ts';
import { eventsOf } from './events.ts';
import type { Facts } from './facts.ts';
import { couldSee } from './gaps.ts';
import type { ObjectOf, Pod } from './objects.ts';
import { refOf } from './refs.ts';

/** A provisioner whose name says that it is a CSI driver; others make volumes without a CSIDriver object. */
const isCsiName = (name: string): boolean => /(?:^|[.-])csi(?:[.-]|$)/.test(name);

/** Sidecars of a driver sign their events with its name: `ebs.csi.aws.com_ebs-csi-controller-0_…`. */
const hasSpoken = (facts: Facts, driver: string): boolean =>
  facts.objects.Event.some(({ source, reportingComponent }) =>
    [source?.component, reportingComponent].some(
      (one) => one === driver || one?.startsWith(`${driver}_`) === true,
    ),
  );

/**
 * Whether a CSI driver is known not to be installed: no CSIDriver bears its name, no kubelet has registered it (CSINode), and
 * no event is by it. False where these were not read in full; every kubelet makes a CSINode, so that none says nothing.
 * https://kubernetes-csi.github.io/docs/csi-driver-object.html
 */
export const isDriverMissing = (facts: Facts, driver: string): boolean =>
  wasListed(facts, 'CSIDriver', null) &&
  wasListed(facts, 'CSINode', null) &&
  couldSee(facts, 'CSIDriver') &&
  couldSee(facts, 'CSINode') &&
  facts.objects.CSINode.length > 0 &&
  !facts.objects.CSIDriver.some(({ metadata }) => metadata?.name === driver) &&
  !facts.objects.CSINode.some(({ spec }) => (spec?.drivers ?? []).some(({ name }) => name === driver)) &&
  !hasSpoken(facts, driver);

/** The CSI driver that is to make the volume of a claim, or null. */
export const driverOfClass = ({ provisioner }: ObjectOf['StorageClass']): string | null =>
  provisioner !== undefined && isCsiName(provisioner) ? provisioner : null;

/** The class of a claim: the one it names, or the default. */
export const storageClassOf = (facts: Facts, claim: Claim): ObjectOf['StorageClass'] | undefined => {
  const name = classOf(claim);
  return facts.objects.StorageClass.find((one) =>
    name === null ? isDefault(one) : one.metadata?.name === name,
  );
};

/** How the control plane and the kubelet name the driver of a volume that they cannot attach or mount. */
const sentences: readonly RegExp[] = [
  /waiting for external-attacher of (\S+) CSI driver/,
  /driver name (\S+) not found in the list of registered CSI drivers/,
];

/** The CSI driver for which a pod waits that is being created, by what its events say, or null. */
export const driverAwaited = (facts: Facts, pod: Pod): string | null => {
  for (const { message = '' } of eventsOf(facts, refOf('Pod', pod), 'FailedAttachVolume', 'FailedMount'))
    for (const sentence of sentences) {
      const driver = sentence.exec(message)?.[1];
      if (driver !== undefined) return driver;
    }
  return null;
};
