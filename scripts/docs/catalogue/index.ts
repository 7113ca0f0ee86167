import { controllers } from './controllers.ts';
import { images } from './images.ts';
import { network } from './network.ts';
import { nodes } from './nodes.ts';
import type { Area } from './row.ts';
import { running } from './running.ts';
import { scheduling } from './scheduling.ts';
import { storage } from './storage.ts';

/** Everything that must be told apart, by area. */
export const catalogue: readonly Area[] = [images, running, scheduling, controllers, storage, network, nodes];
