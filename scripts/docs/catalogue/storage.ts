import type { Area } from './row.ts';

export const storage: Area = {
  title: 'Storage',
  rows: [
    { id: 118, what: 'PVC Pending: StorageClass named does not exist', state: 'open' },
    { id: 119, what: 'PVC Pending: no class and no default SC', state: 'open' },
    { id: 120, what: 'Several default SCs', state: 'open' },
    { id: 121, what: 'WaitForFirstConsumer (normal)', state: 'open' },
    { id: 122, what: 'Provisioner absent / not answering', state: 'open' },
    { id: 123, what: 'Provisioning failed: quota / permission / topology', state: 'open' },
    { id: 124, what: 'no-provisioner SC with no matching PV', state: 'open' },
    { id: 125, what: 'PVC Lost / PV gone', state: 'open' },
    { id: 126, what: 'PV Released/Failed (data kept, not rebindable)', state: 'open' },
    { id: 127, what: 'Multi-Attach (RWO on other node)', state: 'open' },
    { id: 128, what: 'Attach/detach error', state: 'open' },
    { id: 129, what: 'FailedMount timeout / fs corrupt / wrong fsType / NFS refused', state: 'open' },
    { id: 130, what: 'Resize pending (controller or node)', state: 'open' },
    { id: 131, what: 'Resize refused (SC no expansion)', state: 'open' },
    { id: 132, what: 'PVC stuck Terminating (pvc-protection)', state: 'open' },
    { id: 133, what: 'Snapshot not ready / class missing', state: 'named', by: ['snapshot-failed'] },
    { id: 134, what: 'Local/hostPath PV on a dead node', state: 'open' },
    { id: 135, what: 'Ephemeral-storage eviction', state: 'open' },
  ],
};
