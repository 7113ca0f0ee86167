import { accountBindings } from './account-bindings.ts';
import { admission } from './admission.ts';
import { apiService } from './api-service.ts';
import { application } from './application.ts';
import { architectures } from './architectures.ts';
import { attachments } from './attachments.ts';
import { awaitedJobs } from './awaited-jobs.ts';
import { bindings } from './bindings.ts';
import { changes } from './changes.ts';
import { clusterDns } from './cluster-dns.ts';
import { controllerManager } from './controller-manager.ts';
import { csiDrivers } from './csi-drivers.ts';
import { daemonNodes } from './daemon-nodes.ts';
import { dependencies } from './dependencies.ts';
import { deviceClasses } from './device-classes.ts';
import { externalNames } from './external-names.ts';
import { finalizers } from './finalizers.ts';
import { gateways } from './gateways.ts';
import { helm } from './helm.ts';
import { hungRuns } from './hung-runs.ts';
import { ingress } from './ingress.ts';
import { keys } from './keys.ts';
import { localPolicies } from './local-policies.ts';
import { logs } from './logs.ts';
import { metricsApis } from './metrics-apis.ts';
import { names } from './names.ts';
import { namespaceRemains } from './namespace-remains.ts';
import { networkPolicies } from './network-policies.ts';
import { nodeEvents } from './node-events.ts';
import { nodeServices } from './node-services.ts';
import { nodeSubject } from './node-subject.ts';
import { nodes } from './nodes.ts';
import { ownerSets } from './owner-sets.ts';
import { placement } from './placement.ts';
import { pullSecrets } from './pull-secrets.ts';
import { quietLogs } from './quiet-logs.ts';
import { sandboxes } from './sandboxes.ts';
import { scheduler } from './scheduler.ts';
import { servedKinds } from './served-kinds.ts';
import { servingLogs } from './serving-logs.ts';
import { storage } from './storage.ts';
import { verticalScalers } from './vertical-scalers.ts';
import type { Wanting } from './want.ts';
import { webhookServices } from './webhook-services.ts';

/** What the second wave asks for, what an answer can least do without first. */
export const wantings: readonly Wanting[] = [
  logs,
  // A few labels of nodes, before the node itself is read whole.
  architectures,
  nodes,
  nodeSubject,
  bindings,
  apiService,
  webhookServices,
  application,
  finalizers,
  namespaceRemains,
  sandboxes,
  placement,
  scheduler,
  admission,
  storage,
  csiDrivers,
  attachments,
  keys,
  names,
  pullSecrets,
  dependencies,
  awaitedJobs,
  nodeEvents,
  clusterDns,
  networkPolicies,
  changes,
  ownerSets,
  metricsApis,
  controllerManager,
  verticalScalers,
  daemonNodes,
  hungRuns,
  ingress,
  gateways,
  deviceClasses,
  servingLogs,
  localPolicies,
  externalNames,
  nodeServices,
  helm,
  quietLogs,
  accountBindings,
  servedKinds,
];
