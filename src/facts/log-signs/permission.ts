import type { SignKind } from './sign.ts';

const path = String.raw`(?<subject>(?:\.{0,2}/|~/)?[\w@%+=:,./-]{1,300})`;

/** The system forbids a file or call to this user. */
export const permission: SignKind = {
  sign: 'permission',
  hint: /permission denied|EACCES|EPERM|AccessDenied|not permitted|UnauthorizedAccess|Permission_denied|not writable|access denied|wrong ownership|has invalid permissions/i,
  wordings: [
    new RegExp(String.raw`\bE(?:ACCES|PERM): [\w ]{1,40}, \w{1,20} '(?<subject>[^']{1,300})'`),
    new RegExp(String.raw`\bPermissionError: \[Errno 1?3?1?\] [\w ]{1,40}: '(?<subject>[^']{1,300})'`),
    new RegExp(
      String.raw`\b(?:open|mkdir|stat|chown|chmod|create|unlink|unlinkat|rename|lstat|fork/exec|exec|read|write|remove|readlink|utimes|mkdirat|openat|link|symlink|chdir|lchown) ${path}: (?:permission denied|operation not permitted)`,
    ),
    /(?:open\(\)|mkdir\(\)|unlink\(\)|rename\(\)) "(?<subject>[^"]{1,300})" failed \((?:13|1): /,
    /\bAccess to the path '(?<subject>[^']{1,300})' is denied/,
    /\bAccessDeniedException: (?<subject>\/[^\s:]{1,300})|\bFileNotFoundException: (?<subject>\/[^\s(]{1,300}) \(Permission denied\)/,
    /\b(?:cannot|can't|could not|unable to|failed to) [\w ]{1,40}:? (?:file |directory |path )?['"‘`]?(?<subject>\.{0,2}\/[^\s'"’`:]{1,300})['"’`]?[^/]{0,40}(?:[Pp]ermission denied|[Oo]peration not permitted)/,
    /[Pp]ermission denied @ \w{1,40} - (?<subject>\/\S{1,300})/,
    /: [Pp]ermission denied(?: \[\w{1,20}:\d{1,3}\])?: "(?<subject>\/[^"]{1,300})"/,
    new RegExp(String.raw`: ${path}: (?:[Pp]ermission denied|[Oo]peration not permitted)`),
    /\bdirectory "(?<subject>[^"]{1,300})" has (?:wrong ownership|invalid permissions)/,
    /\bpermission denied for (?<subject>(?:table|relation|schema|database|sequence|function|view|column) "?[\w.]{1,100})/,
    /[Pp]ermission denied[^/\n]{0,30}['": (](?<subject>\/[^\s'":)]{1,300})/,
    /(?<subject>\/[\w@%+=,./-]{1,300})(?: is)? not writable/,
    /\b[Pp]ermission denied\b(?! \(publickey)|\bEACCES\b|\bEPERM\b|\b[Oo]peration not permitted\b|\bUnauthorizedAccessException\b|\bPermissionDenied\b/,
  ],
};
