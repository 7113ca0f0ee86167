/** An image reference taken apart. https://github.com/distribution/reference/blob/main/reference.go */
export type ImageName = { host: string; repository: string; tag: string | null; digest: string | null };

/** A name without a registry host is Docker Hub's. */
export const parseImage = (image: string): ImageName => {
  const [name = '', digest] = image.split('@');
  const first = name.split('/')[0] ?? '';
  const hosted = name.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  const path = hosted ? name.slice(first.length + 1) : name;
  const colon = path.lastIndexOf(':');
  return {
    host: hosted ? first : 'docker.io',
    repository: colon < 0 ? path : path.slice(0, colon),
    tag: colon < 0 ? null : path.slice(colon + 1),
    digest: digest ?? null,
  };
};

/** Whether two references name the same repository, whatever their tags. */
export const sameRepository = (a: string, b: string): boolean => {
  const [one, other] = [parseImage(a), parseImage(b)];
  return one.host === other.host && one.repository === other.repository;
};

/** Docker Hub answers under names of its own. */
const hub = /^(?:registry-1|index|auth|production\.cloudflare)\.docker\.(?:io|com)$/;

/**
 * The registry that a failed pull of `image` asked, by the addresses in `sentence`: a mirror or a proxy of the node can
 * stand before the one that the image names. A sentence without an address speaks of the latter.
 */
export const registryAsked = (image: string, sentence: string): string => {
  // What stands behind `lookup` is then the name of the proxy.
  const proxied = sentence.includes('proxyconnect');
  const asked =
    (proxied ? undefined : /\blookup (\S+?)(?: on \S+)?: /.exec(sentence)?.[1]) ??
    /https?:\/\/([^/"\s?]+)\/v2\//.exec(sentence)?.[1];
  return asked === undefined || hub.test(asked) ? parseImage(image).host : asked;
};
