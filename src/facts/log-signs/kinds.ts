import { addressInUse } from './address-in-use.ts';
import { authFailed } from './auth-failed.ts';
import { badConfig } from './bad-config.ts';
import { badFlag } from './bad-flag.ts';
import { commandMissing } from './command-missing.ts';
import { crash } from './crash.ts';
import { databaseMissing } from './database-missing.ts';
import { diskFull } from './disk-full.ts';
import { dnsFailure } from './dns-failure.ts';
import { dnsLoop } from './dns-loop.ts';
import { execFormat } from './exec-format.ts';
import { fileMissing } from './file-missing.ts';
import { hostUnknown } from './host-unknown.ts';
import { javaTooOld } from './java-too-old.ts';
import { kindUnknown } from './kind-unknown.ts';
import { leaderLost } from './leader-lost.ts';
import { locked } from './locked.ts';
import { migration } from './migration.ts';
import { missingEnv } from './missing-env.ts';
import { moduleMissing } from './module-missing.ts';
import { notReached } from './not-reached.ts';
import { outOfMemory } from './out-of-memory.ts';
import { permission } from './permission.ts';
import { portDenied } from './port-denied.ts';
import { rbacDenied } from './rbac-denied.ts';
import { readOnly } from './read-only.ts';
import { refused } from './refused.ts';
import { reset } from './reset.ts';
import { serverError } from './server-error.ts';
import type { SignKind } from './sign.ts';
import { sysctlLow } from './sysctl-low.ts';
import { threadLimit } from './thread-limit.ts';
import { timeout } from './timeout.ts';
import { tls } from './tls.ts';
import { tooMany } from './too-many.ts';
import { unreachable } from './unreachable.ts';

/** Every sign, the telling before the vague: a line that fits several is the first one. */
export const signKinds: readonly SignKind[] = [
  dnsLoop,
  execFormat,
  rbacDenied,
  kindUnknown,
  leaderLost,
  javaTooOld,
  sysctlLow,
  threadLimit,
  diskFull,
  locked,
  readOnly,
  outOfMemory,
  addressInUse,
  portDenied,
  dnsFailure,
  hostUnknown,
  tls,
  refused,
  unreachable,
  tooMany,
  authFailed,
  databaseMissing,
  timeout,
  reset,
  serverError,
  notReached,
  moduleMissing,
  commandMissing,
  missingEnv,
  permission,
  badFlag,
  migration,
  fileMissing,
  badConfig,
  crash,
];
