import { admissionDenied } from './admission-denied.ts';
import { apiAccessDenied } from './api-access-denied.ts';
import { apiServiceUnavailable } from './api-service-unavailable.ts';
import { apiVersionRemoved } from './api-version-removed.ts';
import { architectureMismatch } from './architecture-mismatch.ts';
import { autoscalerBlocked } from './autoscaler-blocked.ts';
import { bindingDangling } from './binding-dangling.ts';
import { budgetSelectsNothing } from './budget-selects-nothing.ts';
import { budgetsOverlap } from './budgets-overlap.ts';
import { capabilityMissing } from './capability-missing.ts';
import type { Cause } from './cause.ts';
import { certificateNotIssued } from './certificate-not-issued.ts';
import { certificateRequestOpen } from './certificate-request-open.ts';
import { childOutOfMemory } from './child-out-of-memory.ts';
import { claimClassMissing } from './claim-class-missing.ts';
import { claimLost } from './claim-lost.ts';
import { claimMissing } from './claim-missing.ts';
import { claimNoDefaultClass } from './claim-no-default-class.ts';
import { claimNoFittingVolume } from './claim-no-fitting-volume.ts';
import { claimPending } from './claim-pending.ts';
import { claimResizePending } from './claim-resize-pending.ts';
import { claimStillUsed } from './claim-still-used.ts';
import { claimUnbound } from './claim-unbound.ts';
import { clusterDnsDown } from './cluster-dns-down.ts';
import { clusterDnsFailing } from './cluster-dns-failing.ts';
import { commandNotFound } from './command-not-found.ts';
import { configKeyMissing } from './config-key-missing.ts';
import { configMissing } from './config-missing.ts';
import { containerLost } from './container-lost.ts';
import { containerStartFailed } from './container-start-failed.ts';
import { controlPlaneSilent } from './control-plane-silent.ts';
import { controllerIdle } from './controller-idle.ts';
import { crashLoop } from './crash-loop.ts';
import { crdNotServed } from './crd-not-served.ts';
import { creationRefused } from './creation-refused.ts';
import { cronjobBlocked } from './cronjob-blocked.ts';
import { cronjobLastFailed } from './cronjob-last-failed.ts';
import { cronjobMissed } from './cronjob-missed.ts';
import { cronjobPilingUp } from './cronjob-piling-up.ts';
import { cronjobRunReplaced } from './cronjob-run-replaced.ts';
import { cronjobScheduleInvalid } from './cronjob-schedule-invalid.ts';
import { cronjobSuspended } from './cronjob-suspended.ts';
import { csiDriverMissing } from './csi-driver-missing.ts';
import { customResourceNotReady } from './custom-resource-not-ready.ts';
import { daemonsetMisplaced } from './daemonset-misplaced.ts';
import { daemonsetSelectsNothing } from './daemonset-selects-nothing.ts';
import { daemonsetStuck } from './daemonset-stuck.ts';
import { defaultClassesSeveral } from './default-classes-several.ts';
import { deletionWaits } from './deletion-waits.ts';
import { dependencyUnreachable } from './dependency-unreachable.ts';
import { deviceClaimUnmet } from './device-claim-unmet.ts';
import { disruptionBlocked } from './disruption-blocked.ts';
import { endpointsStale } from './endpoints-stale.ts';
import { entrypointNotExecutable } from './entrypoint-not-executable.ts';
import { envMissing } from './env-missing.ts';
import { etcdFailing } from './etcd-failing.ts';
import { externalNameMissing } from './external-name-missing.ts';
import { gatewayNotProgrammed } from './gateway-not-programmed.ts';
import { gatewayUnattended } from './gateway-unattended.ts';
import { gitopsNotApplied } from './gitops-not-applied.ts';
import { helmReleaseFailed } from './helm-release-failed.ts';
import { hookFailed } from './hook-failed.ts';
import { hostPathUnfit } from './host-path-unfit.ts';
import { hostPortTaken } from './host-port-taken.ts';
import { hpaAtLimit } from './hpa-at-limit.ts';
import { hpaMetricsMissing } from './hpa-metrics-missing.ts';
import { hpaNotScaling } from './hpa-not-scaling.ts';
import { hpaRequestsMissing } from './hpa-requests-missing.ts';
import { hpaTargetMissing } from './hpa-target-missing.ts';
import { hpaTwoScalers } from './hpa-two-scalers.ts';
import { imageHostUnresolved } from './image-host-unresolved.ts';
import { imageNameMalformed } from './image-name-malformed.ts';
import { imageNeverPulled } from './image-never-pulled.ts';
import { imageNotFound } from './image-not-found.ts';
import { imagePullDenied } from './image-pull-denied.ts';
import { imagePullFailed } from './image-pull-failed.ts';
import { imagePullSlow } from './image-pull-slow.ts';
import { imageUnauthorized } from './image-unauthorized.ts';
import { ingressBackendDown } from './ingress-backend-down.ts';
import { ingressCertificate } from './ingress-certificate.ts';
import { ingressClassMissing } from './ingress-class-missing.ts';
import { ingressConflict } from './ingress-conflict.ts';
import { ingressControllerDown } from './ingress-controller-down.ts';
import { ingressNoAddress } from './ingress-no-address.ts';
import { ingressPortMissing } from './ingress-port-missing.ts';
import { ingressServiceMissing } from './ingress-service-missing.ts';
import { ingressTlsSecret } from './ingress-tls-secret.ts';
import { initFailing } from './init-failing.ts';
import { initWaiting } from './init-waiting.ts';
import { jobFailed } from './job-failed.ts';
import { jobHeldOpen } from './job-held-open.ts';
import { jobPodsUnread } from './job-pods-unread.ts';
import { jobSuspended } from './job-suspended.ts';
import { kubeletCertificate } from './kubelet-certificate.ts';
import { kubeletVersionSkew } from './kubelet-version-skew.ts';
import { limitRangeViolated } from './limit-range-violated.ts';
import { listenFailed } from './listen-failed.ts';
import { livenessKill } from './liveness-kill.ts';
import { loadBalancerPending } from './load-balancer-pending.ts';
import { loadBalancerPort } from './load-balancer-port.ts';
import { meshRouteNowhere } from './mesh-route-nowhere.ts';
import { mountFailed } from './mount-failed.ts';
import { mountedFileMissing } from './mounted-file-missing.ts';
import { namespaceTerminating } from './namespace-terminating.ts';
import { networkPluginDown } from './network-plugin-down.ts';
import { networkPolicyBlocks } from './network-policy-blocks.ts';
import { networkPolicyDeniesDns } from './network-policy-denies-dns.ts';
import { networkPolicyIsolates } from './network-policy-isolates.ts';
import { networkPolicySelectsNothing } from './network-policy-selects-nothing.ts';
import { nodeClockSkew } from './node-clock-skew.ts';
import { nodeCordoned } from './node-cordoned.ts';
import { nodeFullOfPods } from './node-full-of-pods.ts';
import { nodeLost } from './node-lost.ts';
import { nodeMissing } from './node-missing.ts';
import { nodeNetworkUnavailable } from './node-network-unavailable.ts';
import { nodeNotReady } from './node-not-ready.ts';
import { nodePortBlocked } from './node-port-blocked.ts';
import { nodePressure } from './node-pressure.ts';
import { nodeProblem } from './node-problem.ts';
import { nodeProxyDown } from './node-proxy-down.ts';
import { nonRootViolated } from './non-root-violated.ts';
import { oomByNode } from './oom-by-node.ts';
import { oomKilled } from './oom-killed.ts';
import { operatorNotInstalled } from './operator-not-installed.ts';
import { ownerMissing } from './owner-missing.ts';
import { pastRestarts } from './past-restarts.ts';
import { permissionDenied } from './permission-denied.ts';
import { platformUnfit } from './platform-unfit.ts';
import { podDisrupted } from './pod-disrupted.ts';
import { podEvicted } from './pod-evicted.ts';
import { podInvalid } from './pod-invalid.ts';
import { podOrphaned } from './pod-orphaned.ts';
import { podRejected } from './pod-rejected.ts';
import { podSecurityDenied } from './pod-security-denied.ts';
import { podsMissing } from './pods-missing.ts';
import { preStopSlow } from './pre-stop-slow.ts';
import { pullDiskFull } from './pull-disk-full.ts';
import { pullSecretMissing } from './pull-secret-missing.ts';
import { pullSecretUnfit } from './pull-secret-unfit.ts';
import { quotaExceeded } from './quota-exceeded.ts';
import { quotaFieldMissing } from './quota-field-missing.ts';
import { quotaNearlyFull } from './quota-nearly-full.ts';
import { readOnlyFileSystem } from './read-only-file-system.ts';
import { readinessFailing } from './readiness-failing.ts';
import { readinessGateUnset } from './readiness-gate-unset.ts';
import { recreateWaits } from './recreate-waits.ts';
import { referenceNotInFiles } from './reference-not-in-files.ts';
import { registryFailing } from './registry-failing.ts';
import { registryRateLimited } from './registry-rate-limited.ts';
import { registryTls } from './registry-tls.ts';
import { registryUnreachable } from './registry-unreachable.ts';
import { replicasUnready } from './replicas-unready.ts';
import { rolloutPaused } from './rollout-paused.ts';
import { rolloutStuck } from './rollout-stuck.ts';
import { rolloutSurgeBlocked } from './rollout-surge-blocked.ts';
import { rolloutUnderWay } from './rollout-under-way.ts';
import { roomComing } from './room-coming.ts';
import { routeLeadsNowhere } from './route-leads-nowhere.ts';
import { routeNotAdmitted } from './route-not-admitted.ts';
import { runtimeClassUnusable } from './runtime-class-unusable.ts';
import { sandboxFailed } from './sandbox-failed.ts';
import { schedulerMissing } from './scheduler-missing.ts';
import { schedulingGated } from './scheduling-gated.ts';
import { schedulingOvertaken } from './scheduling-overtaken.ts';
import { selectorMismatch } from './selector-mismatch.ts';
import { serviceAccountMissing } from './service-account-missing.ts';
import { serviceIpFamily } from './service-ip-family.ts';
import { serviceLocalPolicy } from './service-local-policy.ts';
import { serviceNoReadyEndpoints } from './service-no-ready-endpoints.ts';
import { servicePodsUnread } from './service-pods-unread.ts';
import { serviceSelectsNothing } from './service-selects-nothing.ts';
import { serviceWithoutEndpoints } from './service-without-endpoints.ts';
import { snapshotFailed } from './snapshot-failed.ts';
import { startupProbeFailing } from './startup-probe-failing.ts';
import { statefulsetRollbackTrap } from './statefulset-rollback-trap.ts';
import { statefulsetServiceMissing } from './statefulset-service-missing.ts';
import { statefulsetStuck } from './statefulset-stuck.ts';
import { staticPodFailing } from './static-pod-failing.ts';
import { statusStale } from './status-stale.ts';
import { stuckTerminating } from './stuck-terminating.ts';
import { subPathMissing } from './sub-path-missing.ts';
import { targetPortClosed } from './target-port-closed.ts';
import { targetPortMissing } from './target-port-missing.ts';
import { targetPortProtocol } from './target-port-protocol.ts';
import { terminatingLate } from './terminating-late.ts';
import { tlsFailed } from './tls-failed.ts';
import { tokenNotMounted } from './token-not-mounted.ts';
import { unexplained } from './unexplained.ts';
import { unschedulableAffinity } from './unschedulable-affinity.ts';
import { unschedulableCordoned } from './unschedulable-cordoned.ts';
import { unschedulableNodeSelector } from './unschedulable-node-selector.ts';
import { unschedulableOther } from './unschedulable-other.ts';
import { unschedulableResources } from './unschedulable-resources.ts';
import { unschedulableSpread } from './unschedulable-spread.ts';
import { unschedulableTaint } from './unschedulable-taint.ts';
import { unschedulableUnreported } from './unschedulable-unreported.ts';
import { unschedulableVolume } from './unschedulable-volume.ts';
import { volumeAttachedElsewhere } from './volume-attached-elsewhere.ts';
import { volumeFull } from './volume-full.ts';
import { volumeInUse } from './volume-in-use.ts';
import { volumeLimit } from './volume-limit.ts';
import { volumeLocked } from './volume-locked.ts';
import { volumeNotAttached } from './volume-not-attached.ts';
import { volumeOutOfReach } from './volume-out-of-reach.ts';
import { volumePending } from './volume-pending.ts';
import { volumeReleased } from './volume-released.ts';
import { webhookServiceDown } from './webhook-service-down.ts';
import { webhookUnreachable } from './webhook-unreachable.ts';

