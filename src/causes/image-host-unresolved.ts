import { specEvidence } from '../facts/evidence.ts';
import { failedPulls, parseImage } from '../facts/images.ts';
import { nearest } from '../facts/near.ts';
import type { Cause } from './cause.ts';

/** The DNS server did not answer, which is not the same as a name that does not exist. */
const dnsFailure =
  /lookup \S+ on (\S+): .*?(network is unreachable|connection refused|i\/o timeout|server misbehaving)/;

export const imageHostUnresolved: Cause = {
  id: 'image-host-unresolved',
  title: 'Registry host does not resolve',
  rulesOut: 'image pulls',
  signal:
    'The pull failed while looking up the registry host: "lookup HOST …: no such host", or the DNS server of the node did not answer.',
  looksAt: ['Pod', 'Event'],
  about: ['Pod'],
  look: (facts) => {
    const images = facts.objects.Pod.flatMap((pod) => pod.spec?.containers ?? []).map(
      (container) => container.image ?? '',
    );
    const hosts = [...new Set(images.map((image) => parseImage(image).host))];
    return failedPulls(facts, 'host').map(({ view, image, sentence, evidence }) => {
      const { host } = parseImage(image);
      const dns = dnsFailure.exec(sentence);
      const near = nearest(host, hosts, 1).map((name) =>
        specEvidence(view.ref, `other pods use the registry ${name}`),
      );
      return {
        severity: 'critical',
        confidence: 'certain',
        object: view.ref,
        summary: `Image ${image} cannot be pulled: the registry host ${host} does not resolve${dns === null ? '' : ` (DNS server ${dns[1] ?? ''}: ${dns[2] ?? ''})`}`,
        brief: `Image ${image} cannot be pulled: registry host ${host} does not resolve`,
        evidence: [...evidence, ...near],
        remedies: [
          {
            title:
              dns === null
                ? `Correct the host ${host} in the image name`
                : 'Correct the host in the image name, or restore DNS on the node',
            command: null,
            action: null,
          },
        ],
        fingerprint: host,
      };
    });
  },
};
