import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { connectCluster } from '../src/cluster/connect.ts';
import { formatRecording } from '../src/cluster/format-recording.ts';
import { recordedCluster } from '../src/cluster/recorded.ts';
import type { Recording } from '../src/cluster/recording-format.ts';
import { recordReads } from '../src/cluster/recording.ts';
import { kindByWord } from '../src/facts/kinds.ts';
import { whyText } from '../src/messages/why-text.ts';
import { why } from '../src/why.ts';
import { trim } from './trim.ts';

const usage = 'usage: npm run capture -- CAUSE CASE KIND/NAME -n NAMESPACE [--context NAME]';

/** What `why` reads about one object of a real cluster, as a test case: the recording, and the text it comes to. */
const capture = async (): Promise<string> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { namespace: { type: 'string', short: 'n' }, context: { type: 'string' } },
  });
  const [cause, name, words, ...more] = positionals;
  const [kind, object] = words?.split('/') ?? [];
  if (
    cause === undefined ||
    name === undefined ||
    words === undefined ||
    object === undefined ||
    more.length > 0
  )
    throw new Error(usage);
  if (!/^[a-z0-9-]+$/.test(cause) || !/^[a-z0-9-]+$/.test(name))
    throw new Error(`CAUSE and CASE are words in kebab-case; ${usage}`);
  const known = kindByWord(kind ?? '')?.kind;
  if (known === undefined) throw new Error(`${kind ?? ''} is not a kind; ${usage}`);

  const { context } = values;
  const connected = await connectCluster({
    kubeconfigPaths: null,
    ...(context === undefined ? {} : { context }),
  });
  if (!connected.ok) {
    const { file, field, expected } = connected.complaint;
    throw new Error(`${file}, ${field}: expected ${expected}`);
  }
  const { cluster, recording } = recordReads(connected.cluster);
  // Recorded in whole seconds, so that the case says the same as this run.
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const namespace = values.namespace ?? cluster.namespace ?? 'default';
  const outcome = await why(cluster, { words, kind: known, name: object, namespace, cluster: null }, now);
  connected.close();

  const path = join(import.meta.dirname, '..', 'test', 'cases', cause, name);
  const target = { words, kind: known, name: object, namespace, cluster: null };
  const say = async (read: Recording): Promise<string> =>
    whyText(await why(recordedCluster(cluster.name, read), target, now), {
      colour: false,
      now: now.toISOString(),
    });
  const whole = { ...recording(now), question: `why ${words} -n ${namespace}` };
  const subject = outcome.type === 'answer' ? outcome.answer.target : null;
  const kept = subject === null ? whole : await trim(whole, subject, now, say);
  const text = await say(kept);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.yaml`, formatRecording(kept));
  await writeFile(`${path}.out`, `${text}\n`);
  const found = outcome.type === 'answer' ? outcome.answer.findings.map((finding) => finding.cause) : [];
  const verdict = found.includes(cause)
    ? `${cause} was found.`
    : `${cause} was NOT found: ${found.length === 0 ? outcome.type : found.join(', ')}.`;
  return `${text}

Written: ${path}.yaml and ${path}.out. ${verdict}
Check before you commit:
  1. Is this the true root cause, and does the first sentence say so?
  2. Do the logs, annotations and environment in the recording hold anything private? Only the values of ConfigMaps and Secrets are gone.
`;
};

try {
  process.stdout.write(await capture());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
