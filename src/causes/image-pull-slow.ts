import { span } from '../facts/durations.ts';
import { containerEvents, eventEvidence, seenAt } from '../facts/events.ts';
import type { ApiEvent } from '../facts/events.ts';
import { statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { sizeOf } from '../facts/node-images.ts';
import { containerTitle, liveContainers, youthMs } from '../facts/pods.ts';
import type { ContainerView } from '../facts/pods.ts';
import type { Cause } from './cause.ts';

/** From here on a pull is no longer a matter of a big image. */
const longMs = 10 * 60 * 1000;

type Pull = { view: ContainerView; event: ApiEvent; sinceMs: number };

/** The pull that goes on: begun, and nothing said of it since. */
const running = (facts: Facts, view: ContainerView): Pull[] => {
  const waits = view.status?.state?.waiting?.reason;
  if (waits !== 'ContainerCreating' && waits !== 'PodInitializing') return [];
  const events = containerEvents(facts, view.ref, view.name, 'Pulling', 'Pulled', 'Failed', 'Created');
  const [event] = events;
  const sinceMs = Date.parse(facts.now) - Date.parse((event === undefined ? null : seenAt(event)) ?? '');
  return event?.reason === 'Pulling' && sinceMs > youthMs ? [{ view, event, sinceMs }] : [];
};

export const imagePullSlow: Cause = {
  id: 'image-pull-slow',
  title: 'Image is still being pulled',
  rulesOut: 'image pulls',
  signal:
    'A Pulling event of more than two minutes ago and neither Pulled nor Failed after it. It is mentioned; after ten minutes it is a warning. Nodes pull one image after the other unless told otherwise, so another pull may stand before it.',
  looksAt: ['Pod', 'Event', 'Node'],
  about: ['Pod'],
  look: (facts) => {
    const pulls = liveContainers(facts).flatMap((view) => running(facts, view));
    const onNode = Map.groupBy(pulls, ({ view }) => view.pod.spec?.nodeName ?? '');
    return pulls.map(({ view, event, sinceMs }) => {
      const image = view.spec?.image ?? '';
      const node = view.pod.spec?.nodeName ?? '';
      const size = sizeOf(facts, image);
      const others = (onNode.get(node) ?? []).filter((other) => other.view !== view);
      const long = sinceMs > longMs;
      return {
        severity: long ? 'warning' : 'info',
        confidence: 'possible',
        object: view.ref,
        summary: `Node ${node} has been pulling image ${image} for ${span(sinceMs)}${size === null ? '' : ` (${size.size})`}; ${containerTitle(view)} starts when it has it`,
        evidence: [
          eventEvidence(view.ref, event),
          ...(size === null
            ? []
            : [
                statusEvidence(
                  { kind: 'Node', namespace: null, name: size.node },
                  `image ${image} takes ${size.size} here`,
                ),
              ]),
          ...(others.length === 0
            ? []
            : [
                statusEvidence(
                  view.ref,
                  `on the same node also being pulled: ${[...new Set(others.map((other) => other.view.spec?.image ?? ''))].slice(0, 3).join(', ')}; nodes pull one after the other (serializeImagePulls)`,
                ),
              ]),
        ],
        remedies: [
          {
            title: long
              ? `Look at the network and disk of node ${node}, and at the registry; a smaller image, or one pulled beforehand, starts sooner`
              : 'Wait',
            command: null,
            action: null,
          },
        ],
        fingerprint: `${node} ${image}`,
      };
    });
  },
};
