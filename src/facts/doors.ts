/** Where a container meets another one of its own pod: a port on loopback, or a Unix socket. */
export type Door = { host: string; port: number } | { host: string; port: null };

const loopback =
  /(?<![\w.-])(localhost|127\.0\.0\.1|\[::1\])(?::|\/| (?:port )?|["']?,? (?:\([^)\s]{1,40}\), )?port )(\d{2,5})(?!\d)/gi;
/** A path is a socket by its ending, or by what stands before it. */
const socket =
  /(?<![\w.-])(?:unix:(?:\/\/)?|dial unix )?(\/[\w@+=.,/-]{1,200}?(?:\.sock(?:et)?|\.s\.PGSQL\.\d{1,5}))(?![\w/-])|(?<![\w.-])(?:unix:(?:\/\/)?|dial unix )(\/[\w@+=.,/-]{1,200})/gi;

/** Longer texts are not looked through to their end. */
const readAtMost = 8192;

/** The ports on loopback and the sockets that a text names: a line of a log, a command. */
export const doorsIn = (text: string): Door[] => {
  const read = text.slice(0, readAtMost);
  return [
    ...[...read.matchAll(socket)].map(([, named, led]): Door => ({
      host: (named ?? led ?? '').replace(/[.,]+$/, ''),
      port: null,
    })),
    ...[...read.matchAll(loopback)].map(([, host = '', port]): Door => ({ host, port: Number(port) })),
  ];
};
