import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { parseCommand } from '../../handlers/parse.ts';
import type { Finding } from '../../src/answer.ts';
import { filesCluster } from '../../src/cluster/files-cluster.ts';
import { parseRecording } from '../../src/cluster/parse-recording.ts';
import { recordedCluster } from '../../src/cluster/recorded.ts';
import type { Recording } from '../../src/cluster/recording-format.ts';
import { why } from '../../src/why.ts';
import { caseFiles } from '../causes/case-files.ts';

/** What a file of one pod or one Service most often comes without. */
const dropped = ['Pod', 'Event', 'Node', 'Service', 'Secret', 'ConfigMap', 'StorageClass', 'none'];

/** The words of a conclusion from what is not there; what the API itself says is missing is a quotation. */
const concluding =
  /does not exist|matches no|is no named port|no such|has no ready endpoint|no node has|is bound to node/;

const grave = ({ severity }: Finding): boolean => severity !== 'info';
/** What the scheduler, a controller, a log or the object itself says of what is not well; what would excuse it is not read. */
const quoted =
  /^(?:unschedulable-|unexplained$|replicas-unready$|claim-unbound$|service-pods-unread$|gateway-unattended$|disruption-blocked$|crash-loop$)/;
const nameOf = ({ cause, object }: Finding): string => `${cause} ${object.kind}/${object.name}`;

/** The same objects as somebody could have exported them: without those of a kind, and without word of being all. */
const without = (recording: Recording, kind: string): Recording => ({
  ...recording,
  at: null,
  objects: recording.objects.filter((object) => object.kind !== kind),
  refusals: [],
  whole: [],
});

test('nothing is found for certain because files lack something, and nothing on what is healthy', async () => {
  const wrong: string[] = [];
  for (const { path } of caseFiles) {
    const read = parseRecording(readFileSync(`${path}.yaml`, 'utf8'), path);
    if (!read.ok) throw new Error(read.complaint.expected);
    const { recording } = read;
    const parsed = parseCommand(recording.question ?? '');
    if (parsed.type !== 'why' || recording.at === null || recording.partial === true) continue;
    const { target } = parsed;
    const now = new Date(recording.at);
    // Cases are judged one after the other: the memory stays small.
    // oxlint-disable-next-line no-await-in-loop
    const whole = await why(recordedCluster('case', recording), target, now);
    if (whole.type !== 'answer') continue;
    const known = new Set(whole.answer.findings.map(nameOf));
    const kinds = dropped.filter(
      (kind) => kind === 'none' || recording.objects.some((one) => one.kind === kind),
    );
    for (const kind of kinds) {
      // oxlint-disable-next-line no-await-in-loop
      const part = await why(await filesCluster('files', without(recording, kind), []), target, now);
      const found = part.type === 'answer' ? part.answer.findings.filter(grave) : [];
      const fresh = found.filter((one) => !known.has(nameOf(one)));
      const bad =
        whole.answer.state === 'healthy'
          ? fresh.filter(({ cause }) => !quoted.test(cause))
          : fresh.filter(
              ({ cause, confidence, summary }) =>
                confidence === 'certain' && !quoted.test(cause) && concluding.test(summary),
            );
      wrong.push(...bad.map((one) => `${path} without ${kind}: ${nameOf(one)}: ${one.summary}`));
    }
  }
  expect(wrong).toEqual([]);
}, 300_000);
