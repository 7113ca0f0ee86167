import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path/posix';

import type { Room, Touch } from './rooms-table.ts';

/** Source texts by their paths from the project's root. */
export type Tree = Readonly<Record<string, string>>;

const imported =
  /^\s*(?:import|export)\b(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

const marks: { readonly [T in Touch]: RegExp } = {
  await: /\b(?:await|async)\b|\.then\(/,
  clock: /\bDate\.now\b|\bnew Date\(\)|\bperformance\.(?:now|timeOrigin)\b|\bprocess\.hrtime\b/,
  timers: /\bset(?:Timeout|Interval|Immediate)\(|node:timers/,
  chance: /\bMath\.random\b|\brandom(?:UUID|Bytes|Int)\(|\bgetRandomValues\b/,
  process: /\bprocess(?=\.[a-z]|\[|\?\.)|(?<=[=(:] )process\b|\bnode:process\b/,
  network: /(?<![.\w])fetch\(|\bnew WebSocket\(/,
};

/** Comments blanked; those that stand after code on a line only where they begin with a space on both sides. */
const codeOf = (source: string): string =>
  source
    .replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/ \/\/ .*$/gm, '');

const namesIn = (code: string): Set<string> =>
  new Set(Array.from(code.matchAll(imported), ([, fixed, late]) => fixed ?? late ?? ''));

/** `@slack/bolt/dist/x` and `node:fs/promises` to what is installed: `@slack/bolt`, `node:fs/promises`. */
const packageOf = (name: string): string =>
  name.startsWith('node:')
    ? name
    : name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/');

/** The room of a file: the one whose files or folders fit best. */
const roomOf = (rooms: readonly Room[], path: string): Room | undefined =>
  rooms
    .flatMap((room) => room.files.map((file) => ({ room, file })))
    .filter(({ file }) => path === file || (file.endsWith('/') && path.startsWith(file)))
    .toSorted((a, b) => b.file.length - a.file.length)[0]?.room;

const importOffences = (rooms: readonly Room[], room: Room, path: string, source: string): string[] => {
  const values = namesIn(codeOf(stripTypeScriptTypes(source)));
  return Array.from(namesIn(codeOf(source))).flatMap((name) => {
    const value = values.has(name);
    if (!name.startsWith('.')) {
      const found = packageOf(name);
      if (room.packages?.includes(found) || (!value && room.packageTypes?.includes(found))) return [];
      return [`${room.name} may not ${value ? 'load' : 'know the types of'} ${found} (${path})`];
    }
    const target = join(dirname(path), name);
    const other = roomOf(rooms, target);
    if (other === undefined) return [`${room.name} may not import ${target}, which is in no room (${path})`];
    if (other === room || room.values?.includes(other.name)) return [];
    if (!value && (other.name === 'contracts' || room.types?.includes(other.name))) return [];
    return [
      `${room.name} may not import ${value ? 'values' : 'types'} of ${other.name}: ${target} (${path})`,
    ];
  });
};

const touchOffences = (room: Room, path: string, source: string): string[] => {
  const code = codeOf(source);
  return Object.entries(marks)
    .filter(([touch, mark]) => !room.touches?.some((each) => each === touch) && mark.test(code))
    .map(([touch, mark]) => `${room.name} may not touch ${touch}: ${mark.exec(code)?.[0].trim()} (${path})`);
};

/** One sentence for each line that a room's rule does not allow, for each file without a room and each room without a file. */
export const offences = (rooms: readonly Room[], tree: Tree): string[] => {
  const paths = Object.keys(tree);
  const empty = rooms
    .filter((room) => !paths.some((path) => roomOf(rooms, path) === room))
    .map(({ name }) => `no file is in the room ${name}`);
  return Object.entries(tree)
    .flatMap(([path, source]) => {
      const room = roomOf(rooms, path);
      if (room === undefined) return [`${path} is in no room`];
      return [...importOffences(rooms, room, path, source), ...touchOffences(room, path, source)];
    })
    .concat(empty);
};
