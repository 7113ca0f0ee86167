import { beam } from './beam.ts';
import { cpp } from './cpp.ts';
import { dotnet } from './dotnet.ts';
import { go } from './go.ts';
import { jvm } from './jvm.ts';
import { node } from './node.ts';
import { npm } from './npm.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { redis } from './redis.ts';
import { ruby } from './ruby.ts';
import type { Runtime } from './runtime.ts';
import { rust } from './rust.ts';

/** Every runtime, those with the surest marks first. */
export const runtimes: readonly Runtime[] = [
  npm,
  redis,
  python,
  go,
  php,
  ruby,
  beam,
  cpp,
  rust,
  dotnet,
  jvm,
  node,
];
