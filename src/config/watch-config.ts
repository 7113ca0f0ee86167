import { watch } from 'node:fs';
import { dirname } from 'node:path';

import type { Logger } from 'pino';

import { type Config, type ReadConfig } from '../config.ts';
import { explain } from './explain.ts';

/** Editors write a file in several steps. */
const SETTLE = 200;

/**
 * Looks at the configuration file again whenever its folder changes (so a file that is replaced, as editors and
 * Kubernetes ConfigMaps do, is seen). `onChange` gets each configuration that differs and is right; a broken one is
 * logged, and the one before stays.
 */
export function watchConfig({
  config,
  read,
  onChange,
  log,
}: {
  config: Config;
  read: () => ReadConfig;
  onChange: (config: Config) => void;
  log: Logger;
}): { close(): void } {
  let last = JSON.stringify({ ok: true, config });
  let timer: NodeJS.Timeout | null = null;

  function look(): void {
    const next = read();
    const words = JSON.stringify(next);
    if (words === last) return;
    last = words;
    if (next.ok) {
      log.info({ file: next.config.file }, 'The changed configuration holds from now on');
      onChange(next.config);
    } else
      log.error(
        { complaints: explain(next.complaints) },
        'The changed configuration is refused; the one before stays',
      );
  }

  const watcher = watch(dirname(config.configFile.path), () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(look, SETTLE);
  });
  watcher.on('error', (error) =>
    log.warn({ error: error.message }, 'Changes of the configuration are no longer seen'),
  );
  return {
    close() {
      watcher.close();
      if (timer !== null) clearTimeout(timer);
    },
  };
}
