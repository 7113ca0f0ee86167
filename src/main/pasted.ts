import type { World } from '../../jobs/world.ts';

/** Pasted YAML or JSON as a cluster that holds nothing else. The parser is loaded when it is first needed. */
export const readPasted: World['pasted'] = async (text) => {
  const [{ parseRecording }, { filesCluster }, { newestTime }] = await Promise.all([
    import('../cluster/parse-recording.ts'),
    import('../cluster/files-cluster.ts'),
    import('../cluster/newest-time.ts'),
  ]);
  const read = parseRecording(text, 'what you pasted');
  if (!read.ok) {
    const { line, expected } = read.complaint;
    const place = line === null ? '' : ` In line ${line} I`;
    return {
      complaint: `What you pasted is nothing I can read.${place === '' ? ' I' : place} expected ${expected}.`,
    };
  }
  if (read.recording.objects.length === 0)
    return {
      complaint: 'What you pasted holds no Kubernetes object: I look for apiVersion, kind and metadata.',
    };
  const today = new Date();
  const now = new Date(newestTime(text, today.toISOString()) ?? today);
  return { cluster: await filesCluster('pasted', read.recording, []), now };
};
