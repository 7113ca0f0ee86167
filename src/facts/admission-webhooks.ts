import type { ObjectRef } from '../answer.ts';
import type { Facts } from './facts.ts';
import type { ObjectOf } from './objects.ts';
import { refOf } from './refs.ts';
import { matches } from './selectors.ts';

/** A call to a webhook that failed, as the API server words it. */
export type FailedCall = { webhook: string; service: ObjectRef | null; url: string; error: string };

const failedCall = /failed calling webhook "([^"]+)": (?:failed to call webhook: )?(.*)$/s;
const post = /^Post "([^"]+)": (.*)$/s;

/** The webhook, the Service that its address names (`NAME.NAMESPACE.svc`), and what went wrong; null for other sentences. */
export const failedCallIn = (sentence: string): FailedCall | null => {
  const [, webhook, rest = ''] = failedCall.exec(sentence) ?? [];
  if (webhook === undefined) return null;
  const [, url = '', error = rest] = post.exec(rest) ?? [];
  const [, name, namespace] = /^https:\/\/([^./:]+)\.([^./:]+)\.svc(?:[:/]|$)/.exec(url) ?? [];
  const service = name === undefined || namespace === undefined ? null : { kind: 'Service', namespace, name };
  return { webhook, service, url: url.replace(/\?timeout=.*$/, ''), error: error.trim() };
};

type Webhook = NonNullable<ObjectOf['ValidatingWebhookConfiguration']['webhooks']>[number];

/** A webhook where it is declared. */
export type DeclaredWebhook = {
  config: ObjectRef;
  webhook: Pick<
    Webhook,
    'rules' | 'namespaceSelector' | 'objectSelector' | 'failurePolicy' | 'timeoutSeconds'
  >;
};

const kinds = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'] as const;

export const declaredWebhook = (facts: Facts, name: string): DeclaredWebhook | null => {
  for (const kind of kinds)
    for (const config of facts.objects[kind]) {
      const webhook = (config.webhooks ?? []).find((one) => one.name === name);
      if (webhook !== undefined) return { config: refOf(kind, config), webhook };
    }
  return null;
};

/** A webhook that a Service of the cluster serves. `port` is 443 unless its configuration says another. */
export type ServedWebhook = DeclaredWebhook & { name: string; service: ObjectRef; port: number };

/** Every declared webhook that calls a Service; one with a URL is served elsewhere. */
export const webhooksOf = (facts: Facts): ServedWebhook[] =>
  kinds.flatMap((kind) =>
    facts.objects[kind].flatMap((config) =>
      (config.webhooks ?? []).flatMap((webhook): ServedWebhook[] => {
        const { namespace, name, port = 443 } = webhook.clientConfig?.service ?? {};
        if (namespace === undefined || name === undefined) return [];
        const service = { kind: 'Service', namespace, name };
        return [{ config: refOf(kind, config), webhook, name: webhook.name ?? '', service, port }];
      }),
    ),
  );

const nameLabel = 'kubernetes.io/metadata.name';

/** What a webhook blocks while it does not answer: `creating pods in all namespaces`; null where it has no rules. */
export const scopeOf = ({ webhook }: DeclaredWebhook): string | null => {
  const rules = webhook.rules ?? [];
  const verbs = [...new Set(rules.flatMap(({ operations }) => operations ?? []))].join('/');
  const resources = [...new Set(rules.flatMap(({ resources: all }) => all ?? []))];
  const selector = webhook.namespaceSelector;
  const narrow =
    selector !== undefined &&
    ((selector.matchExpressions ?? []).length > 0 || Object.keys(selector.matchLabels ?? {}).length > 0);
  if (rules.length === 0) return null;
  return `${verbs === '*' ? 'every write' : verbs} of ${resources.includes('*') ? 'everything' : resources.join(', ')} ${narrow ? 'in the namespaces it selects' : 'in all namespaces'}`;
};

/** Whether a webhook also judges the pods of its own namespace, so that it cannot come back by itself; null where labels decide that were not read. */
export const blocksItself = ({ webhook }: DeclaredWebhook, service: ObjectRef): boolean | null => {
  const aboutPods = (webhook.rules ?? []).some(({ resources, operations }) => {
    const pods = (resources ?? []).some((one) => ['*', '*/*', 'pods', 'pods/*'].includes(one ?? ''));
    return pods && (operations ?? []).some((one) => ['*', 'CREATE'].includes(one ?? ''));
  });
  if (!aboutPods) return false;
  if (Object.keys(webhook.objectSelector ?? {}).length > 0) return null;
  const { matchLabels = {}, matchExpressions = [] } = webhook.namespaceSelector ?? {};
  const keys = [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
  if (keys.some((key) => key !== nameLabel)) return null;
  return matches({ matchLabels, matchExpressions }, { [nameLabel]: service.namespace ?? '' });
};
