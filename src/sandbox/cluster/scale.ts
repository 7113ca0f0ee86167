import type { RecordedObject } from '../../cluster/recording-format.ts';
import type { Answer, Ask } from './exchange.ts';
import { isDryRun, isFields, notFound, statusAnswer } from './exchange.ts';
import type { ObjectStore } from './object-store.ts';
import { patched, withGeneration } from './patch.ts';

const scaleOf = (object: RecordedObject): RecordedObject => {
  const spec = isFields(object['spec']) ? object['spec'] : {};
  const status = isFields(object['status']) ? object['status'] : {};
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec['replicas'] ?? 1 },
    status: { replicas: status['replicas'] ?? 0 },
  };
};

/** The `scale` subresource: `GET`, and `PATCH` or `PUT` that sets the replicas of its object. */
export const scale = (ask: Ask, store: ObjectStore): Answer => {
  const object = store.get(ask.resource, ask.namespace, ask.name ?? '');
  if (object === undefined) return notFound(ask);
  if (ask.method === 'GET') return { status: 200, body: scaleOf(object) };
  const result = patched(ask, scaleOf(object));
  if (!result.ok) return result.answer;
  const replicas = isFields(result.object['spec']) ? result.object['spec']['replicas'] : undefined;
  if (typeof replicas !== 'number' || !Number.isInteger(replicas) || replicas < 0)
    return statusAnswer(
      422,
      'Invalid',
      `Scale.autoscaling "${ask.name ?? ''}" is invalid: spec.replicas: Invalid value: ${JSON.stringify(replicas ?? null)}: must be greater than or equal to 0`,
    );
  const spec = isFields(object['spec']) ? object['spec'] : {};
  const scaled = withGeneration(object, { ...object, spec: { ...spec, replicas } });
  return { status: 200, body: scaleOf(isDryRun(ask) ? scaled : store.put(ask.resource, scaled)) };
};
