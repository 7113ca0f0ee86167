import type { Evidence } from '../answer.ts';
import { specEvidence, statusEvidence } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { parseImage } from '../facts/image-name.ts';
import { answerOf, createSecretLine, pullRefusals, secretEvidence } from '../facts/pull-refusals.ts';
import type { PullRefusal } from '../facts/pull-refusals.ts';
import { refOf } from '../facts/refs.ts';
import type { Cause } from './cause.ts';

/** Amazon's registries take a token for twelve hours. https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html */
const ecr = /\.dkr\.ecr(?:-fips)?\.[\w-]+\.amazonaws\.com/;
const ecrHours = 12;

const hoursSince = (facts: Facts, at: string): number => (Date.parse(facts.now) - Date.parse(at)) / 3_600_000;

/** A token of Amazon that is older than it lasts. */
const isAged = (facts: Facts, { pull, secret }: PullRefusal): boolean =>
  secret !== null &&
  secret.writtenAt !== null &&
  ecr.test(pull.host) &&
  hoursSince(facts, secret.writtenAt) > ecrHours;

const ageEvidence = (facts: Facts, refusal: PullRefusal): Evidence[] => {
  const { pull, secret } = refusal;
  if (secret === null || secret.writtenAt === null || !isAged(facts, refusal)) return [];
  const hours = Math.floor(hoursSince(facts, secret.writtenAt));
  return [
    statusEvidence(
      { kind: 'Secret', namespace: pull.view.ref.namespace, name: secret.name },
      `written ${hours} h ago; a token of this registry lasts ${ecrHours} h`,
      secret.writtenAt,
    ),
  ];
};

/** A ServiceAccount hands its pull secrets to a pod when the pod is made: one that got them later helps only new pods. */
const accountEvidence = (facts: Facts, { pull, fault }: PullRefusal): Evidence[] => {
  const { pod, ref } = pull.view;
  const account = facts.objects.ServiceAccount.find(
    ({ metadata }) =>
      metadata?.name === pod.spec?.serviceAccountName && metadata?.namespace === ref.namespace,
  );
  const names = (account?.imagePullSecrets ?? []).flatMap(({ name }) => name ?? []);
  return fault !== 'none' || account === undefined || names.length === 0
    ? []
    : [
        specEvidence(
          refOf('ServiceAccount', account),
          `imagePullSecrets: ${names.join(', ')}; the pod was made without them: new pods get them`,
        ),
      ];
};

const wordsOf = (facts: Facts, refusal: PullRefusal): { what: string; remedy: string } => {
  const { pull, fault, secret, secrets } = refusal;
  const { host } = parseImage(pull.image);
  const name = secret?.name ?? '';
  const spent = /token has expired/i.test(pull.sentence)
    ? ': its token has expired'
    : isAged(facts, refusal)
      ? ', written longer ago than a token lasts'
      : '';
  if (fault === 'refused')
    return {
      what: `Registry ${host} refuses the credentials of pull secret ${name} (${answerOf(pull)})${spent}`,
      remedy: `Renew the credentials in ${name}, and see that they may read ${parseImage(pull.image).repository}`,
    };
  if (fault === 'unknown')
    return {
      what: `Registry ${host} refuses the pull (${answerOf(pull)})`,
      remedy: `Check that ${secrets.map((one) => one.name).join(', ')} holds valid credentials for ${host}`,
    };
  return {
    what:
      pull.problem === 'forbidden'
        ? `Registry ${host} forbids the pull (${answerOf(pull)}), and the pod has no imagePullSecrets`
        : `Registry ${host} wants credentials, and the pod has no imagePullSecrets (${answerOf(pull)})`,
    remedy:
      accountEvidence(facts, refusal).length > 0
        ? 'Make the pod anew: its ServiceAccount has pull secrets by now'
        : 'Create a pull secret and name it in imagePullSecrets, or correct the image name',
  };
};

export const imageUnauthorized: Cause = {
  id: 'image-unauthorized',
  title: 'Registry refuses the credentials',
  rulesOut: 'image pulls',
  signal:
    'The registry answered 401 or 403: the pod has no pull secret, or one for this registry whose credentials do not do.',
  looksAt: ['Pod', 'Event', 'Secret', 'ServiceAccount'],
  about: ['Pod'],
  look: (facts) =>
    pullRefusals(facts).flatMap((refusal) => {
      const { pull, fault } = refusal;
      const { view, image, problem, evidence } = pull;
      if (problem === 'access-denied' || (fault !== 'none' && fault !== 'refused' && fault !== 'unknown'))
        return [];
      const { host } = parseImage(image);
      const { what, remedy } = wordsOf(facts, refusal);
      return [
        {
          severity: 'critical',
          confidence: fault === 'refused' && isAged(facts, refusal) ? 'likely' : 'certain',
          object: view.ref,
          summary: `Image ${image} cannot be pulled: ${what.replace(/^R/, 'r')}`,
          brief: what,
          shared: what,
          evidence: [
            ...evidence,
            ...secretEvidence(facts, refusal),
            ...ageEvidence(facts, refusal),
            ...accountEvidence(facts, refusal),
          ],
          remedies: [
            {
              title: remedy,
              command: createSecretLine(view.ref.namespace, refusal.secret?.name ?? 'NAME', host),
              action: null,
            },
          ],
          fingerprint: `${host} ${fault}`,
        },
      ];
    }),
};
