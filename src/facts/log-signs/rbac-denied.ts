import type { SignKind } from './sign.ts';

/**
 * The API server forbids the pod's own account something. `subject` is `verb resource`; the account and namespace stand
 * in the line. https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export const rbacDenied: SignKind = {
  sign: 'rbac-denied',
  hint: /forbidden|cannot/,
  wordings: [
    /is forbidden: User \\?"[^"]{1,253}\\?" cannot (?<subject>[a-z]{2,20} resource \\?"[^"]{1,100}\\?"|[a-z]{2,20} path \\?"[^"]{1,200}\\?")/,
    /\bUser \\?"system:[^"]{1,253}\\?" cannot (?<subject>[a-z]{2,20} (?:resource|path) \\?"[^"]{1,200}\\?")/,
    /\bis forbidden: (?!exceeded quota|violates PodSecurity|unable to validate|error looking up|maximum|minimum|failed quota)(?:User )/,
  ],
};
