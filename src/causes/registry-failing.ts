import { failedPulls } from '../facts/images.ts';
import { companyEvidence } from '../facts/registry-company.ts';
import type { Cause } from './cause.ts';

export const registryFailing: Cause = {
  id: 'registry-failing',
  title: 'Registry answers with a server error',
  rulesOut: 'image pulls',
  signal: 'The registry, or what stands before it, answered 500, 502, 503 or 504.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'server-error').map((pull) => {
      const { host } = pull;
      const answer =
        /5\d\d [A-Z][A-Za-z -]*|internal server error|bad gateway|service unavailable|gateway time-?out/i.exec(
          pull.sentence,
        )?.[0];
      const what = `registry ${host} fails (${answer?.trim() ?? 'server error'})`;
      return {
        severity: 'critical',
        confidence: 'certain',
        object: pull.view.ref,
        summary: `Image ${pull.image} cannot be pulled: ${what}`,
        shared: `Images cannot be pulled: ${what}`,
        evidence: [...pull.evidence, ...companyEvidence(facts, pull)],
        remedies: [
          {
            title: `Look at the logs of registry ${host}; the kubelet goes on trying`,
            command: null,
            action: null,
          },
        ],
        fingerprint: host,
      };
    }),
};
