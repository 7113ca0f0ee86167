import type { SignKind } from './sign.ts';

/** A controller ends itself because another one may lead now, or because it could not renew its Lease in time. */
export const leaderLost: SignKind = {
  sign: 'leader-lost',
  hint: /leader|lease/i,
  wordings: [
    /failed to renew lease (?<subject>[\w./-]{1,253})/i,
    /\bfailed to (?:renew|update) (?:the )?(?:lease|lock)\b/i,
    /\b(?:leader ?-?election lost|leaderelection lost|lost (?:the )?leader(?:ship| ?election)?|leader lost|stopped leading|no longer (?:the )?leader)\b/i,
  ],
  over: /\bsuccessfully acquired lease\b|\bbecame (?:the )?leader\b|\bnew leader elected\b/i,
};
