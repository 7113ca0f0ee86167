import type { Area } from './row.ts';

export const nodes: Area = {
  title: 'Nodes, control plane, deletion, access',
  rows: [
    { id: 163, what: 'Node NotReady (kubelet reported)', state: 'named', by: ['node-not-ready'] },
    { id: 164, what: 'Node lost (Unknown, lease stale)', state: 'named', by: ['node-lost', 'status-stale'] },
    { id: 165, what: 'Disk / Memory / PID pressure', state: 'named', by: ['node-pressure', 'pod-evicted'] },
    { id: 166, what: 'NetworkUnavailable', state: 'named', by: ['node-network-unavailable'] },
    {
      id: 167,
      what: 'Custom condition types misread as faults (EtcdIsVoter, npd)',
      state: 'silent',
      shownBy: ['healthy/node-with-custom-conditions'],
      why: 'only condition types with an agreed meaning are judged: those of Kubernetes and those that node-problem-detector declares',
    },
    {
      id: 168,
      what: 'Cordoned and forgotten',
      state: 'named',
      by: ['node-cordoned', 'unschedulable-cordoned'],
    },
    {
      id: 169,
      what: 'Node clock skew / disk / kernel',
      state: 'possible',
      by: ['node-clock-skew', 'node-problem'],
      settledBy:
        'the machine itself (timedatectl, dmesg): the API shows a clock only by the Lease of the kubelet, the kernel only by node-problem-detector',
    },
    { id: 170, what: 'Kubelet version skew', state: 'named', by: ['kubelet-version-skew'] },
    {
      id: 171,
      what: 'Kubelet serving/client cert expired',
      state: 'named',
      by: ['kubelet-certificate', 'certificate-request-open'],
    },
    { id: 172, what: 'CSR pending/denied', state: 'named', by: ['certificate-request-open'] },
    {
      id: 173,
      what: 'API server slow/unreachable',
      state: 'answered',
      where:
        'every read that fails or is late is named under what was not examined, with the words of the API server; where nothing answers, the answer is Unknown and says why',
    },
    {
      id: 174,
      what: 'etcd unhealthy / alarm NOSPACE / no leader',
      state: 'part',
      by: ['etcd-failing'],
      how: 'by its errors in events; reads that fail by it are quoted under what was not examined',
    },
    {
      id: 175,
      what: 'Scheduler / controller-manager down',
      state: 'named',
      by: ['control-plane-silent', 'scheduler-missing', 'controller-idle'],
    },
    {
      id: 176,
      what: 'APIService unavailable (metrics, custom)',
      state: 'named',
      by: ['api-service-unavailable', 'hpa-metrics-missing'],
    },
    {
      id: 177,
      what: 'APF throttling (429)',
      state: 'answered',
      where:
        'reads that are refused with 429 are named under what was not examined, with the words of the API server',
    },
    { id: 178, what: 'Deprecated/removed API in use', state: 'named', by: ['api-version-removed'] },
    {
      id: 179,
      what: 'Pod stuck Terminating: finalizer',
      state: 'named',
      by: ['stuck-terminating', 'deletion-waits'],
    },
    { id: 180, what: 'Pod stuck Terminating: node lost', state: 'named', by: ['terminating-late'] },
    {
      id: 181,
      what: 'Pod stuck Terminating: preStop/slow SIGTERM',
      state: 'silent',
      shownBy: ['healthy/pod-within-grace', 'healthy/slow-stop'],
      why: 'a pod may use its grace period; the answer says until when, pre-stop-slow mentions a long hook, terminating-late what is overdue',
    },
    {
      id: 182,
      what: 'Namespace stuck Terminating',
      state: 'named',
      by: ['namespace-terminating', 'api-service-unavailable'],
    },
    {
      id: 183,
      what: 'CRD/CR stuck: its controller is gone',
      state: 'part',
      by: ['stuck-terminating', 'operator-not-installed'],
      how: 'by the name of the finalizer: which controller sets it, and whether a workload that bears its name runs',
    },
    {
      id: 184,
      what: 'Owner deleted (orphan)',
      state: 'part',
      by: ['owner-missing'],
      how: 'by what the garbage collector says (OwnerRefInvalidNamespace); an object without an owner is no fault',
    },
    {
      id: 185,
      what: 'RBAC: binding to missing role/subject',
      state: 'named',
      by: ['binding-dangling', 'api-access-denied'],
    },
    {
      id: 186,
      what: 'Tool itself cannot read (RBAC blind spot)',
      state: 'answered',
      where:
        'what could not be read is listed with the reason, and no cause that needs it counts as ruled out',
    },
    { id: 187, what: 'cert-manager Certificate not ready', state: 'named', by: ['certificate-not-issued'] },
    {
      id: 188,
      what: 'External-secrets not synced',
      state: 'part',
      by: ['custom-resource-not-ready'],
      how: 'the Ready conditions of the ExternalSecret and of its store, which it names',
    },
    {
      id: 189,
      what: 'LimitRange/quota near full (before failure)',
      state: 'named',
      by: ['quota-nearly-full'],
    },
    {
      id: 190,
      what: 'Failure only in events of a deleted pod (history)',
      state: 'answered',
      where:
        'of an object that is gone the answer quotes the events that are left, and names what comes near; a Job keeps its own status (job-failed)',
    },
    {
      id: 191,
      what: 'Right object, wrong namespace / misspelt name',
      state: 'answered',
      where: 'names that come near are offered, of every namespace and with the right one',
    },
    {
      id: 192,
      what: 'Healthy: nothing wrong (must say so)',
      state: 'answered',
      where: 'a healthy answer lists what was checked',
    },
  ],
};
