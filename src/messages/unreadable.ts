import type { Unreadable } from '../answer.ts';
import type { Message } from '../ports.ts';
import { header, message, section } from './blocks.ts';
import { code, markup, plain } from './mrkdwn.ts';
import { shareless, type WhyOptions } from './options.ts';
import { phrase } from './text.ts';

const askAgain =
  'Ask again in a minute. If it stays so, check that the API server is up and reachable from here, and that the credentials are valid and may read.';

const advice: Readonly<Partial<Record<NonNullable<Unreadable['reason']>, string>>> = {
  forbidden:
    'The cluster answers, and the account has no right to read there. Bind it to a role that may get and list what kubewhy reads (deploy/rbac.yaml holds one): with a ClusterRoleBinding for all namespaces, with a RoleBinding for one, which is then asked about with -n.',
  unauthorized:
    'The cluster answers, and does not take the credentials: log in again, or renew those that the kubeconfig names.',
  absent:
    'Add what should be judged: kubectl get pods,events,deployments,replicasets,services,nodes -o yaml prints enough for most answers, kubectl cluster-info dump the logs as well.',
  malformed: 'Mend the file, or leave it out.',
};

/** What to do about a cluster that gives nothing to judge. Also used on the terminal. */
export const unreadableAdvice = ({ reason }: Pick<Unreadable, 'reason'>): string =>
  (reason === undefined ? undefined : advice[reason]) ?? askAgain;

/** The cluster gave nothing to judge: that says nothing about its health. */
export const unreadableMessage = (outcome: Omit<Unreadable, 'type'>, options: WhyOptions): Message => {
  const what = markup`*Cluster ${code(outcome.cluster, 100)} could not be read*, so nothing can be said about its health.`;
  const why = markup`Why: ${plain(outcome.why, 600)}`;
  const next = markup`What to do: ${plain(unreadableAdvice(outcome))}`;
  return message(
    [
      header(`⚪ Unknown · cluster ${phrase(outcome.cluster, 100)}`),
      section(markup`${what}\n${why}\n${next}`),
    ],
    [what, why, next],
    shareless(options),
  );
};
