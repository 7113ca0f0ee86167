import { specEvidence } from '../facts/evidence.ts';
import { hostsInUse } from '../facts/image-history.ts';
import { parseImage } from '../facts/image-name.ts';
import { failedPulls } from '../facts/images.ts';
import { nearest } from '../facts/near.ts';
import { companyEvidence } from '../facts/registry-company.ts';
import type { Cause } from './cause.ts';

/** The DNS server did not answer, which is not the same as a name that does not exist. */
const dnsFailure =
  /lookup \S+ on (\S+): .*?(network is unreachable|connection refused|i\/o timeout|server misbehaving)|(temporary failure in name resolution)/i;

export const imageHostUnresolved: Cause = {
  id: 'image-host-unresolved',
  title: 'Registry host does not resolve',
  rulesOut: 'image pulls',
  signal:
    'The pull failed while looking up the registry host: "lookup HOST …: no such host", or the DNS server of the node did not answer.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) =>
    failedPulls(facts, 'host').map((pull) => {
      const { view, image, host, sentence, evidence } = pull;
      const dns = dnsFailure.exec(sentence);
      const [near] = nearest(host, hostsInUse(facts), 1);
      const via = host === parseImage(image).host ? '' : ', which the node asks instead';
      const server =
        dns === null
          ? ''
          : ` (DNS server${dns[1] === undefined ? '' : ` ${dns[1]}`} of the node: ${dns[2] ?? 'no answer'})`;
      const what = `registry host ${host}${via} does not resolve${server}`;
      return {
        severity: 'critical',
        confidence: 'certain',
        object: view.ref,
        summary: `Image ${image} cannot be pulled: the ${what}`,
        brief: `Image ${image} cannot be pulled: registry host ${host} does not resolve`,
        shared: `The ${what}`,
        evidence: [
          ...evidence,
          ...(near === undefined ? [] : [specEvidence(view.ref, `other pods use the registry ${near}`)]),
          ...companyEvidence(facts, pull),
        ],
        remedies: [
          {
            title:
              dns === null
                ? `Correct the host ${host}${near === undefined ? '' : ` (${near}?)`} in the image name`
                : `Restore DNS on node ${view.pod.spec?.nodeName ?? ''}, or correct the host in the image name`,
            command: null,
            action: null,
          },
        ],
        fingerprint: host,
      };
    }),
};