/** Every cause, the most specific first; test/gates holds that this is what the folder holds. */
export const causes: readonly Cause[] = [
  pullSecretMissing,
  pullSecretUnfit,
  imageNotFound,
  imageHostUnresolved,
  imageUnauthorized,
  imagePullDenied,
  registryTls,
  registryRateLimited,
  registryFailing,
  registryUnreachable,
  imageNameMalformed,
  imageNeverPulled,
  architectureMismatch,
  pullDiskFull,
  imagePullFailed,
  imagePullSlow,
  configMissing,
  configKeyMissing,
  subPathMissing,
  commandNotFound,
  entrypointNotExecutable,
  nonRootViolated,
  readOnlyFileSystem,
  containerStartFailed,
  oomByNode,
  oomKilled,
  livenessKill,
  startupProbeFailing,
  containerLost,
  dependencyUnreachable,
  envMissing,
  listenFailed,
  mountedFileMissing,
  capabilityMissing,
  permissionDenied,
  volumeLocked,
  tokenNotMounted,
  apiAccessDenied,
  platformUnfit,
  tlsFailed,
  volumeFull,
  initFailing,
  clusterDnsFailing,
  crashLoop,
  claimClassMissing,
  claimNoDefaultClass,
  claimNoFittingVolume,
  csiDriverMissing,
  claimPending,
  claimStillUsed,
  claimResizePending,
  volumeReleased,
  volumePending,
  defaultClassesSeveral,
  claimMissing,
  deviceClaimUnmet,
  volumeOutOfReach,
  volumeInUse,
  volumeLimit,
  unschedulableVolume,
  unschedulableResources,
  unschedulableUnreported,
  nodeFullOfPods,
  hostPortTaken,
  unschedulableAffinity,
  unschedulableSpread,
  unschedulableNodeSelector,
  unschedulableCordoned,
  unschedulableTaint,
  roomComing,
  schedulingOvertaken,
  autoscalerBlocked,
  unschedulableOther,
  quotaExceeded,
  admissionDenied,
  quotaFieldMissing,
  limitRangeViolated,
  podSecurityDenied,
  serviceAccountMissing,
  podInvalid,
  webhookUnreachable,
  webhookServiceDown,
  creationRefused,
  childOutOfMemory,
  readinessFailing,
  readinessGateUnset,
  pastRestarts,
  targetPortMissing,
  targetPortProtocol,
  targetPortClosed,
  serviceSelectsNothing,
  serviceNoReadyEndpoints,
  serviceWithoutEndpoints,
  serviceIpFamily,
  endpointsStale,
  externalNameMissing,
  serviceLocalPolicy,
  networkPolicyBlocks,
  networkPolicyDeniesDns,
  networkPolicyIsolates,
  networkPolicySelectsNothing,
  nodePortBlocked,
  jobHeldOpen,
  jobFailed,
  cronjobLastFailed,
  cronjobSuspended,
  cronjobScheduleInvalid,
  cronjobBlocked,
  cronjobPilingUp,
  cronjobRunReplaced,
  cronjobMissed,
  selectorMismatch,
  rolloutSurgeBlocked,
  recreateWaits,
  rolloutStuck,
  statefulsetRollbackTrap,
  statefulsetStuck,
  statefulsetServiceMissing,
  daemonsetStuck,
  daemonsetSelectsNothing,
  daemonsetMisplaced,
  controllerIdle,
  nodeLost,
  statusStale,
  nodeProxyDown,
  networkPluginDown,
  clusterDnsDown,
  nodeNotReady,
  terminatingLate,
  deletionWaits,
  nodePressure,
  nodeNetworkUnavailable,
  nodeProblem,
  kubeletVersionSkew,
  nodeClockSkew,
  nodeCordoned,
  stuckTerminating,
  hostPathUnfit,
  volumeAttachedElsewhere,
  volumeNotAttached,
  mountFailed,
  runtimeClassUnusable,
  sandboxFailed,
  podDisrupted,
  staticPodFailing,
  podEvicted,
  claimLost,
  ingressServiceMissing,
  ingressPortMissing,
  ingressBackendDown,
  ingressClassMissing,
  ingressControllerDown,
  ingressNoAddress,
  ingressConflict,
  ingressTlsSecret,
  ingressCertificate,
  hpaTargetMissing,
  hpaRequestsMissing,
  hpaTwoScalers,
  hpaMetricsMissing,
  hpaNotScaling,
  hpaAtLimit,
  budgetsOverlap,
  disruptionBlocked,
  budgetSelectsNothing,
  apiServiceUnavailable,
  certificateRequestOpen,
  controlPlaneSilent,
  etcdFailing,
  bindingDangling,
  quotaNearlyFull,
  ownerMissing,
  kubeletCertificate,
  apiVersionRemoved,
  namespaceTerminating,
  hookFailed,
  preStopSlow,
  initWaiting,
  rolloutPaused,
  podOrphaned,
  claimUnbound,
  podsMissing,
  replicasUnready,
  jobPodsUnread,
  servicePodsUnread,
  podRejected,
  nodeMissing,
  loadBalancerPending,
  loadBalancerPort,
  jobSuspended,
  schedulingGated,
  schedulerMissing,
  certificateNotIssued,
  gitopsNotApplied,
  gatewayNotProgrammed,
  gatewayUnattended,
  routeNotAdmitted,
  routeLeadsNowhere,
  meshRouteNowhere,
  operatorNotInstalled,
  snapshotFailed,
  helmReleaseFailed,
  crdNotServed,
  referenceNotInFiles,
  customResourceNotReady,
  rolloutUnderWay,
  unexplained,
];
