import { recordedCluster } from '../src/cluster/recorded.ts';
import type { RecordedObject, Recording } from '../src/cluster/recording-format.ts';
import { collect } from '../src/facts/collect.ts';
import type { Facts, Subject } from '../src/facts/facts.ts';
import { keyOf } from '../src/facts/refs.ts';
import { neighbourhood } from '../src/facts/related.ts';

const refOf = ({ kind, metadata }: RecordedObject) => ({
  kind,
  namespace: metadata.namespace ?? null,
  name: metadata.name,
});

/** The object an event is about, or the object itself. */
const aboutOf = (object: RecordedObject) => {
  const about = object['involvedObject'];
  if (object.kind !== 'Event' || typeof about !== 'object' || about === null) return refOf(object);
  const text = (field: string): string => String(Reflect.get(about, field) ?? '');
  return { kind: text('kind'), namespace: text('namespace') || null, name: text('name') };
};

const around = (facts: Facts, subject: Subject): Set<string> => {
  const { below, above } = neighbourhood(facts, subject);
  const kinds = ['Deployment', 'ReplicaSet', 'Service', 'Pod'] as const;
  const selecting = kinds.flatMap((kind) =>
    facts.objects[kind].map((object) => ({
      kind,
      namespace: object.metadata?.namespace ?? null,
      name: object.metadata?.name ?? '',
    })),
  );
  const near = selecting.filter((ref) =>
    [...neighbourhood(facts, ref).below].some((key) => below.has(key) && key.startsWith('Pod/')),
  );
  return new Set([...below, ...above, ...near.map(keyOf)]);
};

/**
 * A capture without what the question does not need: objects that have nothing to do with the subject go as long as the
 * answer (`say`) stays the same to the letter.
 */
export const trim = async (
  recording: Recording,
  subject: Subject,
  now: Date,
  say: (recording: Recording) => Promise<string>,
): Promise<Recording> => {
  const collected = await collect(recordedCluster(recording.cluster ?? '', recording), subject, now);
  if (!collected.ok || collected.value === null) return recording;
  const near = around(collected.value.facts, subject);
  const said = await say(recording);
  const far = recording.objects.filter((object) => !near.has(keyOf(aboutOf(object))));
  const bare = { ...recording, objects: recording.objects.filter((object) => !far.includes(object)) };
  if ((await say(bare)) === said) return bare;
  let kept = recording;
  for (const object of far) {
    const without = { ...kept, objects: kept.objects.filter((one) => one !== object) };
    // Each removal is judged on what the ones before it left.
    // oxlint-disable-next-line no-await-in-loop
    if ((await say(without)) === said) kept = without;
  }
  return kept;
};
