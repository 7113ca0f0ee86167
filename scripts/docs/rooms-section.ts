import { type Room, rooms } from '../../test/gates/rooms-table.ts';
import { table } from './markdown.ts';

const joined = (words: readonly string[] = []): string => (words.length === 0 ? '–' : words.join(', '));
const coded = (words: readonly string[] = []): string => joined(words.map((word) => `\`${word}\``));

const places = ({ name, files }: Room): string =>
  name === 'reading'
    ? `\`src/facts/{${files.map((file) => file.slice(10, -3)).join(',')}}.ts\``
    : coded(files);

const packagesOf = ({ packages = [] }: Room): string[] =>
  packages.filter((each) => !each.startsWith('node:'));

/** Six ways to touch the world are all there are. */
const touched = ({ touches = [] }: Room): string => (touches.length === 6 ? 'all' : joined(touches));

/** The tables of rooms in ARCHITECTURE.md, from the table the test enforces. */
export const roomsSection = (): string =>
  [
    table(
      ['room', 'where', 'a line here may', 'and may not'],
      rooms.map((room) => [room.name, places(room), room.may, room.mayNot]),
    ),
    table(
      ['room', 'imports', 'types only', 'loads', 'touches'],
      rooms.map((room) => [
        room.name,
        joined(room.values),
        joined(room.types),
        coded(packagesOf(room)),
        touched(room),
      ]),
    ),
  ].join('\n\n');
